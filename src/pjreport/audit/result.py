"""The figures of a base as the audit sees them, and its result for one of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from ..model.formula import Figure, digits, total
from ..vocabulary import words
from .intervals import Interval, Printed, added, interval

SEVERAL = "several whole numbers fit"
Table = Mapping[str, Any]
Figures = Mapping[str, Table]  # the tables of printed figures, by id
Reading = tuple[str, ...]  # ids of figures that are added up


class Result(NamedTuple):
    """The result for one figure.

    `relation` is growth, change, rate, mean, part, parts or shares. `reading` has the ids of what
    grew, of the parts, or of what a rate is of; `current` is their sum. `before` is what the counts
    say of the past, or the stated whole. `computed` is the implied whole number, or what the counts
    give; if several numbers fit, they lie from `low` to `high`. `missing` says why there is none.
    `chance` is the probability of an accidental fit. `neighbours` are the nearest whole numbers,
    each with the rate it gives. `least` is the least whole of a rate without counts. `rounding` is
    the way of rounding that the fit needs; empty for half up.
    """

    id: str
    relation: str
    verdict: str
    value: Figure | None
    reading: Reading = ()
    current: Figure | None = None
    computed: Figure | None = None
    neighbours: tuple[tuple[Figure, Decimal], ...] = ()
    chance: float | None = None
    missing: str = ""
    least: int | None = None
    before: Figure | None = None
    low: Figure | None = None
    high: Figure | None = None
    rounding: str = ""


class Counts:
    """The printed figures of a base, and its table of units."""

    def __init__(self, figures: Figures, units: Mapping[str, Any]) -> None:
        self.figures = figures
        self.units = units
        signs = ("%", "％", *words("rates.percent"))
        tables = {key: unit for key, unit in units.items() if isinstance(unit, dict)}
        self.percents = {
            key
            for key, unit in tables.items()
            if unit.get("zh") in signs or unit.get("en") in signs
        }
        self.counting = {key for key, unit in tables.items() if unit.get("whole") is True}
        points = (*words("rates", "zh"), *words("rates.points", "en"))
        self.points = {
            key
            for key, unit in tables.items()
            if unit.get("zh") in points or unit.get("en") in points
        }

    def known(self, ids: Sequence[str]) -> Reading:
        """Those of some ids that are figures with a number."""
        return tuple(id for id in ids if id in self.figures and numbered(self.figures[id]))

    def percent(self, id: str) -> bool:
        """Whether a figure is a share or a growth in per cent."""
        return self.figures[id].get("unit") in self.percents

    def counted(self, id: str) -> bool:
        """Whether a figure counts whole things."""
        return self.figures[id].get("unit") in self.counting

    def printed(self, id: str) -> Printed:
        """A figure as printed."""
        table = self.figures[id]
        value = table.get("value")
        low, high = table.get("low"), table.get("high")
        known = [each for each in (value, low, high) if each is not None]
        step = table.get("step") or Decimal(1).scaleb(-max(map(digits, known)))
        ranged = (low, high) if value is None else (None, None)
        return Printed(known[0], step, table.get("qualifier"), self.counted(id), *ranged)

    def sum(self, ids: Sequence[str]) -> Figure:
        """The sum of some figures, a range by its low end."""
        return total([self.printed(id).value for id in ids])

    def exact(self, ids: Sequence[str]) -> bool:
        """Whether each of some figures is one whole number and nothing else."""
        return all(self.printed(id).exact for id in ids)

    def interval(self, ids: Sequence[str], rounding: str) -> Interval:
        """What the sum of some figures may be."""
        return added(interval(self.printed(id), rounding) for id in ids)


def numbered(table: Table) -> bool:
    """Whether a figure is a number or a range, and no ratio, fraction or rank."""
    ends = (table.get("value"), table.get("low"), table.get("high"))
    return table.get("form") is None and any(each is not None for each in ends)


def between(result: Result, first: int, last: int) -> Result:
    """A result with the only whole number that fits, or the first and the last."""
    if first == last:
        return result._replace(computed=first)
    return result._replace(low=first, high=last, missing=SEVERAL)


def among(result: Result, found: Interval) -> Result:
    """A result with the whole numbers in an interval, from 0."""
    least = found if found.low is None or found.low >= 0 else found._replace(low=Fraction(0))
    if least.low is None or least.high is None:
        return result._replace(missing=SEVERAL)
    wholes = least.wholes()
    return result._replace(missing=SEVERAL) if wholes is None else between(result, *wholes)
