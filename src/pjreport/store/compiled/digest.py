"""The digest of a compiled base: over every byte of the file, for SQLite sees few flipped bits."""

import hashlib
import re
from hashlib import sha256

from ..files import refused

PLACEHOLDER = "sha256:" + "0" * 64  # what stands where the digest will, while it is worked out
STORED = re.compile(rb"digestsha256:([0-9a-f]{64})")
HEAD = 64 * 1024  # bytes at the start of the file, among which it stands
CHUNK = 1024 * 1024


def seal(path: str) -> None:
    """Write the digest of a file to its place in the file."""
    place, _, found = digest(path)
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(found.encode())


def intact(path: str) -> bool:
    """Whether a file is, byte for byte, the one that was sealed."""
    _, stored, found = digest(path)
    return stored == found


def file_digest(path: str) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, sha256).hexdigest()


def digest(path: str) -> tuple[int, str, str]:
    """Where in a file its digest stands, what it says, and what it should say.

    Raises `LoadError` when there is none.
    """
    hasher = sha256()
    with open(path, "rb") as file:
        head = file.read(HEAD)
        found = STORED.search(head)
        if found is None:
            raise refused(path, "damaged (no digest); compile it again")
        start, end = found.span(1)
        hasher.update(head[:start] + b"0" * (end - start) + head[end:])
        while chunk := file.read(CHUNK):
            hasher.update(chunk)
    return start, found[1].decode(), hasher.hexdigest()
