"""One numeral at a place of a flat text: digits and Han numerals. `words.py` has English words."""

import re
from decimal import Decimal, localcontext
from typing import NamedTuple

from ..text import numerals as han
from ..vocabulary import expression, keys, words

ONE, TEN, HUNDRED = Decimal(1), Decimal(10), Decimal(100)
DIGIT_OF = {size: each for each, size in reversed(han.DIGITS.items())}
SCALE_OF = {size: each for each, size in han.UNITS.items()}
FORMAL = {
    each: int(key) for key in keys("formal-numerals") for each in words(f"formal-numerals.{key}")
}
# As `text/numerals.py` reads them: 伍 is 五, 廿 is 二十.
PLAIN = str.maketrans(
    {
        each: DIGIT_OF.get(size)
        or SCALE_OF.get(size)
        or (each if size > HUNDRED else DIGIT_OF[size // 10] + SCALE_OF[10])
        for each, size in FORMAL.items()
    }
    | dict.fromkeys(words("number-forms.some"), DIGIT_OF[0])
)
[POINT] = words("number-parts.point")
[FRACTION] = words("number-parts.fraction")
[MIXED] = words("number-forms.mixed")
[MINUS] = words("minus", "zh")
DIGITS, SCALES = "".join(han.DIGITS), "".join(SCALE_OF.values())
LARGE = frozenset(han.LARGE) | {each for each, size in FORMAL.items() if size > 10**4}
COUNTING = frozenset(DIGITS) | {each for each, size in FORMAL.items() if size < TEN}
MORE, SOME = "".join(words("number-forms.more")), "".join(words("number-forms.some"))
HAN = "".join((DIGITS, SCALES, *FORMAL, SOME))
GAP = " {0,3}+"
# 5,228 or 5228 or 92.97 or .5; a thin space separates thousands, any other only before a unit.
NUMBER = (
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3}){1,12}+(?![0-9])|[0-9]{1,3}(?:[\u00a0'][0-9]{3}){1,12}+(?![0-9])"
    r"|(?<![0-9] )[1-9][0-9]{0,2}(?: [0-9]{3}){1,12}+(?=[^\W\d_a-z]|%|(?<=000)(?! ?[0-9]))"
    r"|[1-9][0-9]{0,2}(?:, [0-9]{3}){1,12}+(?=[^\W\d_a-z]|%)|[0-9]++)"
    r"(?:\.(?: (?=[0-9]++%))?[0-9]++)?+|\.[0-9]++)"
)
FIGURES = re.compile(NUMBER)
TOKEN = re.compile(
    rf"{GAP}(?:(?P<number>{NUMBER})|(?P<han>[{HAN}])|(?P<more>[{MORE}])|(?P<point>{POINT})(?={GAP}[0-9{HAN}]))"
)
SCALED = re.compile(rf"{GAP}[{SCALES}{SOME}{MORE}]")
PARTS = re.compile(rf"{GAP}{GAP.join(FRACTION)}{GAP}(?P<minus>{MINUS})?{GAP}")
AND = re.compile(rf"{GAP}{MIXED}{GAP}")
TENTH = re.compile(rf"{GAP}{expression('number-forms.tenth', 'zh')}")
TENTH_MORE = re.compile(
    rf"{GAP}([1-9{DIGITS[1:]}])(?![0-9.{HAN}\w])|([1-9{DIGITS[1:]}])(?![0-9.{HAN}])"
)
OFF = re.compile(rf"{GAP}{expression('number-forms.off', 'zh')}")
PAIR = re.compile(rf"(?<![{DIGITS}])([{DIGITS}])([{DIGITS}])(?![{DIGITS}])")
SLASH = re.compile(
    r"(?:(?P<whole>[0-9]{1,6}) {1,3})?(?P<upper>[0-9]{1,3}) ?/ ?(?P<lower>[0-9]{1,3})(?![0-9/.])"
)
FOLLOWED = re.compile(
    rf"{GAP}[{''.join(each[0] for path in ('number-forms.mixed', 'number-forms.tenth', 'number-forms.off') for each in words(path))}{FRACTION[0]}]"
)
POWER = re.compile(
    r"\^(?P<power>[+-]?[0-9]{1,2})(?![0-9])|e(?P<plain>[+-]?[0-9]{1,3})(?![0-9a-z])| ?[x×] ?10\^(?P<times>[+-]?[0-9]{1,3})(?![0-9])"
)
TWO = words("digits.2")[1]
PREFIXES = words("scales.1000")[0] + words("formal-numerals.1000000000000")[0]
PREFIXED = tuple(each for each in words("units.size", "zh") if each[0] in PREFIXES)
INSIDE = re.compile(rf"[{HAN}] ")
RUN = re.compile(rf"[0-9{HAN}{MORE}{POINT}.]++")


class Numeral(NamedTuple):
    """A numeral. `scale` is the 万 or million at its end. `form` says how it is written.

    `value` is None if it has two ends (两三). A `unit` belongs to how it is written: 三分之二 is 66.67 %.
    """

    start: int
    end: int
    value: Decimal | None
    step: Decimal
    form: str = "digits"
    scale: Decimal = ONE
    low: Decimal | None = None
    high: Decimal | None = None
    more: bool = False
    unit: str = ""


def plain_number(text: str) -> Decimal:
    """A number in digits, without what separates thousands."""
    return Decimal(re.sub("[,' \u00a0]", "", text))


def step_of(value: Decimal) -> Decimal:
    """What one unit of the last digit is worth."""
    exponent = value.as_tuple().exponent
    return ONE.scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else ONE


def skip(text: str, start: int) -> int:
    """Where a run of digits and numerals that are no number ends."""
    found = RUN.match(text, start)
    return found.end() if found else start + 1


def numeral(text: str, start: int) -> Numeral | None:
    """The number in digits or Han numerals at a place of a flat text; None if none begins there.

    >>> for text in ("1.2万余人", "三分之二", "九成五", "两三个", "一万五", "5万4千6百", "1/4", "二〇二一年"):
    ...     found = numeral(text, 0)
    ...     print(text[: found.end], found.value, found.low, found.unit, found.form, found.more)
    1.2万余 12000.0 None  digits True
    三分之二 66.67 None % share False
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


def rounded(value: Decimal, places: int) -> Decimal:
    """A value with at most so many decimals, and no zeros at the end of them."""
    new = round(value, places).normalize()
    return new if new.as_tuple().exponent < 0 else new.quantize(ONE)  # type: ignore[operator]


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


def tenths(text: str, found: Numeral) -> Numeral:
    """九成 and 八点五折 in per cent, if that follows."""
    tenth, off = TENTH.match(text, found.end), OFF.match(text, found.end)
    mark = tenth or off
    top = found.high if found.value is None else found.value
    if mark is None or top is None:
        return found
    end, factor = mark.end(), TEN
    if off and TEN < top < HUNDRED:
        factor = ONE  # 72折
    elif top > TEN:
        return found
    more = ZERO = Decimal(0)
    if tenth and (digit := TENTH_MORE.match(text, end)):
        end, more = digit.end(), Decimal(han.DIGITS.get(digit[0].strip(), digit[0].strip()))
    low, high, value = (
        None if each is None else each * factor + (more or ZERO)
        for each in (found.low, found.high, found.value)
    )
    step = ONE if more else found.step * factor
    return found._replace(
        end=end, value=value, low=low, high=high, step=step, form="share", unit="%"
    )


def counted(text: str, start: int) -> Numeral | None:
    """A number in digits with their scale, or in Han numerals."""
    figures = FIGURES.match(text, start)
    if figures and not SCALED.match(text, figures.end()):
        digits = plain_digits(figures[0])
        return worth([digits], text, start, figures.end()) if len(digits) <= han.MOST else None
    parts: list[str] = []
    place, gap, before, more = start, (0, 0), "", False
    inside = start > 1 and INSIDE.match(text, start - 2) is not None  # of a row of numerals
    while len(parts) <= han.MOST:
        token = TOKEN.match(text, place)
        kind = token.lastgroup if token else None
        if token is None or kind is None:
            break
        new = token[kind]
        if not may_follow(before, kind, new, text, token) or (kind == "more" and not parts):
            break
        if token.start(kind) > place and parts:
            if inside:
                break
            gap = gap if gap[1] else (place, len(parts))
        place = token.end()
        more = more or kind == "more" or new in SOME
        if kind == "more":
            pass
        else:
            parts.append(plain_digits(new) if kind == "number" else new)
        before = new
    if not parts or len(parts) > han.MOST or max(map(len, parts)) > han.MOST:
        return None
    found = worth(parts, text, start, place)
    if found is None and gap[1]:
        return worth(parts[: gap[1]], text, start, gap[0])
    return found and found._replace(more=more)


def plain_digits(number: str) -> str:
    """Digits as `text/numerals.py` reads them."""
    digits = re.sub("[,' \u00a0]", "", number)
    return f"0{digits}" if digits.startswith(".") else digits


def may_follow(before: str, kind: str, new: str, text: str, token: re.Match[str]) -> bool:
    """Whether a token goes on with the numeral that ends with `before`."""
    end = token.end()
    if before and new in PREFIXES and text.startswith(PREFIXED, end - 1):
        return False  # 13.5千米 has the unit 千米
    if not before:
        return kind in ("number", "han")
    last = before[-1]
    if kind == "number":
        return (
            last == POINT
            or (last in SCALES and bool(SCALED.match(text, end)))
            or last == DIGIT_OF[0]
        )
    if kind == "more":
        return last in SCALES or last in FORMAL or last in SOME or last == "0"
    if kind == "point":
        return before[-1] not in MORE and not "0" <= last <= "9"
    if last in MORE:
        return new in LARGE
    if new == TWO and last in SCALES:
        return bool(SCALED.match(text, end))  # 三十两 has the unit 两
    if "0" <= last <= "9":
        return new in SCALES or new in LARGE
    return True


def worth(parts: list[str], text: str, start: int, end: int) -> Numeral | None:
    """What the parts of a numeral mean together."""
    if len(parts) == 1 and "0" <= parts[0][0] <= "9":
        value = Decimal(parts[0])
        if power := POWER.match(text, end):
            end = power.end()
            if power["power"]:
                with localcontext(han.EXACT):
                    value = rounded(value ** int(power["power"]), 15) if value else value
            else:
                value = value.scaleb(int(power["plain"] or power["times"]))
        return Numeral(start, end, value, step_of(value))
    written = "".join(parts)
    form = "digits" if "0" <= written[0] <= "9" else "han"
    if form == "han" and len(parts) > 1 and COUNTING.issuperset(parts):
        if len(parts) == 2 and (pair := two_ends(written)):
            return Numeral(start, end, None, ONE, form, low=pair[0], high=pair[1])
        digits = "".join(str(han.DIGITS.get(each, "")) for each in written.translate(PLAIN))
        return Numeral(start, end, Decimal(digits), ONE, "sequence")
    plain = written.translate(PLAIN)
    tail = len(parts)
    while tail > 1 and parts[tail - 1] in LARGE:
        tail -= 1
    scale = han.worth(DIGIT_OF[1] + "".join(parts[tail:])) if tail < len(parts) else None
    at = scale[0] if scale else ONE
    one = DIGIT_OF[1] if plain[0] in LARGE and PARTS.match(text, end) else ""  # 万分之三
    if found := han.worth(one + plain, loose=True):
        return Numeral(start, end, found[0], found[1], form, at)
    if pair := two_ends(plain):
        step = han.worth(PAIR.sub(r"\1", plain), loose=True)
        return Numeral(start, end, None, step[1] if step else ONE, form, at, *pair)
    return None


def two_ends(written: str) -> tuple[Decimal, Decimal] | None:
    """The ends of a numeral in which two digits stand in place of one: 两三, 四五百, 十二三万.

    >>> [two_ends(each) for each in ("四五百", "三五", "二一")]
    [(Decimal('400'), Decimal('500')), (Decimal('3'), Decimal('5')), None]
    """
    found = PAIR.search(written)
    if found is None or PAIR.search(written, found.end()):
        return None
    less, more = (han.DIGITS[each] for each in found.groups())
    if not 0 < less < more or more > less + (2 if less == 3 else 1):
        return None
    ends = [han.worth(PAIR.sub(rf"\{side}", written), loose=True) for side in (1, 2)]
    return (ends[0][0], ends[1][0]) if ends[0] and ends[1] else None
