"""Breaks lines for a terminal, where a Han character has two cells."""

from collections.abc import Iterator
from unicodedata import east_asian_width

CLOSING = frozenset("，。；：、？！）》”’]")  # these never begin a line
OPENING = frozenset("（《“‘[")  # these never end one


def wrapped(words: str, room: int) -> list[str]:
    """`words` in lines of at most `room` cells."""
    return [words[start:end].rstrip() for start, end in breaks(words, room, room)]


def breaks(words: str, first: int, room: int) -> list[tuple[int, int]]:
    """Where the lines of `words` start and end: `first` cells for the first, `room` for others.

    What has no place to break is longer than a line.
    """
    lines: list[tuple[int, int]] = []
    start = end = filled = 0
    for piece in pieces(words):
        if end > start and filled + cells(piece.rstrip()) > (room if lines else first):
            lines.append((start, end))
            start, filled = end, 0
        end += len(piece)
        filled += cells(piece)
    return [*lines, (start, end)]


def pieces(words: str) -> Iterator[str]:
    """The parts that stay on one line: a word, or a Han character with the marks beside it.

    >>> [*pieces("用 TAB 补全。[见]"), *pieces("《红楼梦》7册")]
    ['用 ', 'TAB ', '补', '全。', '[见]', '《红', '楼', '梦》', '7', '册']
    """
    piece = ""
    for each in words:
        apart = cells(each) == 2 or cells(piece[-1:]) == 2 or piece.endswith(" ")
        bound = each == " " or each in CLOSING or piece[-1:] in OPENING
        if piece and apart and not bound:
            yield piece
            piece = ""
        piece += each
    yield piece


def cells(words: str) -> int:
    """The width of a text on a terminal; a Han character has two cells."""
    return sum(2 if east_asian_width(each) in "WF" else 1 for each in words)
