"""Reads TOML 1.1 as plain data. A hostile text gives an error and no crash."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

import tomli

from ..messages import tell
from .files import refused

MESSAGE_LENGTH = 200
# Signs of word processors and Chinese keyboards, and the sign that TOML has.
LOOKALIKES = {
    **dict.fromkeys("“”„‟″＂«»「」『』", '"'),
    **dict.fromkeys("‘’‚‛′＇", "'"),
    **dict(zip("＝，［］【】｛｝＃．：", "=,[][]{}#.=", strict=True)),
}


def parse(path: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text, decimals as `Decimal`. Raises `LoadError` with the place."""
    try:
        return tomli.loads(text, parse_float=decimal)
    except tomli.TOMLDecodeError as error:
        message = error.msg[:MESSAGE_LENGTH]
        message = tell(
            "not TOML: {lower}{message}; mend it here or just before",
            lower=message[:1].lower(),
            message=message[1:],
        )
        column = error.colno
        row = f"{text}\n".split("\n")[error.lineno - 1]
        before = row[: column - 1].rstrip()
        if column > len(row) and before[-1:] in LOOKALIKES:  # a text that ends with one
            column = len(before)
        if meant := LOOKALIKES.get(row[column - 1 : column]):
            sign = row[column - 1]
            message = tell(
                "not TOML: {sign} is not the sign that TOML has; write {meant}",
                sign=sign,
                meant=meant,
            )
        raise refused(path, message, "syntax", error.lineno, column) from None
    except RecursionError:
        raise refused(path, tell("nested too deeply; use at most four levels"), "syntax") from None
    except ValueError:
        # Python refuses integers of so many digits, and its error has no place.
        found = re.search(r"(?<![\w.])[0-9][0-9_]{4300,}+(?![\w.])", text)
        start = found.start() if found else 0
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        message = tell("an integer of more than 4300 digits; write at most 18")
        raise refused(path, message, "syntax", line, column) from None


def unquoted(key: str) -> str:
    """A quoted key without its quotes and escapes."""
    [name] = tomli.loads(f"{key} = 0")
    return str(name)


def decimal(text: str) -> Decimal:
    """A TOML float. An exponent that is too large gives a NaN, which a rule reports."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("NaN")
