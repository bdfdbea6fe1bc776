"""One number at a place of a flat text, in any form: digits, Han numerals, words, parts of one."""

import re
from decimal import Decimal

from ...text import numerals as han
from ...vocabulary import expression, words
from .form import HUNDRED, NUMBER, ONE, Numeral
from .han import FORMAL, SOME, several
from .shares import HALF_ZH, numeral, vulgar
from .tokens import LETTERS, SCALES
from .words import spoken

SPOKEN_BEHIND = "|".join((*SCALES, *LETTERS, *words("number-letters.money")))
WORDED = re.compile(
    rf"{NUMBER}(?:(?: ?- ?| ?)(?:{SPOKEN_BEHIND})(?![a-z])"
    rf"| (?:{expression('number-forms.parts', 'en')}|{expression('number-forms.and', 'en')}) )"
)
HAN_CHARACTER = re.compile("[\u4e00-\u9fff]")
LETTER = re.compile(r"[a-z]")


def number_at(text: str, start: int, *, money: bool = False) -> Numeral | None:
    """The numeral that begins at a place, in any form."""
    special = HALF_ZH.match(text, start)
    if special:
        if special["half"]:
            return Numeral(start, special.end(), HUNDRED / 2, ONE, "share", unit="%")
        times = special["fold"]
        power = int(han.DIGITS.get(times, times)) if times else 1
        value = Decimal(2**power * 100 - 100)
        return Numeral(start, special.end(), value, HUNDRED, "growth", unit="%")
    if LETTER.match(text, start):
        return spoken(text, start)
    if text[start].isascii() and WORDED.match(text, start):
        found = spoken(text, start, money=money)
        if found:
            return found
    if found := several(text, start):
        return found
    if text[start] in SOME:
        return None
    if (
        text[start].isdecimal()
        or not text[start].isnumeric()
        or text[start] in FORMAL
        or HAN_CHARACTER.match(text, start)
    ):
        return numeral(text, start)
    return vulgar(text, start)
