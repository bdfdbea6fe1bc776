"""Reads a report that a base is drafted from: a text in any usual encoding, or a document."""

import os
import re
from typing import NamedTuple

from ..errors import UsageError
from ..store.files import BOM, MAX_TEXT_BYTES, UTF16, read_bytes, refused

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
MESSAGE = 120  # characters of what a library says
HAN_ENCODING = "gb18030"
USUAL = re.compile(
    "[\t\r\n -~\u00a0-\u024f\u2000-\u206f\u2150-\u219f\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
SANE = 0.9  # share of such characters in a text that was read in the right encoding


class Report(NamedTuple):
    """The text of a report as UTF-8, and how it was read.

    `how` is empty for a text that lines can refer to as it is.
    """

    data: bytes
    how: str


def read_report(path: str) -> Report:
    """The report at `path`. Raises `LoadError` if it cannot be read."""
    from ..source.documents import EXTRA, reader

    data = read_bytes(path, MAX_DOCUMENT_BYTES)
    name = os.path.splitext(path)[1].lower()
    try:
        read = reader(name)
    except ImportError as error:
        raise UsageError(f"no {error.name}, which {name} needs; {EXTRA}") from None
    if read is None:
        if len(data) > MAX_TEXT_BYTES:
            raise refused(path, f"larger than {MAX_TEXT_BYTES >> 20} MiB; split it")
        return text_of(path, data)
    try:
        text = read(data)
    except Exception as error:  # noqa: BLE001  # of three libraries, which promise no kind of error
        said = " ".join(str(error).split())[:MESSAGE] or type(error).__name__
        raise refused(path, f"cannot be read as {name}: {said}; save it as text") from None
    return Report(text.encode(errors="replace"), f"a document ({name})")


def text_of(path: str, data: bytes) -> Report:
    """A text in UTF-8, UTF-16 or GB18030. Raises `LoadError` if it is in none of them."""
    if data.startswith(UTF16):
        names = ["utf-16"]
    else:
        try:
            data.removeprefix(BOM).decode()
        except UnicodeDecodeError:
            names = [HAN_ENCODING, "utf-16-le", "utf-16-be"]
        else:
            if b"\0" not in data:
                return Report(data, "")
            names = ["utf-16-le", "utf-16-be"]  # of Latin letters, without a mark
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if len(USUAL.findall(text)) >= SANE * len(text):
            return Report(text.encode(), name.upper())
    message = "no text in UTF-8, UTF-16 or GB18030; save it as UTF-8"
    raise refused(path, message, "encoding") from None
