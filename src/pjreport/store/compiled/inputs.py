"""The files that a compiled base was made from, and whether they are as they were."""

import os
import stat
from collections.abc import Callable, Collection, Iterator
from json import dumps
from typing import Any

from ..files import LOCK, refused


class Inputs:
    """The inputs of a compiled base."""

    def __init__(self, path: str, rows: Callable[..., Iterator[tuple[Any, ...]]]) -> None:
        """`rows` yields those of a query to the base at `path`."""
        self.path = path
        self.rows = rows

    def paths(self) -> Iterator[str]:
        """Where the files lay that it was compiled from."""
        folder = os.path.dirname(os.path.realpath(self.path))
        for (path,) in self.rows("SELECT path FROM input ORDER BY no"):
            yield os.path.join(folder, path)

    def stale(self, numbers: Collection[int] | None = None) -> Iterator[str]:
        """The inputs that changed after they were compiled: of these numbers, or all.

        One that does not lie where it lay is not looked for, but for a lock beside its base. A
        lock that came to a base is a change, too.
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
        """Whether a regular file at `path` has another content than the input of this number."""
        if not stat.S_ISREG(status.st_mode):  # the path may be anybody's: a device never ends
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
        """The digests of the files that it was compiled from."""
        return (digest for (digest,) in self.rows("SELECT sha256 FROM input"))


def shown(folder: str, path: str) -> str:
    """A path as seen from a folder, as it is seen from where the user is."""
    return os.path.relpath(os.path.join(folder, path))


def locks(here: str, folder: str) -> Iterator[str]:
    """The locks in a folder below `here`; none where there is no such folder."""
    try:
        yield from (f"{folder}{name}" for name in os.listdir(f"{here}/{folder}") if LOCK in name)
    except (OSError, ValueError):
        return
