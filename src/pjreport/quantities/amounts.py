"""A number with its unit at a place of a flat text; none if it is no figure."""

import re
from decimal import Decimal
from typing import NamedTuple

from ..vocabulary import expression, words
from .compound import SMALLER, with_parts, with_smaller
from .context.qualifiers import PLUS
from .counting import DOUBLE, LETTER, NO_ONE, alone, is_figure
from .names import is_rank
from .numerals.form import HUNDRED, ONE, Numeral, rounded
from .numerals.numeral import HAN_CHARACTER, number_at
from .numerals.tokens import KNOWN
from .units import Unit, Units, currency

ENDING = re.compile(rf"(?:{'|'.join(words('ordinals.endings', 'en'))})(?![a-z])")
[ORDINAL], [TOP] = words("number-parts.ordinal"), words("ranking.top")
NO_FIGURE = re.compile(f" ?{expression('no-figure.behind', 'zh')}")
HALF_BEHIND = re.compile(f" ?{expression('half', 'zh')}")
RANKED = re.compile(
    rf"{expression('ranking.words', 'en')}[^.;\n]{{0,60}}\Z|{expression('ranking.words', 'zh')}.{{0,3}}\Z"
)
# At the end of a clause a ranking may be told of by words further ahead: 位居全县公办初中第一.
RANKED_APART = re.compile(rf"{expression('ranking.words', 'zh')}[^\W\d_a-z]{{0,16}}\Z")
PAUSE = re.compile(r"[ ,.;:!?、。)”|\n]|\Z")
RANK_BEHIND = re.compile(rf" {expression('ranking.behind', 'en')}")
NO_RANK = re.compile(
    rf"[ -]{expression('ranking.none', 'en')}|-{expression('ranking.none-joined', 'en')}"
)
NOTED = re.compile(rf"(?<![a-z]){expression('ranking.noted', 'en')} \Z")
NOUN = re.compile(rf" (?!{expression('function', 'en')}|(?:{'|'.join(KNOWN)})(?![a-z]))[a-z]")
RANK_UNITS = frozenset(words("ranking.units", "zh"))
NEXT = re.compile(r"[ -]([a-z]+)")
DOZEN = Decimal(12)
[PIECE] = words("things.any")
MORE = words("number-forms.more")
COUNTS = ("count", "big", "loose", "time")
LOOKBEHIND = 70
FEW = 2  # first and second are mostly no numbers in running text


class Amount(NamedTuple):
    """A number with its unit. `rank` is its kind if it is an ordinal.

    What is not `counted` may be the first of a range, and is no figure by itself.
    """

    start: int
    end: int
    numeral: Numeral
    unit: str
    unit_kind: str
    rank: str | None = None
    counted: bool = True


def amount(text: str, start: int, units: Units) -> Amount | None:
    """The number with its unit at a place; None if it is no figure.

    >>> from .units import UNITS
    >>> for text, place in (("第十六届", 1), ("一等奖", 0), ("$1.8m", 1), ("5g", 0), ("二百五十", 0), ("一所", 0)):
    ...     found = amount(text, place, UNITS)
    ...     print(text, found and (str(found.numeral.value), found.unit, found.counted))
    第十六届 ('16', '届', True)
    一等奖 None
    $1.8m ('1800000', '$', True)
    5g ('5', 'g', True)
    二百五十 ('250', '', True)
    一所 ('1', '所', True)
    """
    first, sign = currency(text, start)
    number = number_at(text, start, money=bool(sign))
    if number is None or number.value == number.high == number.low:
        return None
    if number.form in ("digits", "ordinal") and (ending := ENDING.match(text, number.end)):
        number = number._replace(end=ending.end(), form="ordinal")
    if NO_FIGURE.match(text, number.end):
        return None
    if place := top(text, number) or numbered(text, number):
        return place
    if text[start - 1 : start] == ORDINAL:
        return ordinal(text, number, units)
    if number.form == "ordinal":
        return english_ordinal(text, number)
    number, unit = counted_in(text, number, sign, units)
    end = unit.end if unit else number.end
    if number.form == "digits" and not unit and LETTER.match(text, end):
        return None
    half = (
        HALF_BEHIND.match(text, end)
        if unit and unit.kind in (*COUNTS, "size", "multiple")
        else None
    )
    if half and number.value is not None and number.value % 1 == 0:
        number = number._replace(value=number.value + ONE / 2, step=ONE / 2)
        end = half.end()
    counted = bool(sign) or is_figure(text, number, unit)
    if unit and unit.name in SMALLER:
        number, end = with_smaller(text, number, unit)
    if unit and unit.kind == "money" and not sign:
        number, end = with_parts(text, number, end)
    if unit and unit.kind == "dozen" and number.value is not None:
        number = number._replace(value=number.value * DOZEN, step=number.step * DOZEN)
        unit = None
    name, unit_kind = (unit.name, unit.kind) if unit else ("", "")
    if number.unit and not name:
        name, unit_kind = number.unit, "per-hundred"
    if number.form == "fraction" and not unit and number.value is not None and number.value < 1:
        number = number._replace(value=rounded(number.value * HUNDRED, 2), form="share")
        name, unit_kind = "%", "per-hundred"
    if number.form == "multiple":
        said = text[number.start : number.end]
        name = "" if said in DOUBLE else words("units.multiple", "en")[0]
        unit_kind = "multiple"
    if sign:
        if unit and unit.kind != "money":
            end = number.end
        name, unit_kind = sign, "money"
    if text[start - 1 : start] == TOP and name in RANK_UNITS:
        return Amount(start - 1, end, number, name, unit_kind, "rank", counted)
    rank = "rank" if name in words("ranking.open", "zh") else None
    return Amount(first, end, number, name, unit_kind, rank, counted)


def unit_of(text: str, number: Numeral, sign: str, units: Units) -> Unit | None:
    """The unit behind a number. A single thing in English is counted by the next word."""
    if number.unit:
        return None
    unit = units.after(text, number.end, plural=not sign and number.form != "multiple")
    if unit is None and number.form == "words" and number.value == 1:
        follows = NEXT.match(text, number.end)
        if follows and not NO_ONE.match(text, number.end):
            return Unit(follows.end(), follows[1], "count")
    return unit


def counted_in(text: str, number: Numeral, sign: str, units: Units) -> tuple[Numeral, Unit | None]:
    """A number with the unit behind it, and with a sign or word for more before the unit: 5+人, 8个多小时."""
    unit = unit_of(text, number, sign, units)
    if unit is None and PLUS.match(text, number.end):
        behind = number._replace(end=number.end + 1, more=True)
        more = unit_of(text, behind, sign, units)
        return (behind, more) if more else (number, None)
    if unit is not None and unit.name == PIECE and text[unit.end : unit.end + 1] in MORE:
        more = units.after(text, unit.end + 1, plural=False)
        if more and units.kinds.get(PIECE + more.name) == more.kind:
            return number._replace(more=True), more._replace(name=PIECE + more.name)
    return number, unit


def ordinal(text: str, number: Numeral, units: Units) -> Amount | None:
    """A number behind 第: it is left out where it is a part of a name (第一课堂)."""
    unit = units.after(text, number.end, plural=False)
    if number.value is None:
        return None
    ranked = RANKED.search(text, max(0, number.start - 8), number.start - 1)
    if unit is None and not ranked and PAUSE.match(text, number.end):
        ranked = RANKED_APART.search(text, max(0, number.start - 20), number.start - 1)
    if unit is None and not ranked:
        follows = HAN_CHARACTER.match(text, number.end)
        short = number.end - number.start == 1 and number.form == "han"
        if (follows or short) and not alone(text, number.start - 1, number.end):
            return None
    rank = "rank" if (unit and unit.name in RANK_UNITS) or (ranked and unit is None) else "ordinal"
    end, name, kind = unit or (number.end, "", "")
    return Amount(number.start - 1, end, number, name, kind, rank)


def top(text: str, number: Numeral) -> Amount | None:
    """The first places of a ranking, without a unit: 位居全国前三."""
    start = number.start - 1
    if text[start : start + 1] != TOP or number.value is None or not PAUSE.match(text, number.end):
        return None
    if not RANKED_APART.search(text, max(0, start - 20), start):
        return None
    return Amount(start, number.end, number, "", "", "rank")


def numbered(text: str, number: Numeral) -> Amount | None:
    """A place in a ranking as a number: ranked no. 3."""
    if number.form != "digits" or not is_rank(text, number.start):
        return None
    return Amount(number.start, number.end, number, "", "", "rank")


def is_noted(text: str, number: Numeral) -> bool:
    """Whether an ordinal stands between an article or "our" and a noun."""
    lead = NOTED.search(text, max(0, number.start - LOOKBEHIND), number.start)
    return lead is not None and NOUN.match(text, number.end) is not None


def english_ordinal(text: str, number: Numeral) -> Amount | None:
    """An ordinal in English. First and second are ordinals before a noun: its first branch; not: it first opened."""
    if NO_RANK.match(text, number.end):
        return None
    behind = RANK_BEHIND.match(text, number.end)
    ranked = RANKED.search(text, max(0, number.start - LOOKBEHIND), number.start)
    assert number.value is not None
    if LETTER.match(text, number.start) and not (
        number.value > FEW
        or behind
        or ranked
        or is_noted(text, number)
        or alone(text, number.start, number.end)
    ):
        return None
    rank = "rank" if ranked or behind else "ordinal"
    return Amount(number.start, number.end, number, "", "", rank)
