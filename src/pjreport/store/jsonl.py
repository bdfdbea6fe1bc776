"""Reads JSON lines: for each report a head, and then its facts.

A head is `{"schema": 1, "report": ..., "topics": ..., "vocabulary": ...}`: the tables of a TOML
file without the facts. A fact is a record as `--format jsonl` prints it. Fields that are null, or
that follow from other fields, may be left out.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from json import JSONDecodeError, JSONDecoder
from typing import Any

from ..errors import reason
from ..messages import tell
from ..model.diagnostics import Path
from ..model.kinds import BY_ID
from ..model.records import COMPUTED
from .document import Document
from .files import BOM, SPECIAL, UTF16, refused, undecoded

MAX_LINE_BYTES = 1024 * 1024
# The fields of a record that a fact's table in a TOML file does not have.
BESIDE = ("report", "id", "kind", "topic", "section", "state", "computed", "match", "referenced_by")


# JSON lines have no TOML text. A backslash makes the control-character rule check every value.
ESCAPED = "\\"


class Lines(Document):
    """One report in a file of JSON lines. Problems are located by line only."""

    def __init__(self, path: str, line: int, head: dict[str, Any]) -> None:
        super().__init__(path, ESCAPED, head)
        self.first = line
        self.lines: dict[Path, int] = {}  # of facts

    def places(self, wanted: Iterable[Path]) -> Any:  # noqa: ARG002 - all are known
        """This object: its method `at` gives the line of a fact, or of the head."""
        return self

    def at(self, path: Path) -> tuple[int, int]:
        """The line of a path; the column is 1."""
        return self.lines.get(path[:3], self.first), 1

    def add(self, line: int, record: dict[str, Any]) -> None:
        """Add a fact. Raises `LoadError` if it cannot be a fact of this report."""
        id, report = record.get("id"), self.tables.get("report")
        parts = id.split(".") if isinstance(id, str) else []
        of = report.get("id") if isinstance(report, dict) else None
        if len(parts) != 3 or parts[0] not in BY_ID:
            raise refused(
                self.path, tell("no fact's id; write KIND.TOPIC.NAME"), "missing-key", line
            )
        if record.get("report", of) != of:
            why = tell("a fact of another report than the head on line {first}", first=self.first)
            raise refused(self.path, tell("{why}; put it below its own", why=why), "syntax", line)
        kind, topic, name = parts
        facts = self.tables.setdefault(kind, {}).setdefault(topic, {})
        if name in facts:
            first = self.lines[kind, topic, name]
            why = tell("'{id}' is on line {first}, too; drop one", id=id, first=first)
            raise refused(self.path, why, "syntax", line)
        left_out = (*BESIDE, *COMPUTED) if BY_ID[kind].computed else BESIDE
        facts[name] = {
            key: value
            for key, value in record.items()
            if key not in left_out and value is not None and value != []
        }
        self.lines[kind, topic, name] = line


def reports(path: str) -> Iterator[Lines]:
    """The reports in a file of JSON lines. Raises `LoadError` for a line that is wrong."""
    found = None
    for number, record in objects(path):
        if "schema" not in record:
            if found is None:
                why = tell('a fact before any head; begin with {"schema": 1, "report": ...}')
                raise refused(path, why, "syntax", number)
            found.add(number, record)
            continue
        if found is not None:
            yield found
        if kinds := [key for key in record if key in BY_ID]:
            why = tell("'{kinds}' in a head; write each fact as a line of its own", kinds=kinds[0])
            raise refused(path, why, "syntax", number)
        found = Lines(path, number, record)
    if found is None:
        raise refused(path, tell("no report in it; begin with a head"))
    yield found


def objects(path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects in a file of JSON lines, each with its line number. Skips blank lines."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise refused(path, SPECIAL)
    try:
        with open(path, "rb") as file:
            number = 0
            while data := file.readline(MAX_LINE_BYTES + 1):
                number += 1
                if number == 1 and data.startswith(UTF16):
                    raise refused(path, tell("UTF-16 text; save the file as UTF-8"), "encoding")
                if len(data) > MAX_LINE_BYTES:
                    raise refused(path, tell("a line over 1 MiB; split it"), "syntax", number)
                if data.strip():
                    yield number, parsed(path, number, data.removeprefix(BOM))
    except OSError as error:
        raise refused(
            path, tell("cannot be read: {error}; check the path", error=reason(error))
        ) from None


def parsed(path: str, number: int, data: bytes) -> dict[str, Any]:
    """The object on a line. Raises `LoadError` if there is none."""
    try:
        record = decode(data.decode())
    except UnicodeDecodeError as error:
        raise undecoded(path, error, "file", line=number) from None
    except JSONDecodeError as error:
        why = tell(
            "not JSON: {lower}{msg}; mend it here or just before",
            lower=error.msg[:1].lower(),
            msg=error.msg[1:],
        )
        raise refused(path, why, "syntax", number, error.colno) from None
    except NoNumberError as error:
        why = tell("{error} is no number; write a number, or leave the field out", error=error)
        raise refused(path, why, "wrong-value", number) from None
    except TwiceError as error:
        why = tell("key '{error}' twice in an object; drop one", error=error)
        raise refused(path, why, "syntax", number) from None
    except (ValueError, RecursionError, ArithmeticError):
        raise refused(
            path, tell("not JSON that can be read; mend the line"), "syntax", number
        ) from None
    if not isinstance(record, dict):
        raise refused(path, tell("no JSON object; write {...}"), "syntax", number)
    return record


class NoNumberError(ValueError):
    """A value is NaN or an infinity, which Python reads and JSON does not have."""


def no_number(name: str) -> Any:
    """Refuse `NaN`, `Infinity` or `-Infinity`. Raises `NoNumberError`."""
    raise NoNumberError(name)


class TwiceError(ValueError):
    """A key is twice in an object."""


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The keys and values of an object. Raises `TwiceError`."""
    found = dict(pairs)
    if len(found) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise TwiceError(next(name for name, count in counts.items() if count > 1))
    return found


decode = JSONDecoder(parse_float=Decimal, parse_constant=no_number, object_pairs_hook=once).decode
