"""From a path to text, whatever lies there."""

import errno
import os
import stat
from pathlib import Path

from ..errors import LoadError

# About 120,000 facts, two seconds of parsing. Anything larger is no file that people edit.
LIMIT = 32 * 1024 * 1024  # bytes
BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MAGIC = b"SQLite format 3\0"  # how a compiled base begins
LOCK = ".lock.toml"  # what a check said of the base beside it, and no base itself
SPECIAL = "not a regular file; save its contents to one"  # a FIFO, a device, a socket
FOLDER = "a folder, not a file; name a file in it"


def read_text(path: str, limit: int = LIMIT) -> str:
    """The text of a fact base file: UTF-8, one byte order mark stripped.

    Raises `LoadError` when `path` is no regular file, cannot be read, is
    larger than `limit` bytes or empty, or is not UTF-8.
    """
    data = read_bytes(path, limit)
    if data.startswith(UTF16) or b"\0" in data[:2]:  # without a mark: every other byte is NUL
        raise _error(path, "UTF-16 text; save the file as UTF-8", "encoding")
    data = data.removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8 (GBK?); save the file as UTF-8"
        raise _error(path, message, "encoding", line, column) from None
    if not text.strip():
        raise _error(path, "empty file; start it with `schema = 1`", "unreadable")
    return text


def read_bytes(path: str, limit: int = LIMIT) -> bytes:
    """What a regular file of at most `limit` bytes holds; raises `LoadError` for any other."""
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise _error(path, "no such file; check the path", "unreadable") from None
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise _error(path, SPECIAL, "unreadable") from None
        raise _error(path, f"cannot be opened: {_reason(error)}", "unreadable") from None
    # Before there is a file object: there can be none of a folder.
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise _error(path, FOLDER if stat.S_ISDIR(mode) else SPECIAL, "unreadable")
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(limit + 1)
        except OSError as error:
            raise _error(path, f"cannot be read: {_reason(error)}", "unreadable") from None
    if len(data) > limit:
        raise _error(path, f"larger than {limit >> 20} MiB; split it by report", "unreadable")
    return data


def is_compiled(path: str) -> bool:
    """Whether a regular file begins as every SQLite database does."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False  # whoever reads it says why


def find_files(path: str) -> list[str]:
    """The fact base files that `path` stands for: itself, or in a folder every `*.toml` below it.

    Raises `LoadError` for a folder without any, or one that cannot be read, and
    for what cannot be a path.
    """
    if "\0" in path:
        raise _error(path, "no path, it holds a NUL; delete it", "unreadable")
    if not os.path.isdir(path):
        return [path]

    def refuse(error: OSError) -> None:
        raise _error(str(error.filename), f"cannot be read: {_reason(error)}", "unreadable")

    found = [
        os.path.join(folder, name)
        for folder, _, names in os.walk(path, onerror=refuse)
        for name in names
        if Path(name).suffix == ".toml" and not name.endswith(LOCK)
    ]
    if not found:
        raise _error(path, "no *.toml file in this folder; name a fact base", "unreadable")
    return sorted(found)


def _reason(error: OSError) -> str:
    """The system's words for an error, without the path before them, and what to do."""
    return f"{(error.strerror or str(error)).lower()}; check the path and its permissions"


def _error(path: str, message: str, rule: str, line: int = 1, column: int = 1) -> LoadError:
    from ..model.diagnostics import Diagnostic  # only when there is one

    return LoadError([Diagnostic(path, line, column, "error", message, rule)])
