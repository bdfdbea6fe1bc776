"""The numbers of a source as they are read, signs and ranges included, and who shows them."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from ..model.diagnostics import Span
from ..text.normalise import Traced, trace
from ..text.numerals import ORDINAL
from ..vocabulary import expression, words
from .numbers import Quantity, Units, quantities
from .signs import (
    BELOW,
    DASH_OR_MINUS,
    DATES,
    NUMERAL,
    RANGE,
    SIGN_WORDS,
    dash_meaning,
    minus_or_dash,
)

# Signs are no words, so folding drops them; here they are read as the words they stand for.
TILDES = frozenset("~～∼〜")
WORDS_OF_SIGNS = SIGN_WORDS | dict.fromkeys(TILDES, words("qualifier-before.about")[0])
COLONS = frozenset(":：")
RATIOS = frozenset("/／:：×*÷±+＋")
SIGN_BESIDE_NUMBER = re.compile(
    rf"(?:>=|<=|[≥≧⩾>＞≤≦⩽<＜≈≒~～∼〜/／:：×*÷±+＋])(?=\s?[{NUMERAL}])|(?<=[0-9])[+＋]"
)
# A number, and maybe its unit, just before a sign: the sign is then between two numbers.
LEFT = re.compile(rf"[{NUMERAL}][%％‰]?(?:[^\W\d_]{{1,4}})?\s?$")
DIGIT = re.compile(rf"[{NUMERAL}]\s?$")
BETWEEN = words("ranges.joined")[0]  # how a range, a ratio, a product is read
JOINED = rf"(?:{expression('ranges.joined', 'zh')}| ?{expression('ranges.joined', 'en')} )"
WITHIN = expression("ranges.within")
INSIDE = expression("qualifier-between.over")
LOOKAROUND = 24  # characters before a number that may say that it is part of something
# Where one number became another, the second is no end of a range: 从1300到1508, by 20 to 120.
FROM = re.compile(
    rf"(?:{expression('ranges.from', 'zh')}{expression('ranges.of-before')}?{expression('of')}?|{expression('ranges.from', 'en')} )"
    rf"(?:[0-9.]+%?[^\W0-9]{{0,4}}{JOINED})?$"
)
BY = re.compile(rf"{expression('ranges.by')} (?:[0-9.]+{JOINED})?$")
BOTH = re.compile(
    rf"{expression('ranges.between', 'en')} (?:[0-9.]+%? (?:[a-z]+ )?{expression('ranges.pair', 'en')} )?$"
)
MORE = re.compile(rf"{JOINED}{WITHIN}?[0-9]+(?:\.[0-9]+)?")
AND_A_HALF = re.compile(
    rf"{expression('half.behind')}?{expression('half', 'zh')}|[ -]?{expression('half', 'en')}"
)  # behind a number: 三年半
# Two digits, one after the other, are as good as a range: 2、3项. So is c. 120 about 120.
FEW = re.compile(rf"(?<![{ORDINAL}0-9.、])(?P<less>[1-8])、(?=(?P<more>[2-9])(?![0-9.、]))")
CIRCA = re.compile(rf"{expression('circa')} ?(?=[0-9])", re.IGNORECASE)


class FoundNumber(NamedTuple):
    """A number that is printed: what it says, where in the prose, and whether it is only a part.

    A `part` is an end of a range, or a number in a ratio, product or sum.
    """

    said: Quantity
    span: Span
    part: bool


class Numbers:
    """Every number of a text, in the order of the text."""

    def __init__(self, prose: str, units: Units) -> None:
        said = Traced.of(prose).sub(DASH_OR_MINUS, read_dash).sub(SIGN_BESIDE_NUMBER, read_sign)
        folded = trace(
            said.sub(FEW, read_few).sub(CIRCA, f"{words('qualifier-before.about', 'en')[0]} ")
        )
        self.text = folded.text
        self.found = [
            FoundNumber(
                each._replace(value=-each.value)
                if BELOW.search(self.text, max(0, each.start - 3), each.start)
                else each,
                Span(folded.spans[each.start][0], folded.spans[each.end - 1][1]),
                is_part(self.text, each, units),
            )
            for each in quantities(self.text, units)
            if not each.ordinal
        ]
        self.starts = [each.span.first for each in self.found]

    def within(self, span: Span) -> list[FoundNumber]:
        """The numbers that stand in a span of the prose, whole."""
        first, last = bisect_left(self.starts, span.first), bisect_right(self.starts, span.last)
        return [each for each in self.found[first:last] if each.span.last <= span.last]


def read_dash(found: re.Match[str]) -> str:
    """A dash before a number as it is read: 至 in a range, 负 for a minus."""
    return BETWEEN if found["dash"] and dash_meaning(found) == RANGE else minus_or_dash(found)


def read_few(found: re.Match[str]) -> str:
    """What stands between two single digits: 至 where the second is the next one."""
    after = int(found["more"]) == int(found["less"]) + 1
    return found["less"] + BETWEEN if after else found[0]


def read_sign(found: re.Match[str]) -> str:
    """What a sign before a number, or behind one, is read as."""
    sign, text = found[0], found.string
    before = text[max(0, found.start() - 8) : found.start()]
    behind = text[found.end() : found.end() + 2]
    right = re.match(rf"\s?[{NUMERAL}]", behind)
    if right is None:
        return words("qualifier-between.over")[0]  # 5228+
    if sign in COLONS and behind[:1].isspace() and not before[-1:].isspace():
        return sign  # Covid-19: 120 patients
    number = DIGIT if sign in RATIOS else LEFT
    if (sign in TILDES or sign not in WORDS_OF_SIGNS) and number.search(before):
        return BETWEEN
    return WORDS_OF_SIGNS.get(sign, sign)


def is_part(text: str, number: Quantity, units: Units) -> bool:
    """Whether a number of a folded text is an end of a range, or only a part in another way.

    A range has numbers of one unit, or a first one without: 4.5%到120项 is none.
    So are the parts of a ratio or product, and what has a half behind it.

    >>> units = Units({})
    >>> for text in ("5000至5228人", "5000人到5228人", "从13人到19人", "4.5%到120项", "3年半"):
    ...     print([is_part(text, each, units) for each in quantities(text, units)])
    [True, True]
    [True, True]
    [False, False]
    [False, False]
    [True]
    """
    before = text[max(0, number.start - LOOKAROUND) : number.start]
    behind = text[number.end : number.end + LOOKAROUND]
    if BOTH.search(before) or AND_A_HALF.match(behind):
        return True
    alike = next((forms for forms in units.forms.values() if number.unit in forms), [number.unit])
    alike = [*DATES] if number.unit in DATES else [each for each in alike if each]
    forms = "|".join(map(re.escape, sorted(alike, key=len, reverse=True)))
    own = re.match(rf"{INSIDE}?(?: ?(?:{forms}))?", behind)
    more = MORE.match(behind, own.end() if own else 0)
    after = number.end + more.end() if more else 0
    other = units.after(text, after) if more else number.unit
    if FROM.search(before) or (BY.search(before) and other != "%"):
        return False
    if re.search(rf"[{NUMERAL}]{INSIDE}?(?: ?(?:{forms}))?{JOINED}{WITHIN}?$", before):
        return True
    if more is None or not number.unit or other in alike:
        return more is not None
    return not (other or text[after:].lstrip(" ")[:1].isalpha())
