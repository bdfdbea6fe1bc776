"""The files that a compiled base was made from, and whether they have changed."""

import _thread
import os
import stat
from collections.abc import Callable, Collection, Iterator
from json import dumps, loads
from typing import Any, NamedTuple

from ...messages import tell
from ..files import LINES, LOCK, MAX_FILE_BYTES, is_lines, refused

CHUNK = 1024 * 1024
PATIENCE = 2.0  # seconds to wait for the folders of the inputs
OPENED = (".toml", *LINES)  # files with other names are only looked at


class Input(NamedTuple):
    """An input as it was compiled: its size, its time in nanoseconds, its SHA-256."""

    bytes: int
    modified: int
    sha256: str


class Inputs:
    """The inputs of a compiled base. Their paths are not trusted: they may be anything."""

    def __init__(self, path: str, rows: Callable[..., Iterator[tuple[Any, ...]]]) -> None:
        """`rows` yields the rows of a query to the base at `path`."""
        self.path = path
        self.rows = rows

    @property
    def folder(self) -> str:
        """The folder that the paths start from."""
        return os.path.dirname(os.path.realpath(self.path))

    def paths(self) -> Iterator[str]:
        """The paths of the inputs when they were compiled."""
        for (path,) in self.rows("SELECT path FROM input ORDER BY no"):
            yield os.path.normpath(os.path.join(self.folder, path))

    def stale(self, numbers: Collection[int] | None = None) -> list[str] | None:
        """The inputs with these numbers, or all inputs, that changed after they were compiled.

        An input that is no longer at its path is ignored, but a lock that was deleted beside its
        base counts as changed. So does a new lock. None if the folders do not answer in time.
        """
        where = "1" if numbers is None else "no IN (SELECT value FROM json_each(?))"
        values = [] if numbers is None else [dumps([*numbers])]
        sql = f"SELECT path, bytes, modified, sha256 FROM input WHERE {where}"
        inputs = {path: Input(*then) for path, *then in self.rows(sql, *values)}
        if not all(isinstance(path, str) for path in inputs):
            raise refused(self.path, tell("damaged (an input without a path); compile it again"))
        here = self.folder
        found = in_time(lambda: [*changes(here, inputs)])
        return None if found is None else [shown(here, path) for path in found]

    def sources(self) -> Iterator[tuple[str, str]]:
        """The sources of the reports: SHA-256 and file name."""
        for (data,) in self.rows("SELECT data FROM report"):
            source = loads(data)["source"]
            yield source["sha256"], source["file"]

    def digests(self) -> Iterator[str]:
        """The digests of the inputs."""
        return (digest for (digest,) in self.rows("SELECT sha256 FROM input"))


def in_time(look: Callable[[], list[str]]) -> list[str] | None:
    """What `look` returns, or None after `PATIENCE`: the disk of another machine may never answer."""
    found: list[list[str]] = []
    waiting = _thread.allocate_lock()  # `threading` takes longer to import than all this

    def run() -> None:
        try:
            found.append(look())
        finally:
            waiting.release()

    waiting.acquire()
    _thread.start_new_thread(run, ())
    waiting.acquire(timeout=PATIENCE)
    return found[0] if found else None


def changes(here: str, inputs: dict[str, Input]) -> Iterator[str]:
    """The paths of the inputs that changed, as they stand in the base. `here` is its folder."""
    for path, then in inputs.items():
        try:
            status = os.stat(f"{here}/{path}")
        except (OSError, ValueError):
            base = f"{here}/{path.removesuffix(LOCK)}.toml"
            if path.endswith(LOCK) and os.path.exists(base):
                yield path
            continue
        if changed(f"{here}/{path}", then, status):
            yield path
    folders = {path[: path.rfind("/") + 1] for path in inputs}
    for lock in sorted(new for folder in folders for new in locks(here, folder)):
        if lock not in inputs and f"{lock.removesuffix(LOCK)}.toml" in inputs:
            yield lock


def changed(path: str, then: Input, status: os.stat_result) -> bool:
    """Whether a file differs from an input. What cannot have been an input has not changed."""
    if not stat.S_ISREG(status.st_mode) or not status.st_size:
        return False  # a device never ends, and files of the kernel have no size
    if status.st_mtime_ns == then.modified and status.st_size == then.bytes:
        return False
    if status.st_size != then.bytes or not path.endswith(OPENED):
        return True
    if status.st_size > MAX_FILE_BYTES and not is_lines(path):
        return True
    try:
        return file_digest(path, then.bytes) != then.sha256
    except OSError:
        return False


def file_digest(path: str, most: int = -1) -> str:
    """The SHA-256 of the first `most` bytes of a file, in hexadecimal; raises `OSError`."""
    from hashlib import sha256

    digest = sha256()
    # Without O_NONBLOCK, a FIFO that was put there meanwhile would wait for a writer.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        left = most if most >= 0 else os.fstat(descriptor).st_size
        while left > 0 and (chunk := file.read(min(left, CHUNK))):
            digest.update(chunk)
            left -= len(chunk)
    return digest.hexdigest()


def shown(folder: str, path: str) -> str:
    """A path that is relative to a folder, made relative to the current folder."""
    path = os.path.join(folder, path)
    try:
        return os.path.relpath(path)
    except OSError:  # the current folder was deleted
        return path


def locks(here: str, folder: str) -> Iterator[str]:
    """The locks in a folder below `here`; none if there is no such folder."""
    try:
        yield from (f"{folder}{name}" for name in os.listdir(f"{here}/{folder}") if LOCK in name)
    except (OSError, ValueError):
        return
