"""The figures that a source prints, with their places."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property

from ..model.diagnostics import Span
from ..quantities.quantity import Quantity
from ..quantities.reader import read
from ..source.punctuation import BREAK
from ..source.text import SourceText
from .units import NONE, OTHER, SAME, UNSURE, Units

NO_VALUES = ("ordinal", "date")  # kinds of figures that no stat states


class PrintedFigures:
    """Every figure of a source, in the order of the text. Offsets are those of its prose."""

    def __init__(self, source: SourceText, units: Units) -> None:
        self.source = source
        self.units = units
        self.all = read(source.prose.replace(BREAK, "\n"), units.written)
        self.starts = [each.start for each in self.all]
        self.numbers = [number_span(each) for each in self.all]
        self.firsts = [first for first, _ in self.numbers]

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
        """How the printed unit of a figure stands to the unit with this key.

        Behind the end of a line may stand the next row of a list, and no unit. A unit in a heading may
        be that of other columns.
        """
        found = self.units.printed(key, quantity.unit)
        if found in (OTHER, NONE) and self.units.follows(key, self.source.prose, quantity):
            return SAME
        places = self.source.places
        broken = places[quantity.start].line != places[quantity.end - 1].line
        beside = number_span(quantity) != (quantity.start, quantity.end)
        goes_on = (
            self.source.prose[quantity.end : quantity.end + 1] == "-"
        )  # student of student-athletes
        return UNSURE if found == OTHER and (broken or goes_on or not beside) else found


def number_span(quantity: Quantity) -> tuple[int, int]:
    """Start and end of the numeral of a figure, without its unit and currency."""
    text = quantity.text
    digits = [place for place, each in enumerate(text) if each.isdecimal()]
    if digits:
        return quantity.start + digits[0], quantity.start + digits[-1] + 1
    first = next((place for place, each in enumerate(text) if each.isalnum()), 0)
    last = len(text[: len(text) - len(quantity.unit)].rstrip())
    return quantity.start + first, quantity.start + max(last, first + 1)


def may_state(quantity: Quantity, form: str | None = None) -> bool:
    """Whether a stat of a form may state a figure: no date, and an ordinal only as a rank."""
    return quantity.kind != "date" and (quantity.kind != "ordinal" or form == "rank")


def values_of(quantities: Iterable[Quantity], form: str | None = None) -> list[Quantity]:
    """The figures that a stat of a form may state."""
    return [each for each in quantities if may_state(each, form)]
