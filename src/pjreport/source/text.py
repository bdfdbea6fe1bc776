"""A source text as prose: what an extractor broke is mended, and every character knows its place.

Extractors break words over lines, add blank lines and spaces, and print headings
twice. None of that changes what the text says, so it is undone before anything
is compared; numbers are never taken apart or put together where the text does not.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from ..model.diagnostics import Place, Span
from ..quantities.signs import BELOW, MINUS, SIGNS, sign, signed
from ..text.normalise import Traced, fold_all, trace
from .punctuation import BREAK, PLAIN, marks_of

# Beside these there is no space in writing: Han, their punctuation, full-width forms.
HAN = re.compile("[\u2010-\u206f\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff·]")
DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015")
WORD = re.compile("[\u3400-\u9fff]")
# Bold print comes out twice: a clause, and the mark after it.
TWICE = re.compile(r"(\S{4,60}?)\1|([、，；：])\2+")
BAR = "｜"  # a bar that is printed: unlike a BREAK, it makes a difference
LINE = 400  # characters: a longer line is no caption or heading, so nothing in it is bold
# A page number, a row of a table: no part of the sentence around it.
PAGE = re.compile("[0-9]{1,4}")
COLUMNS = re.compile(r"\S(?:\t| {2,}+)\S")
PART_OF_NUMBER = frozenset("0123456789.,，０１２３４５６７８９．")
AFTER_NUMBER = re.compile(f"[^{''.join(sorted(PART_OF_NUMBER))} ]")
HALF = range(4, 21)  # characters in each of a heading's two halves


class Heading(NamedTuple):
    """A heading of two halves that are each printed twice: its line, and what it says."""

    line: int
    text: str


class Source:
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
        folded = trace(Traced.of(self.prose).sub(SIGNS, sign))
        self.text, self.gaps = squeezed(folded.text)
        pairs = zip(folded.spans, folded.text, strict=True)
        self.spans = [span for span, character in pairs if character != " "]
        self.marks = marks_of(self.prose, self.text, self.gaps, self.spans, self.places)
        self.filled = sorted({place.line for place in self.places})

    def find(self, fragment: str) -> list[Span]:
        """Every place of `fragment`, in whatever way it is written there.

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
        # Parts of what was folded as one stand in the same place: once is enough.
        return list(dict.fromkeys(found))

    def _same(
        self, start: int, needle: str, inner: Sequence[int], marks: Mapping[int, str]
    ) -> bool:
        """Whether `needle` at `start` has the same numbers, and the same punctuation."""
        end = start + len(needle)
        between = self.gaps[bisect_right(self.gaps, start) : bisect_left(self.gaps, end)]
        for place in {each - start for each in between}.symmetric_difference(inner):
            if needle[place - 1].isdecimal() and needle[place].isdecimal():
                return False
        return self.marks.fit(marks, start, end)

    def edge(self, place: int) -> bool:
        """Whether a word or number may end before this place of `text`."""
        before, after = self.text[place - 1 : place] if place else "", self.text[place : place + 1]
        inside = before in ("-", ".") or (after == "." and before.isdecimal())
        if before == MINUS and after.isdecimal():
            inside = BELOW.search(self.text, max(0, place - 2), place) is not None
        if not inside:
            both = (before, after)
            inside = all(map(str.isdecimal, both)) or all(
                each.isascii() and each.isalpha() for each in both
            )
        return not inside or self.gap(place)

    def gap(self, place: int) -> bool:
        """Whether a space or mark stood before this place of `text`."""
        index = bisect_left(self.gaps, place)
        return self.gaps[index : index + 1] == [place]

    @cached_property
    def pairs(self) -> dict[str, list[int]]:
        """The places of each pair of characters of `text`."""
        pairs: dict[str, list[int]] = {}
        for place in range(len(self.text) - 1):
            pairs.setdefault(self.text[place : place + 2], []).append(place)
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
            if len(halves) == 2 and doubled and all(len(text) in HALF for text in texts):
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


def mend(lines: Sequence[str]) -> tuple[str, list[Place]]:
    """The prose of some lines, and the place of each of its characters.

    >>> mend(["共获4金", "", " 7银 8铜的好", "成绩"])[0]
    '共获4金7银8铜的好成绩'
    >>> mend(["共52", "28人次", "in 2021", "15 schools"])[0]
    '共5228人次in 2021 15 schools'
    >>> mend(["加强党建加强党建 学校管理学校管理", "12", "2021学年"])[0]
    '加强党建学校管理|12|2021学年'
    """
    prose: list[str] = []
    places: list[Place] = []
    gap = ""
    before = ""  # the last character that is no part of a number
    for number, line in enumerate(lines, 1):
        alone = apart(line)
        if alone and prose and prose[-1] in PART_OF_NUMBER and line.strip().isdecimal():
            alone = False  # the second half of a number
        gap = BREAK if alone and prose else gap
        skipped = set(repeated(line))
        indent = len(line) - len(line.lstrip())
        after = -1  # where the next such character of this line is, as far as that was asked for
        for column, character in enumerate(line):
            if column in skipped:
                continue
            if character.isspace():
                wide = character == "\t" or line[column - 1 : column].isspace()
                gap = BREAK if alone and wide and column > indent else gap or " "
                continue
            if gap and prose:
                if after < column and character.isdecimal():
                    found = AFTER_NUMBER.search(line, column)
                    after = found.start() if found else len(line)
                chinese = bool(HAN.match(before) or HAN.match(line[after : after + 1]))
                if between := joint(prose, character, gap, chinese=chinese):
                    prose.append(between)
                    places.append(Place(number, column + 1))
                    before = before if between == " " else between
            gap = ""
            prose.append(character)
            places.append(Place(number, column + 1))
            before = before if character in PART_OF_NUMBER else character
        gap = BREAK if alone else gap or " "
    return "".join(prose), places


def apart(line: str) -> bool:
    """Whether a line is a page number or the row of a table: no part of a sentence."""
    text = line.strip()
    return PAGE.fullmatch(text) is not None or COLUMNS.search(text) is not None


def joint(before: Sequence[str], after: str, gap: str, *, chinese: bool) -> str:
    """What stays of a `gap` between what was written and the character that follows.

    `chinese` says that two numbers stand in Chinese text.
    """
    if gap == BREAK:
        return BREAK
    # A dash is Han beside Han; else a space beside it says whether it is a minus.
    sides = [each for each in (before[-1], after) if each not in DASHES] or [after]
    if any(map(HAN.match, sides)):
        return ""
    if before[-1] in "-−" and after.isdecimal():
        signed = len(before) < 2 or not (before[-2].isascii() and before[-2].isalnum())
        return "" if signed else " "
    if before[-1].isdecimal() and after.isdecimal():
        # One number, if it is Chinese that it stands in: such lines break anywhere.
        return "" if chinese else " "
    return " "


def repeated(line: str) -> Iterator[int]:
    """The columns, from 0, of what a line says for the second time."""
    if len(line) > LINE:
        return
    for found in TWICE.finditer(line):
        once = found[1] or found[2]
        if found[2] or len(WORD.findall(once)) > 1:
            yield from range(found.start() + len(once), found.end())


def sought(fragment: str) -> tuple[str, list[int], Mapping[int, str]]:
    """`fragment` as it is looked for, where spaces stood in it, and its punctuation."""
    prose = mend([fragment.replace(BREAK, BAR)])[0]
    if PLAIN.fullmatch(fragment):
        [folded] = fold_all([signed(prose)])
        return *squeezed(folded), {}
    traced = trace(Traced.of(prose).sub(SIGNS, sign))
    text, gaps = squeezed(traced.text)
    pairs = zip(traced.spans, traced.text, strict=True)
    spans = [span for span, character in pairs if character != " "]
    return text, gaps, marks_of(prose, text, gaps, spans).marks


def squeezed(folded: str) -> tuple[str, list[int]]:
    """A folded text without spaces, and before which of its characters one stood."""
    words = folded.split(" ")
    ends: list[int] = []
    length = 0
    for word in words[:-1]:
        length += len(word)
        ends.append(length)
    return "".join(words), ends
