"""A report's text, searched for quotations."""

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from ..model.diagnostics import Span
from ..text.normalise import Traced, fold_all, trace
from .compact import Pair, Pairs
from .prose import BAR, mend, repeated
from .punctuation import BREAK, WITHOUT_MARKS, punctuation_of
from .signs import BELOW, DASH_OR_MINUS, MINUS, minus_or_dash, with_minuses

# Where a long text may be divided: no number or word goes on over it.
PIECE, PIECE_END = 1 << 16, re.compile(rf"[。！？{BREAK}]|[a-z]{{3}}\. (?=[A-Z])")
HEADING_HALF = range(4, 21)  # characters in each of a heading's two halves


class Heading(NamedTuple):
    """A heading whose two halves are each printed twice: its line, and its text printed once."""

    line: int
    text: str


class SourceText:
    """A text that facts were taken from.

    `prose` is the repaired text, and `places` has the place of each of its characters. `text` is
    the folded prose without spaces, for searching; `spans` maps its characters to the prose.
    """

    def __init__(self, path: str, data: bytes) -> None:
        """`data` is UTF-8 text. Raises `UnicodeDecodeError` if it is not."""
        self.path = path
        self.sha256 = sha256(data).hexdigest()
        text = data.decode().removeprefix("\ufeff")
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self.prose, self.places = mend(line.replace(BREAK, BAR) for line in self.lines)
        self.text, self.gaps, self.spans = folded(self.prose)
        self.punctuation = punctuation_of(self.prose, self.text, self.gaps, self.spans, self.places)
        self.filled = sorted(set(self.places.ones))

    def find(self, fragment: str, lines: Iterable[int] | None = None) -> list[Span]:
        """The spans of `fragment`, which is repaired and folded as the text was.

        Numbers and Latin words match only as a whole. Punctuation must be the same. With `lines`, only
        the spans that start there.
        """
        needle, gaps, marks = sought(fragment)
        known = self._line_ranges
        ranges = [(0, len(self.text))]
        if lines is not None:
            ranges = [known[line] for line in sorted(set(lines)) if line in known]
        found = []
        for low, high in ranges if needle else ():
            last = min(high + len(needle) - 1, len(self.text))
            start = self.text.find(needle, low, last)
            while start >= 0:
                end = start + len(needle)
                if self.edge(start) and self.edge(end) and self._same(start, needle, gaps, marks):
                    found.append(Span(self.spans[start][0], self.spans[end - 1][1]))
                    start = self.text.find(needle, end, last)
                else:
                    start = self.text.find(needle, start + 1, last)
        # Several characters of `text` may stand for one span, so spans can repeat.
        return list(dict.fromkeys(found))

    @cached_property
    def _line_ranges(self) -> dict[int, tuple[int, int]]:
        """Start and end of each line in `text`."""
        found: dict[int, tuple[int, int]] = {}
        for offset, first in enumerate(self.spans.ones):
            line = self.places.ones[first]
            found[line] = (found.get(line, (offset, 0))[0], offset + 1)
        return found

    def _same(self, start: int, needle: str, gaps: Sequence[int], marks: Mapping[int, str]) -> bool:
        """Whether `needle` at `start` has the same gaps between digits, and the same marks."""
        end = start + len(needle)
        between = self.gaps[bisect_right(self.gaps, start) : bisect_left(self.gaps, end)]
        for offset in {each - start for each in between}.symmetric_difference(gaps):
            if needle[offset - 1].isdecimal() and needle[offset].isdecimal():
                return False
        return self.punctuation.fit(marks, start, end)

    def edge(self, offset: int) -> bool:
        """Whether a word or number may end before this offset of `text`."""
        before = self.text[offset - 1 : offset] if offset else ""
        after = self.text[offset : offset + 1]
        inside = before in ("-", ".") or (after == "." and before.isdecimal())
        if before == MINUS and after.isdecimal():
            inside = BELOW.search(self.text, max(0, offset - 2), offset) is not None
        if not inside:
            both = (before, after)
            letters = all(each.isascii() and each.isalpha() for each in both)
            inside = letters or all(map(str.isdecimal, both))
        return not inside or self.gap(offset)

    def gap(self, offset: int) -> bool:
        """Whether a space or mark stood before this offset of `text`."""
        index = bisect_left(self.gaps, offset)
        return index < len(self.gaps) and self.gaps[index] == offset

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """The offsets of each pair of characters of `text`."""
        pairs: dict[str, list[int]] = {}
        for offset in range(len(self.text) - 1):
            pairs.setdefault(self.text[offset : offset + 2], []).append(offset)
        return pairs

    def lines_of(self, span: Span) -> list[int]:
        """The lines of a span."""
        first, last = self.places.ones[span.first], self.places.ones[span.last]
        return self.filled[bisect_left(self.filled, first) : bisect_right(self.filled, last)]

    def range_of(self, span: Span) -> tuple[int, int]:
        """Start and end of a span in `text`."""
        firsts = self.spans.ones
        return bisect_left(firsts, span.first), bisect_right(firsts, span.last)

    def words(self, span: Span, around: int = 0) -> str:
        """The prose of a span, with some characters `around` it."""
        text = self.prose[max(0, span.first - around) : span.last + 1 + around]
        return text.replace(BREAK, " ")

    @cached_property
    def written(self) -> set[int]:
        """The lines with text, without captions (which are printed twice)."""
        return {
            number
            for number, line in enumerate(self.lines, 1)
            if line.strip() and 2 * len(set(repeated(line))) < len(line.strip())
        }

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings: lines of two halves that are each printed twice."""
        found = []
        for number, line in enumerate(self.lines, 1):
            halves = line.split()
            texts = [half[: len(half) // 2] for half in halves]
            doubled = all(text * 2 == half for text, half in zip(texts, halves, strict=True))
            if len(halves) == 2 and doubled and all(len(text) in HEADING_HALF for text in texts):
                found.append(Heading(number, " ".join(texts)))
        return found

    @property
    def headings_follow(self) -> bool | None:
        """Whether headings stand after their bodies: the last line of the text is a heading.

        None if neither the first nor the last line is a heading, or both are.
        """
        filled = [number for number, line in enumerate(self.lines, 1) if line.strip()]
        lines = [heading.line for heading in self.headings]
        if not lines or (filled[0] in lines) == (filled[-1] in lines):
            return None
        return filled[-1] in lines


def sought(fragment: str) -> tuple[str, Sequence[int], Mapping[int, str]]:
    """`fragment` as it is searched for, the offsets of its spaces, and its punctuation."""
    prose = mend([fragment.replace(BREAK, BAR)])[0]
    if WITHOUT_MARKS.fullmatch(fragment):
        return *squeezed(*fold_all([with_minuses(prose)])), {}
    text, gaps, spans = folded(prose)
    return text, gaps, punctuation_of(prose, text, gaps, spans).marks


def folded(prose: str) -> tuple[str, Sequence[int], Pairs[Pair]]:
    """A folded text without spaces, where spaces stood, and the span of each character.

    A long text is folded piece by piece, because that takes many times its memory.
    """
    texts: list[str] = []
    gaps = array("I")
    spans = Pairs(Pair)
    start = 0
    while start < len(prose) or not texts:
        found = PIECE_END.search(prose, start + PIECE) if len(prose) - start > PIECE else None
        end = found.end() if found else len(prose)
        traced = trace(Traced.of(prose[start:end]).sub(DASH_OR_MINUS, minus_or_dash))
        text, spaces = squeezed(traced.text)
        done = len(spans)
        gaps.extend([done] if done and text else [])  # a mark stands before this piece
        gaps.extend(done + each for each in spaces)
        for (first, last), character in zip(traced.spans, traced.text, strict=True):
            if character != " ":
                spans.add(start + first, start + last)
        texts.append(text)
        start = end
    return "".join(texts), gaps, spans


def squeezed(folded: str) -> tuple[str, list[int]]:
    """A folded text without spaces, and the offsets before which a space stood."""
    words = folded.split(" ")
    ends: list[int] = []
    length = 0
    for word in words[:-1]:
        length += len(word)
        ends.append(length)
    return "".join(words), ends
