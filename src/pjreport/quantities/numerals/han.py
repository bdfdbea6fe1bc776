"""A number in digits with their scale, or in Han numerals, at a place of a flat text."""

import re
from decimal import Decimal, localcontext

from ...text import numerals as han
from ...vocabulary import expression, keys, words
from .form import BETWEEN, FIGURES, GAP, HUNDRED, NUMBER, ONE, TEN, Numeral, rounded, step_of

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
MINUS = words("minus", "zh")[0]
DIGITS, SCALES = "".join(han.DIGITS), "".join(SCALE_OF.values())
LARGE = frozenset(han.LARGE) | {each for each, size in FORMAL.items() if size > 10**4}
COUNTING = frozenset(DIGITS) | {each for each, size in FORMAL.items() if size < TEN}
MORE, SOME = "".join(words("number-forms.more")), "".join(words("number-forms.some"))
HAN = "".join((DIGITS, SCALES, *FORMAL, SOME))
TOKEN = re.compile(
    rf"{GAP}(?:(?P<number>{NUMBER})|(?P<han>[{HAN}])|(?P<more>[{MORE}])|(?P<point>{POINT})(?={GAP}[0-9{HAN}]))"
)
SCALED = re.compile(rf"{GAP}[{SCALES}{SOME}{MORE}]")
PARTS = re.compile(rf"{GAP}{GAP.join(FRACTION)}{GAP}(?P<minus>{MINUS})?{GAP}")
PAIR = re.compile(rf"(?<![{DIGITS}])([{DIGITS}])([{DIGITS}])(?![{DIGITS}])")
POWER = re.compile(
    r"\^(?P<power>[+-]?[0-9]{1,2})(?![0-9])|e(?P<plain>[+-]?[0-9]{1,3})(?![0-9a-z])| ?[x×] ?10\^(?P<tens>[+-]?[0-9]{1,3})(?![0-9])"
)
TWO = words("digits.2")[1]
PREFIXES = words("scales.1000")[0] + words("formal-numerals.1000000000000")[0]
PREFIXED = tuple(each for each in words("units.size", "zh") if each[0] in PREFIXES)
INSIDE = re.compile(rf"[{HAN}] ")
RUN = re.compile(rf"[0-9{HAN}{MORE}{POINT}.]++")

# A number of which only the scale is said: 几百 and 数百 are some hundreds, 上千 is a thousand or more.
SEVERAL = re.compile(
    rf"(?:{expression('number-forms.several', 'zh')}|(?<![^\W_a-z0-9]){words('number-forms.several')[-1]})(?P<some>[{SCALES}]+)"
    rf"|(?:{expression('number-forms.above', 'zh')})(?P<above>(?!{SCALES[0]}[^{SCALES[3:]}])[{SCALES}]+)"
)


def several(text: str, start: int) -> Numeral | None:
    """A number of which only the scale is said: from two to nine of it, or more than one.

    >>> [several(each, 0)[5:9] for each in ("几十人", "上千人", "数百万")]
    [(Decimal('1'), Decimal('20'), Decimal('90'), False), (Decimal('1'), None, None, True), (Decimal('1'), Decimal('2000000'), Decimal('9000000'), False)]
    """
    found = SEVERAL.match(text, start)
    worked = found and han.worth(f"{DIGIT_OF[1]}{found[1] or found[2]}")
    if not found or not worked or PARTS.match(text, found.end()):
        return None
    size = worked[0]
    if found["above"]:
        return Numeral(start, found.end(), size, size, "han", more=True)
    return Numeral(start, found.end(), None, size, "han", low=2 * size, high=9 * size)


def skip(text: str, start: int) -> int:
    """Where a run of digits and numerals that are no number ends."""
    found = RUN.match(text, start)
    return found.end() if found else start + 1


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
            if inside or (new in DIGITS and before in DIGITS):
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
    digits = number.translate(BETWEEN)
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
                value = value.scaleb(int(power["plain"] or power["tens"]))
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
