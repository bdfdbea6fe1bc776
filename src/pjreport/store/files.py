"""Finds and reads files. Anything that is not a regular, readable file is an error."""

import errno
import os
import stat
from collections.abc import Iterable
from typing import Any

from ..errors import LoadError, reason
from ..messages import marked, tell

# About 120,000 facts, which take two seconds to parse. People do not edit larger files.
MAX_FILE_BYTES = 32 * 1024 * 1024
# A text takes about 100 times its size in memory. The longest reports have about 2 MiB.
MAX_TEXT_BYTES = 8 * 1024 * 1024
BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
MAGIC = b"SQLite format 3\0"  # how a compiled base begins
LINES = (".jsonl", ".ndjson")  # end the names of JSON lines
LOCK = ".lock.toml"  # ends the name of a lock, which is not a base
SPECIAL = marked("not a regular file; save its contents to one")  # a FIFO, a device, a socket
FOLDER = marked("a folder, not a file; name a file in it")
CHECK = marked("check the path and its permissions")
SPLIT = marked("write the facts as JSON lines, or as several reports with a file each")
# What this command reads: see `originals`. The paths as given, by their real paths.
READ: dict[str, str] = {}  # texts
BASES: dict[str, str] = {}
COMPILED: list[Any] = []  # the `Inputs` of compiled bases
SOURCES: dict[str, str] = {}  # the sources that reports name: their files, by SHA-256


def forget() -> None:
    """Begin a new command, which has read nothing."""
    for noted in (READ, BASES, COMPILED, SOURCES):
        noted.clear()


def read_text(path: str) -> str:
    """The text of a fact base without its byte order mark. Raises `LoadError`."""
    data = contents(path, MAX_FILE_BYTES, SPLIT)
    if data.startswith(UTF16) or b"\0" in data[:2]:  # UTF-16 without a mark has NUL bytes
        raise refused(path, tell("UTF-16 text; save the file as UTF-8"), "encoding")
    data = data.removeprefix(BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        column = len(data[start : error.start].decode()) + 1
        raise undecoded(path, error, "file", " (GBK?)", column=column) from None
    if not text.strip():
        raise refused(path, tell("empty file; start it with `schema = 1`"))
    return text


def read_bytes(path: str, most: int = MAX_TEXT_BYTES) -> bytes:
    """The bytes of a text of at most `most` bytes. Raises `LoadError` for any other file."""
    READ[real(path)] = path
    return contents(path, most, "split it")


def real(path: str) -> str:
    """A path without links; as it is if the current folder was deleted."""
    try:
        return os.path.realpath(path)
    except OSError:
        return path


def contents(path: str, most: int, split: str) -> bytes:
    """The bytes of a regular file of at most `most` bytes. Raises `LoadError` for any other file.

    `split` is the advice for a larger file.
    """
    try:
        # Without O_NONBLOCK, opening a FIFO waits for a writer that may never come.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        raise refused(path, tell("no such file; check the path")) from None
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise refused(path, SPECIAL) from None
        raise refused(
            path, tell("cannot be opened: {error}; {check}", error=reason(error), check=tell(CHECK))
        ) from None
    # This check must come first: there are no file objects of folders.
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise refused(path, FOLDER if stat.S_ISDIR(mode) else SPECIAL)
    with os.fdopen(descriptor, "rb") as file:
        try:
            data = file.read(most + 1)
        except OSError as error:
            raise refused(
                path,
                tell("cannot be read: {error}; {check}", error=reason(error), check=tell(CHECK)),
            ) from None
    if len(data) > most:
        raise refused(path, tell("larger than {size} MiB; {split}", size=most >> 20, split=split))
    return data


def is_lines(path: str) -> bool:
    """Whether a file is named as JSON lines."""
    return path.lower().endswith(LINES)


def is_compiled(path: str) -> bool:
    """Whether a file is a SQLite database."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False  # reading the file will say why


def find_files(path: str) -> list[str]:
    """The file at `path`, or every `*.toml` file below a folder.

    Raises `LoadError` for a folder that cannot be read or has none.
    """
    if "\0" in path:
        raise refused(path, tell("no path, it holds a NUL; delete it"))
    if not os.path.isdir(path):
        return [path]

    def refuse(error: OSError) -> None:
        raise refused(
            str(error.filename),
            tell("cannot be read: {error}; {check}", error=reason(error), check=tell(CHECK)),
        )

    found = [
        os.path.join(folder, name)
        for folder, _, names in os.walk(path, onerror=refuse)
        for name in names
        if name.endswith(".toml") and name != ".toml" and not name.endswith(LOCK)
    ]
    if not found:
        raise refused(path, tell("no *.toml file in this folder; name a fact base"))
    return sorted(found)


def find_all(paths: Iterable[str]) -> tuple[dict[str, str], list[Any]]:
    """The files at some paths, each once, by their real paths; and the problems of others."""
    files: dict[str, str] = {}
    problems: list[Any] = []
    for path in paths:
        try:
            files.update({real(file): file for file in find_files(path)})
        except LoadError as error:
            problems += error.problems
    BASES.update(files)
    return files, problems


def undecoded(
    path: str,
    error: UnicodeDecodeError,
    what: str,
    guess: str = "",
    *,
    line: int = 1,
    column: int = 1,
) -> LoadError:
    """The error for a text that is not UTF-8. `line` is the line of its first byte."""
    byte = tell("byte 0x{code:02x}", code=error.object[error.start])
    message = tell(
        "{byte} is not UTF-8{guess}; save the {what} as UTF-8",
        byte=byte,
        guess=guess,
        what=tell(what),
    )
    line += error.object.count(b"\n", 0, error.start)
    return refused(path, message, "encoding", line, column)


def refused(
    path: str, message: str, rule: str = "unreadable", line: int = 1, column: int = 1
) -> LoadError:
    """The error for a file that cannot be used: the problem and its place."""
    from ..model.diagnostics import Diagnostic

    return LoadError([Diagnostic(path, line, column, "error", message, rule)])
