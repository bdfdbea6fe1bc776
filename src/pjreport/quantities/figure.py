"""One figure at a place of a text: a date, a ratio, an amount, or a range of two amounts."""

import re
from decimal import Decimal

from ..vocabulary import expression, words
from .amounts import Amount, amount
from .context import qualifiers
from .context.heads import Heads, Hint
from .context.kinds import DOWN, UP, direction, kind
from .context.subject import Subjects
from .numerals.dates import PLAIN, date
from .numerals.form import ONE, tidy
from .numerals.ratios import loss, ratio
from .quantity import Quantity
from .ranges import both, minus, second
from .units import Units, currency

# The last three years are no number near three, and over five years mostly means during them.
NEAR = words("qualifier-before.nearly", "zh")
OVER = words("qualifier-before.over", "en")[1]
# Years before 1900 are numbers like any other, unless a word says that they are years: in 1887.
OLD = re.compile("1[5-8][0-9]{2}(?![0-9]|[,.][0-9])")
IN_YEAR = re.compile(rf"(?:{expression('year-numbers.since', 'en')})$")
LASTING = re.compile(rf"{expression('durations', 'en')} [a-z]+ $")
LAST_YEARS = 10
WAYS = {"growth": UP, "fall": DOWN}
TOP, OPEN = words("ranking.top")[0], frozenset(words("ranking.open"))
LOOKBEHIND = 24
CELL, CELL_END = re.compile(r"(?:  |[|\t] ?)[(]\Z"), re.compile(r"[)](?:  | ?[|\n]|\t|\Z)")
LIST_PAUSE = "、"
[PENNY], [POUND] = words("money-parts.penny"), words("money-parts.pound")


class Figures:
    """The figures of one text, by their places. `flat` is the text in plain forms, `text` without names."""

    def __init__(self, raw: str, flat: str, text: str, units: Units) -> None:
        self.raw, self.text, self.units = raw, text, units
        self.heads = Heads(flat, units)
        self.subjects = Subjects(flat, text)
        self.pence = POUND in flat

    def at(self, start: int) -> Quantity | None:
        """The figure that begins at a place; None if none does."""
        digit = self.text[start : start + 1].isdecimal()
        return self.date(start) or (self.ratio(start) if digit else None) or self.amount(start)

    def figure(
        self,
        start: int,
        end: int,
        value: Decimal | None,
        kind: str,
        *,
        low: Decimal | None = None,
        high: Decimal | None = None,
        step: Decimal = ONE,
        unit: str = "",
        qualifier: str | None = None,
        direction: str | None = None,
        numeral: int = 0,
    ) -> Quantity:
        """A figure between two places; its numeral ends at `numeral`."""
        subject = self.subjects.of(start, end, numeral or end)
        return Quantity(
            start, end, self.raw[start:end], value, low, high, step, unit, qualifier, kind,
            direction, subject,
        )  # fmt: skip

    def date(self, start: int) -> Quantity | None:
        """A date or year that begins here."""
        found = date(self.text, start)
        if found is None:
            return None
        end, value, sort, unit, low, high = found
        return self.figure(start, end, value, sort, unit=unit, low=low, high=high)

    def ratio(self, start: int) -> Quantity | None:
        """A ratio: 17.86:1 is 17.86, 6:4 is 1.5."""
        found = ratio(self.text, start)
        if found is None:
            return None
        end, value = found
        name, _ = qualifiers.before(self.text, start)
        return self.figure(start, end, value, "ratio", qualifier=name)

    def amount(self, start: int) -> Quantity | None:
        """A number with its unit that begins here, or two that are a range."""
        if self.text[start - 1 : start] == "(" and (lost := self.loss(start)):
            return lost
        first = amount(self.text, start, self.units)
        if first is None:
            return None
        if not first.counted:
            other = second(self.text, first, self.units)
            return self.range(first, other) if other else None  # 一到五个
        if year := self.year(start, first):
            hint = self.heads.of(first.start, first.end)
            return self.under(first, hint) if hint and self.heads.cells else year
        other = second(self.text, first, self.units)
        grouped = other is not None and "," in self.text[other.start : other.end]
        if other is not None and not (year and grouped):  # in 2021 to 10,000
            return self.range(first, other)
        number = first.numeral
        if first.unit == PENNY:
            return self.pennies(first)
        hint = None
        if not first.unit and not first.rank and number.form == "digits":
            hint = self.heads.of(first.start, first.end)
        if hint:
            return self.under(first, hint)
        if number.value is None:
            return self.made(first, first.start, first.end, low=number.low, high=number.high)
        return self.signed(first)

    def signed(self, first: Amount) -> Quantity:
        """A number with a minus, if one stands before it."""
        value, start = first.numeral.value, first.start
        if value is not None and (begins := minus(self.text, start)) < start:
            value, start = -value, begins
        elif value is not None and self.lost(first):
            return self.made(first, start - 1, first.end + 1, value=-value)
        return self.made(first, start, first.end, value=value)

    def lost(self, first: Amount) -> bool:
        """Whether a number in brackets is all of a cell of a table: (318.62)."""
        written = self.text[first.start : first.end]
        return (
            not first.unit
            and ("," in written or "." in written)
            and CELL.search(self.text, max(0, first.start - 3), first.start) is not None
            and CELL_END.match(self.text, first.end) is not None
        )

    def loss(self, start: int) -> Quantity | None:
        """A loss in brackets, as accountants print it: (3.2)%, $(1.2) million."""
        found = loss(self.text, start)
        if found is None:
            return None
        begins, sign = currency(self.text, start - 1)
        if not sign and not found.unit:
            return None
        unit, sort = (sign, "money") if sign else (found.unit, "rate")
        assert found.value is not None
        value, step = tidy(found.value), found.step
        return self.figure(begins, found.end, value, sort, step=step, unit=unit)

    def pennies(self, first: Amount) -> Quantity | None:
        """86p as a part of a pound, in a text that has pounds."""
        value = first.numeral.value
        if not self.pence or value is None:
            return None
        number = first.numeral._replace(step=first.numeral.step / 100)
        of = first._replace(numeral=number, unit=POUND, unit_kind="money")
        return self.made(of, first.start, first.end, value=value / 100)

    def under(self, first: Amount, hint: Hint) -> Quantity:
        """A bare number with the unit and scale of its head. In brackets money is a loss."""
        value, start, end = first.numeral.value, first.start, first.end
        assert value is not None
        brackets = self.text[start - 1 : start] == "(" and self.text[end : end + 1] == ")"
        if brackets and hint.kind == "money":
            value, start, end = -value, start - 1, end + 1
        elif (begins := minus(self.text, start)) < start:
            value, start = -value, begins
        number = first.numeral._replace(step=first.numeral.step * hint.scale)
        of = first._replace(numeral=number, unit=hint.unit, unit_kind=hint.kind)
        return self.made(of, start, end, value=value * hint.scale)._replace(head=hint.head)

    def year(self, start: int, first: Amount) -> Quantity | None:
        """A number of four digits that is a year, because nothing says what it counts."""
        lead = self.text[max(0, start - LOOKBEHIND) : start].rstrip(" ")
        old = OLD.match(self.text, start) and IN_YEAR.search(lead)
        if first.unit or first.rank or not (old or PLAIN.match(self.text, start)):
            return None
        name, _ = qualifiers.before(self.text, start)
        if lead.endswith(":") or name not in (None, "about") or first.end != start + 4:
            return None
        return self.figure(start, first.end, first.numeral.value, "year")

    def range(self, first: Amount, second: Amount) -> Quantity:
        """A range of two numbers; the first has the scale of the second if it has none."""
        low, high = first.numeral.value, second.numeral.value
        assert low is not None
        assert high is not None
        scale = second.numeral.scale
        if first.numeral.scale == 1 and scale > 1 and low < high / scale:
            low *= scale
        start = minus(self.text, first.start)
        if start < first.start:
            low = -low
        elif self.text[first.end : first.end + 1] == LIST_PAUSE:
            low = both(low, high)
        if low >= high:
            return self.signed(first)
        return self.made(second, start, second.end, low=low, high=high)

    def made(
        self,
        of: Amount,
        start: int,
        end: int,
        value: Decimal | None = None,
        low: Decimal | None = None,
        high: Decimal | None = None,
    ) -> Quantity:
        """A figure with its qualifier, kind and direction."""
        number, text = of.numeral, self.text
        name, begins = self.qualifier(of, start, end)
        way = None if of.rank or value is None else direction(text, begins, end)
        if number.form in WAYS:
            way = WAYS[number.form]
        sort = of.rank or kind(text, begins, end, of.unit_kind, way, share=number.form == "share")
        if value is None:
            sort, low, high = "range", low and tidy(low), high and tidy(high)
        return self.figure(
            start,
            end,
            None if value is None else tidy(value),
            sort,
            low=low,
            high=high,
            step=tidy(number.step),
            unit=of.unit,
            qualifier=name,
            direction=way if sort in ("growth", "change") else None,
            numeral=number.end,
        )

    def qualifier(self, of: Amount, start: int, end: int) -> tuple[str | None, int]:
        """How exact a figure is said to be, and where that or the figure begins."""
        text = self.text
        name, begins = qualifiers.before(text, start)
        if name and of.unit_kind == "time":
            value = of.numeral.value
            recent = text[begins:start] in NEAR and value is not None and value <= LAST_YEARS
            during = text[begins:start] == f"{OVER} " and not LASTING.search(
                text, max(0, start - LOOKBEHIND), start
            )
            if recent or during:
                name, begins = None, start
        if of.numeral.more:
            name = qualifiers.NAMES[0]
        elif name is None:
            name = qualifiers.behind(text, end)
        if name is None and of.unit_kind in ("per-hundred", "multiple"):
            name = qualifiers.apart(text, start)
        if name is None and of.rank and (text[start] == TOP or of.unit in OPEN):
            name = qualifiers.NAMES[-1]
        return name, begins
