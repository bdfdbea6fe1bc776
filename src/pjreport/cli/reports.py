"""Reads a report that a base is drafted from: a text in any usual encoding, or a document."""

from typing import NamedTuple

from ..store.files import BOM, UTF16, read_bytes, refused

HAN_ENCODING = "gb18030"


class Report(NamedTuple):
    """The text of a report as UTF-8, and how it was read.

    `how` is empty for a text that lines can refer to as it is.
    """

    data: bytes
    how: str


def read_report(path: str) -> Report:
    """The report at `path`. Raises `LoadError` if it cannot be read."""
    data = read_bytes(path)
    return text_of(path, data)


def text_of(path: str, data: bytes) -> Report:
    """A text in UTF-8, UTF-16 or GB18030. Raises `LoadError` if it is in none of them."""
    if data.startswith(UTF16):
        name = "utf-16"
    elif data[1:2] == b"\0" or data[:1] == b"\0":  # without a byte order mark
        name = "utf-16-le" if data[1:2] == b"\0" else "utf-16-be"
    else:
        try:
            data.removeprefix(BOM).decode()
        except UnicodeDecodeError:
            name = HAN_ENCODING
        else:
            return Report(data, "")
    try:
        return Report(data.decode(name).encode(), name.upper())
    except UnicodeError:
        message = "no text in UTF-8, UTF-16 or GB18030; save it as UTF-8"
        raise refused(path, message, "encoding") from None
