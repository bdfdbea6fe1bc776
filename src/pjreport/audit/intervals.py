"""Printed figures as intervals: what a figure may have been before it was rounded.

The method is that of tests of reported statistics. A printed figure stands for an interval, and
figures agree if something in their intervals does: statcheck (Nuijten and others, 2016,
doi:10.3758/s13428-015-0664-2) for what is computed from rounded inputs, GRIM (Brown and Heathers,
2017, doi:10.1177/1948550616673876) for shares and means of whole things. The R package scrutiny
tries several ways of rounding, as is done here.
"""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from typing import NamedTuple

HALF_UP, HALF_EVEN, TRUNCATED = "half-up", "half-even", "truncated"
ROUNDINGS = (HALF_UP, HALF_EVEN, TRUNCATED)
Number = int | Decimal


class Interval(NamedTuple):
    """What lies between two ends. An end of None is infinite; `open` ends are not in it."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Interval") -> bool:
        """Whether anything is in both."""
        return below(self, other) and below(other, self)

    def __add__(self, other: object) -> "Interval":
        assert isinstance(other, Interval)
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        open = (self.low_open or other.low_open, self.high_open or other.high_open)
        return Interval(low, high, *open)

    def __pos__(self) -> "Interval":
        return self

    def __neg__(self) -> "Interval":
        low, high = (None if end is None else -end for end in (self.high, self.low))
        return Interval(low, high, self.high_open, self.low_open)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def times(self, factor: int | Fraction) -> "Interval":
        """Multiplied by a number above 0."""
        low, high = (None if end is None else end * factor for end in self[:2])
        return Interval(low, high, self.low_open, self.high_open)

    def over(self, other: "Interval") -> "Interval":
        """Divided by what is above 0. What may be divided by 0 has no ends."""
        if other.low is None or other.low <= 0:
            return Interval(None, None)
        least = (1 / other.low, other.low_open)
        most = (Fraction(0), True) if other.high is None else (1 / other.high, other.high_open)
        low, low_open = self.low, self.low_open
        if low is not None:
            factor, open = most if low >= 0 else least
            low, low_open = low * factor, low_open or (open and low != 0)
        high, high_open = self.high, self.high_open
        if high is not None:
            factor, open = least if high >= 0 else most
            high, high_open = high * factor, high_open or (open and high != 0)
        return Interval(low, high, low_open, high_open)

    def wholes(self) -> tuple[int, int] | None:
        """The first and the last whole number in it, or None. It must have two ends."""
        assert self.low is not None
        assert self.high is not None
        first, last = ceil(self.low), floor(self.high)
        first += self.low_open and first == self.low
        last -= self.high_open and last == self.high
        return (first, last) if first <= last else None


def below(one: Interval, other: Interval) -> bool:
    """Whether the low end of one is not above the high end of the other."""
    if one.low is None or other.high is None or one.low < other.high:
        return True
    return one.low == other.high and not (one.low_open or other.high_open)


def added(intervals: Iterable[Interval]) -> Interval:
    """Their sum."""
    return reduce(Interval.__add__, intervals)


class Printed(NamedTuple):
    """A figure as printed.

    `step` is what one unit of its last printed digit is worth. `whole` says that it counts whole
    things. A range has `low` and `high`.
    """

    value: Number
    step: Number = Decimal(1)
    qualifier: str | None = None
    whole: bool = False
    low: Number | None = None
    high: Number | None = None

    @property
    def exact(self) -> bool:
        """Whether it is one whole number and nothing else."""
        return self.whole and self.qualifier is None and self.low is None and self.step <= 1


def interval(figure: Printed, rounding: str = HALF_UP) -> Interval:
    """What a figure may have been before it was rounded in this way.

    >>> interval(Printed(Decimal("1.79"), Decimal("0.01")))[:2]
    (Fraction(357, 200), Fraction(359, 200))
    >>> interval(Printed(1508, whole=True))[:2], interval(Printed(6400, qualifier="over"))[:2]
    ((Fraction(1508, 1), Fraction(1508, 1)), (Fraction(6400, 1), Fraction(7400, 1)))
    """
    value, step = Fraction(figure.value), Fraction(figure.step)
    if figure.low is not None and figure.high is not None:
        return Interval(Fraction(figure.low) - step / 2, Fraction(figure.high) + step / 2)
    if figure.qualifier is not None:
        return qualified(value, step, figure.qualifier)
    if figure.exact:
        return Interval(value, value)
    if rounding == HALF_EVEN:
        odd = value / step % 2 == 1
        return Interval(value - step / 2, value + step / 2, odd, odd)
    if value == 0:
        far = step if rounding == TRUNCATED else step / 2
        return Interval(-far, far, True, True)
    size = abs(value)
    found = Interval(size - step / 2, size + step / 2, False, True)
    if rounding == TRUNCATED:
        found = Interval(size, size + step, False, True)
    return found if value > 0 else -found


def qualified(value: Fraction, step: Fraction, qualifier: str) -> Interval:
    """What a qualified figure may be.

    People qualify round numbers. How far such a number may be off follows from its digits other
    than zero: 约300 is within half of the first digit's unit, 超6,400 is below 7,400.
    """
    size = abs(value)
    first, last = leading(size, step), significant(size, step)
    near = min(last, first / 2)
    found = {
        "over": Interval(size, size + first),
        "at-least": Interval(size, None),
        "under": Interval(None, size),
        "at-most": Interval(None, size),
        "nearly": Interval(size - first / 2, size),
    }.get(qualifier, Interval(size - near, size + near))
    return found if value >= 0 else -found


def quotients(count: int, by: Interval) -> tuple[int, int] | None:
    """The first and the last whole number of which a count is `by` times; None for none.

    As `over` and `wholes`, but in integers, because hundreds of sums are tried for one growth.
    None, too, if there is no last one.
    """
    low, high = by[:2]
    if low is None or low <= 0 or high is None:
        return None
    first, beyond = divmod(count * high.denominator, high.numerator)
    first += bool(beyond) or by.high_open
    last, beyond = divmod(count * low.denominator, low.numerator)
    last -= not beyond and by.low_open
    return (first, last) if first <= last else None


def leading(size: Fraction, step: Fraction) -> Fraction:
    """The unit of a number's first digit, at least a step: 1000 for 6400."""
    unit = Fraction(step)
    while unit * 10 <= size:
        unit *= 10
    return unit


def significant(size: Fraction, step: Fraction) -> Fraction:
    """The unit of a number's last digit other than 0, at least a step: 100 for 6400."""
    unit = Fraction(step)
    while size and size % (unit * 10) == 0:
        unit *= 10
    return unit


def least_denominator(figure: Interval) -> int | None:
    """The least denominator of a fraction in an interval, both ends from 0; None if it is empty.

    The walk down the tree of Stern and Brocot takes whole runs at once, as continued fractions do
    (Graham, Knuth and Patashnik, Concrete Mathematics, 4.5). So it takes as many steps as the ends
    have digits.

    >>> least_denominator(Interval(Fraction("0.9945"), Fraction("0.9955"), False, True))
    182
    """
    low, high, low_open, high_open = figure
    assert low is not None
    assert high is not None
    assert low >= 0
    if not figure.meets(figure):
        return None
    rows = []  # the whole parts of the continued fraction
    while True:
        whole = Interval(low, high, low_open, high_open).wholes()
        if whole is not None:
            rows.append(whole[0])
            break
        part = floor(low)  # no whole number is in it, so both ends lie beside the same one
        rows.append(part)
        low, high = low - part, high - part
        if low == 0:  # open: any large number is in the reciprocal
            rows.append(floor(1 / high) + 1 if high_open else ceil(1 / high))
            break
        low, high, low_open, high_open = 1 / high, 1 / low, high_open, low_open
    top, bottom = rows.pop(), 1
    while rows:
        top, bottom = rows.pop() * top + bottom, top
    return bottom
