"""The second number of a range, and the minus before a number."""

import re
from decimal import Decimal

from ..text.numerals import DIGITS as WORTH
from ..text.numerals import ORDINAL
from ..vocabulary import expression, words
from .amounts import Amount, amount
from .context.kinds import direction
from .counting import MINUS
from .numerals.han import DIGITS, HAN
from .units import Units

# Between the ends of a range; then what may stand before the second number.
JOINED = re.compile(
    rf" ?(?:[–—~-]|{expression('ranges.joined', 'zh')}) ?"
    rf"| (?P<word>{expression('ranges.joined', 'en')}|{expression('ranges.through', 'en')}) "
)
PAIRED = re.compile(rf" ?{expression('ranges.pair', 'zh')} ?| {expression('ranges.pair', 'en')} ")
BETWEEN = re.compile(rf"{expression('ranges.between', 'en')} $")
IN_BETWEEN = re.compile(f" ?{expression('ranges.between', 'zh')}")
FROM = re.compile(
    rf"(?:{expression('ranges.from', 'zh')}|{expression('ranges.from', 'en')} )(?:[^\W\d_a-z]{{0,4}})$"
)
FEW = re.compile(
    rf"(?<![0-9.、{ORDINAL}{HAN}])(?:([1-8])、(?=([2-9])(?![0-9.、%]))|([{DIGITS[1:]}])、(?=([{DIGITS[1:]}])))"
)
SECOND = re.compile(rf"(?:{expression('ranges.within')})?[-$£€¥]? ?(?=[0-9{HAN}a-z])")
MINUS_ENDS = frozenset((" ", *(each[-1] for each in words("minus", "zh"))))
# A dash before a number, or a dash with a space behind it that stands at the end of a word.
DASH = re.compile(r"(?<![–—-])(?:[–-]|(?<=[^\s|–—-])[–-] )\Z")
# Another number, with its unit, just before a dash; and the unit behind the number.
LEFT = re.compile(rf"[0-9{HAN}](?P<unit> ?%| ?‰|[^\W\d_]{{1,4}})?(?P<space> ?)\Z")
RIGHT = re.compile(rf"[0-9.,{HAN}]++ ?(?P<unit>[%‰]|[^\W\d_]*)")
DATES = words("measures.dates")
NO_ENDS = ("growth", "fall", "multiple")  # doubled to 40 is no range
LOOKBEHIND = 24


def minus(text: str, start: int) -> int:
    """Where a minus before a number begins; the place of the number if none stands there.

    Whatever joins a dash to a word or to another number of its sort makes it none.

    >>> [minus(each, each.rfind("3")) for each in ("为–3.2%", "2023年-3.2%", "9人-30人次", "covid-30", "minus 3", "为- 3%")]
    [1, 5, 3, 6, 0, 1]
    """
    if text[start - 1 : start] in MINUS_ENDS and (
        said := MINUS.search(text, max(0, start - LOOKBEHIND), start)
    ):
        return said.start()
    dash = DASH.search(text, max(0, start - 3), start)
    if dash is None:
        return start
    place = dash.start()
    before = text[place - 1 : place] if place else ""
    left = LEFT.search(text, max(0, place - LOOKBEHIND), place)
    if left is None:
        return start if before.isascii() and before.isalpha() else place
    right = RIGHT.match(text, start)
    one, other = sort(left["unit"]), sort(right["unit"] if right else "")
    apart = bool(left["space"])  # 2023 -3.2%, in the row of a table
    if one == other or (not one and not (apart and other == "%")):
        return start
    alike = one and other and (one.startswith(other) or other.startswith(one))
    return start if alike else place


def sort(unit: str | None) -> str:
    """A unit for comparison. All parts of a date are one sort."""
    plain = (unit or "").strip().lstrip(HAN)
    return "date" if plain.startswith(DATES) else plain


def second(text: str, first: Amount, units: Units) -> Amount | None:
    """The second number of a range."""
    end = first.end
    if first.numeral.value is None or first.rank or first.numeral.form in NO_ENDS:
        return None
    joined = JOINED.match(text, end) or PAIRED.match(text, end)
    if joined is None:
        joined = FEW.match(text, first.start)
        if joined is None or not next_to(*(each for each in joined.groups() if each)):
            return None
    lead = text[max(0, first.start - LOOKBEHIND) : first.start]
    if joined.re is JOINED and (
        FROM.search(lead) or (joined["word"] and direction(text, first.start, end))
    ):
        return None  # from 120 to 180, rose 5 to 120
    within = SECOND.match(text, joined.end())
    found = within and amount(text, within.end(), units)
    if not found or not found.counted or found.numeral.value is None or found.rank:
        return None
    if joined.re is PAIRED and not (BETWEEN.search(lead) or IN_BETWEEN.match(text, found.end)):
        return None
    if first.unit and found.unit != first.unit:
        return None
    code = text[found.end : found.end + 2]
    return None if code[:1] == "-" and code[1:].isdigit() else found


def next_to(one: str, other: str) -> bool:
    """Whether a second digit follows the first: 七、八."""
    low, high = (int(WORTH.get(each, each)) for each in (one, other))
    return high == low + 1


def both(low: Decimal, high: Decimal) -> Decimal:
    """The lower end of two digits before one scale: 三、四十 begins at 30.

    >>> both(Decimal(3), Decimal(40)), both(Decimal(7), Decimal(8))
    (Decimal('30'), Decimal('7'))
    """
    scale = high / (low + 1)
    return low * scale if scale >= 1 and scale.normalize().as_tuple().digits == (1,) else high
