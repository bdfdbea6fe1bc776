"""The files that a command reads, and what belongs to them. Its output may be none of these.

Files note themselves when they are opened. The locks beside bases, the inputs of compiled bases and
the sources that reports name are only looked for when something is to be written.
"""

import os
from collections.abc import Iterable, Iterator

from .files import BASES, INPUTS, LOCK, MAX_FILE_BYTES, READ, SOURCES, real


def meaning(target: str, *, stamping: bool = False) -> str:
    """What the real path `target` is to this command; empty if it may be written.

    `stamping` allows the lock of a base.
    """
    if any(same(target, path) for path in BASES):
        return "the fact base"
    if any(same(target, path) for path in READ):
        return "read by this command"
    made_from = [real(path) for inputs in INPUTS for path in inputs()]
    if any(same(target, path) for path in made_from):
        return "what the fact base was compiled from"
    if not stamping and any(same(target, lock) for lock in locks([*BASES, *made_from])):
        return "the place of the lock of a fact base"
    return "the source of the report" if is_source(target) else ""


def locks(paths: Iterable[str]) -> Iterator[str]:
    """The places of the locks of some bases."""
    return (path.removesuffix(".toml") + LOCK for path in paths if not path.endswith(LOCK))


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
    tables = [each for some in SOURCES for each in some() if isinstance(each, dict)]
    if os.path.basename(target) in [each.get("file") for each in tables]:
        return True
    if not tables or os.path.getsize(target) > MAX_FILE_BYTES:
        return False
    from hashlib import sha256

    with open(target, "rb") as file:
        digest = sha256(file.read()).hexdigest()
    return digest in [each.get("sha256") for each in tables]
