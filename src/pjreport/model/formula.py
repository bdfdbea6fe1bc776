"""The arithmetic of figures: sums, growths, shares, and the whole numbers that rates imply."""

from collections.abc import Callable, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, localcontext

from ..messages import tell

PRECISION = 80  # digits; room for 18-digit figures and 18 decimals

DIGITS = 18  # of a figure; SQLite and 64-bit integers keep so many
TOO_LONG = 1_000_000_000_000_000_000  # the least integer with more digits

Figure = int | Decimal


class FormulaError(ValueError):
    """The formula has no result, or more than one."""


def plain(value: Figure) -> str:
    """`value` in digits as printed, without an exponent."""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def keepable(value: Figure) -> bool:
    """Whether `value` is finite and has at most `DIGITS` digits before and after the point."""
    if isinstance(value, int):
        return -TOO_LONG < value < TOO_LONG
    if not value.is_finite():
        return False
    parts = value.as_tuple()
    before, after = value.adjusted() + 1, -int(parts.exponent)
    return max(len(parts.digits), before, after) <= DIGITS


def digits(rate: Figure) -> int:
    """The number of decimals `rate` was printed with."""
    exponent = Decimal(rate).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up to `places` decimals, as in printed reports."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def growth(current: Figure, base: Figure, places: int) -> Decimal:
    """The growth from `base` to `current` in per cent, rounded to `places` decimals."""
    with localcontext(prec=PRECISION):
        return rounded((Decimal(current) / Decimal(base) - 1) * 100, places)


def share(part: Figure, total: Figure, places: int) -> Decimal:
    """`part` of `total` in per cent, rounded to `places` decimals."""
    with localcontext(prec=PRECISION):
        return rounded(Decimal(part) / Decimal(total) * 100, places)


def total(values: Sequence[Figure]) -> Figure:
    """The sum of `values`. Integers give an integer."""
    with localcontext(prec=PRECISION):
        return sum(values[1:], values[0])


def implied_base(current: Figure, rate: Figure) -> int:
    """The whole number that grew by `rate` per cent to `current`. Raises `FormulaError`."""
    if current <= 0 or rate <= -100:
        raise FormulaError(
            tell("{current} and a growth of {rate} % imply no base", current=current, rate=rate)
        )
    return _only(current, 100, rate, growth, tell("a growth of {rate} %", rate=rate))


def implied_total(part: Figure, rate: Figure) -> int:
    """The whole number of which `part` is `rate` per cent. Raises `FormulaError`."""
    if part <= 0 or rate <= 0:
        raise FormulaError(
            tell("{part} and a rate of {rate} % imply no total", part=part, rate=rate)
        )
    return _only(part, 0, rate, share, tell("a rate of {rate} %", rate=rate))


def _only(
    figure: Figure,
    more: int,
    rate: Figure,
    printed: Callable[[Figure, Figure, int], Decimal],
    what: str,
) -> int:
    """The whole number of which `figure` is `more` + `rate` per cent, with `rate` as `printed`.

    The numbers that fit are adjacent and around the exact quotient. So two numbers on each side
    tell whether none, one or several fit.
    """
    with localcontext(prec=PRECISION):
        exact = Decimal(figure) / ((more + Decimal(rate)) / 100)
    places = digits(rate)
    below = int(exact.to_integral_value(ROUND_FLOOR))
    near = range(max(below - 1, 1), below + 3)
    found = [whole for whole in near if printed(figure, whole, places) == rate]
    if not found:
        raise FormulaError(tell("no whole number gives {what}", what=what))
    if len(found) > 1:
        raise FormulaError(
            tell(
                "several whole numbers give {what}, {found} and {found2} for two",
                what=what,
                found=found[0],
                found2=found[1],
            )
        )
    return found[0]
