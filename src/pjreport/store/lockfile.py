"""The lock file beside a fact base, with the verdict of the last check on each fact."""

import os
from binascii import crc32
from typing import Any

from ..messages import marked
from ..model.lock import Lock
from .files import LOCK, read_text, refused

LOCK_VERSION = 2  # digests of version 1 covered no terms except the unit
UNFIT = marked(
    "not a lock of this version, so it verifies nothing; check with --source and --stamp again"
)
HEADER = """\
# Written by `pjreport check --source FILE --stamp`: what it said of each fact, and a digest of
# the fact it said it of. Not to be edited.
"""


def lock_path(path: str) -> str:
    """The path of a base's lock: `facts.lock.toml` beside `facts.toml`."""
    return path.removesuffix(".toml") + LOCK


def checksum(path: str) -> int:
    """A number that changes with the base at `path` or its lock; raises `OSError`."""
    with open(path, "rb") as base, open(lock_path(path), "rb") as lock:
        return crc32(lock.read(), crc32(base.read()))


def load_lock(path: str) -> Lock | None:
    """The lock of the base at `path`, or None. Raises `LoadError` if it is not a readable lock."""
    where = lock_path(path)
    if not os.path.lexists(where):
        return None
    from .toml import parse

    tables = parse(where, read_text(where))
    facts = tables.get("facts")
    if tables.get("schema") != LOCK_VERSION or not isinstance(facts, dict):
        raise refused(where, UNFIT, "stale-stamp")
    if not isinstance(tables.get("source"), str) or not all(map(fits, facts.values())):
        raise refused(where, UNFIT, "stale-stamp")
    return Lock(tables["source"], facts)


def fits(entry: Any) -> bool:
    """Whether an entry is a verdict and a digest."""
    return isinstance(entry, list) and [*map(type, entry)] == [str, str]


def lock_text(lock: Lock) -> str:
    """A lock as TOML: one fact a line, sorted by id. Nothing in a lock needs escapes."""
    lines = [f"schema = {LOCK_VERSION}", f'source = "{lock.source}"', "", "[facts]"]
    for id, (verdict, digest) in sorted(lock.facts.items()):
        lines.append(f'"{id}" = ["{verdict}", "{digest}"]')
    return HEADER + "\n".join(lines) + "\n"
