"""Which figures in the evidence of a stat are the one that it states."""

import re
from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..messages import tell
from ..model.diagnostics import Span
from ..model.lock import FOUND
from ..quantities.compound import PARTS
from ..quantities.quantity import Quantity
from ..quantities.reader import read
from ..quantities.units import UNITS
from ..text.normalise import fold
from ..text.numerals import NUMERALS, value
from ..vocabulary import expression, keys, words
from .context import Context, Match
from .printed import may_state, values_of
from .raw import RawFact, Table, has_number, has_range
from .units import NONE, OTHER, SAME, UNSURE

NUMERAL = re.compile(rf"[0-9]+(?:\.[0-9]+)?[{NUMERALS}]*|[{NUMERALS}]+")
# Scales that a heading may give to the numbers below it: 万元, in thousands of pounds. Behind a
# numeral they are a part of the number.
SCALES = {
    word: Decimal(key)
    for group in ("scales", "heading-scales")
    for key in keys(group)
    if int(key) >= 1000
    for word in words(f"{group}.{key}")
}
HEADING = re.compile(
    rf"(?<![0-9{NUMERALS}])(?:{'|'.join(sorted(map(re.escape, SCALES), key=len, reverse=True))})(?![a-z])",
    re.IGNORECASE,
)
HEADING_LINES = 40  # how far above a number its heading may stand
# Words that may say a number and that are not read as figures: 居首位, doubled.
UNREAD = [
    (Decimal(key), re.compile(expression(f"{group}.{key}")))
    for group in ("numbers-in-words", "number-words", "number-ordinals")
    for key in keys(group)
    if key.isdigit()
]
HUNDRED, HALF, CENT = Decimal(100), Decimal(50), Decimal("0.01")
ENDS = ("low", "high")


class Candidate(NamedTuple):
    """A figure in the evidence with the value that a stat states.

    `unit` says how its unit stands to the stat's. In a source, `match` and `span` say which fragment
    has it.
    """

    quantity: Quantity
    unit: str
    match: Match | None = None
    span: Span | None = None


class Stated(NamedTuple):
    """A stat, the figures that its evidence has, those with its value.

    `cut` are those that it has only a part of, and those that no such stat states.
    """

    fact: RawFact
    shown: list[Quantity]
    equal: list[Candidate]
    cut: list[Quantity]

    @property
    def fitting(self) -> list[Candidate]:
        """The candidates in the stat's unit; else those whose unit is unsure or not printed."""
        for units in ((SAME,), (NONE, UNSURE)):
            if found := [each for each in self.equal if each.unit in units]:
                return found
        return []


class StatedFigures:
    """The stats of a base, compared with the figures of their evidence."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.doubts: dict[str, str | None] = {}  # of `unclear`, by id
        self.in_source = context.source is not None and context.same
        self.all = [
            self._stated(fact)
            for fact in context.facts
            if fact.kind.figure and (has_number(fact) or has_range(fact))
        ]

    def _stated(self, fact: RawFact) -> Stated:
        shown: list[Quantity] = []
        equal: list[Candidate] = []
        cut: list[Quantity] = []
        context, unit = self.context, fact.table.get("unit")
        form = fact.table.get("form")
        alone = list(fact.table["evidence"])
        headed = ""  # whether words elsewhere say the unit, if they are stated
        if words := fact.table.get("unit_from"):
            headed = SAME if context.units.said_in(unit, words) else OTHER
        if self.in_source:
            printed = context.printed
            matches = context.by_id[fact.id]
            # Other rules report fragments that stand elsewhere.
            alone = [each.fragment for each in matches if each.verdict != FOUND]
            seen: set[int] = set()
            for match in matches:
                for span in match.spans if match.verdict == FOUND else ():
                    cut += printed.cut(span)
                    figures = printed.within(span)
                    cut += [each for each in figures if not may_state(each, form)]
                    for each in values_of(figures, form):
                        if each.start not in seen:
                            shown.append(each)
                        seen.add(each.start)
                        if self.equals(fact, each):
                            how = headed or printed.unit(unit, each)
                            if how == NONE and form == "rank" and context.units.ranks(unit):
                                how = SAME  # 位列第4
                            equal.append(Candidate(each, how, match, span))
        for fragment in alone:
            figures = alone_read(fragment, tuple(context.units.written))
            cut += [each for each in figures if not may_state(each, form)]
            for each in values_of(figures, form):
                shown.append(each)
                if self.equals(fact, each):
                    how = headed or context.units.printed(unit, each.unit)
                    equal.append(Candidate(each, how))
        stated = Stated(fact, shown, equal, cut)
        if not equal and in_parts(stated):
            return stated._replace(equal=[Candidate(each, NONE) for each in shown[:1]])
        return stated

    def equals(self, fact: RawFact, quantity: Quantity) -> bool:
        """Whether a figure of the text is the number or the range that a stat states."""
        units, table = self.context.units, fact.table
        if UNITS.kinds.get(quantity.unit) == "part" and quantity.value is not None:
            factor = PARTS.get(quantity.unit, CENT)  # 86p, 5角
            quantity = quantity._replace(value=quantity.value * factor)
        worths = scales(table.get("unit_from", "")) | {Decimal(1)}
        unit = table.get("unit")
        if "value" not in table:
            return self.is_range(table, quantity, worths)
        if quantity.value is None:
            return False
        number = Decimal(table["value"])
        of = Decimal(table.get("of") or 0)
        if of and number and table.get("form") in ("fraction", "ratio"):
            wanted = [number / of, of / number, HUNDRED * number / of]
            return any(abs(quantity.value - each) <= CENT for each in wanted)
        falls = table.get("growth_of") and number < 0
        numbers = [number, -number] if falls else [number]
        return any(
            quantity.value == each or near_fraction(quantity, each)
            for number in numbers
            for worth in units.worth(unit, number)
            for each in {worth / scale for scale in worths}
        )

    def is_range(self, table: Table, quantity: Quantity, scales: set[Decimal]) -> bool:
        """Whether a figure of the text has the ends of a range. A qualifier may open one of them."""
        worth = self.context.units.worth
        ends = {
            end: {each / scale for each in worth(table.get("unit"), table[end]) for scale in scales}
            for end in ENDS
            if end in table
        }
        if len(ends) == 1:
            [values] = ends.values()
            return not values.isdisjoint((quantity.value, quantity.low, quantity.high))
        return quantity.low in ends["low"] and quantity.high in ends["high"]


def in_parts(stated: Stated) -> bool:
    """Whether the evidence has both numbers of a ratio or a fraction: one for every 12."""
    table = stated.fact.table
    if table.get("form") not in ("fraction", "ratio") or "value" not in table:
        return False
    numbers = numerals_left(stated).union(each.value for each in stated.shown if each.value)
    return {Decimal(table["value"]), Decimal(table["of"])} <= numbers


def near_fraction(quantity: Quantity, number: Decimal) -> bool:
    """Whether a fraction in words (two thirds) is a number of per cent that somebody rounded."""
    if quantity.unit != "%" or any(map(str.isdigit, quantity.text)) or quantity.value is None:
        return False
    exponent = number.as_tuple().exponent
    return round(quantity.value, -min(0, int(exponent))) == number


@lru_cache(maxsize=1000)
def alone_read(fragment: str, units: tuple[str, ...]) -> list[Quantity]:
    """The figures of a fragment that stands nowhere in the source."""
    return read(fragment, units)


def stated_figures(context: Context) -> list[Stated]:
    """The stats with their evidence."""
    return context.once(StatedFigures).all


def said(fact: RawFact) -> str:
    """The number of a stat for a message."""
    ends = [str(fact.table[end]) for end in ("value", *ENDS) if end in fact.table]
    return " to ".join(ends)


def unclear(context: Context, stated: Stated) -> str | None:
    """Why a value that was not read in the evidence may stand there after all."""
    doubts = context.once(StatedFigures).doubts
    if stated.fact.id not in doubts:
        doubts[stated.fact.id] = doubt(context, stated)
    return doubts[stated.fact.id]


def doubt(context: Context, stated: Stated) -> str | None:
    """As `unclear`, computed."""
    fact = stated.fact
    number = fact.table.get("value")
    if number is None:
        return None
    values = context.units.worth(fact.table.get("unit"), abs(number))
    texts = [*fact.table["evidence"], fact.table.get("zh", ""), fact.table.get("en", "")]
    known = context.once(Headings).above(fact.table["lines"]).union(*map(scales, texts))
    for each in stated.shown:
        if each.value and any(abs(each.value) * scale in values for scale in known):
            return tell(
                "{text} would be {number} with the scale of a heading",
                text=each.text,
                number=number,
            )
    if not values.isdisjoint(numerals_left(stated)):
        return tell("a numeral or word of the evidence may mean it")
    figures = any(each.isdecimal() for fragment in fact.table["evidence"] for each in fragment)
    return None if stated.shown or figures else tell("the evidence has no figure")


class Headings:
    """The scales that stand in the lines of a source, apart from numbers."""

    def __init__(self, context: Context) -> None:
        lines = context.source.lines if context.source else []
        self.lines = [scales(line) for line in lines]

    def above(self, lines: list[int]) -> set[Decimal]:
        """The scales on some lines and above them."""
        first, last = min(lines), max(lines)
        return set().union(*self.lines[max(0, first - HEADING_LINES) : last][-2 * HEADING_LINES :])


def scales(text: str) -> set[Decimal]:
    """The scales that stand in a text, apart from numbers."""
    return {SCALES[found[0].casefold()] for found in HEADING.finditer(text)}


def numerals_left(stated: Stated) -> set[Decimal]:
    """The numbers that the evidence of a stat may mean beside the figures that are read in it.

    They are numerals that are read as a part of a name, and words that say a number.
    """
    text = fold(" | ".join(stated.fact.table["evidence"]))
    left = Counter(NUMERAL.findall(text)) - Counter(numerals([*stated.shown, *stated.cut]))
    found = {number for each in left if (number := value(each)) is not None}
    found |= {number for number, pattern in UNREAD if pattern.search(text)}
    return found | {number / HUNDRED for number in found if number == HALF} | scales(text)


def numerals(figures: list[Quantity]) -> list[str]:
    """The numerals of some figures."""
    return NUMERAL.findall(fold(" | ".join(each.text for each in figures)))
