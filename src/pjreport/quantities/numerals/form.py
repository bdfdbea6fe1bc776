"""What a numeral is once it is read, and how digits are written."""

import re
from decimal import Decimal
from typing import NamedTuple

ONE, TEN, HUNDRED = Decimal(1), Decimal(10), Decimal(100)
GAP = " {0,3}+"
# 5,228 or 5228 or 92.97 or .5; a thin space separates thousands, any other only before a unit.
NUMBER = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0'][0-9]{3}){1,12}+(?![0-9])"
    r"|(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,12}+(?=[^\W\d_a-z]|%|(?<=000)(?! ?[0-9]))"
    r"|[1-9][0-9]{0,2}(?:, [0-9]{3}){1,12}+(?=[^\W\d_a-z]|%)|[0-9]++)"
    r"(?:\.(?: (?=[0-9]++%))?[0-9]++)?+|\.[0-9]++)"
)
BETWEEN = {ord(each): None for each in ",' \u00a0"}
FIGURES = re.compile(NUMBER)


class Numeral(NamedTuple):
    """A numeral. `scale` is the 万 or million at its end. `form` says how it is written.

    `value` is None if it has two ends (两三). A `unit` belongs to how it is written: 三分之二 is 66.67 %.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    form: str = "digits"
    scale: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None
    more: bool = False
    unit: str = ""


def plain_number(text: str) -> Decimal:
    """A number in digits, without what separates thousands."""
    return Decimal(text.translate(BETWEEN))


def step_of(value: Decimal) -> Decimal:
    """What one unit of the last digit is worth."""
    exponent = value.as_tuple().exponent
    return ONE.scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else ONE


def rounded(value: Decimal, places: int) -> Decimal:
    """A value with at most so many decimals, and no zeros at the end of them."""
    new = round(value, places).normalize()
    return new if new.as_tuple().exponent < 0 else new.quantize(ONE)  # type: ignore[operator]


def tidy(value: Decimal) -> Decimal:
    """A large whole number without the decimals that only its scale has left.

    >>> str(tidy(Decimal("20.58") * 10000)), str(tidy(Decimal("92.50")))
    ('205800', '92.50')
    """
    whole = value == value.to_integral_value() and abs(value) >= HUNDRED
    return Decimal(int(value)) if whole else value
