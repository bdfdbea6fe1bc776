"""A query as it is weighed: its words, what of them asks for something, and what stands in a fact.

Positions are offsets in the folded words, joined by spaces. A set of positions is an `int` with a
bit for each: that makes what a fact accounts for a matter of `|` and `&`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import accumulate
from typing import NamedTuple

from ..text.normalise import Traced, fold, trace
from ..vocabulary import keys, words

# Latin words, whole numbers, and runs of all other characters, mostly Han.
TOKEN = re.compile(r"[a-z]+|-?[0-9]+(?:\.[0-9]+)*%?|[^ a-z0-9]+")
COLON = "(?<=[lnLN])[uU]:"  # a pattern: for ü
LONGEST_MEASURE = 8  # characters


class Token(NamedTuple):
    """A word of a query, or a run of Han characters, from `start` to `end`."""

    start: int
    end: int
    text: str

    @property
    def latin(self) -> bool:
        """Whether it may be English, or pinyin."""
        return self.text.isascii() and self.text.isalpha()

    @property
    def number(self) -> bool:
        """Whether it is a number in digits."""
        return self.text.isascii() and not self.text.isalpha()

    @property
    def span(self) -> int:
        """Its positions."""
        return span(self.start, self.end)


class Query:
    """The words of a query.

    `content` are the positions that a fact must account for to answer. The words of asking, the
    polite ones, and those that say little are not among them, unless there are no others.
    """

    def __init__(self, typed: Sequence[str], given: Sequence[str] = ()) -> None:
        """`given` are names that say little because all documents are about them."""
        self.given = given
        self.typed = [word for word in typed if fold(word)]
        self.folded = [folded(word) for word in self.typed]
        self.line = " ".join(self.folded)
        self.offsets = list(accumulate((len(word) + 1 for word in self.folded), initial=0))[:-1]
        self.tokens = [Token(*found.span(), found[0]) for found in TOKEN.finditer(self.line)]
        everything = sum(token.span for token in self.tokens)
        asking = self.asking
        light = self.light & ~asking
        self.content = everything & ~asking & ~light or everything & ~asking or everything
        self.searched = everything & ~asking or everything

    @cached_property
    def asking(self) -> int:
        """The positions of words of asking: how many, 请问, 多少篇."""
        found = self.standing("search-filler")
        if not self.line.isascii():
            found |= counted(self.line)
        return found

    @cached_property
    def light(self) -> int:
        """The positions of words that say little: 获得, the school itself."""
        found = self.standing("search-light") | self.body
        padded = f" {self.line} "
        for name in filter(None, map(fold, self.given)):
            named = f" {name} " if name.isascii() else name
            for start in places(padded, named):
                found |= span(start, start + len(named)) >> 1
        for token in self.tokens:
            left = token.span & ~self.asking & ~found
            if left.bit_count() == 1 and self.line[left.bit_length() - 1] in alone():
                found |= left
        return found

    @cached_property
    def body(self) -> int:
        """The positions of what the body that reports is called: the school, of a report of a college."""
        names = f" {fold(' '.join(self.given))} "
        alike = words("search-light.schools")
        ours = any(map(names.__contains__, alike))
        found = 0
        bodies = words("search-light.bodies")
        for word in bodies:
            for start in places(self.line, word):
                every = span(start, start + len(word))
                before = self.line[:start].split()[-1:]
                own = not self.given or word in names or (ours and word in alike)
                if own or english("search-light.articles").issuperset(before or [word]):
                    found |= every
        whole = (each for each in self.tokens if not each.latin or each.text in bodies)
        return found & sum(each.span for each in whole)

    def standing(self, group: str) -> int:
        """The positions of the words of a group of the vocabulary."""
        found = 0
        for word in () if self.line.isascii() else words(group, "zh"):
            for start in places(self.line, word):
                found |= span(start, start + len(word))
        for token in self.tokens:
            if token.latin and token.text in english(group):
                found |= token.span
        return found

    @property
    def han(self) -> bool:
        """Whether it has no letters and no digits."""
        return not any(token.text.isascii() for token in self.tokens)

    @property
    def one(self) -> bool:
        """Whether all content is one word or one run of characters."""
        return sum(bool(token.span & self.content) for token in self.tokens) == 1

    def unheld(self, mask: int) -> Iterator[tuple[int, int]]:
        """The parts of the content outside `mask`, as pairs of offsets.

        A word or a number is such a part as a whole. One character alone is none inside a run of
        several: 的 or a typing error, but no word.
        """
        lacking = self.content & ~mask
        for token in self.tokens:
            if not token.span & lacking:
                continue
            if token.text.isascii():
                yield token.start, token.end
                continue
            alone = token.span & self.content == token.span & lacking
            start = None
            for place in range(token.start, token.end + 1):
                if place < token.end and lacking >> place & 1:
                    start = place if start is None else start
                elif start is not None:
                    if place - start > 1 or alone or self.telling(start, token.end):
                        yield start, place
                    elif self.first(start):
                        yield start, place + 1
                    start = None

    def first(self, place: int) -> bool:
        """Whether one character begins what is asked for, and so changes it: 住 of 住校学生."""
        before = bool(place) and self.content >> (place - 1) & 1
        behind = self.content >> (place + 1) & 1
        return bool(behind and not before) and self.line[place] not in alone()

    def telling(self, place: int, end: int) -> bool:
        """Whether one character says something: a unit, or 数 and 率 at the end of a word."""
        unit = any(token.number and token.end == place for token in self.tokens)
        return unit or (place == end - 1 and self.line[place] in counting())

    def missing(self, mask: int) -> list[str]:
        """The words outside `mask`, as they were typed. A unit has its number with it."""
        found: dict[str, None] = {}
        ends = {token.end: token.start for token in self.tokens if token.number}
        for start, end in self.unheld(mask):
            first = ends.get(start, start)
            found[self.as_typed(first, end)] = None
        listed = list(found)
        return [
            each for each in listed if not any(each in more and each != more for more in listed)
        ]

    def words_at(self, spans: Iterable[int]) -> list[str]:
        """The words at some positions, as they were typed."""
        every = 0
        for each in spans:
            every |= each
        return [
            self.as_typed(token.start, token.end) for token in self.tokens if token.span & every
        ]

    def matched(self, mask: int) -> list[str]:
        """The words inside `mask`, as they were typed."""
        found: dict[str, None] = {}
        for token in self.tokens:
            start = None
            for place in range(token.start, token.end + 1):
                if place < token.end and mask >> place & 1:
                    start = place if start is None else start
                elif start is not None:
                    found[self.as_typed(start, place)] = None
                    start = None
        return list(found)

    def as_typed(self, start: int, end: int) -> str:
        """A part of the folded words as it was typed: 一等奖 and not 1等奖."""
        number = bisect_right(self.offsets, start) - 1
        word, at = self.typed[number], self.offsets[number]
        inside = traced(word)
        if inside.text != self.folded[number]:  # tone marks, composed characters
            return word
        spans = inside.spans[start - at : end - at]
        return word[spans[0][0] : spans[-1][1] + 1]


def folded(word: str) -> str:
    """A word of a query, folded; pinyin without its tones."""
    plain = fold(re.sub(COLON, "ü", word) if ":" in word else word)
    if plain.isalpha() and (plain.isascii() or min(plain) > "\u2e80"):
        return plain  # no tone marks, no digits
    from ..text.pinyin import toneless  # most words have none

    return toneless(plain)


@cache
def traced(word: str) -> Traced:
    """A word, folded, with the places that its characters had."""
    return trace(Traced.of(word))


def span(start: int, end: int) -> int:
    """The positions from `start` to before `end`."""
    return (1 << end) - (1 << start)


def places(line: str, word: str) -> Iterator[int]:
    """The offsets of a word in a line."""
    at = line.find(word)
    while at >= 0:
        yield at
        at = line.find(word, at + 1)


def counted(line: str) -> int:
    """The positions of words that ask for a number, with the measure word behind: 多少篇, 几项."""
    found = 0
    for start, end, measure in counts(line):
        found |= span(start, end + len(measure))
    return found


def counts(line: str) -> Iterator[tuple[int, int, str]]:
    """Where words ask for a number, each with the measure word behind."""
    for word in words("search-counting", "zh"):
        for start in places(line, word):
            end = start + len(word)
            rest = line[end : end + LONGEST_MEASURE]
            if not rest.startswith(words("search-counting.nouns", "zh")):
                measure = next((each for each in measures() if rest.startswith(each)), "")
                if measure:
                    yield start, end, measure


@cache
def measures() -> list[str]:
    """The measure words behind a word of asking, the longest first."""
    every = {*words("measures"), *words("measures.longer"), *words("search-counting.measures")}
    return sorted(every, key=lambda each: (-len(each), each))


@cache
def counting() -> frozenset[str]:
    """The characters that make a word the name of a figure."""
    return frozenset(
        word for key in keys("count-suffixes") for word in words(f"count-suffixes.{key}")
    )


@cache
def alone() -> frozenset[str]:
    """The characters that say little where they stand alone: 获 of 获1等奖."""
    return frozenset(words("search-light.alone"))


@cache
def english(group: str) -> frozenset[str]:
    """The English words of a group of the vocabulary."""
    return frozenset(words(group, "en"))
