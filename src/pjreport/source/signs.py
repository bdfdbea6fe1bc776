"""The dashes and brackets before a number: a minus, the middle of a range, or neither.

The text around a sign decides, not the character. `text` reads both the source and the fragments
with `with_minuses` before it folds them.
"""

import re

from ..vocabulary import expression, keys, words

HAN_NUMERALS = "".join(
    character
    for path in (
        *(f"{group}.{key}" for group in ("digits", "scales") for key in keys(group)),
        "traditional-numerals",
    )
    for character in words(path)
)
NUMERAL = f"0-9０-９{HAN_NUMERALS}"
DASHES = "\\-\u2010-\u2015\u2212\u207b\ufe63\uff0d"
LONG = frozenset("\u2014\u2015")  # these separate clauses or stand in ranges, and are no minus
MINUS = words("minus", "zh")[0]  # how each minus is read
MONEY = "$€£¥￥＄￡"
DASH = rf"(?P<dash>[{DASHES}])(?:\s?[{MONEY}])?(?=\s?[{NUMERAL}])"
FIGURE = re.compile(r"\s?[0-9０-９]")
AMOUNT = r"[0-9０-９]+(?:[,，.．][0-9０-９]+)*"
# Accountants print a loss in brackets: (3.2)%, $(1.2) million. But (3.2%) is an aside.
BRACKET = rf"[(（](?=\s?{AMOUNT}\s?[)）]\s?[%％‰])|(?<=[{MONEY}])\s?[(（](?=\s?{AMOUNT}\s?[)）])"
DASH_OR_MINUS = re.compile(
    rf"{DASH}|(?P<minus>{BRACKET}|(?<![A-Za-z]){expression('minus', 'en')}\s(?=\s?[0-9]))",
    re.IGNORECASE,
)
LEFT = re.compile(
    rf"[{NUMERAL}](?P<unit>\s?[%％‰]|[^\W\d_]{{1,4}})?(?P<space>\s?)$"
)  # a number, and maybe its unit
RIGHT = re.compile(
    rf"\s?[{MONEY}]?\s?[{NUMERAL}]+(?:[.．,，][0-9０-９]+)*\s?(?P<unit>[%％‰]|[^\W\d_]*)"
)
DATES = words("measures.dates")
LOOKBEHIND = 16  # characters before a dash that are looked at
# 负 is a minus only before a number; in 胜负 and 担负 it ends a word.
BELOW = re.compile(rf"{expression('minus', 'zh')} ?$")

RANGE, BELOW_ZERO, NEITHER = "range", "minus", "neither"


def dash_meaning(found: re.Match[str]) -> str:
    """Whether a dash before a number is the middle of a range, a minus, or neither.

    A range has two numbers of one sort with only the dash between them.

    >>> texts = ("5000-5228人", "9人-12人次", "2023年-3.2%", "3项；−2人", "covid-19", "技术-一流")
    >>> [dash_meaning(DASH_OR_MINUS.search(text)) for text in texts]
    ['range', 'range', 'minus', 'minus', 'neither', 'neither']
    """
    text, sign = found.string, found["dash"]
    before = text[max(0, found.start() - LOOKBEHIND) : found.start()]
    after = text[found.end() : found.end() + LOOKBEHIND + LOOKBEHIND]
    left, right = LEFT.search(before), RIGHT.match(after)
    spaced = after[:1].isspace()
    if left:
        one, other = unit_sort(left["unit"]), unit_sort(right["unit"] if right else "")
        apart = bool(left["space"]) and not spaced  # 2023 -3.2%, in the row of a table
        if one == other or (not one and not (apart and other == "%")):
            return RANGE
        if other and one and (one.startswith(other) or other.startswith(one)):
            return RANGE
    if not FIGURE.match(after):
        return NEITHER  # 技术-一流
    last = before[-1:]
    if sign in LONG or re.fullmatch(rf"[{DASHES}]", last) or (last.isascii() and last.isalpha()):
        return NEITHER
    return NEITHER if spaced and last.isspace() else BELOW_ZERO


def unit_sort(unit: str | None) -> str:
    """The form of a unit for comparison. All parts of a date are one sort."""
    plain = (unit or "").strip().lstrip(HAN_NUMERALS).lower()
    if plain.startswith(("%", "％")):
        return "%"
    return "date" if plain.startswith(DATES) else plain


def minus_or_dash(found: re.Match[str]) -> str:
    """A minus as 负, and any other sign as a dash, which separates numbers."""
    if found["dash"] is None:
        return MINUS
    return MINUS if dash_meaning(found) == BELOW_ZERO else "\u2013"


def with_minuses(text: str) -> str:
    """A text in which every minus before a number is 负.

    >>> with_minuses("(3.2)%"), with_minuses("为–3.2%"), with_minuses("5000-5228人"), with_minuses("minus 3")
    ('负3.2)%', '为负3.2%', '5000–5228人', '负3')
    """
    return DASH_OR_MINUS.sub(minus_or_dash, text)
