"""Messages of JSON-RPC 2.0, as the Model Context Protocol uses them: one a line, in UTF-8."""

import json
from typing import Any, NamedTuple

from ..render.json import encode

MOST = 8 << 20  # bytes of a message: a draft and its source fit in
PARSE_ERROR = -32700
INVALID_REQUEST = -32600
METHOD_NOT_FOUND = -32601
INVALID_PARAMS = -32602
INTERNAL_ERROR = -32603
NO_RESOURCE = -32002
NO_VERSION = -32022  # from 2026-07-28 on

Id = str | int | None
Json = dict[str, Any]


class ProtocolError(Exception):
    """What is wrong with a message: one of the codes above, and a text."""

    def __init__(self, code: int, message: str, data: Json | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.data = data


class Request(NamedTuple):
    """A request: its `id`, which the answer repeats. None is the id of a notification."""

    id: Id
    method: str
    params: Json


def parse(line: bytes) -> Any:
    """The JSON value of a line. Raises `ProtocolError` if it is none, or too large."""
    if len(line) > MOST:
        raise ProtocolError(
            INVALID_REQUEST, f"the message is larger than {MOST >> 20} MiB; send a smaller one"
        )
    try:
        return json.loads(line.decode(), parse_constant=refuse)
    except UnicodeDecodeError:
        why = "not UTF-8"
    except RecursionError:
        why = "nested too deeply"
    except ValueError as error:  # also a number of too many digits
        why = str(error)
    raise ProtocolError(PARSE_ERROR, f"the message is no JSON ({why}); send one object a line")


def refuse(name: str) -> None:
    """JSON has no `NaN` and no `Infinity`, but Python's reader takes them."""
    raise ValueError(f"{name} is no number")


def request(message: Any) -> Request | None:
    """A message as a request; None for an answer, since the server asks nothing.

    Raises `ProtocolError` for anything else.
    """
    if not isinstance(message, dict):
        raise ProtocolError(INVALID_REQUEST, "the message is no object; send a request")
    if "method" not in message and ("result" in message or "error" in message):
        return None
    method, id = message.get("method"), message.get("id")
    if message.get("jsonrpc") != "2.0" or not isinstance(method, str):
        why = 'the message is no request; give "jsonrpc": "2.0" and "method"'
        raise ProtocolError(INVALID_REQUEST, why)
    if "id" in message and id_of(message) is None:
        raise ProtocolError(INVALID_REQUEST, "the id is no text and no whole number; give one")
    params = message.get("params", {})
    if not isinstance(params, dict):
        raise ProtocolError(INVALID_PARAMS, "the params are no object; give names with values")
    return Request(id, method, params)


def id_of(message: Any) -> Id:
    """The id of a message that may be malformed; None if it has no sound one."""
    id = message.get("id") if isinstance(message, dict) else None
    return id if isinstance(id, str | int) and not isinstance(id, bool) else None


def result(id: Id, content: Json) -> Json:
    """The answer to a request."""
    return {"jsonrpc": "2.0", "id": id, "result": content}


def failure(id: Id, error: ProtocolError) -> Json:
    """The answer to a request that cannot be answered."""
    said: Json = {"code": error.code, "message": error.message}
    if error.data is not None:
        said["data"] = error.data
    return {"jsonrpc": "2.0", "id": id, "error": said}


def line(message: Any) -> str:
    """A message as a line. Characters that could control a terminal are escaped."""
    return encode(message) + "\n"
