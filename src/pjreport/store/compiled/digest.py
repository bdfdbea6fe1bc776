"""The digest of a compiled base, over every byte: SQLite itself notices few flipped bits."""

import hashlib
import re
from hashlib import sha256

from ..files import refused

PLACEHOLDER = "sha256:" + "0" * 64  # stands for the digest while it is computed
STORED = re.compile(rb"digestsha256:([0-9a-f]{64})")
HEAD = 64 * 1024  # the digest is in the first so many bytes
CHUNK = 1024 * 1024


def seal(path: str) -> None:
    """Write the digest of a file into the file."""
    place, _, found = digest(path)
    with open(path, "r+b") as file:
        file.seek(place)
        file.write(found.encode())


def intact(path: str) -> bool:
    """Whether no byte of a file changed since it was sealed."""
    _, stored, found = digest(path)
    return stored == found


def file_digest(path: str) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, sha256).hexdigest()


def digest(path: str) -> tuple[int, str, str]:
    """The offset of a file's digest, the digest stored, and the right one. Raises `LoadError`."""
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
