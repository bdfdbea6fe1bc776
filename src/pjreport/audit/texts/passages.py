"""A text divided into sentences, without a change of any offset."""

import re
from functools import cache

WIDE = 30  # columns of a line that may be broken in the middle of a sentence
ENDS = "。！？!?"
# A full stop ends a sentence before a space and a capital letter, and never inside a number.
FULL_STOP = re.compile(r"[。！？!?]|\.(?=\s+[^a-z\s]|\s*$)")
# What begins a line of its own: a mark of a list, a number with a dot, a heading, a table.
MARK = re.compile(
    r"\s*(?:[-*•·–—●○■□▪►#|]|[0-9]{1,2}[.、)）]|[(（][0-9一-十]{1,3}[)）]|[一-十]{1,3}、)"
)
ROW = re.compile(r"[^:：]{1,60}[:：][^a-z:：]*")  # Downloads: 54,120
INNER = re.compile(r"[(（][^()（）]*[)）]")


class Widths(dict[int, int]):
    """For `str.translate`: full-width characters become the usual ones, one for one."""

    def __missing__(self, code: int) -> int:
        self[code] = code - 0xFEE0 if 0xFF01 <= code <= 0xFF5E else 0x20 if code == 0x3000 else code
        return self[code]


WIDTHS = Widths()


def plain(text: str) -> str:
    """A text in small letters and usual widths. Each character keeps its offset."""
    narrow = text.translate(WIDTHS)
    small = narrow.lower()
    return small if len(small) == len(narrow) else narrow


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a raw text begins and ends. A line of a list or table is one."""
    found = []
    start = 0
    lines = [line for line in lines_of(text) if text[line[0] : line[1]].strip()]
    for (begin, end), following in zip(lines, [*lines[1:], None], strict=True):
        for stop in FULL_STOP.finditer(text, max(begin, start), end):
            found.append((start, stop.end()))
            start = stop.end()
        if following is None or not goes_on(text, (begin, end), following):
            found.append((start, end))
            start = end
    return [(begin, end) for begin, end in found if text[begin:end].strip()]


def lines_of(text: str) -> list[tuple[int, int]]:
    """Where each line begins and ends."""
    found, start = [], 0
    for line in text.splitlines(keepends=True):
        found.append((start, start + len(line)))
        start += len(line)
    return found


def goes_on(text: str, line: tuple[int, int], following: tuple[int, int]) -> bool:
    """Whether a sentence goes on in the following line."""
    said = text[line[0] : line[1]].rstrip()
    wide = len(said) + sum(not each.isascii() for each in said)
    if wide < WIDE or said[-1] in ".;:；：|" or said[-1] in ENDS:
        return False
    after = text[following[0] : following[1]]
    if ROW.fullmatch(said) or MARK.match(after) or "|" in said or re.search(r"\s{2,}\S", said):
        return False
    # A new line of Latin letters goes on in small ones; in Han characters there is no such sign.
    return not said[-1].isascii() or after.lstrip()[0].islower()


@cache
def closing() -> re.Pattern[str]:
    """What stands between clauses."""
    return re.compile(r"[,，;；:：、()（）|。\n\t]|\s{2,}|\.\s")


def last_clause(lead: str) -> str:
    """The words directly before a figure, back to a comma or the like; brackets are left out."""
    said = INNER.sub("", lead).rstrip(" \t:：|")
    parts = closing().split(said)
    return parts[-1].strip()
