"""Texts in the encodings that reports come in: UTF-8, UTF-16, GB18030."""

import re
from typing import NamedTuple

from ..messages import tell
from .files import BOM, UTF16, refused

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


def text_of(path: str, data: bytes) -> Report:
    """A text in UTF-8, UTF-16 or GB18030. Raises `LoadError` if it is in none of them."""
    if data.startswith(UTF16):
        names = ["utf-16"]
    else:
        try:
            data.removeprefix(BOM).decode()
        except UnicodeDecodeError:
            names = [HAN_ENCODING]
            if b"\0" in data:  # as every line break of UTF-16 has
                names += ["utf-16-le", "utf-16-be"]
        else:
            if b"\0" not in data:
                return Report(data, "")
            names = ["utf-16-le", "utf-16-be"]  # of Latin letters, without a mark
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeError:
            continue
        if text and len(USUAL.findall(text)) >= SANE * len(text):
            return Report(text.encode(), name.upper())
    message = tell("no text in UTF-8, UTF-16 or GB18030; save it as UTF-8")
    raise refused(path, message, "encoding") from None
