"""One number in English words at a place of a flat text, with digits before a scale in words."""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from ...text.numerals import MOST
from ...vocabulary import expression, words
from .dates import PLAIN
from .form import FIGURES, HUNDRED, ONE, TEN, Numeral, plain_number, rounded, step_of
from .parts import exact, part_at, shared
from .sums import MILLION, THOUSAND, Sum
from .tokens import (
    ARTICLES,
    GROWN,
    HALVED,
    LETTERS,
    ORDINALS,
    POINT,
    SCALES,
    SMALL,
    TIMES,
    VAGUE,
    Token,
    tokens,
)

MONEY = words("number-letters.money", "en")
LETTER = re.compile(rf" ?({'|'.join(LETTERS)})(?![a-z0-9])")
MONEY_LETTER = re.compile(rf" ?({'|'.join(MONEY)})(?![a-z0-9])")
IN = re.compile(
    rf" (?:{'|'.join(sorted(words('number-forms.parts', 'en'), key=len, reverse=True))}) (?=[0-9a-z])"
)

# A quarter of a million.
OF_SCALE = re.compile(
    rf" {expression('change.of', 'en')} (?:{'|'.join((*ARTICLES, words('numbers.one')[0]))}) ({'|'.join(SCALES.keys() - VAGUE)})(?![a-z])"
)


def spoken(text: str, start: int, *, money: bool = False) -> Numeral | None:
    """The number in words, or in digits with a scale in words, at a place of a flat text.

    With `money`, an `m` behind digits is a million.

    >>> for text in ("2.6 million", "two hundred and fifty-four", "two-thirds", "one in five", "a dozen", "12k"):
    ...     found = spoken(text, 0)
    ...     print(text[: found.end], found.value, found.unit, found.form)
    2.6 million 2600000  words
    two hundred and fifty-four 254  words
    two-thirds 66.67 % share
    one in five 20 % share
    a dozen 12  words
    12k 12000  digits
    """
    if "0" <= text[start] <= "9" and (letter := lettered(text, start, money=money)):
        return letter
    some = tokens(text, start)
    found = shifted(text, some)
    if some and (found is None or (found.form == "words" and found.scale == ONE)):
        found = share_of(text, found or digits(some)) or found
    if found and found.form == "share" and (scale := OF_SCALE.match(text, found.end)):
        size = SCALES[scale[1]]
        value = rounded((found.low or ONE) * size, 6)
        return Numeral(start, scale.end(), value, step_of(value), "words", Decimal(size))
    return found


def shifted(text: str, some: Sequence[Token]) -> Numeral | None:
    """The number that tokens of a text mean together."""
    start = some[0].start if some else 0
    found = number_of(text[start : some[-1].end]) if some else None
    return found and found._replace(start=start, end=start + found.end)


@lru_cache(maxsize=4096)
def number_of(run: str) -> Numeral | None:
    """The number that a run of number words begins with. Texts have few, often."""
    return added(tokens(run, 0))


def lettered(text: str, start: int, *, money: bool) -> Numeral | None:
    """12k, and £1.25m."""
    figures = FIGURES.match(text, start)
    letter = figures and (
        LETTER.match(text, figures.end()) or (money and MONEY_LETTER.match(text, figures.end()))
    )
    if not figures or not letter or len(figures[0]) > MOST:
        return None
    size = LETTERS.get(letter[1], MILLION)
    value = plain_number(figures[0])
    step = exact(Fraction(step_of(value)) * size)
    return Numeral(
        start, letter.end(), exact(Fraction(value) * size), step, "digits", Decimal(size)
    )


def digits(some: Sequence[Token]) -> Numeral | None:
    """The first token as a number, if it is in digits."""
    number = some[0].number if some else None
    if number is None:
        return None
    return Numeral(some[0].start, some[0].end, number, step_of(number))


def share_of(text: str, upper: Numeral | None) -> Numeral | None:
    """One in five, 9 out of 10: a share, if its whole follows."""
    joined = IN.match(text, upper.end) if upper else None
    if not joined or not upper or upper.value is None:
        return None
    some = tokens(text, joined.end())
    lower = shifted(text, some) or digits(some)
    if lower is None or lower.value is None or not upper.value < lower.value <= MILLION:
        return None
    if PLAIN.fullmatch(text, lower.start, lower.end):
        return None  # a year
    if lower.unit or text[lower.end : lower.end + 1] in ("%", "/"):
        return None
    return shared(upper.start, lower.end, Fraction(upper.value) / Fraction(lower.value))


def added(some: Sequence[Token]) -> Numeral | None:
    """The number that tokens mean together, as far as they go; None if they are digits alone."""
    total, end, worded = Sum(), 0, False
    last: Numeral | None = None  # the number up to its last scale
    for place, token in enumerate(some):
        if part := part_at(some, place, total):
            return part
        if token.number is not None:
            scaled = place + 1 < len(some) and some[place + 1].name in SCALES
            apart = bool(place) and token.joined == scaled
            if apart or not total.figures(token.number):
                break
        elif token.name in ARTICLES:
            following = some[place + 1] if place + 1 < len(some) else None
            if place or following is None or following.joined or following.name not in SCALES:
                break
        elif token.name == POINT:
            if found := decimals(some, place, total):
                return found
            break
        elif token.name in TIMES or token.name in HALVED:
            if place:
                break
            return times(token)
        elif token.name in ORDINALS:
            return ordinal(some, place, total) or closed(some, end, total, worded=worded)
        elif token.name in SMALL:
            if token.joined and total.current is not None and total.current % 100:
                break
            if not total.small(SMALL[token.name]):
                break
        elif token.joined or token.name not in SCALES:
            break
        elif not total.times(SCALES[token.name]):
            return (
                last
                if total.current is not None and last
                else closed(some, end, total, worded=worded)
            )
        elif SCALES[token.name] >= THOUSAND:
            last = closed(some, token.end, total, worded=True)
        worded = worded or token.number is None
        end = token.end
    return closed(some, end, total, worded=worded)


def closed(some: Sequence[Token], end: int, total: Sum, *, worded: bool) -> Numeral | None:
    """The number of the tokens that were read, if any of them was a word."""
    if not worded or not total.begun or (len(some) == 1 and some[0].name in VAGUE):
        return None
    value, step = exact(total.value), exact(total.step)
    return Numeral(some[0].start, end, value, step, "words", Decimal(total.scale))


def times(token: Token) -> Numeral:
    """A word for a number of times: doubled is a growth of 100 %, halved a fall by half, twice a multiple."""
    if token.name in HALVED:
        return Numeral(token.start, token.end, HUNDRED / 2, TEN, "fall", unit="%")
    size = Decimal(TIMES[token.name])
    if token.name in GROWN:
        value = (size - 1) * HUNDRED
        return Numeral(token.start, token.end, value, HUNDRED, "growth", unit="%")
    return Numeral(token.start, token.end, size, ONE, "multiple")


def decimals(some: Sequence[Token], place: int, total: Sum) -> Numeral | None:
    """The digits behind "point", in words: nought four, seventy-one; and a scale behind them."""
    written, end, scale = "", 0, 1
    for token in some[place + 1 :]:
        number = SMALL.get(token.name)
        if token.name in SCALES and written and not token.joined:
            scale, end = SCALES[token.name], token.end
            break
        if number is None or token.joined:
            break
        if end and written.endswith("0") and len(written) > 1 and 0 < number < 10:
            written = written[:-1]  # seventy-one
        written, end = f"{written}{number}", token.end
    if not written or not total.begun:
        return None
    value = exact((total.value + Fraction(int(written), 10 ** len(written))) * scale)
    step = exact(Fraction(scale, 10 ** len(written)))
    return Numeral(some[0].start, end, value, step, "words", Decimal(scale))


def ordinal(some: Sequence[Token], place: int, total: Sum) -> Numeral | None:
    """An ordinal, alone or behind what it ends: twenty-first."""
    token = some[place]
    number = ORDINALS[token.name]
    if number < HUNDRED:
        if not total.small(number):
            return None
        value = total.value
    else:
        value = (total.value or Fraction(1)) * number
    return Numeral(some[0].start, token.end, exact(value), ONE, "ordinal")
