"""From text to plain data: TOML 1.1, hostile or not."""

import re
from decimal import Decimal
from typing import Any

import tomli

from ..errors import LoadError


def parse(path: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text, decimals as `Decimal`.

    Raises `LoadError` with line and column when `text` is not TOML, nests too
    deeply or holds an integer of more than 4300 digits.
    """
    try:
        return tomli.loads(text, parse_float=Decimal)
    except tomli.TOMLDecodeError as error:
        line, column, message = error.lineno, error.colno, error.msg
        message = f"not TOML: {message[:1].lower()}{message[1:]}"
    except RecursionError:
        line, column, message = 1, 1, "nested too deeply; a fact base needs four levels"
    except ValueError:
        # Python refuses to convert longer ones, and says so without a place.
        found = re.search(r"\d[\d_]{4300,}", text)
        start = found.start() if found else 0
        line = text.count("\n", 0, start) + 1
        column = start - (text.rfind("\n", 0, start) + 1) + 1
        message = "an integer of more than 4300 digits; write at most 18"
    from ..model.problem import Problem  # only when there is one

    raise LoadError([Problem(path, line, column, "error", message, "syntax")])
