"""What changed between two figures: the difference and the growth.

Printed digits stand for intervals, as in the audit. So a difference of rounded figures has two
ends.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from ..audit.intervals import Interval, Printed, interval
from ..audit.statement import growth
from ..model.formula import PRECISION, Figure, total

HUNDREDTH = Decimal("0.01")


class Span(NamedTuple):
    """A computed number, and the ends of what it may be; no ends if the number is exact.

    It has only ends if what it is computed from is a range.
    """

    value: Figure | None
    low: Figure | None = None
    high: Figure | None = None


def difference(before: Printed, now: Printed) -> Span:
    """The newer figure less the older one."""
    value = total([now.value, -before.value]) if single(before, now) else None
    step = min(Decimal(each.step) for each in (before, now) if each.step) / 2
    return span(value, interval(now) - interval(before), step)


def growth_between(before: Printed, now: Printed) -> Span | None:
    """By how many per cent a figure grew, to two decimals; None from what may be nothing."""
    found = growth(interval(now), interval(before))
    if found.low is None or found.high is None:
        return None
    value = None
    if single(before, now):
        exact = (Fraction(now.value) / Fraction(before.value) - 1) * 100
        value = multiple(exact, HUNDREDTH, ROUND_HALF_UP)
    return span(value, found, HUNDREDTH)


def single(*figures: Printed) -> bool:
    """Whether figures are single numbers and no ranges."""
    return all(each.low is None for each in figures)


def span(value: Figure | None, found: Interval, step: Decimal) -> Span:
    """A value with the ends of what it may be, rounded outward to multiples of `step`."""
    assert found.low is not None
    assert found.high is not None
    if found.low == found.high:
        return Span(value)
    low, high = multiple(found.low, step, ROUND_FLOOR), multiple(found.high, step, ROUND_CEILING)
    return Span(value, low, high)


def multiple(value: Fraction, step: Decimal, rounding: str) -> Decimal:
    """A fraction rounded to a multiple of `step`."""
    with localcontext(prec=PRECISION):
        count = Decimal(value.numerator) / Decimal(value.denominator) / step
        return (count.to_integral_value(rounding) * step).quantize(step)
