"""Turns Chinese numerals that count something into digits. Idioms and names stay."""

import re
from decimal import Context, Decimal, localcontext
from functools import cache, lru_cache
from math import prod

from ..vocabulary import keys, words

DIGITS = {character: int(key) for key in keys("digits") for character in words(f"digits.{key}")}
UNITS = {character: int(key) for key in keys("scales") for character in words(f"scales.{key}")}
SCALES = UNITS | dict.fromkeys(words("formal-numerals.1000000000000"), 10**12)
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
EXACT = Context(prec=250)
MOST = 60  # characters of a numeral; whatever is longer is no number of a report
TOKENS = re.compile(r"[0-9]+(?:\.[0-9]+)?|.")


@cache
def pattern() -> re.Pattern[str]:
    """The pattern of a numeral. To compile it takes longer than to fold a query without one."""
    figures = rf"[0-9]*+(?:\.[0-9]++)?(?=[{''.join(UNITS)}])"
    count = rf"(?:[0-9]{figures})?[{NUMERALS}][0-9{NUMERALS}]*"
    # It begins with a set of characters, which makes a search several times as fast.
    return re.compile(
        rf"[0-9{ORDINAL}{NUMERALS}](?:(?<={ORDINAL}){count}|(?<={PERCENT[0]}){PERCENT[1:]}{count}"
        rf"|(?<=[{NUMERALS}])[0-9{NUMERALS}]*|(?<![0-9.].)(?<=[0-9]){figures}[{NUMERALS}][0-9{NUMERALS}]*)"
        rf"(?:{POINT}[{NUMERALS}]+)?"
    )


def replace(match: re.Match[str]) -> str:
    """One numeral as digits, separated from digits beside it; unchanged if it counts nothing.

    >>> print(pattern().sub(replace, "第十五批，两个，二〇二一年，1.2万，百分之九十九点五"))
    第15批，2个，2021年，12000，99.5%
    >>> print(pattern().sub(replace, "一流，进一步，百信超市，十四五，一百二，五金，统一个人"))
    一流，进一步，百信超市，十四五，一百二，五金，统一个人
    """
    text, start, end = match.string, match.start(), match.end()
    digits = digits_of(match)
    before = " " if digits[0].isdigit() and text[start - 1 : start].isdigit() else ""
    after = " " if digits[-1].isdigit() and text[end : end + 1].isdigit() else ""
    return before + digits + after


def digits_of(match: re.Match[str]) -> str:
    """One numeral as digits, or unchanged."""
    text, end = match.string, match.end()
    whole = match[0]
    prefix = next((each for each in (ORDINAL, PERCENT) if whole.startswith(each)), "")
    count, point, fraction = whole.removeprefix(prefix).partition(POINT)
    point += fraction
    if prefix == PERCENT:
        number = value(count + point)
        return whole if number is None else f"{written(number)}%"
    if prefix:
        number = value(count)
        return whole if number is None else f"{prefix}{written(number)}{point}"
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
    number = value(count + point)
    return whole if number is None else written(number)


def value(numeral: str) -> Decimal | None:
    """The number that a numeral means; None if it is malformed or colloquial (一百二).

    >>> [str(value(text)) for text in ("二十三", "1亿2000万", "三百零五", "九点五", "九点五万", "三万亿")]
    ['23', '120000000', '305', '9.5', '95000.0', '3000000000000']
    >>> value("十四百"), value("一百二"), value("二三"), value("一点百")
    (None, None, None, None)
    """
    found = worth(numeral)
    return None if found is None else found[0]


def worth(numeral: str, *, loose: bool = False) -> tuple[Decimal, Decimal] | None:
    """The number that a numeral means, and what one unit of its last digit is worth.

    With `loose`, a digit behind a scale counts tenths of it, as people say it: 一万五. None if the
    numeral is malformed, or longer than any number of a report.

    >>> [tuple(map(str, worth(text, loose=True))) for text in ("20.58万", "一万五", "四万五千亿", "一千零五")]
    [('205800.00', '100.00'), ('15000', '1000'), ('4500000000000', '100000000000'), ('1005', '1')]
    """
    if len(numeral) > MOST:
        return None
    with localcontext(EXACT):
        whole, _, fraction = numeral.partition(POINT)
        found = whole_worth(whole, loose=loose)
        if found is None or not fraction:
            return found
        decimals = fraction.rstrip(LARGE)
        if not decimals or not all(each in DIGITS or "0" <= each <= "9" for each in decimals):
            return None
        digits = "".join(str(DIGITS.get(each, each)) for each in decimals)
        scale = Decimal(prod(SCALES[each] for each in fraction[len(decimals) :]))
        return (found[0] + Decimal("0." + digits)) * scale, scale.scaleb(-len(digits))


@lru_cache(maxsize=4096)
def whole_worth(numeral: str, *, loose: bool) -> tuple[Decimal, Decimal] | None:
    """The same for a numeral without 点."""
    groups: list[tuple[Decimal, int]] = []  # what stands before a 万 or 亿, and that scale
    section, step = Decimal(0), Decimal(1)  # the part below the next 万 or 亿
    number: Decimal | None = None
    before = tail = 0  # the scale directly before a digit
    small = 10**4  # the next small scale must be smaller
    for token in TOKENS.findall(numeral):
        scale = SCALES.get(token)
        if scale is None:
            if number:
                return None
            tail = before if DIGITS.get(token) else 0
            number = Decimal(DIGITS.get(token, token))
            step = Decimal(1).scaleb(-len(token.partition(".")[2]))
            before = 0
            continue
        step = Decimal(scale) if number is None and scale < 10**4 else step * scale
        before = scale
        if scale < small:
            section += (number or 1) * scale
            small = scale
        elif scale < 10**4:
            return None
        else:
            section += number or 0
            while groups and (groups[-1][1] < scale or not section):
                section += groups.pop()[0]
            if not section or (groups and groups[-1][1] <= scale):
                return None
            groups.append((section * scale, scale))
            section, small = Decimal(0), 10**4
        number = None
    if number and tail > 10:
        if not loose:
            return None
        step = Decimal(tail // 10)
        number *= step
    return sum((group for group, _ in groups), section + (number or 0)), step


def written(number: Decimal) -> str:
    """A number in digits, without zeros at the end of its decimals."""
    return f"{number.normalize():f}"
