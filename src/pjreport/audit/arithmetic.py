"""Whether the rates, growths and parts of a report fit its counts.

A printed rate counts as rounded half up at its last printed digit. The chance of an accidental fit
is the step of that digit, divided by the distance between the rates that neighbouring whole numbers
give. Each further reading that was tried raises the chance.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, localcontext
from itertools import combinations
from typing import Any, NamedTuple

from ..model.formula import (
    PRECISION,
    Figure,
    FormulaError,
    digits,
    growth,
    implied_base,
    implied_total,
    plain,
    share,
    total,
)
from ..vocabulary import words

CONSISTENT, OTHER = "consistent", "other-reading"
IMPOSSIBLE, UNTESTED = "impossible", "not-testable"
MAX_COUNTS = 8  # counts whose sums are tried: 255 sums
SEVERAL = "several whole numbers fit"
MAX_WHOLE = 100_000  # the largest whole that is tried for a rate without counts
Table = Mapping[str, Any]
Figures = Mapping[str, Table]  # the tables of printed figures, by id


class Result(NamedTuple):
    """The result for one figure.

    `relation` is growth, rate, part or parts; `reading` has the ids of what grew, or of the parts.
    `computed` is the implied whole number, or a share in per cent; `missing` says why there is
    none. `chance` is the probability of an accidental fit. `neighbours` are the nearest whole
    numbers, each with the rate it gives. `least` is the least whole of a rate without counts.
    """

    id: str
    relation: str
    verdict: str
    value: Figure
    reading: tuple[str, ...] = ()
    current: Figure | None = None
    computed: Figure | None = None
    neighbours: tuple[tuple[int, Decimal], ...] = ()
    chance: float | None = None
    missing: str = ""
    least: int | None = None


def audit(figures: Figures, units: Mapping[str, Any]) -> Iterator[Result]:
    """The results for growths, rates and parts; `units` is the vocabulary's table of units."""
    for id, table in figures.items():
        if table.get("growth_of") and not percent(table, units):
            continue  # a counted change
        if table.get("growth_of"):
            yield of_growth(id, table, figures, units)
        elif table.get("rate_of"):
            yield of_rate(id, table, figures)
        elif percent(table, units):
            yield rate_alone(id, table)
    for id, table in figures.items():
        parts = [each for each, other in figures.items() if other.get("part_of") == id]
        if parts:
            yield from of_parts(id, table, parts, figures)


def of_growth(id: str, table: Table, figures: Figures, units: Mapping[str, Any]) -> Result:
    """Which whole number grew by this rate, and in which reading of what grew."""
    stated = tuple(each for each in table["growth_of"] if each in figures)
    rate = table["value"]
    current = total([figures[each]["value"] for each in stated]) if stated else 0
    if not stated or current <= 0 or rate <= -100:
        return Result(id, "growth", UNTESTED, rate, stated, missing="a count above 0 that grew")
    uncounted = [each for each in stated if not counted(figures[each], units)]
    if uncounted:
        missing = "what grew is not counted in whole numbers, so any base fits"
        return Result(id, "growth", UNTESTED, rate, stated, current, missing=missing)
    # An inferred `growth_of` is only one of several readings.
    open_reading = "growth_of" in table.get("inferred", ())
    tried = [stated]
    base = base_of(current, rate)
    if base is None or open_reading:
        tried = list(readings(id, table, stated, figures, inferred=open_reading))
    fitting = [stated]
    if base is None:
        fitting = [each for each in tried if base_of(sum_of(each, figures), rate) is not None]
    if not fitting:
        low, high = neighbours(current, rate)
        return Result(id, "growth", IMPOSSIBLE, rate, stated, current, neighbours=(low, high))
    reading = fitting[0]
    current = sum_of(reading, figures)
    found = base_of(current, rate)
    only = open_reading and any(
        base_of(sum_of(each, figures), rate) is None for each in tried if each != stated
    )
    verdict = CONSISTENT if reading == stated and not only else OTHER
    assert found is not None
    accident = 1 - (1 - chance_of_growth(current, found, rate)) ** len(tried)
    beside = [each for each in (found - 1, found + 1) if each > 0]
    several = any(growth(current, each, digits(rate)) == rate for each in beside)
    implied, missing = (None, SEVERAL) if several else (found, "")
    return Result(
        id, "growth", verdict, rate, reading, current, implied, chance=accident, missing=missing
    )


def readings(
    id: str, table: Table, stated: tuple[str, ...], figures: Figures, *, inferred: bool
) -> Iterator[tuple[str, ...]]:
    """What may have grown: sums of the stated counts, or of the topic's counts in one unit."""
    if inferred:
        pool = stated
    else:
        unit, period = figures[stated[0]].get("unit"), table.get("period")
        topic = id.rpartition(".")[0]
        pool = tuple(
            each
            for each, other in figures.items()
            if each.rpartition(".")[0] == topic
            and (other.get("unit"), other.get("period")) == (unit, period)
        )
    for size in range(1, min(len(pool), MAX_COUNTS) + 1):
        yield from combinations(pool[:MAX_COUNTS], size)


def of_rate(id: str, table: Table, figures: Figures) -> Result:
    """Which whole number these counts are a share of."""
    stated = tuple(each for each in table["rate_of"] if each in figures)
    rate = table["value"]
    part = total([figures[each]["value"] for each in stated]) if stated else 0
    if not stated or part <= 0 or rate <= 0:
        return Result(id, "rate", UNTESTED, rate, stated, missing="a count above 0 it is a rate of")
    with localcontext(prec=PRECISION):
        exact = Decimal(part) / (Decimal(rate) / 100)
    places = digits(rate)
    middle = int(exact)
    near = [n for n in range(max(1, middle - 1), middle + 3) if share(part, n, places) == rate]
    if not near:
        below, above = max(1, middle), middle + 1
        pairs = ((below, share(part, below, places)), (above, share(part, above, places)))
        return Result(id, "rate", IMPOSSIBLE, rate, stated, part, neighbours=pairs)
    step = Decimal(1).scaleb(-places)
    gap = (Decimal(part) / near[0] - Decimal(part) / (near[0] + 1)) * 100
    accident = float(min(Decimal(1), step / gap))
    try:
        found: int | None = implied_total(part, rate)
    except FormulaError:
        found = None  # several
    missing = "" if found is not None else SEVERAL
    return Result(
        id, "rate", CONSISTENT, rate, stated, part, found, chance=accident, missing=missing
    )


def rate_alone(id: str, table: Table) -> Result:
    """A rate without counts: only the least possible whole is known."""
    rate = table["value"]
    places = digits(rate)
    least = next(
        (
            whole
            for whole in range(1, min(MAX_WHOLE, 10 ** (places + 3)))
            if any(share(part, whole, places) == rate for part in nearby(rate, whole))
        ),
        None,
    )
    missing = "the counts behind it are not stated"
    if least is not None and 0 <= rate <= 100:
        missing += f"; a whole of {least} at least"
    return Result(id, "rate", UNTESTED, rate, missing=missing, least=least)


def nearby(rate: Figure, whole: int) -> range:
    """The counts that may be `rate` per cent of `whole`."""
    middle = int(Decimal(rate) * whole / 100)
    return range(max(0, middle - 1), middle + 3)


def of_parts(id: str, table: Table, parts: Sequence[str], figures: Figures) -> Iterator[Result]:
    """Each part compared with its whole, and the sum of all parts in the same unit."""
    whole = table["value"]
    for part in parts:
        value = figures[part]["value"]
        if value > whole:
            yield Result(part, "part", IMPOSSIBLE, value, (id,), whole)
        elif whole > 0:
            yield Result(part, "part", CONSISTENT, value, (id,), whole, share(value, whole, 2))
    alike = [each for each in parts if figures[each].get("unit") == table.get("unit")]
    if len(alike) > 1:
        added = total([figures[each]["value"] for each in alike])
        fits = added <= whole
        missing = "" if fits else f"the parts add up to {plain(added)}; whether they overlap"
        verdict = CONSISTENT if fits else UNTESTED
        yield Result(id, "parts", verdict, whole, tuple(alike), added, missing=missing)


def sum_of(ids: Sequence[str], figures: Figures) -> Figure:
    """The sum of these figures."""
    return total([figures[id]["value"] for id in ids])


def base_of(current: Figure, rate: Figure) -> int | None:
    """The whole number that grew to `current`, or None."""
    try:
        return implied_base(current, rate)
    except FormulaError:
        low, _ = neighbours(current, rate) if current > 0 else ((0, Decimal(0)), None)
        return low[0] if low[0] and low[1] == rate else None


def neighbours(current: Figure, rate: Figure) -> tuple[tuple[int, Decimal], tuple[int, Decimal]]:
    """The two whole numbers around the exact base, each with the growth it gives."""
    with localcontext(prec=PRECISION):
        exact = Decimal(current) / (1 + Decimal(rate) / 100)
    below = max(1, int(exact))
    places = digits(rate)
    low, high = ((base, growth(current, base, places)) for base in (below, below + 1))
    return low, high


def chance_of_growth(current: Figure, base: int, rate: Figure) -> float:
    """The probability that a rate with these digits fits some base by accident."""
    step = Decimal(1).scaleb(-digits(rate))
    gap = Decimal(current) * 100 / base / (base + 1)
    return float(min(Decimal(1), step / gap))


def counted(table: Table, units: Mapping[str, Any]) -> bool:
    """Whether a figure counts whole things."""
    unit = units.get(str(table.get("unit")))
    return isinstance(unit, dict) and unit.get("whole") is True


def percent(table: Table, units: Mapping[str, Any]) -> bool:
    """Whether a figure is a share or a growth."""
    unit = units.get(str(table.get("unit")))
    return isinstance(unit, dict) and unit.get("zh") in ("%", "％", *words("rates.percent", "zh"))
