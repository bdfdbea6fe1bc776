"""Reports too large to be held as a whole: read in pieces, each of whole tables.

What stands in pieces is what stands in the whole, or `Unfit` is raised: then somebody reads the
report as a whole, in as much memory as that takes, and everything is named as of any file.
"""

import os
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TextIO

from ..errors import LoadError
from ..model.kinds import BY_ID
from . import LINES, Document, documents, load
from .files import LIMIT
from .jsonl import Lines, Reader
from .toml import parse

Tables = dict[str, Any]

SMALL = 4 * 1024 * 1024  # bytes of a TOML file that is read as a whole: some 90 MB of memory
FEW = 5000  # facts of a report in lines
BLOCK = 256 * 1024  # characters of a piece, about a thousand tables
# The most that is read as a whole to name what is wrong with it, which takes several GB of memory.
WHOLE = 256 * 1024 * 1024  # bytes

# Where a table begins, and whether it is a fact by its header: [KIND.TOPIC.NAME], nothing quoted.
HEADER = re.compile(
    rf"^[ \t]*\[(?P<fact>(?:{'|'.join(BY_ID)})(?:\.[a-z0-9-]+){{2}}\][ \t]*(?:\#[^\n]*)?\r?$)?",
    re.MULTILINE,
)


class Unfit(Exception):  # noqa: N818 - no mistake of anybody's
    """A report cannot be read in pieces, or something is wrong with it."""


class Large:
    """One report of a file, in pieces.

    `pieces` yields each piece's tables and its text, empty where it is not TOML, and raises
    `Unfit`; a table that is no fact stands in one piece, or is the same in all, and two facts
    may have the same id.
    `whole` reads the same report as a whole, and raises `LoadError` when it is not readable.
    """

    def __init__(self, pieces: Iterator[tuple[Tables, str]], whole: Callable[[], Document]) -> None:
        self.pieces = pieces
        self.whole = whole


def reports(path: str) -> Iterator[Document | Large]:
    """The reports in the file at `path`, the large ones in pieces.

    A `Large` must have been read, or given up, before the next is asked for. Raises `LoadError`
    when the file is not readable.
    """
    if path.endswith(LINES):
        reader = Reader(path)
        for found in reader.reports(FEW):
            if len(found.lines) < FEW:
                yield found
            else:
                yield Large(lines(reader, found), partial(report_at, path, found.first))
    elif os.path.isfile(path) and os.path.getsize(path) > SMALL:
        yield Large(pieces(path), partial(load, path, WHOLE))
    else:
        yield from documents(path)


def pieces(path: str) -> Iterator[tuple[Tables, str]]:
    """The pieces of a TOML file: its facts, and last everything else; raises `Unfit`.

    Only a text that is whole TOML by itself is a piece, so no piece begins inside a string or a
    list. Facts whose tables are not written `[KIND.TOPIC.NAME]`, one by one, do not fit: whether
    TOML allows what stands about them elsewhere in the file, only the whole can tell.
    """
    rest: list[str] = []
    tables: Tables = {}
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for facts, text in runs(file):
                tables = parse(path, text)
                if not facts:
                    rest.append(text)
                elif counted(tables) == facts:
                    yield tables, text
                else:
                    raise Unfit
        text = "".join(rest)
        tables = parse(path, text)
    except (OSError, UnicodeDecodeError, LoadError):
        raise Unfit from None
    if tables.keys() & BY_ID.keys():
        raise Unfit
    yield tables, text


def lines(reader: Reader, found: Lines) -> Iterator[tuple[Tables, str]]:
    """The pieces of a report in lines, the first of which has been read; raises `Unfit`."""
    more = True
    while more:
        yield found.take(), found.text
        try:
            more = reader.fill(found, FEW)
        except LoadError:
            raise Unfit from None
    yield found.take(), found.text


def report_at(path: str, line: int) -> Document:
    """The report whose head is on a line of a file of lines; raises `LoadError`."""
    return next(each for each in Reader(path).reports() if each.first == line)


def runs(file: TextIO) -> Iterator[tuple[int, str]]:
    """A TOML text, cut before lines that begin tables: runs of facts and of other tables.

    Each with the number of headers of facts in it, none of others. A run of facts is at most
    about a `BLOCK` long. Raises `Unfit` when another is too long.
    """
    text, facts, seen = "", 0, 0  # of a run: its text, its facts, how far it was looked through
    while True:
        block = file.read(BLOCK)
        text += block
        end = text.rfind("\n") + 1 if block else len(text)
        start = last = 0
        for found in HEADER.finditer(text, seen, end):
            fact = found["fact"] is not None
            if fact != (facts > 0):
                yield facts, text[start : found.start()]
                start, facts = found.start(), 0
            facts += fact
            last = found.start()
        if not block:
            break
        if facts > 1:
            yield facts - 1, text[start:last]
            start, facts = last, 1
        text, seen = text[start:], end - start
        if len(text) > LIMIT:
            raise Unfit
    yield facts, text[start:]


def counted(tables: Tables) -> int:
    """How many facts there are in tables that hold nothing else."""
    return sum(len(entries) for topics in tables.values() for entries in topics.values())
