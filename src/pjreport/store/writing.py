"""Writes files and folders under a temporary name, and renames them when they are complete."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ..errors import OutputError, reason
from ..messages import marked, tell
from . import originals
from .files import real

BESIDE = ".pjreport-"  # begins the names of temporary files and folders
MAKE_ROOM = marked("make room or choose another place")


def write_file(
    path: str, text: str | bytes, *, stamping: bool = False, editing: bool = False
) -> None:
    """Write `text` to a file. Raises `OutputError` as `new_file` does."""
    data = text if isinstance(text, bytes) else text.encode(errors="backslashreplace")
    with (
        new_file(path, stamping=stamping, editing=editing) as temporary,
        open(temporary, "wb") as file,
    ):
        file.write(data)


def empty_file(folder: str) -> str:
    """The name of a new file in a folder."""
    import tempfile  # slow to import

    descriptor, path = tempfile.mkstemp(dir=folder, prefix=BESIDE)
    os.close(descriptor)
    return path


@contextmanager
def new_file(
    path: str,
    create: Callable[[str], str] = empty_file,
    *,
    stamping: bool = False,
    editing: bool = False,
) -> Iterator[str]:
    """The name of an empty file; the block fills it, then it is synced and renamed to `path`.

    If the process is killed, either the old file or the new one is there. `create` makes the
    empty file in a folder. A link stays, and the file that it points to is replaced. With
    `stamping`, `path` is a lock, and a link itself is replaced: it may point anywhere. With
    `editing`, `path` is the base that was read. Raises
    `OutputError` if `path` is not a regular file or has a `meaning` to this command, and for every
    `OSError` in the block.
    """
    target = real(path)
    if stamping:
        target = os.path.join(real(os.path.dirname(path) or "."), os.path.basename(path))
    mode = 0o666 & ~umask()
    status = None if stamping and os.path.islink(target) else found(path, target)
    if status is not None:
        if not stat.S_ISREG(status.st_mode):
            raise OutputError(
                tell("cannot write {path}: not a regular file; choose another name", path=path)
            )
        mode = stat.S_IMODE(status.st_mode)
    temporary = None
    try:
        temporary = create(os.path.dirname(target))
        yield temporary
        sync(temporary)
        if not editing and (what := originals.meaning(target, stamping=stamping)):
            raise OutputError(
                tell("cannot write {path}: it is {what}; choose another name", path=path, what=what)
            )
        os.chmod(temporary, mode)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise OutputError(
            tell(
                "cannot write {path}: {error}; {make_room}",
                path=path,
                error=reason(error),
                make_room=tell(MAKE_ROOM),
            )
        ) from None
    finally:
        if temporary is not None:
            os.unlink(temporary)


@contextmanager
def new_folder(path: str, ours: Callable[[str], bool]) -> Iterator[str]:
    """The name of an empty folder; the block fills it, then it is synced and renamed to `path`.

    An old folder is replaced if it is empty or `ours` accepts it. It is renamed first: if the
    process is killed between the two steps, `path` is missing and the old folder is beside it.
    Raises `OutputError` if anything else is at `path`, and for every `OSError` in the block.
    """
    target = real(path)
    import shutil
    import tempfile

    mode = 0o777 & ~umask()
    temporary = None
    try:
        if (status := replaceable(path, target, ours)) is not None:
            mode = stat.S_IMODE(status.st_mode)
        beside = os.path.dirname(target)
        temporary = tempfile.mkdtemp(dir=beside, prefix=BESIDE)
        yield temporary
        for folder, _, names in os.walk(temporary, topdown=False):
            for name in (*names, ""):
                sync(os.path.join(folder, name))
        os.chmod(temporary, mode)
        # Checked again, because something else may have been put there meanwhile.
        if replaceable(path, target, ours) is None or not os.listdir(target):
            os.rename(temporary, target)
        else:
            old = tempfile.mkdtemp(dir=beside, prefix=f"{BESIDE}old-")
            os.rename(target, old)
            try:
                os.rename(temporary, target)
            except BaseException:
                os.rename(old, target)
                raise
            shutil.rmtree(old, ignore_errors=True)
        temporary = None
    except OSError as error:
        raise OutputError(
            tell(
                "cannot write {path}: {error}; {make_room}",
                path=path,
                error=reason(error),
                make_room=tell(MAKE_ROOM),
            )
        ) from None
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def found(path: str, target: str) -> os.stat_result | None:
    """The status of `target`, or None if nothing is there. `path` is for the error message."""
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise OutputError(
            tell(
                "cannot write {path}: {error}; choose another name", path=path, error=reason(error)
            )
        ) from None


def replaceable(path: str, target: str, ours: Callable[[str], bool]) -> os.stat_result | None:
    """The status of the folder to be replaced, or None. Raises `OutputError` as `new_folder`."""
    status = found(path, target)
    if status is not None:
        if not stat.S_ISDIR(status.st_mode):
            raise OutputError(
                tell("cannot write {path}: not a folder; choose another name", path=path)
            )
        if os.listdir(target) and not ours(target):
            message = tell("a folder with other things than an export in it")
            raise OutputError(
                tell(
                    "cannot write {path}: {message}; choose another name",
                    path=path,
                    message=message,
                )
            )
    return status


def umask() -> int:
    """The process's file mode mask. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def sync(path: str) -> None:
    """Wait until a file or folder is on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
