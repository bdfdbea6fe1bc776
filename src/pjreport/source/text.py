"""A report's text: its quotations are found in it, and their lines are known."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from ..model.diagnostics import Span
from ..quantities.signs import BELOW, DASH_OR_MINUS, MINUS, minus_or_dash, with_minuses
from ..text.normalise import Traced, fold_all, trace
from .prose import BAR, mend, repeated
from .punctuation import BREAK, WITHOUT_MARKS, punctuation_of

HEADING_HALF = range(4, 21)  # characters in each of a heading's two halves


class Heading(NamedTuple):
    """A heading of two halves that are each printed twice: its line, and what it says."""

    line: int
    text: str


class SourceText:
    """A text that facts were taken from.

    `prose` is the text with its broken words put together, `places` where each
    of its characters stands; `text` is the prose folded and without spaces, to
    find fragments in, and `spans` leads from it back to the prose.
    """

    def __init__(self, path: str, data: bytes) -> None:
        """`data` is UTF-8 text; raises `UnicodeDecodeError` if it is not."""
        self.path = path
        self.sha256 = sha256(data).hexdigest()
        text = data.decode().removeprefix("\ufeff")
        self.lines = [line.rstrip("\r") for line in text.split("\n")]
        self.prose, self.places = mend([line.replace(BREAK, BAR) for line in self.lines])
        folded = trace(Traced.of(self.prose).sub(DASH_OR_MINUS, minus_or_dash))
        self.text, self.gaps = squeezed(folded.text)
        pairs = zip(folded.spans, folded.text, strict=True)
        self.spans = [span for span, character in pairs if character != " "]
        self.punctuation = punctuation_of(self.prose, self.text, self.gaps, self.spans, self.places)
        self.filled = sorted({place.line for place in self.places})

    def find(self, fragment: str) -> list[Span]:
        """Every offset of `fragment`, in whatever way it is written there.

        Its numbers are whole numbers there: at its ends no digit touches another
        digit or a decimal point, and no Latin letter another letter. Between its
        characters stands the punctuation that it has, and no other.
        """
        needle, inner, marks = sought(fragment)
        found = []
        start = self.text.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            if self.edge(start) and self.edge(end) and self._same(start, needle, inner, marks):
                found.append(Span(self.spans[start][0], self.spans[end - 1][1]))
                start = self.text.find(needle, end)
            else:
                start = self.text.find(needle, start + 1)
        # Parts of what was folded as one stand in the same offset: once is enough.
        return list(dict.fromkeys(found))

    def _same(
        self, start: int, needle: str, inner: Sequence[int], marks: Mapping[int, str]
    ) -> bool:
        """Whether `needle` at `start` has the same numbers, and the same punctuation."""
        end = start + len(needle)
        between = self.gaps[bisect_right(self.gaps, start) : bisect_left(self.gaps, end)]
        for offset in {each - start for each in between}.symmetric_difference(inner):
            if needle[offset - 1].isdecimal() and needle[offset].isdecimal():
                return False
        return self.punctuation.fit(marks, start, end)

    def edge(self, offset: int) -> bool:
        """Whether a word or number may end before this offset of `text`."""
        before, after = (
            self.text[offset - 1 : offset] if offset else "",
            self.text[offset : offset + 1],
        )
        inside = before in ("-", ".") or (after == "." and before.isdecimal())
        if before == MINUS and after.isdecimal():
            inside = BELOW.search(self.text, max(0, offset - 2), offset) is not None
        if not inside:
            both = (before, after)
            inside = all(map(str.isdecimal, both)) or all(
                each.isascii() and each.isalpha() for each in both
            )
        return not inside or self.gap(offset)

    def gap(self, offset: int) -> bool:
        """Whether a space or mark stood before this offset of `text`."""
        index = bisect_left(self.gaps, offset)
        return self.gaps[index : index + 1] == [offset]

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """The places of each pair of characters of `text`."""
        pairs: dict[str, list[int]] = {}
        for offset in range(len(self.text) - 1):
            pairs.setdefault(self.text[offset : offset + 2], []).append(offset)
        return pairs

    def lines_of(self, span: Span) -> list[int]:
        """The lines that a span stands on."""
        first, last = self.places[span.first].line, self.places[span.last].line
        return self.filled[bisect_left(self.filled, first) : bisect_right(self.filled, last)]

    def range_of(self, span: Span) -> tuple[int, int]:
        """Where a span stands in `text`: its first character, and the one behind it."""
        return bisect_left(self._firsts, span.first), bisect_right(self._firsts, span.last)

    @cached_property
    def _firsts(self) -> list[int]:
        return [first for first, _ in self.spans]

    def words(self, span: Span, around: int = 0) -> str:
        """The prose of a span, with some characters `around` it."""
        text = self.prose[max(0, span.first - around) : span.last + 1 + around]
        return text.replace(BREAK, " ")

    @cached_property
    def written(self) -> set[int]:
        """The lines that have text which is not wholly printed twice, as captions are."""
        return {
            number
            for number, line in enumerate(self.lines, 1)
            if line.strip() and 2 * len(set(repeated(line))) < len(line.strip())
        }

    @cached_property
    def headings(self) -> list[Heading]:
        """The lines that are a heading: two halves, each printed twice."""
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
        """Whether headings stand after their bodies: there is nothing after the last one.

        None where neither the first nor the last line of the text is a heading,
        or both are.
        """
        filled = [number for number, line in enumerate(self.lines, 1) if line.strip()]
        lines = [heading.line for heading in self.headings]
        if not lines or (filled[0] in lines) == (filled[-1] in lines):
            return None
        return filled[-1] in lines


def sought(fragment: str) -> tuple[str, list[int], Mapping[int, str]]:
    """`fragment` as it is looked for, where spaces stood in it, and its punctuation."""
    prose = mend([fragment.replace(BREAK, BAR)])[0]
    if WITHOUT_MARKS.fullmatch(fragment):
        [folded] = fold_all([with_minuses(prose)])
        return *squeezed(folded), {}
    traced = trace(Traced.of(prose).sub(DASH_OR_MINUS, minus_or_dash))
    text, gaps = squeezed(traced.text)
    pairs = zip(traced.spans, traced.text, strict=True)
    spans = [span for span, character in pairs if character != " "]
    return text, gaps, punctuation_of(prose, text, gaps, spans).marks


def squeezed(folded: str) -> tuple[str, list[int]]:
    """A folded text without spaces, and before which of its characters one stood."""
    words = folded.split(" ")
    ends: list[int] = []
    length = 0
    for word in words[:-1]:
        length += len(word)
        ends.append(length)
    return "".join(words), ends
