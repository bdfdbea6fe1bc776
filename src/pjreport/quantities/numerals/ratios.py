"""Ratios, and losses in brackets."""

import re
from decimal import Decimal

from ...vocabulary import expression
from .form import NUMBER, Numeral, plain_number, step_of, tidy
from .tokens import SCALES

# 2022: 310,000 is a year with its figure, and no ratio. 1比15 is one.
RATIO = re.compile(
    rf"([0-9]++(?:\.[0-9]++)?)(?::| : ?|{expression('ratios.between')})([0-9]++(?:\.[0-9]++)?)(?![0-9:%]|[.,][0-9])"
)
SAID = re.compile(
    rf"([0-9]++(?:\.[0-9]++)?) {expression('ranges.joined', 'en')} ([0-9]++(?:\.[0-9]++)?)(?!%|[.,][0-9])"
)
NAMED = re.compile(rf"{expression('ratios.words', 'en')} [a-z ]{{0,16}}\Z")
LOOKBEHIND = 28
LOSS = re.compile(rf" ?({NUMBER}) ?[)](?: ?(?P<sign>%)| (?P<scale>{'|'.join(SCALES)})(?![a-z]))?")


def ratio(text: str, start: int) -> tuple[int, Decimal | None] | None:
    """Where a ratio ends, and its value: 17.86:1 is 17.86, 1:20 is 20, 6:4 is 1.5. A score of 3:0 has none.

    >>> ratio("17.86:1", 0), ratio("1:20", 0), ratio("6:4", 0), ratio("3:0", 0), ratio("5", 0)
    ((7, Decimal('17.86')), (4, Decimal('20')), (3, Decimal('1.5')), (3, None), None)
    """
    found = RATIO.match(text, start) or said(text, start)
    if found is None:
        return None
    one, other = Decimal(found[1]), Decimal(found[2])
    if not one or not other:
        return found.end(), None
    return found.end(), other if one == 1 else tidy(round(one / other, 4).normalize())


def said(text: str, start: int) -> re.Match[str] | None:
    """A ratio of two numbers with "to", behind a word that names one: a ratio of 14 to 1."""
    found = SAID.match(text, start)
    return found if found and NAMED.search(text, max(0, start - LOOKBEHIND), start) else None


def loss(text: str, start: int) -> Numeral | None:
    """A loss as accountants print it, behind its first bracket: (3.2)%, $(1.2) million.

    >>> str(loss("(3.2)%", 1).value), str(loss("$(1.2) million", 2).value), loss("(3 of them)", 1)
    ('-3.2', '-1200000.0', None)
    """
    found = LOSS.match(text, start)
    if found is None:
        return None
    scale = SCALES.get(found["scale"] or "", 1)
    value = -plain_number(found[1])
    unit = found["sign"] or ""
    return Numeral(start, found.end(), value * scale, step_of(value) * scale, unit=unit)
