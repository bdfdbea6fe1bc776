"""Writes the answer to a terminal, a pipe or a file. An incomplete answer raises an error."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO

from ..errors import OutputError, reason
from ..messages import tell


def terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def watched() -> bool:
    """Whether somebody reads standard error on a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def width() -> int | None:
    """The width to fill: COLUMNS, or the terminal's; None in a pipe."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and 0 < int(columns) < 10_000:
        return int(columns)
    if not terminal():
        return None
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def color(when: str) -> bool:
    """Whether to colour: as asked, or by NO_COLOR, FORCE_COLOR, the terminal and TERM."""
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return terminal() and os.environ.get("TERM") != "dumb"


def ascii_only() -> bool:
    """Whether standard output cannot show box-drawing lines."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        "─━│".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return True
    return False


def check_open() -> None:
    """Raise `OutputError` when standard output is closed."""
    if sys.stdout is None:
        raise OutputError(tell("cannot write the answer: standard output is closed; open it"))


def write(text: str, *, people: bool) -> None:
    """Write `text` to standard output: for people in its own encoding, for programs in UTF-8.

    A reader that has gone (`| head -1`) is no error. Raises `OutputError` when standard output is
    closed or full.
    """
    check_open()
    encoding = (sys.stdout.encoding or "utf-8") if people else "utf-8"
    try:
        data = text.encode(encoding, errors="backslashreplace")
        if people and terminal():
            from .pager import page

            if page(data):
                return
        buffer: IO[bytes] | None = getattr(sys.stdout, "buffer", None)
        if buffer is None:  # sys.stdout was replaced by a text stream
            sys.stdout.write(text)
        else:
            buffer.write(data)
            buffer.flush()
    except BrokenPipeError:
        # Python flushes standard output once more at exit; that must not fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(
            tell("cannot write the answer: {error}; make room", error=reason(error))
        ) from None


def deliver(text: str | bytes, file: str | None, *, people: bool) -> None:
    """Write `text` to a file, which must be none that the command reads, or to standard output."""
    if isinstance(text, str) and file in (None, "-"):
        write(text, people=people)
        return
    from ..store.writing import write_file

    assert file is not None  # bytes are for files
    write_file(file, text)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """A function to call at each of `total` steps. Shows a bar if standard error is a terminal."""
    if not watched() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from ..render.progress import bar  # imports Rich

    with bar(total) as step:
        yield step


def complain(*lines: str) -> None:
    """Print lines to standard error, each safe for a terminal. Errors in writing are ignored."""
    if sys.stderr is None or not lines:
        return
    from ..text.terminal import safe

    try:
        for line in lines:
            text = safe(line) + "\n"
            encoding = sys.stderr.encoding or "utf-8"
            sys.stderr.write(text.encode(encoding, "backslashreplace").decode(encoding))
        sys.stderr.flush()
    except OSError:
        pass
