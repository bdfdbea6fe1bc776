"""What in a folded sentence of a draft can be looked up: figures, grades, classes, ordinals and days."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..quantities.numbers import Quantity, Units, quantities

GRADE = re.compile(r"([0-9]|特)等奖|([0-9])星级")
CLASS = re.compile(r"([0-9])类(?=大赛|竞赛|比赛|赛事)")
PRIZE = re.compile(
    r"\b(first|second|third|grand)[ -](?:class )?prizes?\b|\b([0-9]|five|three) ?stars?\b"
)
PRIZES = {"first": "1等奖", "second": "2等奖", "third": "3等奖", "grand": "特等奖"}
DAY = re.compile(r"(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日")
MONTHS = (
    "january february march april may june july august september october november december".split()
)
ENGLISH_DAY = re.compile(
    rf"\b({'|'.join(MONTHS)}) ([0-9]{{1,2}})(?:st|nd|rd|th)?\b|\b([0-9]{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)})\b"
)
ORDINAL = re.compile(
    r"第([0-9]+)(?=[届批个期次])|首(?=[届批])|(?<![0-9])([0-9]+)(?:st|nd|rd|th)\b|(?<![0-9第])([0-9]+)(?=届)"
)
YEAR = re.compile(
    r"(?<![0-9.])(?:19|20)[0-9]{2}(?=学?年|级|届| |$|\W)(?:(?! (?:person|item|paper|people|student))|(?:(?<=\bof ....)|(?<=\bin ....)))"
)
SMALL = re.compile(r"(?<![0-9.])[0-9]+(?= ?(?:点|时|号楼|栋|楼|级))")

FALL = (
    r"负增长|下降|减少|降低|下滑|回落|降幅|减幅|下跌|缩减|"
    r"\b(?:decreas|declin|drop|fell\b|fall|down\b|reduc|lower|shrank|shrunk|fewer|less\b)"
)
RISE = (
    r"增长|增加|增幅|上升|提高|提升|上涨|增进|涨幅|"
    r"\b(?:up\b|grew|grow|increas|rose|rise|rising|climb|gain|higher|more\b)"
)
TURN = re.compile(f"({FALL})|({RISE})")
# Risen to a figure, not by it: 提升至, rose to. The second is no growth.
REACHED = re.compile(r"(?:至|到|为|\bto)(?:了|约|近|超)?(?:about |nearly |over )?$|达到?了?$")
TURNED = re.compile(
    r"(?:的|以上的)?(?:同比|环比|年均)?(?:%)?(?:of )?(?:the |a |an )?(?:year on year |annual )?"
)
REACH = 40  # characters before a rate within which its direction is said

WORD = re.compile(r" ?([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?(?: ([a-z]+))?")
# They end what is counted, or are no part of it.
FUNCTION = frozenset(
    "of and or in on at by for from to with as than that this these those which who whose were was is are be been "
    "had has have did does do per the an its our their this year years last over out up but while where when after "
    "before during since until also both all more about against respectively total across among took won passed "
    "plus year each every".split()
)
PERCENT = re.compile(r" ?(?:(percent|per cent)|percentage points?)\b")
HAN = re.compile(r"[\u3400-\u9fff]{1,2}")


class Mark(NamedTuple):
    """Something in a draft that can be looked up.

    `sort` is figure, grade, class, ordinal or day; `key` what it says: of a grade
    `1等奖`, of a class of competitions `1类`, of an ordinal its number, of a day `--MM-DD`. `start` and `end` are
    places in the sentence's folded text. The rest is of figures: `unit` a known
    unit, else `counted` the words that follow, `turn` 1 for a growth and -1 for
    a fall, whose `value` is negative. The qualifier `range` says that the
    figure is the end of one.
    """

    sort: str
    key: str
    value: Decimal
    start: int
    end: int
    unit: str = ""
    qualifier: str | None = None
    counted: tuple[str, ...] = ()
    turn: int = 0


def marks(text: str, units: Units) -> Iterator[Mark]:
    """The figures, grades, classes, ordinals and days of a folded text, sort by sort."""
    taken: set[int] = set()

    def mark(sort: str, key: str, value: int, found: re.Match[str]) -> Mark:
        taken.update(range(*found.span()))
        return Mark(sort, key, Decimal(value), *found.span())

    for found in GRADE.finditer(text):
        level = found[1] or found[2]
        yield mark("grade", found[0], int(level) if level.isdigit() else 0, found)
    for found in PRIZE.finditer(text):
        stars = {"five": "5", "three": "3"}.get(found[2], found[2])
        yield mark("grade", PRIZES[found[1]] if found[1] else f"{stars}星级", 0, found)
    for found in CLASS.finditer(text):
        yield mark("class", found[0], int(found[1]), found)
    for found in DAY.finditer(text):
        yield mark("day", f"--{int(found[1]):02}-{int(found[2]):02}", 0, found)
    for found in ENGLISH_DAY.finditer(text):
        month = MONTHS.index(found[1] or found[4]) + 1
        yield mark("day", f"--{month:02}-{int(found[2] or found[3]):02}", 0, found)
    for found in ORDINAL.finditer(text):
        if found.start() not in taken:
            number = int(found[1] or found[2] or found[3] or 1)
            yield mark("ordinal", str(number), number, found)
    for pattern in (YEAR, SMALL):
        for found in pattern.finditer(text):
            taken.update(range(*found.span()))
    for each in quantities(text, units):
        if each.start not in taken and not each.ordinal:
            yield figure(text, each)


def figure(text: str, found: Quantity) -> Mark:
    """The mark of a number with what is counted and whether it grew by it or fell."""
    unit = found.unit
    end = text.find(unit, found.end) + len(unit) if unit else found.end
    counted = () if unit and not unit.isascii() else following(text, end)
    if not unit and (rate := PERCENT.match(text, end)):
        unit, end, counted = "%" if rate[1] else "个百分点", rate.end(), ()
    turn = direction(text, found.start, end) if unit in ("%", "个百分点", "‰") else 0
    value = -found.value if turn < 0 else found.value
    return Mark(
        "figure", str(found.value), value, found.start, end, unit, found.qualifier, counted, turn
    )


def following(text: str, end: int) -> tuple[str, ...]:
    """The words that say what is counted: English ones up to a function word, or two of Han.

    >>> following("the 2 new majors of 2021", 5), following("5228箱鸡蛋", 4)
    (('new', 'majors'), ('箱鸡',))
    """
    if han := HAN.match(text, end):
        return (han[0],)
    words: list[str] = []
    if found := WORD.match(text, end):
        for word in filter(None, found.groups()):
            if word in FUNCTION:
                break
            words.append(word)
    return tuple(words)


def direction(text: str, start: int, end: int) -> int:
    """Whether a rate is said to be a growth (1), a fall (-1) or neither (0).

    >>> direction("同比下降46.15%", 4, 10), direction("通过率提升至92.97%", 6, 12)
    (-1, 0)
    """
    lead = text[max(0, start - REACH) : start]
    lead = re.split(r"[0-9]", lead)[-1]
    if REACHED.search(lead):
        # 增幅达 is a growth all the same: the word is a noun.
        nouns = re.search(r"(增幅|涨幅|增长率?|增长)达到?了?$|(降幅|减幅|下降)达到?了?$", lead)
        return 0 if nouns is None else 1 if nouns[1] else -1
    turns = list(TURN.finditer(lead))
    last = turns[-1] if turns else None
    if last is None:
        after = text[end : end + REACH]
        begun = TURNED.match(after)
        last = TURN.match(after, begun.end() if begun else 0)
    return 0 if last is None else -1 if last[1] else 1
