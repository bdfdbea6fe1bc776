"""Breaks lines for a terminal, where a Han character has two cells."""

from collections.abc import Iterator
from unicodedata import east_asian_width

CLOSING = frozenset("，。；：、？！）》”’]")  # these never begin a line
OPENING = frozenset("（《“‘[")  # these never end one
JOINING = frozenset(".-/_")  # a word that is longer than a line is best broken behind one of these


def wrapped(words: str, room: int) -> list[str]:
    """`words` in lines of at most `room` cells."""
    return [words[start:end].rstrip() for start, end in breaks(words, room, room)]


def breaks(words: str, first: int, room: int, *, strict: bool = False) -> list[tuple[int, int]]:
    """Where the lines of `words` start and end: `first` cells for the first, `room` for others.

    What has no place to break is longer than a line; if `strict`, it is broken nevertheless.
    """
    lines: list[tuple[int, int]] = []
    start = end = filled = 0
    for piece in parts(words, min(first, room)) if strict else pieces(words):
        if end > start and filled + cells(piece.rstrip()) > (room if lines else first):
            lines.append((start, end))
            start, filled = end, 0
        end += len(piece)
        filled += cells(piece)
    return [*lines, (start, end)]


def pieces(words: str) -> Iterator[str]:
    """The parts that stay on one line: a word, or a Han character with the marks beside it.

    A number stays with the character behind it.

    >>> [*pieces("用 TAB 补全。[见]"), *pieces("《红楼梦》7册")]
    ['用 ', 'TAB ', '补', '全。', '[见]', '《红', '楼', '梦》', '7册']
    """
    piece = ""
    for each in words:
        apart = cells(each) == 2 or cells(piece[-1:]) == 2 or piece.endswith(" ")
        bound = each == " " or each in CLOSING or piece[-1:] in OPENING or piece[-1:].isdecimal()
        if piece and apart and not bound:
            yield piece
            piece = ""
        piece += each
    yield piece


def parts(words: str, room: int) -> Iterator[str]:
    """The pieces of a text. One with more cells than a line is cut, behind a sign if it has one.

    >>> [*parts("stats.training.exams 5228人", 9)]
    ['stats.', 'training.', 'exams ', '5228人']
    """
    for piece in pieces(words):
        if cells(piece.rstrip()) <= room:
            yield piece
            continue
        start = behind = filled = 0  # behind: where the last sign of the part ends
        for at, each in enumerate(piece):
            while filled + cells(each) > room and at > start and each != " ":
                end = behind if behind > start else at
                yield piece[start:end]
                start, filled = end, cells(piece[end:at])
            filled += cells(each)
            behind = at + 1 if each in JOINING else behind
        yield piece[start:]


def cells(words: str) -> int:
    """The width of a text on a terminal; a Han character has two cells."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in words)
