"""The numbers of a source as they are read, signs and ranges included, and who shows them."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from ..model.fold import Traced, trace
from .quantity import Quantity, Units, quantities
from .source import Span

NUMERAL = "0-9０-９〇零一二两兩三四五六七八九十百千万萬亿億"
# Signs are no words, so folding drops them; here they are read as the words they stand for.
WORDS = {"≥": "至少", "≧": "至少", "⩾": "至少", ">": "超", "＞": "超", ">=": "至少"}
WORDS |= {"≤": "至多", "≦": "至多", "⩽": "至多", "<": "不到", "＜": "不到", "<=": "至多"}
WORDS |= dict.fromkeys("≈≒~～∼〜", "约")
TILDES = frozenset("~～∼〜")
RATIOS = frozenset("/／:：×*÷±+＋")
SIGN = re.compile(
    rf"(?:>=|<=|[≥≧⩾>＞≤≦⩽<＜≈≒~～∼〜\-‐-―−－/／:：×*÷±+＋])(?=\s?[{NUMERAL}])|(?<=[0-9])[+＋]"
)
# A number, and maybe its unit, just before a sign: the sign is then between two numbers.
LEFT = re.compile(rf"[{NUMERAL}][%％‰]?(?:[^\W\d_]{{1,4}})?\s?$")
DIGIT = re.compile(rf"[{NUMERAL}]\s?$")
BETWEEN = "至"  # how a range, a ratio, a product is read
JOINED = r"(?:至|到| ?to )"
BACK = 24  # characters before a number that may say that it is part of something
# Where one number became another, the second is no end of a range: 从1300到1508.
FROM = re.compile(
    rf"(?:[从由自](?:上年|去年|此前|原来)?的?|\bfrom )(?:[0-9.]+%?[^\W0-9]{{0,4}}{JOINED})?$"
)
BOTH = re.compile(r"\bbetween (?:[0-9.]+%? (?:[a-z]+ )?and )?$")


class Shown(NamedTuple):
    """A number that is printed: what it says, where in the prose, and whether it is only a part.

    A `part` is an end of a range, or a number in a ratio, product or sum.
    """

    said: Quantity
    span: Span
    part: bool


class Numbers:
    """Every number of a text, in the order of the text."""

    def __init__(self, prose: str, units: Units) -> None:
        folded = trace(Traced.of(prose).sub(SIGN, word))
        self.text = folded.text
        self.found = [
            Shown(
                each,
                Span(folded.spans[each.start][0], folded.spans[each.end - 1][1]),
                part(self.text, each),
            )
            for each in quantities(self.text, units)
            if not each.ordinal
        ]
        self.starts = [each.span.first for each in self.found]

    def within(self, span: Span) -> list[Shown]:
        """The numbers that stand in a span of the prose, whole."""
        first, last = bisect_left(self.starts, span.first), bisect_right(self.starts, span.last)
        return [each for each in self.found[first:last] if each.span.last <= span.last]


def word(found: re.Match[str]) -> str:
    """What a sign before a number, or behind one, is read as."""
    sign, text = found[0], found.string
    before = text[max(0, found.start() - 8) : found.start()]
    right = re.match(rf"\s?[{NUMERAL}]", text[found.end() : found.end() + 2])
    if right is None:
        return "余"  # 5228+
    number = DIGIT if sign in RATIOS else LEFT
    if (sign in TILDES or sign not in WORDS) and number.search(before):
        return BETWEEN
    return WORDS.get(sign, sign)


def part(text: str, number: Quantity) -> bool:
    """Whether a number of a folded text is an end of a range, or stands in a ratio or product.

    >>> units = Units({})
    >>> for text in ("5000至5228人", "5000人到5228人", "从13人到19人", "增至19人"):
    ...     print([part(text, each) for each in quantities(text, units)])
    [True, True]
    [True, True]
    [False, False]
    [False]
    """
    before = text[max(0, number.start - BACK) : number.start]
    if FROM.search(before):
        return False
    unit = rf"(?:{re.escape(number.unit)}|%)?"
    behind = text[number.end : number.end + BACK]
    return bool(
        BOTH.search(before)
        or re.search(rf"[{NUMERAL}][余多]?{unit}{JOINED}(?:[约近超])?$", before)
        or re.match(rf"[余多]?(?: ?{unit})?{JOINED}(?:[约近超])?[0-9]", behind)
    )
