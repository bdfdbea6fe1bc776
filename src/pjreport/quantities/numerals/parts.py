"""Parts of one in English words: two thirds, three and a half, half a million."""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from ...text.numerals import EXACT
from .form import HUNDRED, Numeral, rounded, step_of
from .sums import THOUSAND, Sum
from .tokens import ARTICLES, HALF, LOWER, QUARTER, SCALES, SMALL, UNDER_TEN, Token


def part_at(some: Sequence[Token], place: int, total: Sum) -> Numeral | None:
    """A part of one that ends a number: two thirds, a half, three and a fifth, half a million."""
    token = some[place]
    follows = some[place + 1] if place + 1 < len(some) else None
    follows = None if follows is None or follows.joined else follows
    if (
        token.name in ARTICLES
        and follows
        and follows.name in LOWER
        and not follows.name.endswith("s")
    ):
        if place and not token.joined:
            return None
        return part_of(some, place + 2, Fraction(1, LOWER[follows.name]), total)
    plural = follows is not None and follows.name in UNDER_TEN and follows.name.endswith("s")
    if is_tens(token) and total.begun and not token.joined and follows and plural:
        lower = SMALL[token.name] + UNDER_TEN[follows.name]
        return part_of(some, place + 2, total.value / lower, Sum())
    if token.name in (HALF, QUARTER) and not place:
        return part_of(some, 1, Fraction(1, LOWER[token.name]), total)
    upper = SMALL.get(token.name) if token.number is None else int(token.number)
    if upper and follows and follows.name in LOWER and (token.joined or not place):
        plural = follows.name.endswith("s")
        if (plural and upper > 1) or (upper == 1 and not plural) or follows.name == QUARTER:
            return part_of(some, place + 2, Fraction(upper, LOWER[follows.name]), total)
    if token.name in LOWER and token.name.endswith("s") and place > 1 and total.begun:
        return part_of(some, place + 1, total.value / LOWER[token.name], Sum())
    return None


def is_tens(token: Token) -> bool:
    """Whether a word is twenty, thirty, ... ninety."""
    return 20 <= SMALL.get(token.name, 0) < HUNDRED


def part_of(some: Sequence[Token], place: int, part: Fraction, total: Sum) -> Numeral:
    """A part: added to what stands before it, or of the scale behind it (half a million)."""
    start, end = some[0].start, some[place - 1].end
    behind = list(some[place : place + 2])
    if behind and behind[0].name in ARTICLES:
        behind = behind[1:]
    size = SCALES.get(behind[0].name, 0) if behind and not behind[0].joined else 0
    if size and not behind[0].name.endswith("s"):
        end = behind[0].end
        whole = total.value * size if total.current is not None else total.value
        value = exact(whole + part * size)  # one and a half million
        return Numeral(start, end, value, exact(part * size), "words", Decimal(size))
    if not total.begun:
        return shared(start, end, part)
    value = exact(total.value + part * (total.scale if total.current is None else 1))
    return Numeral(start, end, value, step_of(value), "words")


def shared(start: int, end: int, part: Fraction) -> Numeral:
    """A part of one in per cent."""
    value = rounded(exact(part * 100), 2 if part * THOUSAND >= 1 else 6)
    return Numeral(start, end, value, step_of(value), "share", low=exact(part), unit="%")


def exact(number: Fraction) -> Decimal:
    """A fraction as a decimal, with at most 20 places."""
    with localcontext(EXACT):
        return rounded(Decimal(number.numerator) / number.denominator, 20)
