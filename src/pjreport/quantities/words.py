"""One number in English words at a place of a flat text, with digits before a scale in words."""

import re
from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import NamedTuple

from ..text.numerals import EXACT, MOST
from ..vocabulary import keys, words
from .numeral import FIGURES, HUNDRED, ONE, Numeral, plain_number, rounded, step_of


def table(group: str) -> dict[str, int]:
    """The English words of a group whose keys are numbers."""
    return {
        word: int(key)
        for key in keys(group)
        if key.isdigit()
        for word in words(f"{group}.{key}")
        if word.isascii()
    }


SMALL, SCALES, ORDINALS = table("number-words"), table("number-scales"), table("number-ordinals")
LETTERS, TIMES = table("number-letters"), table("multiples")
LOWER = {each: size for each, size in ORDINALS.items() if size > 2}
LOWER |= {f"{each}s": size for each, size in LOWER.items()}
LOWER |= dict.fromkeys(words("number-forms.half", "en"), 2)
LOWER |= dict.fromkeys(words("number-forms.quarter", "en"), 4)
HALF = words("number-forms.half", "en")[0]
QUARTER = words("number-forms.quarter", "en")[0]
ARTICLES = frozenset(words("number-forms.article", "en"))
[AND] = words("number-forms.and", "en")
[POINT] = words("number-forms.point", "en")
MONEY = words("number-letters.money", "en")
# A denominator of two words: three twenty-firsts. "Seconds" are time.
UNDER_TEN = {each: size for each, size in ORDINALS.items() if size < 10}
UNDER_TEN |= {f"{each}s": size for each, size in UNDER_TEN.items() if size != 2}
KNOWN = {*SMALL, *SCALES, *ORDINALS, *LOWER, *UNDER_TEN, *TIMES, *ARTICLES, POINT}
WORD = re.compile(r"[a-z]++")
GAP = re.compile(rf"(?: ?- ?| {{1,3}})(?:(?P<and>{AND}) {{1,3}})?")
LETTER = re.compile(rf" ?({'|'.join(LETTERS)})(?![a-z0-9])")
MONEY_LETTER = re.compile(rf" ?({'|'.join(MONEY)})(?![a-z0-9])")
IN = re.compile(
    rf" (?:{'|'.join(sorted(words('number-forms.parts', 'en'), key=len, reverse=True))}) (?=[0-9a-z])"
)
THOUSAND, MILLION = 1000, 10**6
VAGUE = frozenset(each for each in SCALES if each.endswith("s"))  # thousands of people
LONGEST = 24  # words of one number


class Token(NamedTuple):
    """A word or a number in digits. `joined` means that "and" stands before it."""

    name: str
    number: Decimal | None
    start: int
    end: int
    joined: bool


def tokens(text: str, start: int) -> list[Token]:
    """The words of a number, as far as they may be part of one."""
    found: list[Token] = []
    place, joined = start, False
    while len(found) < LONGEST:
        word = WORD.match(text, place)
        if word:
            if word[0] not in KNOWN or (found and ends(found[-1], word[0], joined=joined)):
                break
            found.append(Token(word[0], None, place, word.end(), joined))
        else:
            figures = FIGURES.match(text, place)
            if figures is None or len(figures[0]) > MOST:
                break
            found.append(Token("", plain_number(figures[0]), place, figures.end(), joined))
        gap = GAP.match(text, found[-1].end)
        if gap is None and (word or not scale_at(text, found[-1].end)):
            break
        place = gap.end() if gap else found[-1].end
        joined = gap is not None and gap["and"] is not None
    return found


def ends(last: Token, name: str, *, joined: bool) -> bool:
    """Whether a number ends between two words: before a second half, a second unit, "and hundred"."""
    if joined and name in SCALES:
        return True
    return last.name in LOWER and name not in ARTICLES and name not in SCALES


def scale_at(text: str, place: int) -> bool:
    """Whether a word that multiplies stands directly behind digits: 10bn."""
    word = WORD.match(text, place)
    return word is not None and word[0] in SCALES


class Sum:
    """A number as its words are read one by one."""

    def __init__(self) -> None:
        self.total = Fraction(0)
        self.current: Fraction | None = None  # the part below the next thousand or million
        self.last = 10**15  # the scale that the next one must be smaller than
        self.step = Fraction(1)
        self.scale = 1  # the scales at the end
        self.digits = False

    @property
    def value(self) -> Fraction:
        """The number so far."""
        return self.total + (self.current or 0)

    @property
    def begun(self) -> bool:
        """Whether anything was read."""
        return self.current is not None or bool(self.total)

    def small(self, number: int) -> bool:
        """Add a word below a hundred; False if it cannot follow."""
        if self.current is not None:
            room = self.current % 100
            tens = room >= 20 and room % 10 == 0 and 0 < number < 10
            if self.current == 0 or self.digits or not (room == 0 or tens):
                return False
        self.current = (self.current or Fraction(0)) + number
        self.step, self.scale = Fraction(1), 1
        return True

    def figures(self, number: Decimal) -> bool:
        """Add a number in digits; False if it cannot follow."""
        if self.current is not None and (self.current % 100 or number >= HUNDRED):
            return False
        self.current = (self.current or Fraction(0)) + Fraction(number)
        self.step, self.scale, self.digits = Fraction(step_of(number)), 1, True
        return True

    def times(self, scale: int) -> bool:
        """Multiply by a scale; False if it cannot follow."""
        if self.current is None and self.total:
            if scale < self.last:
                return False
            self.total, self.last = self.total * scale, scale  # three lakh crore
        elif scale < THOUSAND:
            self.current = (1 if self.current is None else self.current) * Fraction(scale)
        elif scale >= self.last:
            return False
        else:
            self.total += (1 if self.current is None else self.current) * scale
            self.current, self.last = None, scale
        self.step, self.scale = self.step * scale, self.scale * scale
        self.digits = False
        return True


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
    letter = lettered(text, start, money=money)
    if letter:
        return letter
    some = tokens(text, start)
    found = added(text, some)
    if some and (found is None or (found.form == "words" and found.scale == ONE)):
        found = share_of(text, found or digits(some)) or found
    return found


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
    lower = added(text, some) or digits(some)
    if lower is None or lower.value is None or not upper.value < lower.value <= THOUSAND:
        return None
    if lower.unit or text[lower.end : lower.end + 1] in ("%", "/"):
        return None
    return shared(upper.start, lower.end, Fraction(upper.value) / Fraction(lower.value))


def added(text: str, some: Sequence[Token]) -> Numeral | None:
    """The number that tokens mean together, as far as they go; None if they are digits alone."""
    total, end, worded = Sum(), 0, False
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
        elif token.name in TIMES:
            if place:
                break
            return Numeral(token.start, token.end, Decimal(TIMES[token.name]), ONE, "times")
        elif token.name in ORDINALS:
            return ordinal(some, place, total) or closed(some, end, total, worded=worded)
        elif token.name in SMALL:
            if token.joined and total.current is not None and total.current % 100:
                break
            if not total.small(SMALL[token.name]):
                break
        elif token.joined or token.name not in SCALES or not total.times(SCALES[token.name]):
            break
        worded = worded or token.number is None
        end = token.end
    return closed(some, end, total, worded=worded)


def closed(some: Sequence[Token], end: int, total: Sum, *, worded: bool) -> Numeral | None:
    """The number of the tokens that were read, if any of them was a word."""
    if not worded or not total.begun or (len(some) == 1 and some[0].name in VAGUE):
        return None
    value, step = exact(total.value), exact(total.step)
    return Numeral(some[0].start, end, value, step, "words", Decimal(total.scale))


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
    last = some[place + 2] if follows and place + 2 < len(some) else None
    if token.name in ARTICLES and not place and follows and last and not last.joined:
        if is_tens(follows) and UNDER_TEN.get(last.name) and not last.name.endswith("s"):
            lower = SMALL[follows.name] + UNDER_TEN[last.name]
            return part_of(some, 3, Fraction(1, lower), total)
    if is_tens(token) and total.begun and not token.joined and follows:
        if follows.name in UNDER_TEN and follows.name.endswith("s"):
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
        value = exact(total.value + part * size)
        return Numeral(start, end, value, exact(part * size), "words", Decimal(size))
    if not total.begun:
        return shared(start, end, part)
    value = exact(total.value + part * (total.scale if total.current is None else 1))
    return Numeral(start, end, value, step_of(value), "words")


def decimals(some: Sequence[Token], place: int, total: Sum) -> Numeral | None:
    """The digits behind "point", in words: nought four, seventy-one."""
    written, end = "", 0
    for token in some[place + 1 :]:
        number = SMALL.get(token.name)
        if number is None or token.joined:
            break
        if end and written.endswith("0") and len(written) > 1 and 0 < number < 10:
            written = written[:-1]  # seventy-one
        written, end = f"{written}{number}", token.end
    if not written or not total.begun:
        return None
    value = exact(total.value + Fraction(int(written), 10 ** len(written)))
    return Numeral(some[0].start, end, value, step_of(value), "words")


def ordinal(some: Sequence[Token], place: int, total: Sum) -> Numeral | None:
    """An ordinal, alone or behind what it ends: twenty-first."""
    token = some[place]
    number = ORDINALS[token.name]
    if number < HUNDRED:
        if not total.small(number):
            return None
        value = total.value
    elif place:
        value = (total.value or 1) * number
    else:
        return None
    return Numeral(some[0].start, token.end, exact(value), ONE, "ordinal")


def shared(start: int, end: int, part: Fraction) -> Numeral:
    """A part of one in per cent."""
    value = rounded(exact(part * 100), 2)
    return Numeral(start, end, value, step_of(value), "share", low=exact(part), unit="%")


def exact(number: Fraction) -> Decimal:
    """A fraction as a decimal, with at most 20 places."""
    with localcontext(EXACT):
        return rounded(Decimal(number.numerator) / number.denominator, 20)
