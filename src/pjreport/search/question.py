"""What a question asks for: a number, a day, somebody, a list; and whether a fact has it.

Question answering calls this the type of the answer. A fact that holds every word of a question
answers it only if it also has what is asked for: 哪天 asks for a day.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, cached_property, lru_cache

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from ..text.normalise import fold
from ..vocabulary import group, pattern, words
from .query import Query, span
from .searched import PEOPLE, RATES, headings

NAMED = ("people", "organisations")  # kinds of fact that are somebody
SORT, TOTAL, OTHER = "sort", "total", "other"  # these lists are no sorts of answer
MEMBERS = ("teachers", "students", "graduates", "employees")  # lists of `synonyms`
ORDINALS = ("edition", "batch", "ordinal")  # fields with an ordinal
NTH = re.compile("第[0-9]|[0-9](?:st|nd|rd|th)")
DIGITS = "0123456789"
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Question:
    """The sorts of answer that a question asks for: names of lists in the vocabulary's `asked`."""

    def __init__(self, typed: Sequence[str], query: Query | None = None) -> None:
        """`query` is what is searched for the words."""
        self.query = query or Query(typed)
        self.text = fold(" ".join(typed))
        lists = dict.fromkeys(
            name for lang in languages(self.text) for name in group("asked", lang)
        )
        self.asked = [name for name in lists if any(standing(f"asked.{name}", self.text))]

    @cached_property
    def wanted(self) -> str | None:
        """The sort of answer that a fact must have; None if any fact will do."""
        return next((name for name in self.asked if name not in (SORT, TOTAL, OTHER)), None)

    @property
    def listing(self) -> bool:
        """Whether it asks for several things by name."""
        return "list" in self.asked

    @property
    def total(self) -> bool:
        """Whether it asks for a sum."""
        return TOTAL in self.asked

    @cached_property
    def turns(self) -> list[str]:
        """The words that make it another question: no, last year."""
        return [self.text[start:end] for start, end in standing(f"asked.{OTHER}", self.text)]

    @cached_property
    def head(self) -> int:
        """The positions of what is counted: the content behind the words of asking, or before them.

        None are set for a question that asks for no number.
        """
        return noun(self.query, "asked.number") if self.wanted == "number" else 0

    @cached_property
    def people(self) -> bool:
        """Whether it asks for nothing but how many people of a sort there are: 教师人数."""
        every = 0
        for path in ("people", *(f"synonyms.{name}" for name in MEMBERS)):
            for start, end in standing(path, self.query.line):
                every |= span(start, end)
        counts = sum(span(*each) for each in {*standing("asked.number", self.query.line)})
        return bool(every) and not self.query.content & ~every & ~counts

    @cached_property
    def sort(self) -> int:
        """The positions of the noun for the sort of thing that is counted, listed or asked for."""
        if self.wanted == "number":
            return self.head
        return noun(self.query, "asked.list", beside=True) or noun(
            self.query, "asked.sort", beside=True
        )

    def unheld(self, base: FactBase, record: Record) -> list[str]:
        """The words that make it another question than the one that a fact answers."""
        if not self.turns:
            return []
        held = [*texts(record), *map(fold, periods(base, record))]
        return [word for word in self.turns if not any(word in text for text in held)]

    def asks(self, word: str, record: Record) -> bool:
        """Whether a word does nothing but ask for what a fact has: percentage, 数量, 主持人."""
        word = fold(word)
        lists = (standing(f"asked.{name}", self.text) for name in self.asked if name != OTHER)
        asking = [self.text[start:end] for each in lists for start, end in each]
        if record.get("growth_of") and any(word in each for each in words("earlier")):
            return True  # a growth is one from the year before
        return any(word in each for each in asking) or any(
            word in headings(name) for name in BY_ID[record["kind"]].fields if record[name]
        )

    def counted(self, text: str) -> bool:
        """Whether a folded text has a number of what is asked for: 5星级 if the question has 星."""
        if not any(each in text for each in (*DIGITS, *number_words())):
            return False
        asked = {*self.text.split()}
        for found in number().finditer(text):
            unit = found["unit"]
            if YEAR.fullmatch(found["number"].strip()):
                continue
            if (not unit.isascii() and unit in self.text) or not asked.isdisjoint(forms(unit)):
                return True
        return False

    def met(self, base: FactBase, record: Record) -> bool:
        """Whether a fact has what is asked for."""
        figure = bool(BY_ID[record["kind"]].figure)
        match self.wanted:
            case "day":
                return bool(record.get("date")) or any(map(month().search, texts(record)))
            case "year":
                # A figure has a period.
                return figure or bool(record.get("date")) or any(map(YEAR.search, texts(record)))
            case "who":
                return named(base, record)
            case "honour":
                return bool(record["kind"] == "honours")
            case "ordinal":
                fields = any(record.get(name) for name in ORDINALS)
                return fields or any(map(NTH.search, texts(record)))
            case "money":
                return money(base, record)
            case "share":
                return share(base, record)
            case "value":
                return figure
            case "number":
                if figure:
                    return not rate(base, record)
                return any(self.counted(text) for text in texts(record))
            case "list":
                return not figure
        return True


def standing(path: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the entries of a list of the vocabulary stand in a folded text."""
    for lang in languages(text):
        # Nothing is compiled for a list whose words are not there.
        if any(word.replace("'", "") in text for word in words(path, lang)):
            yield from (found.span() for found in pattern(path, lang).finditer(text))


def languages(text: str) -> list[str]:
    """The languages of a folded text. The vocabulary of another one is not read."""
    latin = any("a" <= character <= "z" for character in text)
    return [*([] if text.isascii() else ["zh"]), *(["en"] if latin else [])]


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


def texts(record: Record) -> Iterator[str]:
    """The folded names and evidence of a fact."""
    return (folded(text) for text in (record["zh"], record["en"], *record["evidence"]) if text)


folded = lru_cache(1000)(fold)  # the texts of a fact are looked at several times


def periods(base: FactBase, record: Record) -> Iterator[str]:
    """The names of the period of a figure."""
    if key := record.get("period"):
        term = base.vocabulary["periods"][key]
        yield from (term[lang] for lang in ("zh", "en") if lang in term)


def named(base: FactBase, record: Record) -> bool:
    """Whether a fact is somebody, or refers to somebody."""
    fields = BY_ID[record["kind"]].references
    others = (base.records[id]["kind"] for field in fields for id in items(record[field]))
    return record["kind"] in NAMED or any(kind in NAMED for kind in others)


def money(base: FactBase, record: Record) -> bool:
    """Whether a fact is an amount of money."""
    return any(pattern("money-units").search(fold(name)) for name in unit(base, record))


def share(base: FactBase, record: Record) -> bool:
    """Whether a fact is a rate, a share or a growth, or says in words how one is."""
    if BY_ID[record["kind"]].figure:
        return bool(record.get("growth_of")) or rate(base, record)
    return any(any(standing("asked.share", text)) for text in texts(record))


def rate(base: FactBase, record: Record) -> bool:
    """Whether a figure is in percent."""
    return not RATES.isdisjoint(unit(base, record))


def counts_people(base: FactBase, record: Record) -> bool:
    """Whether the unit of a figure is people."""
    return not PEOPLE.isdisjoint(unit(base, record))


def unit(base: FactBase, record: Record) -> list[str]:
    """The names of the unit of a figure."""
    term = base.vocabulary.get("units", {}).get(str(record.get("unit")), {})
    return [term[lang] for lang in ("zh", "en") if lang in term]


@cache
def number() -> re.Pattern[str]:
    """The pattern of a number in a folded text, with its `unit`: a Han character, or a word."""
    names = "|".join(number_words())
    return re.compile(
        rf"(?P<number>(?<![0-9.第])[0-9.]+ ?|\b(?:{names}) )(?P<unit>[^ -\x7f]|[a-z]+)"
    )


def number_words() -> tuple[str, ...]:
    """The English words for small numbers."""
    return (*words("numbers", "en"), *words("numbers.one", "en"))


def forms(word: str) -> tuple[str, ...]:
    """An English word, its plural, and the word that it is a plural of."""
    return (word, f"{word}s", word.removesuffix("s"))


@cache
def month() -> re.Pattern[str]:
    """The pattern of a month in a folded text."""
    return re.compile(rf"[0-9]月|\b(?:{'|'.join(words('months'))})\b")
