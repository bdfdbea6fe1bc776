"""Reads a text that a command names: a file, or - for standard input."""

import sys
from typing import TYPE_CHECKING

from ..errors import reason
from ..store.files import MAX_TEXT_BYTES, read_bytes, refused, undecoded

if TYPE_CHECKING:
    from ..source.text import SourceText


def read_text(path: str, what: str, most: int = MAX_TEXT_BYTES) -> str:
    """The text at `path`, or of standard input for `-`. `what` names it in messages.

    Raises `LoadError` if it cannot be read, has more than `most` bytes, or is not UTF-8.
    """
    data = standard_input(most) if path == "-" else read_bytes(path, most)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise undecoded(path, error, what) from None


def standard_input(most: int) -> bytes:
    """All of standard input. Closed, it is no empty text: nothing would be checked, and pass."""
    if sys.stdin is None:
        raise refused("-", "standard input is closed; name a file, or pipe the text")
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        why = f"standard input cannot be read: {reason(error)}; name a file, or pipe the text"
        raise refused("-", why) from None
    if len(data) > most:
        raise refused("-", f"larger than {most >> 20} MiB; split it")
    return data


def open_source(path: str) -> "SourceText":
    """A source text. Raises `LoadError` if the file cannot be read or is not UTF-8."""
    from ..source.text import SourceText  # only some commands need it

    try:
        return SourceText(path, read_bytes(path))
    except UnicodeDecodeError as error:
        raise undecoded(path, error, "text") from None
