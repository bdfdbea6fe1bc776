"""Turns Chinese numerals that count something into digits. Idioms and names stay."""

import re
from decimal import Decimal
from math import prod

from ..vocabulary import keys, words

DIGITS = {character: int(key) for key in keys("digits") for character in words(f"digits.{key}")}
UNITS = {character: int(key) for key in keys("scales") for character in words(f"scales.{key}")}
LARGE = "".join(unit for unit, size in UNITS.items() if size >= 10**4)
NO_START = "".join(unit for unit, size in UNITS.items() if size > 10)
# A numeral before one of these is a number. Before anything else it may be a part of a word.
MEASURES = (*words("measures"), *words("qualifier-between.over"))
YEARS = words("measures.years")
NO_COUNT = words("not-numerals")
ENDING = frozenset(words("not-numerals.before"))
[ORDINAL], [PERCENT], [POINT] = (
    words(f"number-parts.{key}") for key in ("ordinal", "hundredth", "point")
)

NUMERALS = "".join((*DIGITS, *UNITS))
PATTERN = re.compile(
    rf"({ORDINAL}|{PERCENT})?((?:(?<![0-9.])[0-9]++(?:\.[0-9]++)?(?=[{''.join(UNITS)}]))?[{NUMERALS}][0-9{NUMERALS}]*)"
    rf"({POINT}[{NUMERALS}]+)?"
)
LONGEST = 40  # characters of a number that anybody prints
TOKENS = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")


def replace(match: re.Match[str]) -> str:
    """One numeral as digits, separated from digits beside it; unchanged if it counts nothing.

    >>> print(PATTERN.sub(replace, "第十五批，两个，二〇二一年，1.2万，百分之九十九点五"))
    第15批，2个，2021年，12000，99.5%
    >>> print(PATTERN.sub(replace, "一流，进一步，百信超市，十四五，一百二，五金，统一个人"))
    一流，进一步，百信超市，十四五，一百二，五金，统一个人
    """
    text, start, end = match.string, match.start(), match.end()
    digits = digits_of(match)
    before = " " if digits[0].isdigit() and text[start - 1 : start].isdigit() else ""
    after = " " if digits[-1].isdigit() and text[end : end + 1].isdigit() else ""
    return before + digits + after


def digits_of(match: re.Match[str]) -> str:
    """One numeral as digits, or unchanged."""
    prefix, count, point = match.groups()
    text, end = match.string, match.end()
    whole = match[0]
    if prefix == PERCENT:
        number = value(count + (point or ""))
        return whole if number is None else f"{written(number)}%"
    if prefix:
        number = value(count)
        return whole if number is None else f"{prefix}{written(number)}{point or ''}"
    if (
        len(count) == 4
        and not point
        and DIGITS.keys() >= set(count)
        and text.startswith(YEARS, end)
    ):
        return "".join(str(DIGITS[character]) for character in count)
    if (
        not (text.startswith(MEASURES, end) or (whole[0].isascii() and whole[-1] in LARGE))
        or whole + text[end : end + 1] in NO_COUNT
        or (len(whole) == 1 and text[match.start() - 1 : match.start()] in ENDING)
        or whole[0] in NO_START  # 百家, 万元: a word, or the unit of an amount
    ):
        return whole
    number = value(count + (point or ""))
    return whole if number is None else written(number)


def value(numeral: str) -> Decimal | None:
    """The number that a numeral means; None if it is malformed or colloquial (一百二).

    >>> [str(value(text)) for text in ("二十三", "1亿2000万", "三百零五", "九点五", "九点五万")]
    ['23', '120000000', '305', '9.5', '95000.0']
    >>> value("十四百"), value("一百二"), value("二三"), value("一点百"), value("1" * 10**6 + "万")
    (None, None, None, None, None)
    """
    if len(numeral) > LONGEST:
        return None
    whole, _, fraction = numeral.partition(POINT)
    total = section = Decimal(0)  # the sum so far, and the part below the next 万 or 亿
    number: Decimal | None = None
    before = 0  # the unit directly before a digit
    small, large = 10**4, 10**9  # the next unit must be smaller
    for token in TOKENS.findall(whole):
        unit = UNITS.get(token)
        if unit is None:
            if number:
                return None
            loose = before > 10 and DIGITS.get(token)
            number = Decimal(DIGITS.get(token, token))
            before = 0
            continue
        before = unit
        if unit < 10**4 and unit < small:
            section += (1 if number is None else number) * unit
            small = unit
        elif 10**4 <= unit < large and (section or number):
            total += (section + (number or 0)) * unit
            section, small, large = Decimal(0), 10**4, unit
        else:
            return None
        number = None
    if number is not None and loose:
        return None
    total += section + (number or 0)
    if not fraction:
        return total
    decimals = fraction.rstrip(LARGE)
    if not decimals or not DIGITS.keys() >= set(decimals):
        return None
    exact = total + Decimal("0." + "".join(str(DIGITS[digit]) for digit in decimals))
    return exact * prod(UNITS[unit] for unit in fraction[len(decimals) :])


def written(number: Decimal) -> str:
    """A number in digits, without zeros at the end of its decimals."""
    return f"{number.normalize():f}"
