"""The files that a command reads, and what belongs to them. Its output may be none of these.

Files note themselves when they are opened. The locks beside bases, the inputs of compiled bases and
the sources that reports name are only looked for when something is to be written.
"""

import os
from collections.abc import Iterable, Iterator, Sequence

from ..messages import tell
from .files import BASES, COMPILED, LOCK, MAX_FILE_BYTES, READ, SOURCES


def meaning(target: str, *, stamping: bool = False) -> str:
    """What the real path `target` is to this command; empty if it may be written.

    `stamping` allows the lock of a base.
    """
    if any(same(target, path) for path in BASES):
        return tell("the fact base")
    if any(same(target, path) for path in READ):
        return tell("read by this command")
    made_from = [path for inputs in COMPILED for path in inputs.paths()]
    if answered(target, made_from):
        return tell("what the fact base was compiled from")
    beside = any(same(target, lock) for lock in locks(BASES))
    if not stamping and (beside or answered(target, [*locks(made_from)])):
        return tell("the place of the lock of a fact base")
    return tell("the source of the report") if is_source(target) else ""


def locks(paths: Iterable[str]) -> Iterator[str]:
    """The places of the locks of some bases."""
    return (path.removesuffix(".toml") + LOCK for path in paths if not path.endswith(LOCK))


def answered(target: str, paths: Sequence[str]) -> bool:
    """Whether a file is one of those that a compiled base names. These may be anywhere."""
    if not paths:
        return False
    from .compiled.inputs import in_time

    return bool(in_time(lambda: [path for path in paths if same(target, path)]))


def same(target: str, path: str) -> bool:
    """Whether two real paths are one file."""
    try:
        return target == path or os.path.samefile(target, path)
    except OSError:
        return False


def is_source(target: str) -> bool:
    """Whether a file has the name or the content of a source that a report names."""
    if not os.path.isfile(target):
        return False
    named = {**SOURCES, **dict(each for inputs in COMPILED for each in inputs.sources())}
    if os.path.basename(target) in named.values():
        return True
    if not named or os.path.getsize(target) > MAX_FILE_BYTES:
        return False
    from hashlib import sha256

    with open(target, "rb") as file:
        return sha256(file.read()).hexdigest() in named
