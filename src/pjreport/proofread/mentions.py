"""What in a folded sentence of a draft can be looked up: figures, grades, classes, ordinals and days."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..quantities.numbers import Quantity, Units, quantities
from ..text.numerals import ORDINAL
from ..text.tokens import HAN
from ..vocabulary import expression, keys, words

[PRIZE], [STARS], [SPECIAL] = (
    words(f"grades.{key}", "zh") for key in ("prize", "stars", "special")
)
GRADE = re.compile(f"([0-9]|{SPECIAL}){PRIZE}|([0-9]){STARS}")
CLASS = re.compile(f"([0-9]){expression('classes')}")
PRIZES = {
    word: f"{SPECIAL if key == '0' else key}{PRIZE}"
    for key in keys("grades")
    if key.isdigit()
    for word in words(f"grades.{key}")
}
NUMBERS = {word: str(number) for number, word in enumerate(words("numbers"), 2)}
ENGLISH_GRADE = re.compile(
    rf"\b({'|'.join(PRIZES)})[ -]{expression('grades.prizes')}"
    rf"|\b([0-9]|{'|'.join(NUMBERS)}) ?{expression('grades.stars', 'en')}"
)
MONTH, DAY = expression("days.month"), expression("days.day")
DATE = re.compile(rf"(?<![0-9])([0-9]{{1,2}}){MONTH}([0-9]{{1,2}}){DAY}")
MONTHS = words("months")
MONTH_NAMES, ENDINGS = expression("months"), "|".join(words("ordinals.endings"))
ENGLISH_DATE = re.compile(
    rf"({MONTH_NAMES}) ([0-9]{{1,2}})(?:{ENDINGS})?\b|\b([0-9]{{1,2}})(?:{ENDINGS})? ({MONTH_NAMES})"
)
ORDINALS = re.compile(
    rf"{ORDINAL}([0-9]+)(?={expression('ordinals')})|{expression('ordinals.first')}(?={expression('ordinals.first-of')})"
    rf"|(?<![0-9])([0-9]+)(?:{ENDINGS})\b|(?<![0-9{ORDINAL}])([0-9]+)(?={expression('ordinals.plain')})"
)
# Before people or things it is a number of them, unless it follows a word such as "of".
OF_YEAR = "|".join(rf"(?<=\b{word} ....)" for word in words("year-numbers.before"))
YEAR = re.compile(
    rf"(?<![0-9.])(?:19|20)[0-9]{{2}}(?={expression('measures.years')}| |$|\W)"
    rf"(?:(?! {expression('year-numbers.not-before')})|{OF_YEAR})"
)
SMALL = re.compile(rf"(?<![0-9.])[0-9]+(?= ?{expression('clock')})")

SHARES = ("%", "‰", *words("rates"))
FALL, RISE = (f"{expression(each)}|{expression(f'{each}.draft')}" for each in ("fall", "rise"))
TURN = re.compile(f"({FALL})|({RISE})")
# Risen to a figure, not by it: 提升至, rose to. The second is no growth.
DONE = expression("change.done")
COME = f"{expression('change.reached')}{DONE}?$"
REACHED = re.compile(
    rf"{expression('change.to')}(?:{DONE}|{expression('change.behind', 'zh')})?$|{COME}"
)
NOUNS = re.compile(f"({expression('rise.nouns')}){COME}|({expression('fall.nouns')}){COME}")
TURNED = re.compile(f"{expression('turned')}?{expression('turned.compared')}?%?")
REACH = 40  # characters before a rate within which its direction is said

WORD = re.compile(r" ?([a-z]+)(?: ([a-z]+))?(?: ([a-z]+))?(?: ([a-z]+))?")
FUNCTION = frozenset(words("function"))
PERCENT = re.compile(f" ?(?:({expression('rates.percent', 'en')})|{expression('rates.points')})")
COUNTED_HAN = re.compile(f"[{HAN}]{{1,2}}")


class Mention(NamedTuple):
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


def mentions(text: str, units: Units) -> Iterator[Mention]:
    """The figures, grades, classes, ordinals and days of a folded text, sort by sort."""
    taken: set[int] = set()

    def mention(sort: str, key: str, value: int, found: re.Match[str]) -> Mention:
        taken.update(range(*found.span()))
        return Mention(sort, key, Decimal(value), *found.span())

    for found in GRADE.finditer(text):
        level = found[1] or found[2]
        yield mention("grade", found[0], int(level) if level.isdigit() else 0, found)
    for found in ENGLISH_GRADE.finditer(text):
        stars = NUMBERS.get(found[2], found[2])
        yield mention("grade", PRIZES[found[1]] if found[1] else f"{stars}{STARS}", 0, found)
    for found in CLASS.finditer(text):
        yield mention("class", found[0], int(found[1]), found)
    for found in DATE.finditer(text):
        yield mention("day", f"--{int(found[1]):02}-{int(found[2]):02}", 0, found)
    for found in ENGLISH_DATE.finditer(text):
        month = MONTHS.index(found[1] or found[4]) + 1
        yield mention("day", f"--{month:02}-{int(found[2] or found[3]):02}", 0, found)
    for found in ORDINALS.finditer(text):
        if found.start() not in taken:
            number = int(found[1] or found[2] or found[3] or 1)
            yield mention("ordinal", str(number), number, found)
    for pattern in (YEAR, SMALL):
        for found in pattern.finditer(text):
            taken.update(range(*found.span()))
    for each in quantities(text, units):
        if each.start not in taken and not each.ordinal:
            yield figure_mention(text, each)


def figure_mention(text: str, found: Quantity) -> Mention:
    """The mention of a number with what is counted and whether it grew by it or fell."""
    unit = found.unit
    end = text.find(unit, found.end) + len(unit) if unit else found.end
    counted = () if unit and not unit.isascii() else following(text, end)
    if not unit and (rate := PERCENT.match(text, end)):
        unit, end, counted = SHARES[0] if rate[1] else SHARES[-1], rate.end(), ()
    turn = direction(text, found.start, end) if unit in SHARES else 0
    value = -found.value if turn < 0 else found.value
    return Mention(
        "figure", str(found.value), value, found.start, end, unit, found.qualifier, counted, turn
    )


def following(text: str, end: int) -> tuple[str, ...]:
    """The words that say what is counted: English ones up to a function word, or two of Han.

    >>> following("the 2 new majors of 2021", 5), following("5228箱鸡蛋", 4)
    (('new', 'majors'), ('箱鸡',))
    """
    if han := COUNTED_HAN.match(text, end):
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
        nouns = NOUNS.search(lead)
        return 0 if nouns is None else 1 if nouns[1] else -1
    turns = list(TURN.finditer(lead))
    last = turns[-1] if turns else None
    if last is None:
        after = text[end : end + REACH]
        begun = TURNED.match(after)
        last = TURN.match(after, begun.end() if begun else 0)
    return 0 if last is None else -1 if last[1] else 1
