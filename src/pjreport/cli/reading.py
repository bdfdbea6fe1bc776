"""Reads a text that a command names: a file, or - for standard input."""

import os
import sys
from typing import TYPE_CHECKING

from ..errors import LoadError, UsageError, reason
from ..messages import tell
from ..store.files import MAX_TEXT_BYTES, read_bytes, refused, undecoded
from . import output

if TYPE_CHECKING:
    from ..source.text import SourceText
    from ..store.encodings import Report

MAX_DOCUMENT_BYTES = 64 * 1024 * 1024
MESSAGE = 120  # characters of what a library says


def read_text(path: str, what: str, most: int = MAX_TEXT_BYTES) -> str:
    """The text at `path`, or of standard input for `-`. `what` names it in messages.

    It may be in UTF-8, UTF-16 or GB18030, or in a document: what is not UTF-8 is said on standard
    error. Raises `LoadError` if it cannot be read, or has more than `most` bytes.
    """
    if path != "-" and is_document(path):
        report = read_report(path)
        say_how(path, report)
        return report.data.decode()
    data = standard_input(most) if path == "-" else read_bytes(path, most)
    return in_utf8(path, data, what).decode()


def in_utf8(path: str, data: bytes, what: str) -> bytes:
    """A text in UTF-8, UTF-16 or GB18030 as UTF-8. Raises `LoadError` if it is in none of them."""
    try:
        data.decode()
    except UnicodeDecodeError as error:
        from ..store.encodings import text_of

        try:
            report = text_of(path, data)
        except LoadError:
            raise undecoded(path, error, what) from None
        say_how(path, report)
        return report.data
    return data


def say_how(path: str, report: "Report") -> None:
    """Say on standard error how a text was read, if it is not plain UTF-8."""
    if report.how:
        output.complain(tell("pjreport: {path} was read as {how}", path=path, how=report.how))


def is_document(path: str) -> bool:
    """Whether the name of a file says that it is no plain text."""
    from ..source.documents import FORMATS

    return os.path.splitext(path)[1].lower() in FORMATS


def read_report(path: str) -> "Report":
    """The report at `path`. Raises `LoadError` if it cannot be read."""
    from ..source.documents import EXTRA, reader
    from ..store.encodings import Report
    from ..store.encodings import text_of as decoded

    data = read_bytes(path, MAX_DOCUMENT_BYTES)
    name = os.path.splitext(path)[1].lower()
    try:
        read = reader(name)
    except ImportError as error:
        raise UsageError(
            tell(
                "no {name}, which {name2} needs; {extra}",
                name=error.name,
                name2=name,
                extra=tell(EXTRA),
            )
        ) from None
    if read is None:
        if len(data) > MAX_TEXT_BYTES:
            raise refused(path, tell("larger than {size} MiB; split it", size=MAX_TEXT_BYTES >> 20))
        return decoded(path, data)
    try:
        text = read(data)
    except Exception as error:  # noqa: BLE001  # of three libraries, which promise no kind of error
        said = " ".join(str(error).split())[:MESSAGE] or type(error).__name__
        raise refused(
            path, tell("cannot be read as {name}: {said}; save it as text", name=name, said=said)
        ) from None
    return Report(text.encode(errors="replace"), f"a document ({name})")


def standard_input(most: int) -> bytes:
    """All of standard input. Closed, it is no empty text: nothing would be checked, and pass."""
    if sys.stdin is None:
        raise refused("-", tell("standard input is closed; name a file, or pipe the text"))
    try:
        data = sys.stdin.buffer.read(most + 1)
    except OSError as error:
        why = tell(
            "standard input cannot be read: {error}; name a file, or pipe the text",
            error=reason(error),
        )
        raise refused("-", why) from None
    if len(data) > most:
        raise refused("-", tell("larger than {size} MiB; split it", size=most >> 20))
    return data


def open_source(path: str) -> "SourceText":
    """A source text. Raises `LoadError` if the file cannot be read or is not UTF-8."""
    from ..source.text import SourceText  # only some commands need it

    return SourceText(path, in_utf8(path, read_bytes(path), "text"))
