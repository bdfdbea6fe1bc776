"""Whether a number counts something, or is a part of a word."""

import re

from ..vocabulary import expression, words
from .context import qualifiers
from .numerals.form import HUNDRED, TEN, Numeral
from .numerals.han import FORMAL, SCALE_OF
from .numerals.tokens import LOWER
from .units import Unit

FIRST_SCALES = frozenset(each for size, each in SCALE_OF.items() if size > 10)
SECOND = words("digits.2")[0]
PLACES = frozenset(words("no-figure.place", "zh"))
SECOND_OF = frozenset(words("no-figure.second", "zh"))
NO_HALF = re.compile(rf"(?:{expression('number-forms.no-half', 'en')}) \Z")
SHARE_OF = re.compile(
    rf" (?:{expression('number-forms.half-before', 'en')}|{expression('number-forms.share-behind', 'en')})| ?(?:[.,;:)!?\n]|$)"
)
NO_ONE = re.compile(rf"[ -](?:{expression('no-figure.one-behind', 'en')})")
ONE_BEFORE = re.compile(rf"(?:{expression('no-figure.one-before', 'en')})[ -]\Z")
LETTER = re.compile(r"[a-z]")
FOLLOWED = re.compile("[0-9\u4e00-\u9fff“《]")
MINUS = re.compile(
    rf"(?:{expression('minus', 'zh')} ?|(?<![a-z])(?:{expression('minus', 'en')}) )\Z"
)
DOUBLE = frozenset(words("multiples.before"))
DOUBLE_OF = re.compile(f" {expression('multiples.of')}")
EDGES = "\n|\t"


def alone(text: str, start: int, end: int) -> bool:
    """Whether a numeral is all that stands in its line or cell."""
    before = text[max(0, start - 8) : start].rstrip(" -")
    after = text[end : end + 8].lstrip(" .。")
    return (not before or before[-1] in EDGES) and (not after or after[0] in EDGES)


def is_figure(text: str, number: Numeral, unit: Unit | None) -> bool:
    """Whether a number counts something, and is no part of a word."""
    if number.form == "multiple" and text[number.start : number.end] in DOUBLE:
        return DOUBLE_OF.match(text, number.end) is not None
    if number.form in ("digits", "fraction", "multiple", "growth", "fall"):
        return True
    if alone(text, number.start, number.end):
        return True
    if number.form == "share":
        return not LETTER.match(text, number.start) or is_share(text, number)
    if number.form == "words":
        return number.value != 1 or is_one(text, number)
    return number.form == "han" and is_counted(text, number, unit)


def is_share(text: str, number: Numeral) -> bool:
    """Whether a part in English is a share: half of them, a third; no half-time, no third party."""
    written = text[number.start : number.end]
    if written in LOWER and not (LOWER[written] == 2 and not written.endswith("s")):
        return False
    last = written.rpartition(" ")[2]
    if LOWER.get(last) == 2 and NO_HALF.search(text, max(0, number.start - 12), number.start):
        return False
    if " " in written and last not in LOWER:
        return True  # one in five
    if not written.startswith(tuple(words("number-forms.article", "en"))) and LOWER.get(last) != 2:
        return True  # two thirds
    return bool(SHARE_OF.match(text, number.end)) or bool(qualifiers.before(text, number.start)[0])


def is_one(text: str, number: Numeral) -> bool:
    """Whether "one" counts something: one kettle, and neither one of them nor that one."""
    if MINUS.search(text, max(0, number.start - 12), number.start):
        return True
    if text[number.end : number.end + 1] not in (" ", "-") or NO_ONE.match(text, number.end):
        return False
    return not ONE_BEFORE.search(text, max(0, number.start - 12), number.start)


def is_counted(text: str, number: Numeral, unit: Unit | None) -> bool:
    """Whether Han numerals count something. 千万 and 百年 mostly belong to words, 一所 is "a"."""
    written = text[number.start : number.end]
    end = unit.end if unit else number.end
    said = number.more or bool(
        qualifiers.before(text, number.start)[0]
        or qualifiers.behind(text, end)
        or MINUS.search(text, max(0, number.start - 12), number.start)
    )
    if written[0] in FIRST_SCALES and not said:
        return False
    if unit is None:
        return number.value is not None and (len(written) > 2 or (said and len(written) > 1))
    if FORMAL.get(written, HUNDRED) <= TEN:
        return False
    if unit.kind == "big":
        return len(written) == 1 and number.value is not None and 1 < number.value < TEN
    if written == SECOND and unit.name in SECOND_OF:
        return False
    if len(written) == 1 and unit.name in PLACES and not said:
        return False
    if number.value == 1 and len(written) == 1 and unit.kind != "money":
        behind = qualifiers.behind(text, unit.end)
        return behind is not None or not FOLLOWED.match(text, unit.end)
    return True
