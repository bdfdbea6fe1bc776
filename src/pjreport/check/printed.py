"""The figures that a source prints, with their places."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cached_property

from ..model.diagnostics import Span
from ..quantities.context.heads import OWN
from ..quantities.flat import flatten
from ..quantities.numerals.form import FIGURES, plain_number
from ..quantities.quantity import Quantity
from ..quantities.reader import read
from ..source.punctuation import BREAK
from ..source.text import SourceText
from ..vocabulary import expression
from .units import NONE, OTHER, SAME, UNSURE, Units

TABLE = re.compile(r"\S(?:\t|[ \u3000]{2,}+| ?[|｜] ?)\S")
LINE = re.compile("\n")
OF = re.compile(rf" {expression('change.of', 'en')} (?:[A-Za-z]+ )?")
LABEL = 60  # characters before a number that may be its label
NO_VALUES = ("ordinal", "date")  # kinds of figures that no stat states


class PrintedFigures:
    """Every figure of a source, in the order of the text. Offsets are those of its prose."""

    def __init__(self, source: SourceText, units: Units) -> None:
        self.source = source
        self.units = units
        self.all = [*self._under_heads(read(source.prose.replace(BREAK, "\n"), units.written))]
        self.starts = [each.start for each in self.all]
        self.numbers = [number_span(each) for each in self.all]
        self.firsts = [first for first, _ in self.numbers]

    def _under_heads(self, figures: Iterable[Quantity]) -> Iterator[Quantity]:
        """The figures with the units of the heads of their tables, which only the text as it is laid out has."""
        source = self.source
        laid_out = "\n".join(source.lines)
        if not TABLE.search(laid_out):
            yield from figures
            return
        ends = [0, *(found.end() for found in LINE.finditer(laid_out))]
        known = {
            number_span(each): each for each in read(laid_out, self.units.written) if bare(each)
        }
        for each in figures:
            first, last = number_span(each)
            if bare(each):
                line, column = source.places[first]
                start = ends[line - 1] + column - 1
                if found := known.get((start, start + last - first)):
                    yield each._replace(
                        value=found.value, low=found.low, high=found.high, step=found.step,
                        unit=found.unit, kind=found.kind, head=found.head,
                    )  # fmt: skip
                    continue
            yield each

    def whole(self, quantity: Quantity) -> Quantity | None:
        """What a number is a part of, if that follows: nine of its 14 targets."""
        index = bisect_left(self.starts, quantity.end)
        if index == len(self.starts):
            return None
        between = self.source.prose[quantity.end : self.starts[index]]
        return self.all[index] if OF.fullmatch(between) else None

    def labelled(self, key: str | None, quantity: Quantity) -> bool:
        """Whether the label of a number is a unit: Students: 5,807."""
        label = self.source.prose[max(0, quantity.start - LABEL) : quantity.start]
        return self.units.ends(key, label)

    def within(self, span: Span) -> Sequence[Quantity]:
        """The figures whose numbers stand in a span of the prose.

        A unit may go on behind the span (5228人 of 5228人次), and a currency may stand before it.
        """
        first, last = bisect_left(self.firsts, span.first), bisect_right(self.firsts, span.last)
        while last > first and self.numbers[last - 1][1] > span.last + 1:
            last -= 1
        return self.all[first:last]

    def cut(self, span: Span) -> list[Quantity]:
        """The figures of which only a part stands in a span: 5228 of 5000-5228."""
        first = bisect_left(self.firsts, span.first)
        last = bisect_right(self.firsts, span.last)
        near = self.all[max(0, first - 1) : first] + self.all[max(0, last - 1) : last]
        return [
            each
            for each in near
            if number_span(each)[0] < span.first < each.end
            or each.start <= span.last < number_span(each)[1] - 1
        ]

    @cached_property
    def by_line(self) -> dict[int, list[Quantity]]:
        """The figures by the line on which they start."""
        found: dict[int, list[Quantity]] = {}
        for each in self.all:
            found.setdefault(self.line(each), []).append(each)
        return found

    def line(self, quantity: Quantity) -> int:
        """The line on which a figure starts."""
        return self.source.places[quantity.start].line

    def unit(self, key: str | None, quantity: Quantity) -> str:
        """How the printed unit of a figure stands to the unit with this key."""
        found = self.units.printed(key, quantity.unit)
        if found in (OTHER, NONE) and self.units.follows(key, self.source.prose, quantity):
            return SAME
        if found == NONE:
            whole = self.whole(quantity)
            if (whole and self.units.printed(key, whole.unit) == SAME) or self.labelled(
                key, quantity
            ):
                return SAME
        if found == OTHER and not self.certain(key, quantity):
            return UNSURE
        return found

    def certain(self, key: str | None, quantity: Quantity) -> bool:
        """Whether the unit of a figure is its own for certain.

        Behind the end of a line may stand the next row of a list. A heading may be that of other
        columns, unless its scale makes the number what it is.
        """
        if quantity.head:
            scaled = quantity.value is not None and abs(quantity.value) != digits(quantity)
            return (scaled or quantity.head == OWN) and not self.units.within(key, quantity.unit)
        places = self.source.places
        broken = places[quantity.start].line != places[quantity.end - 1].line
        beside = number_span(quantity) != (quantity.start, quantity.end) or worded(quantity)
        goes_on = self.source.prose[quantity.end : quantity.end + 1] == "-"  # 12 book-lovers
        return beside and not broken and not goes_on


def number_span(quantity: Quantity) -> tuple[int, int]:
    """Start and end of the numeral of a figure, without its unit and currency."""
    text = quantity.text
    digits = [place for place, each in enumerate(text) if each.isdecimal()]
    if digits:
        return quantity.start + digits[0], quantity.start + digits[-1] + 1
    first = next((place for place, each in enumerate(text) if each.isalnum()), 0)
    last = len(text[: len(text) - len(quantity.unit)].rstrip())
    return quantity.start + first, quantity.start + max(last, first + 1)


def bare(quantity: Quantity) -> bool:
    """Whether a figure is printed without a unit beside it."""
    inside = quantity.text.strip("()（）-−–")
    first, last = number_span(quantity)
    return bool(quantity.head) or len(inside) == last - first


def digits(quantity: Quantity) -> Decimal | None:
    """The digits of a figure as a number, without what a heading adds to it."""
    found = FIGURES.search(flatten(quantity.text))
    return plain_number(found[0]) if found else None


def worded(quantity: Quantity) -> bool:
    """Whether a share is said in words that have its unit: 过半, two thirds."""
    return not any(map(str.isdecimal, quantity.text))


def may_state(quantity: Quantity, form: str | None = None) -> bool:
    """Whether a stat of a form may state a figure: no date, and an ordinal only as a rank."""
    return quantity.kind != "date" and (quantity.kind != "ordinal" or form == "rank")


def values_of(quantities: Iterable[Quantity], form: str | None = None) -> list[Quantity]:
    """The figures that a stat of a form may state."""
    return [each for each in quantities if may_state(each, form)]
