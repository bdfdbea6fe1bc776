"""What can be looked up in a sentence, and where: figures, dates, ordinals, grades and names."""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from ..model.diagnostics import Place
from ..quantities.quantity import Quantity
from ..quantities.reader import read
from ..text.normalise import Traced, fold
from ..text.tokens import HAN
from ..vocabulary import expression, words
from .passages import Sentence
from .terms import GRADE, grade

BEHIND = 16  # characters before a number that may say that it is a year
QUOTED = re.compile(r"[“\"「『《‘]([^“”\"「」『』《》‘’]{2,40})[”\"」』》’]")
YEAR_OF = re.compile(r"[0-9]{4}(?: [a-z ]+)?")
BEFORE_YEAR = re.compile(rf"{expression('year-numbers.before', 'en')} $", re.IGNORECASE)
PERIODS = words("measures.years")
GIVEN = (
    re.compile(
        rf"(?:{expression('honours.given', 'zh')}|{expression('honours.giving')}{expression('honours.for')})([{HAN}0-9]{{2,40}})"
    ),
    re.compile(
        rf"(?:{expression('honours.given', 'en')}|{expression('honours.recognised')} {expression('honours.as')})"
        rf"(?: {expression('honours.articles')})* ((?:(?!{expression('honours.ends')} )[a-z]+ ?){{1,12}})"
    ),
)
DATE_WORDS = {word: key for key in ("year", "month", "day") for word in words(f"days.{key}", "zh")}
PART = re.compile(rf"([0-9]{{1,4}}) ?({'|'.join(DATE_WORDS)})")
MONTHS = {name: str(number) for number, name in enumerate(words("months"), 1)}
DAY = re.compile(rf"([0-9]+){expression('ordinals.endings', 'en').replace('(?<![A-Za-z])', '')}?")
# Behind a share that is one: 5%的增长.
GROWN = re.compile(
    rf"{expression('of', 'zh')}(?:(?P<up>{expression('rise', 'zh')})|{expression('fall', 'zh')})"
)
MORE = re.compile(rf" {expression('change.than')}")  # 12 more than the year before
TIMES = ("year", "date")
MONTH, MONTHS_OF_YEAR = words("days.month", "zh"), 12
DAYS, DAYS_OF_MONTH, YEARS = words("days.day", "zh"), 31, range(1800, 2200)


class Found(NamedTuple):
    """What can be looked up in a text, and where. `key` is compared if there is no `quantity`."""

    sort: str
    key: str
    quantity: Quantity | None
    start: int
    end: int


def dated(text: str) -> str:
    """The year, month and day of a date, as far as it says them.

    >>> dated("2015年4月"), dated("25日"), dated("14 July")
    ('2015-4-', '--25', '-7-14')
    """
    folded = fold(text)
    parts = {DATE_WORDS[unit]: number for number, unit in PART.findall(folded)}
    for word in () if parts else folded.split():
        if word in MONTHS:
            parts["month"] = MONTHS[word]
        elif number := DAY.fullmatch(word):
            parts["year" if len(number[1]) == 4 else "day"] = number[1]
    return "-".join(parts.get(key, "").lstrip("0") for key in ("year", "month", "day"))


def time(each: Quantity) -> str:
    """A date or year as a key; empty for other figures."""
    if each.kind in TIMES:
        said = dated(each.text)
        return said if said != "--" or each.value is None else f"{each.value}--"
    if each.value is None or each.value != each.value.to_integral_value():
        return ""
    if each.unit in MONTH and each.value <= MONTHS_OF_YEAR:
        return f"-{each.value}-"
    if each.unit in DAYS and 1 <= each.value <= DAYS_OF_MONTH:
        return f"--{each.value}"
    return f"{each.value}--" if each.unit in PERIODS and each.value in YEARS else ""


def year(text: str, each: Quantity) -> str:
    """The year that a number before a noun is: the 2021 graduates."""
    if not YEAR_OF.fullmatch(each.text) or not BEFORE_YEAR.search(
        text, max(0, each.start - BEHIND), each.start
    ):
        return ""
    return f"{each.value}--" if each.value in YEARS else ""


def findings(
    sentence: Sentence, units: Collection[str], figures: Mapping[Place, Quantity]
) -> Iterator[Found]:
    """Everything in a sentence that can be looked up by itself, sort by sort.

    `figures` are those of the whole text, where headings and heads of tables give units.
    """
    text = sentence.text
    taken: set[int] = set()
    for found in GRADE.finditer(text):
        taken.update(range(*found.span()))
        yield Found("class" if found["class"] else "grade", grade(found), None, *found.span())
    for each in read(text, units):
        if each.start in taken or each.passing:
            continue
        whole = figures.get(sentence.places[each.start])
        if whole and whole.text == each.text and whole.unit and not each.unit:
            each = whole._replace(start=each.start, end=each.end)  # noqa: PLW2901
        if each.kind == "count" and MORE.match(text, each.end):
            each = each._replace(kind="change")  # noqa: PLW2901
        if each.unit == "%" and (grown := GROWN.match(text, each.end)):
            up = "up" if grown["up"] else "down"
            each = each._replace(kind="growth", direction=each.direction or up)  # noqa: PLW2901
        if key := time(each) or year(text, each):
            yield Found("day", key, each, each.start, each.start + len(each.text.rstrip(",， ")))
        elif each.kind == "ordinal":
            yield Found("ordinal", str(each.value), each, each.start, each.end)
        else:
            yield Found("figure", "", each, each.start, each.end)


def named(
    text: str, folded: Traced, known: re.Pattern[str] | None, figures: Iterable[Found]
) -> Iterator[Found]:
    """The names in a text: those that are quoted, or with a pattern of known ones, honours."""
    if known is None:
        for found in QUOTED.finditer(text):
            yield Found("name", fold(found[1]), None, *found.span(1))
        return
    taken = {each.start for each in figures if each.sort == "figure"}
    given = (each for pattern in GIVEN for each in pattern.finditer(folded.text))
    spans = [found.span() for found in known.finditer(folded.text)]
    for start, end in (*spans, *(found.span(1) for found in given)):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            key = folded.text[start:end].strip()
            first, last = folded.spans[start][0], folded.spans[start + len(key) - 1][1] + 1
            yield Found("honour", key, None, first, last)


def placed(text: str, units: Collection[str]) -> dict[Place, Quantity]:
    """The figures of a whole text that have a unit, by their places."""
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    found = {}
    for each in read(text, units):
        if each.unit:
            line = bisect_right(starts, each.start)
            found[Place(line, each.start - starts[line - 1] + 1)] = each
    return found


def erased(text: str, found: Iterable[Found], nouns: Mapping[int, int]) -> str:
    """A text with spaces for what was found, up to its noun."""
    part = list(text)
    for each in found:
        end = nouns.get(each.end, each.end)
        part[each.start : end] = " " * (end - each.start)
    return "".join(part)
