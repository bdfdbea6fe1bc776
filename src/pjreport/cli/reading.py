"""Reads a text that a command names: a file, or - for standard input."""

import sys

from ..store.files import MAX_FILE_BYTES, read_bytes, refused, undecoded


def read_text(path: str, what: str, most: int = MAX_FILE_BYTES) -> str:
    """The text at `path`, or of standard input for `-`. `what` names it in messages.

    Raises `LoadError` if it cannot be read, has more than `most` bytes, or is not UTF-8.
    """
    if path == "-":
        data = sys.stdin.buffer.read(most + 1) if sys.stdin is not None else b""
        if len(data) > most:
            raise refused("-", f"larger than {most >> 20} MiB; split it")
    else:
        data = read_bytes(path)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise undecoded(path, error, what) from None
