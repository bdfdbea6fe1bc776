"""Fractions and shares: 三分之二, 九成五, 八点五折, 一半, 1/4; and any number in digits or Han numerals."""

import re
from decimal import Decimal, localcontext

from ...text import numerals as han
from ...vocabulary import expression, pattern, words
from .form import GAP, HUNDRED, ONE, TEN, Numeral, rounded, step_of
from .han import DIGITS, FRACTION, HAN, PARTS, counted

[MIXED] = words("number-forms.mixed")
AND = re.compile(rf"{GAP}{MIXED}{GAP}")
TENTH = re.compile(rf"{GAP}{expression('number-forms.tenth', 'zh')}")
TENTH_MORE = re.compile(
    rf"{GAP}([1-9{DIGITS[1:]}])(?![0-9.{HAN}\w])|([1-9{DIGITS[1:]}])(?![0-9.{HAN}])"
)
TENTH_ABOVE = pattern("number-forms.tenth-more", "zh")
OFF = re.compile(rf"{GAP}{expression('number-forms.off', 'zh')}")
SLASH = re.compile(
    r"(?:(?P<whole>[0-9]{1,6}) {1,3})?(?P<upper>[0-9]{1,3}) ?/ ?(?P<lower>[0-9]{1,3})(?![0-9/.])"
)
FOLLOWED = re.compile(
    rf"{GAP}[{''.join(each[0] for path in ('number-forms.mixed', 'number-forms.tenth', 'number-forms.off') for each in words(path))}{FRACTION[0]}]"
)
HALF_ZH = re.compile(
    rf"(?P<half>{expression('number-forms.half', 'zh')}|{expression('number-forms.half-off', 'zh')})"
    rf"|{expression('number-forms.turn', 'zh')}(?P<fold>[{''.join(han.DIGITS)}0-9])?{expression('number-forms.fold', 'zh')}"
)


def numeral(text: str, start: int) -> Numeral | None:
    """The number in digits or Han numerals at a place of a flat text; None if none begins there.

    >>> for text in ("1.2万余人", "三分之二", "九成五", "两三个", "一万五", "5万4千6百", "1/4", "二〇二一年"):
    ...     found = numeral(text, 0)
    ...     print(text[: found.end], found.value, found.low, found.unit, found.form, found.more)
    1.2万余 12000.0 None  digits True
    三分之二 66.67 0.666666666667 % share False
    九成五 95 None % share False
    两三 None 2  han False
    一万五 15000 None  han False
    5万4千6百 54600 None  digits False
    1/4 0.25 None  fraction False
    二〇二一 2021 None  sequence False
    """
    found = slashed(text, start) or counted(text, start)
    if found is None or not FOLLOWED.match(text, found.end):
        return found
    if found.value is None:
        return tenths(text, found)
    parts = PARTS.match(text, found.end)
    if parts:
        return fraction(text, found, parts) or found
    mixed = AND.match(text, found.end)
    if mixed:
        lower = counted(text, mixed.end())
        parts = lower and PARTS.match(text, lower.end)
        part = lower and parts and fraction(text, lower, parts)
        if part and part.value is not None:
            assert part.low is not None
            value = found.value + part.low
            return found._replace(end=part.end, value=value, step=step_of(value))
    return tenths(text, found)


def slashed(text: str, start: int) -> Numeral | None:
    """A fraction with a slash: 1/2, 10 1/2."""
    found = SLASH.match(text, start)
    if found is None:
        return None
    upper, lower, whole = (int(found[name] or 0) for name in ("upper", "lower", "whole"))
    if not lower or (upper >= lower and not whole) or lower > HUNDRED:
        return None
    value = rounded(whole + Decimal(upper) / lower, 12)
    return Numeral(start, found.end(), value, step_of(value), "fraction")


def fraction(text: str, lower: Numeral, parts: re.Match[str]) -> Numeral | None:
    """三分之二 as a share in per cent. `low` is the fraction as a number."""
    upper = counted(text, parts.end())
    if upper is None or upper.value is None or not lower.value:
        return None
    sign = -1 if parts["minus"] else 1
    with localcontext(han.EXACT):
        part = sign * upper.value / lower.value
        exact = part * HUNDRED
        power = lower.value.normalize().as_tuple().digits == (1,)
        value = exact if power else rounded(exact, 2)
        step = upper.step * HUNDRED / lower.value if power else step_of(value)
        value = value.quantize(step) if lower.value == HUNDRED else rounded(value, 20)
    return Numeral(lower.start, upper.end, value, step, "share", low=rounded(part, 12), unit="%")


def tenths(text: str, found: Numeral) -> Numeral | None:
    """九成 and 八点五折 in per cent, if that follows. None if what follows is no tenth of anything."""
    tenth, off = TENTH.match(text, found.end), OFF.match(text, found.end)
    mark = tenth or off
    top = found.high if found.value is None else found.value
    if mark is None or top is None:
        return found
    end, factor = mark.end(), TEN
    if off and TEN < top < HUNDRED:
        factor = ONE  # 72折
    elif top > TEN:
        return None  # no 20成
    more = Decimal(0)
    if tenth and (digit := TENTH_MORE.match(text, end)):
        end, more = digit.end(), Decimal(han.DIGITS.get(digit[0].strip(), digit[0].strip()))
    above = TENTH_ABOVE.match(text, end) if tenth else None
    end = above.end() if above else end
    low, high, value = (
        None if each is None else each * factor + more
        for each in (found.low, found.high, found.value)
    )
    step = ONE if more else found.step * factor
    return found._replace(
        end=end,
        value=value,
        low=low,
        high=high,
        step=step,
        form="share",
        unit="%",
        more=found.more or bool(above),
    )


def vulgar(text: str, start: int) -> Numeral | None:
    """½ and ¾, which are single characters."""
    from unicodedata import numeric

    value = rounded(Decimal(numeric(text[start])), 4)
    return Numeral(start, start + 1, value, Decimal("0.01"), "fraction")
