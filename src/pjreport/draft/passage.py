"""The text of a report as a draft reads it: mended, with its figures, their sentences and blocks."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import pairwise

from ..audit.texts.entries import Entry
from ..audit.texts.links import Sentence
from ..audit.texts.mentions import Mention
from ..audit.texts.passages import goes_on, lines_of
from ..audit.texts.reading import divided
from ..quantities.quantity import Quantity
from ..quantities.reader import read
from ..source.punctuation import BREAK
from ..source.text import SourceText
from ..text.tokens import HAN as HAN_RANGE
from .titles import named

HAN = re.compile(f"[{HAN_RANGE}]")
COLUMNS = re.compile(r"\S(?:\t| ?\||[ \u3000]{2,})\s*\S")
DIGIT = re.compile("[0-9０-９]")
MOSTLY = 0.2  # share of Han characters among the letters of a Chinese text, at least
PARTS = ("growth", "change", "points", "share", "mean", "times", "before", "level")


class Part(tuple[str, Entry, Sentence, Mention]):
    """What a figure says of an entry of its sentence: the role, the entry, the sentence, itself."""

    __slots__ = ()


class Passage:
    """The mended text of a source. Offsets are those of its prose; a line feed ends a block."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.prose.replace(BREAK, "\n")
        self.figures = self._in_columns(read(self.text))
        self.starts = [each.start for each in self.figures]
        self.breaks = [place for place, each in enumerate(self.text) if each == "\n"]
        self.blocks = self._blocks()

    def _in_columns(self, figures: list[Quantity]) -> list[Quantity]:
        """The figures with what the heads of columns say of them.

        The mended text has each cell of a table on a line of its own, so they are read once more.
        """
        lines = self.source.lines
        rows = {number for number, line in enumerate(lines, 1) if COLUMNS.search(line)}
        if not rows:
            return figures
        raw = "\n".join(lines)
        starts = [0, *(each.end() for each in re.finditer("\n", raw))]
        there = {}
        for each in read(raw):
            if digit := DIGIT.search(each.text):
                there[each.start + digit.start()] = each
        found = []
        for figure in figures:
            digit = DIGIT.search(figure.text)
            if digit and self.source.places[figure.start].line in rows:
                place = self.source.places[figure.start + digit.start()]
                other = there.get(starts[place.line - 1] + place.column - 1, figure)
                found.append(other._replace(start=figure.start, end=figure.end, text=figure.text))
            else:
                found.append(figure)
        return found

    def _blocks(self) -> list[int]:
        """Where blocks begin: at a line that does not go on with the sentence of the one before."""
        text = "\n".join(self.source.lines)
        spans = [each for each in lines_of(text) if text[each[0] : each[1]].strip()]
        numbers, line, counted = set(), 1, 0
        for before, following in pairwise(spans):
            line += text.count("\n", counted, following[0])
            counted = following[0]
            if not goes_on(text, before, following) or any(
                named(text[begin:end], self.han, figured=True) for begin, end in (before, following)
            ):
                numbers.add(line)
        inside = {each for figure in self.figures for each in range(figure.start + 1, figure.end)}
        found, last = [0], 0
        for offset, place in enumerate(self.source.places):
            begins = place.line != last and place.line in numbers
            last = last if self.text[offset] == "\n" else place.line
            if begins and offset not in inside and self.text[offset] != "\n":
                found.append(offset)
        found += (each + 1 for each in self.breaks if each + 1 not in inside)
        return sorted({each for each in found if each < max(1, len(self.text))})

    @cached_property
    def han(self) -> bool:
        """Whether the text is Chinese."""
        letters = sum(map(str.isalpha, self.text))
        return len(HAN.findall(self.text)) > MOSTLY * letters

    def line(self, offset: int) -> int:
        """The line of a character."""
        return self.source.places[offset].line

    def lines(self, start: int, end: int) -> list[int]:
        """The lines of a stretch of text."""
        lines = {self.line(each) for each in range(start, end) if not self.text[each].isspace()}
        return sorted(lines)

    def block(self, offset: int) -> tuple[int, int]:
        """Start and end of the block that a character stands in."""
        place = bisect_right(self.blocks, offset)
        end = self.blocks[place] if place < len(self.blocks) else len(self.text)
        start = self.blocks[place - 1]
        while end > start and self.text[end - 1] in "\n ":
            end -= 1
        return start, max(end, start)

    @cached_property
    def parts(self) -> dict[int, Part]:
        """What each figure says of an entry of its sentence, by the start of the figure."""
        found: dict[int, Part] = {}
        for sentence in divided(self.text, self.figures):
            for entry in sentence.entries:
                for role in PARTS:
                    mention = getattr(entry, role)
                    if mention is not None:
                        found[mention.quantity.start] = Part((role, entry, sentence, mention))
        return found

    def within(self, start: int, end: int) -> list[Quantity]:
        """The figures that begin in a stretch of text."""
        return self.figures[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, quantity: Quantity) -> Quantity | None:
        """The figure before another one."""
        place = bisect_right(self.starts, quantity.start) - 2
        return self.figures[place] if place >= 0 else None

    def next_start(self, quantity: Quantity) -> int:
        """Where the figure behind another one begins; the end of the text for the last."""
        place = bisect_right(self.starts, quantity.start)
        return self.starts[place] if place < len(self.starts) else len(self.text)
