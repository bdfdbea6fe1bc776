"""Puts a new compiled base in its place when it is complete."""

import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial

from ...errors import OutputError
from ...messages import tell
from ..files import real
from ..writing import BESIDE, MAKE_ROOM, new_file, sync
from .database import APPLICATION, TABLES_VERSION, ours
from .digest import seal

SUFFIX = ".db"  # of a temporary file
SETTINGS = (
    "journal_mode = OFF",  # the file is thrown away when anything goes wrong
    f"application_id = {APPLICATION}",
    f"user_version = {TABLES_VERSION}",
    "page_size = 4096",
    "synchronous = OFF",  # the file is synced once, when it is complete
    "locking_mode = EXCLUSIVE",
    "temp_store = FILE",
    "cache_size = -65536",  # KiB
)


@contextmanager
def new_database(target: str) -> Iterator[sqlite3.Connection]:
    """An empty database, which takes its place when the block ends without an error.

    If the process is killed, the old file stays, and the next run deletes the temporary file.
    Raises `OutputError` when the base cannot be written.
    """
    place = real(target)
    if os.path.isfile(place) and os.path.getsize(place) and not ours(place):
        raise OutputError(
            tell(
                "cannot write {target}: it is no compiled base; choose another name", target=target
            )
        )
    clear(os.path.dirname(place))
    try:
        with ExitStack() as held, new_file(target, partial(locked, held)) as temporary:
            connection = sqlite3.connect(temporary, isolation_level=None)
            try:
                for setting in SETTINGS:
                    connection.execute(f"PRAGMA {setting}")
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()
            seal(temporary)
        sync(os.path.dirname(place))
    except sqlite3.OperationalError as error:
        raise OutputError(
            tell(
                "cannot write {target}: {lower}; {make_room}",
                target=target,
                lower=str(error).lower(),
                make_room=tell(MAKE_ROOM),
            )
        ) from None


def locked(held: ExitStack, folder: str) -> str:
    """A new file in a folder, locked while it is `held`, so that no other process deletes it."""
    while True:
        descriptor, path = tempfile.mkstemp(dir=folder, prefix=BESIDE, suffix=SUFFIX)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):  # another process deleted it before it was locked
            if os.path.samestat(os.stat(path), os.fstat(descriptor)):
                held.callback(os.close, descriptor)
                return path
        os.close(descriptor)


def clear(folder: str) -> None:
    """Delete the temporary files of killed processes in a folder; locked files are in use."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(BESIDE) and entry.name.endswith(SUFFIX):
                if not entry.is_file(follow_symlinks=False):
                    continue  # opening a pipe would wait
                with suppress(OSError), open(entry.path, "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)
