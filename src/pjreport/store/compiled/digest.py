"""The seal of a compiled base: a checksum over every byte. SQLite itself notices few flipped bits.

To read all of a large file takes longer than a lookup. So the seal has the time of writing, too, and
a large file that nobody has written since is not read again. `check` always reads all of it.
"""

import os
import re
import time
from binascii import crc32
from typing import IO

from ...messages import marked, tell
from ..files import refused

PLACEHOLDER = "crc32:00000000 written 0000000000"  # until all is written
STORED = re.compile(rb"digestcrc32:([0-9a-f]{8}) written ([0-9]{10})")
HEAD = 64 * 1024  # the seal is in the first so many bytes
CHANGED = marked("not, byte for byte, what was compiled; compile it again")
CHUNK = 1024 * 1024
LARGE = 4 * 1024 * 1024  # bytes; so many are read in a few milliseconds


class Seal:
    """The seal of an open file. Raises `LoadError` if there is none."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self.file = file
        self.head = file.read(HEAD)
        found = STORED.search(self.head)
        if found is None:
            raise refused(path, tell("damaged (no digest); compile it again"))
        self.checksum, self.time = int(found[1], 16), int(found[2])
        self.places = found.start(1), found.start(2)

    def right(self) -> int:
        """The right checksum of the file, in which zeros stand for its checksum."""
        start = self.places[0]
        found = crc32(self.head[:start] + b"0" * 8 + self.head[start + 8 :])
        self.file.seek(len(self.head))
        while chunk := self.file.read(CHUNK):
            found = crc32(chunk, found)
        return found


def seal(path: str) -> None:
    """Write the time and the checksum into a file, and give the file this time."""
    now = int(time.time()) & ~1  # some file systems and archives keep even seconds only
    with open(path, "r+b") as file:
        for form, place in (("%010d", 1), ("%08x", 0)):
            file.seek(0)
            unsealed = Seal(file, path)
            value = now if place else unsealed.right()
            file.seek(unsealed.places[place])
            file.write((form % value).encode())
    os.utime(path, (now, now))


def intact(path: str, *, large: bool = True) -> bool:
    """Whether no byte of a file changed since it was sealed. Raises `LoadError` without a seal.

    Without `large`, this is taken for granted of a large file with the time of its seal.
    """
    with open(path, "rb") as file:
        sealed = Seal(file, path)
        status = os.fstat(file.fileno())
        if not large and status.st_size > LARGE and status.st_mtime_ns == sealed.time * 10**9:
            return True
        return sealed.right() == sealed.checksum
