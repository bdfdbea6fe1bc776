"""What a figure is a number of: money, people, time; and the numbers that texts have."""

import re
from collections.abc import Iterator
from functools import cache

from ..model.base import FactBase, Record
from ..text.normalise import fold
from ..vocabulary import LANGUAGES, group, keys, pattern, standing, words
from .query import TOKEN, Query, span

MEMBERS = ("teachers", "students", "graduates", "employees")  # lists of `synonyms`
# Lists with the names of what is counted.
COUNTED = {
    "things": ("counted",),
    "people": ("people", "visits", *(f"synonyms.{name}" for name in MEMBERS)),
}
MEASURES = ("area", "money", "time", "size")  # lists of the vocabulary's `units`
PARTS = ("fraction", "ratio")  # forms of a share


@cache
def rates() -> frozenset[str]:
    """The units of rates."""
    return frozenset(
        ("%", "‰", *words("rates", "zh"), *words("rates.percent"), *words("rates.points"))
    )


@cache
def people() -> frozenset[str]:
    """The units of people."""
    return frozenset((*words("alike.people", "zh"), *words("people", "en")))


@cache
def units_of(sort: str) -> frozenset[str]:
    """The units of one sort."""
    more = ("dollars", "pounds", "euros") if sort == "money" else ()
    return frozenset(
        (*words(f"units.{sort}"), *(w for each in more for w in words(f"alike.{each}")))
    )


def counted_in(text: str) -> str | None:
    """The unit that a folded question asks a number of, if it is one: 多少亩, how many acres."""
    for lang in LANGUAGES:
        for word in words("search-counting", lang):
            start = text.find(word)
            while start >= 0:
                rest = text[start + len(word) :].lstrip()
                if found := next((each for each in measured(lang) if begins(rest, each)), None):
                    return found
                start = text.find(word, start + 1)
    return None


def begins(text: str, unit: str) -> bool:
    """Whether a text begins with a unit, and not with a longer English word."""
    return text.startswith(unit) and not (unit.isascii() and text[len(unit) :][:1].isalpha())


@cache
def measured(lang: str) -> tuple[str, ...]:
    """The units of all sorts in one language, the longest first."""
    every = {each for sort in MEASURES for each in words(f"units.{sort}", lang)}
    return tuple(sorted(every, key=lambda each: (-len(each), each)))


def money(base: FactBase, record: Record) -> bool:
    """Whether a fact is an amount of money."""
    return any(
        name.casefold() in units_of("money") or pattern("money-units").search(fold(name))
        for name in unit(base, record)
    )


def share(base: FactBase, record: Record) -> bool:
    """Whether a figure is a rate, a share or a growth."""
    return bool(record.get("growth_of")) or rate(base, record)


def rate(base: FactBase, record: Record) -> bool:
    """Whether a figure is in percent, a fraction or a ratio."""
    return record.get("form") in PARTS or not rates().isdisjoint(unit(base, record))


def counts_people(base: FactBase, record: Record) -> bool:
    """Whether the unit of a figure is people."""
    return not people().isdisjoint(unit(base, record))


def unit(base: FactBase, record: Record) -> list[str]:
    """The names of the unit of a figure."""
    term = base.vocabulary.get("units", {}).get(str(record.get("unit")), {})
    return [term[lang] for lang in ("zh", "en") if lang in term]


def numbers(text: str) -> Iterator[tuple[str, str]]:
    """The numbers of a folded text, each with its unit: a Han character, or a word."""
    [ordinal] = words("number-parts.ordinal")
    number, end = "", -1
    for found in TOKEN.finditer(text):
        word = found[0]
        if number and text[end : found.start()] in ("", " ") and not word[0].isdigit():
            yield number, word if word.isascii() else word[0]
        counts = word[-1].isdigit() and text[found.start() - 1 : found.start()] != ordinal
        number = word if counts or word in number_words() else ""
        end = found.end()


@cache
def number_words() -> frozenset[str]:
    """The English words for small numbers."""
    return frozenset((*words("numbers", "en"), *words("numbers.one", "en")))


def forms(word: str) -> tuple[str, ...]:
    """An English word, its plural, and the word that it is a plural of."""
    return (word, f"{word}s", word.removesuffix("s"))


@cache
def sort_names() -> dict[str, tuple[str, ...]]:
    """What the figures are called that the last character of a word means: 数 is 人数 or 数量."""
    found: dict[str, tuple[str, ...]] = {}
    for sort in keys("count-suffixes"):
        for suffix in words(f"count-suffixes.{sort}"):
            found[suffix] = (*found.get(suffix, ()), *words(f"counts.{sort}", "zh"))
    return found


@cache
def measures() -> list[str]:
    """The measure words behind numbers, the longest first."""
    every = {*words("measures"), *words("measures.longer"), *words("measures.behind-digits")}
    return sorted(every, key=lambda word: (-len(word), word))


@cache
def alike() -> dict[str, tuple[str, ...]]:
    """The measures of one meaning as each of them."""
    lists = [words(f"alike.{key}", "zh") for key in keys("alike") if group("alike", "zh").get(key)]
    return {word: each for each in lists for word in each}


@cache
def years() -> frozenset[str]:
    """What stands behind the number of a year."""
    return frozenset(words("measures.years"))


def counted_sort(text: str) -> str:
    """What sort of thing a folded noun names: `people`, `things`, or nothing if it does not say."""
    last = {
        end: sort  # what stands last is the noun
        for sort, paths in COUNTED.items()
        for path in paths
        for _, end in standing(path, text)
    }
    return last[max(last)] if last else ""


def measured_sort(measure: str) -> str:
    """What sort of thing a measure word is for: `people`, `things`, or nothing if for any."""
    if measure in people() or measure in words("visits", "zh"):
        return "people"
    return (
        "things"
        if measure in words("units.count", "zh") and measure != words("things.any", "zh")[0]
        else ""
    )


def noun(query: Query, path: str, *, beside: bool = False) -> int:
    """The positions of the content behind words of asking, or else of that before them.

    `beside`: what stands behind must stand directly there, and only 有 before 哪些.
    """
    asked = [*standing(path, query.line)]
    runs = [*contents(query, query.content & ~sum(span(*each) for each in asked))]
    for start, end in asked:
        behind = next((run for run in runs if run >> end), 0)
        if behind and (not beside or behind & span(end, end + 2)):
            return behind
        before = next((run for run in reversed(runs) if run < 1 << start), 0)
        if before and not behind and (not beside or before & span(max(start - 2, 0), start)):
            return before
    return 0


def contents(query: Query, wanted: int) -> Iterator[int]:
    """The `wanted` positions of a query in parts that stand together."""
    run = 0
    for place, character in enumerate(query.line):
        if wanted >> place & 1:
            run |= 1 << place
        elif run and character != " ":
            yield run
            run = 0
    if run:
        yield run


@cache
def month() -> re.Pattern[str]:
    """The pattern of a month in a folded text."""
    return re.compile(rf"[0-9]月|\b(?:{'|'.join(words('months'))})\b")
