"""The files that a compiled base was made from, and whether they have changed."""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from json import dumps
from typing import Any

from ..files import LOCK, refused


class Inputs:
    """The inputs of a compiled base."""

    def __init__(self, path: str, rows: Callable[..., Iterator[tuple[Any, ...]]]) -> None:
        """`rows` yields the rows of a query to the base at `path`."""
        self.path = path
        self.rows = rows

    def paths(self) -> Iterator[str]:
        """The paths of the inputs when they were compiled."""
        folder = os.path.dirname(os.path.realpath(self.path))
        for (path,) in self.rows("SELECT path FROM input ORDER BY no"):
            yield os.path.join(folder, path)

    def stale(self, numbers: Collection[int] | None = None) -> Iterator[str]:
        """The inputs with these numbers, or all inputs, that changed after they were compiled.

        An input that is no longer at its path is ignored, but a lock that was deleted beside its
        base counts as changed. So does a new lock.
        """
        where = "1" if numbers is None else "no IN (SELECT value FROM json_each(?))"
        values = [] if numbers is None else [dumps([*numbers])]
        sql = f"SELECT path, no, bytes, modified FROM input WHERE {where}"
        inputs = {path: then for path, *then in self.rows(sql, *values)}
        if not all(isinstance(path, str) for path in inputs):
            raise refused(self.path, "damaged (an input without a path); compile it again")
        here = os.path.dirname(os.path.realpath(self.path))
        for path, (number, size, modified) in inputs.items():
            try:
                status = os.stat(f"{here}/{path}")
            except (OSError, ValueError):
                base = f"{here}/{path.removesuffix(LOCK)}.toml"
                if path.endswith(LOCK) and os.path.exists(base):
                    yield shown(here, path)
                continue
            same = status.st_mtime_ns == modified and status.st_size == size
            if not same and self.changed(f"{here}/{path}", number, size, status):
                yield shown(here, path)
        folders = {path[: path.rfind("/") + 1] for path in inputs}
        for lock in sorted(new for folder in folders for new in locks(here, folder)):
            if lock not in inputs and f"{lock.removesuffix(LOCK)}.toml" in inputs:
                yield shown(here, lock)

    def changed(self, path: str, number: int, size: int, status: os.stat_result) -> bool:
        """Whether the content of a regular file differs from the input with this number."""
        if not stat.S_ISREG(status.st_mode):  # the path is not trusted: a device never ends
            return False
        if status.st_size != size:
            return True
        from .digest import file_digest

        try:
            wanted = self.rows("SELECT sha256 FROM input WHERE no = ?", number)
            return (file_digest(path),) not in wanted
        except OSError:
            return False

    def digests(self) -> Iterator[str]:
        """The digests of the inputs."""
        return (digest for (digest,) in self.rows("SELECT sha256 FROM input"))


def shown(folder: str, path: str) -> str:
    """A path that is relative to a folder, made relative to the current folder."""
    return os.path.relpath(os.path.join(folder, path))


def locks(here: str, folder: str) -> Iterator[str]:
    """The locks in a folder below `here`; none if there is no such folder."""
    try:
        yield from (f"{folder}{name}" for name in os.listdir(f"{here}/{folder}") if LOCK in name)
    except (OSError, ValueError):
        return
