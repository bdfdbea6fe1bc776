"""The second number of a range, and the minus before a number."""

import re

from ..vocabulary import expression, words
from .amounts import Amount, amount
from .context.kinds import direction
from .counting import MINUS
from .numerals.han import HAN
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
FEW = re.compile(r"(?<![0-9.、])([1-8])、(?=([2-9])(?![0-9.、%]))")
SECOND = re.compile(rf"(?:{expression('ranges.within')})?[-$£€¥]? ?(?=[0-9{HAN}a-z])")
MINUS_ENDS = frozenset((" ", *words("minus", "zh")))
LOOKBEHIND = 24


def minus(text: str, start: int) -> bool:
    """Whether a minus stands before a number. Whatever joins it to a word is none."""
    last = text[start - 1 : start]
    if last in MINUS_ENDS and MINUS.search(text, max(0, start - LOOKBEHIND), start):
        return True
    before = text[start - 2 : start - 1] if start > 1 else ""
    if last == "-":
        return not (before.isascii() and before.isalnum()) and before not in ("-", "%")
    return last == "–" and before in (" ", "(")


def second(text: str, first: Amount, units: Units) -> Amount | None:
    """The second number of a range."""
    end = first.end
    if first.numeral.value is None or first.rank:
        return None
    joined = JOINED.match(text, end) or PAIRED.match(text, end)
    if joined is None:
        joined = FEW.match(text, first.start)
        if joined is None or int(joined[2]) != int(joined[1]) + 1:
            return None
    lead = text[max(0, first.start - LOOKBEHIND) : first.start]
    if joined.re is JOINED and (
        FROM.search(lead) or (joined["word"] and direction(text, first.start, end))
    ):
        return None  # from 120 to 180, rose 5 to 120
    within = SECOND.match(text, joined.end())
    found = within and amount(text, within.end(), units)
    if not found or found.numeral.value is None or found.rank:
        return None
    if joined.re is PAIRED and not (BETWEEN.search(lead) or IN_BETWEEN.match(text, found.end)):
        return None
    if first.unit and found.unit != first.unit:
        return None
    code = text[found.end : found.end + 2]
    return None if code[:1] == "-" and code[1:].isdigit() else found
