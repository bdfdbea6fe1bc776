"""Shares and means, compared with what they are of.

A share of whole things and a mean of whole things can take only some values: the test of these is
GRIM (Brown and Heathers, 2017, doi:10.1177/1948550616673876).
"""

from decimal import Decimal, localcontext
from fractions import Fraction

from ..model.formula import PRECISION, Figure, digits, share
from .intervals import (
    HALF_UP,
    ROUNDINGS,
    Printed,
    interval,
    least_denominator,
    quotients,
)
from .result import Counts, Result, among, between
from .statement import CONSISTENT, IMPOSSIBLE, OTHER, UNTESTED, Statement, ends, rounded, test

HUNDREDTH = Fraction(1, 100)


def of_rate(id: str, counts: Counts) -> Result:
    """The result for a share, with its part, its whole, both, or none of them; or for a mean.

    A mean is a figure without % that names a total and what it is divided by.
    """
    table = counts.figures[id]
    value, ids = table.get("value"), table.get("rate_of") or ()
    relation = "rate" if counts.percent(id) else "mean"
    stated = counts.known(ids)
    whole = whole_of(id, counts)
    part = counts.sum(stated) if stated else 0
    none = Result(id, relation, UNTESTED, value, stated)
    if not counts.known([id]) or len(stated) < len(ids):
        return none._replace(missing="a count above 0 it is a rate of")
    if whole is not None and whole.value > 0:
        if stated:
            return both(none, [counts.printed(each) for each in stated], whole, counts.printed(id))
        return part_alone(none, whole, counts.printed(id))
    if relation == "mean" or part <= 0 or (value or 0) <= 0:
        return none._replace(missing="a count above 0 it is a rate of")
    return whole_alone(none._replace(current=part), counts, counts.printed(id))


def whole_of(id: str, counts: Counts) -> Printed | None:
    """The whole that a share names, or how many it is out of."""
    table = counts.figures[id]
    known = counts.known([table["share_of"]]) if table.get("share_of") else ()
    if known:
        return counts.printed(known[0])
    return Printed(table["of"], whole=True) if table.get("of") is not None else None


def both(result: Result, parts: list[Printed], whole: Printed, rate: Printed) -> Result:
    """Whether a rate fits its part and its whole."""
    relation = "share" if result.relation == "rate" else "mean"
    outcome = test(Statement(relation, rate, (parts, [whole])))
    found = ends(outcome.given, rate.step)
    result = result._replace(
        verdict=outcome.verdict,
        rounding=outcome.rounding,
        before=whole.value,
        current=sum(each.value for each in parts),
    )
    if outcome.verdict == IMPOSSIBLE:
        return result._replace(neighbours=tuple((whole.value, each) for each in found))
    return result if len(found) != 1 else result._replace(computed=found[0])


def part_alone(result: Result, whole: Printed, rate: Printed) -> Result:
    """Which whole number is this share of a whole, or this mean times so many."""
    unit = HUNDREDTH if result.relation == "rate" else Fraction(1)
    result = result._replace(before=whole.value)
    if not whole.exact or not (result.relation == "rate" or rate.whole):
        return result._replace(missing="any number fits what is not counted")
    chance = min(1.0, float(Fraction(rate.step) * Fraction(whole.value) * unit))
    for way in ROUNDINGS:
        found = interval(rate, way).times(Fraction(whole.value) * unit)
        if found.low is None or found.high is None:
            return result._replace(missing="the rate has only one end, so any count fits")
        if found.wholes() is not None:
            fit = result._replace(verdict=OTHER, rounding=way, chance=chance)
            return among(fit if way != HALF_UP else usual(fit), found)
    below = int(Fraction(rate.value) * Fraction(whole.value) * unit)
    near = tuple(
        (each, rounded(each / Fraction(whole.value) / unit, Decimal(rate.step)))
        for each in (below, below + 1)
    )
    return result._replace(verdict=IMPOSSIBLE, neighbours=near)


def whole_alone(result: Result, counts: Counts, rate: Printed) -> Result:
    """Which whole number these counts are a share of."""
    stated, part = result.reading, result.current or 0
    by = interval(rate).times(HUNDREDTH)
    if not all(map(counts.counted, stated)):
        missing = "what it is a rate of is not counted in whole numbers, so any whole fits"
        return result._replace(missing=missing)
    if by.low is None or by.low <= 0 or by.high is None:
        return result._replace(missing="the rate has only one end, so any whole fits")
    if not counts.exact(stated) or rate.qualifier or rate.low is not None:
        found = counts.interval(stated, HALF_UP).over(by)
        return among(result._replace(verdict=CONSISTENT, chance=1.0), found)
    with localcontext(prec=PRECISION):
        middle = int(Decimal(part) / (Decimal(rate.value) / 100))
    for way in ROUNDINGS:
        near = quotients(int(part), interval(rate, way).times(HUNDREDTH))
        if near is not None:
            chance = chance_of_whole(part, near[0], rate.value)
            fit = result._replace(verdict=OTHER, rounding=way, chance=chance)
            return between(fit if way != HALF_UP else usual(fit), *near)
    below, places = max(1, middle), digits(rate.value)
    pairs = tuple((each, share(part, each, places)) for each in (below, below + 1))
    return result._replace(verdict=IMPOSSIBLE, neighbours=pairs)


def usual(result: Result) -> Result:
    """A result of rounding half up."""
    return result._replace(verdict=CONSISTENT, rounding="")


def chance_of_whole(part: Figure, whole: int, rate: Figure) -> float:
    """The probability that a rate with these digits fits some whole by accident."""
    step = Decimal(1).scaleb(-digits(rate))
    gap = (Decimal(part) / whole - Decimal(part) / (whole + 1)) * 100
    return float(min(Decimal(1), step / gap))


def alone(id: str, counts: Counts) -> Result:
    """A rate without counts: only the least possible whole is known."""
    value = counts.figures[id].get("value")
    missing = "the counts behind it are not stated"
    result = Result(id, "rate", UNTESTED, value, missing=missing)
    if not counts.known([id]) or not 0 <= counts.printed(id).value <= 100:
        return result
    found = interval(counts.printed(id)).times(HUNDREDTH)
    low = max(Fraction(0), found.low or Fraction(0))
    high = min(Fraction(1), Fraction(1) if found.high is None else found.high)
    some = found._replace(low=low, high=high, low_open=found.low_open and low == found.low)
    least = least_denominator(some._replace(high_open=some.high_open and high == found.high))
    assert least is not None  # the printed value itself is from 0 to 100
    return result._replace(missing=f"{missing}; a whole of {least} at least", least=least)
