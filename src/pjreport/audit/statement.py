"""What is said about several figures at once, and whether their intervals allow it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .intervals import HALF_UP, ROUNDINGS, Interval, Printed, added, interval

CONSISTENT, OTHER = "consistent", "other-reading"
IMPOSSIBLE, UNTESTED = "impossible", "not-testable"
VERDICTS = (CONSISTENT, OTHER, IMPOSSIBLE, UNTESTED)
WHOLE = Interval(Fraction(1), Fraction(1))


Side = Sequence[Printed]  # figures that are added up


class Statement(NamedTuple):
    """`value` is what `sides` give. What the sides are follows from the relation; see `GIVES`."""

    relation: str
    value: Printed
    sides: tuple[Side, ...]


class Outcome(NamedTuple):
    """Whether a statement holds.

    `rounding` is the way of rounding that it needs, and empty for half up. `given` is what the
    sides give.
    """

    verdict: str
    rounding: str
    given: Interval


def growth(current: Interval, before: Interval) -> Interval:
    """By how many per cent something grew."""
    return (current.over(before) - WHOLE).times(100)


def growth_by(current: Interval, change: Interval) -> Interval:
    """The growth in per cent of what changed by a number and is now `current`."""
    return change.over(current - change).times(100)


def growth_on(before: Interval, change: Interval) -> Interval:
    """The growth in per cent of what was `before` and changed by a number."""
    return change.over(before).times(100)


def share(part: Interval, whole: Interval) -> Interval:
    """A part of a whole in per cent."""
    return part.over(whole).times(100)


GIVES: dict[str, Callable[..., Interval]] = {
    "growth": growth,  # current, before
    "growth-by": growth_by,  # current, change
    "growth-on": growth_on,  # before, change
    "change": Interval.__sub__,  # current, before
    "points": Interval.__sub__,  # a rate now, and before
    "share": share,  # part, whole
    "mean": Interval.over,  # total, number
    "times": Interval.over,  # current, before
    "sum": Interval.__pos__,  # the parts
}


def test(statement: Statement) -> Outcome:
    """Whether anything in the intervals of the sides gives what is printed.

    The figures are taken as rounded half up, half to even, and cut off, one after the other. A fit
    that needs one of the others is another reading of the printed digits.
    """
    relation, value, sides = statement
    first = None
    for way in ROUNDINGS:
        given = GIVES[relation](*(added(interval(each, way) for each in side) for side in sides))
        first = first or given
        if given.meets(interval(value, way)):
            usual = way == HALF_UP
            return Outcome(CONSISTENT if usual else OTHER, "" if usual else way, given)
    assert first is not None
    return Outcome(IMPOSSIBLE, "", first)


def ends(given: Interval, step: Decimal | int) -> tuple[Decimal, ...]:
    """One or both ends of what is given, rounded half up to a multiple of `step`."""
    return tuple(dict.fromkeys(rounded(end, Decimal(step)) for end in given[:2] if end is not None))


def rounded(value: Fraction, step: Decimal) -> Decimal:
    """A value rounded half up, away from 0, to a multiple of `step`."""
    half = Fraction(1, 2)
    count = abs(value) / Fraction(step) + half
    size = count.numerator // count.denominator
    return (size if value >= 0 else -size) * step
