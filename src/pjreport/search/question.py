"""What a question asks for: a number, a day, somebody, a list; and whether a fact has it.

Question answering calls this the type of the answer. A fact that holds every word of a question
answers it only if it also has what is asked for: 哪天 asks for a day.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from ..text.normalise import fold
from ..vocabulary import LANGUAGES, group, spoken, standing, words
from .query import Query, counts, span
from .searched import ENDS, headings, unbracketed
from .units import (
    COUNTED,
    MEASURES,
    counted_in,
    counted_sort,
    forms,
    measured_sort,
    money,
    month,
    noun,
    numbers,
    rate,
    share,
    unit,
    units_of,
)

NAMED = ("people", "organisations")  # kinds of fact that are somebody
SORT, TOTAL, OTHER, CHANGE, PLANNED = "sort", "total", "other", "change", "planned"
NO_SORTS = (SORT, TOTAL, OTHER, CHANGE, PLANNED)  # these lists are no sorts of answer
UNSPOKEN = (OTHER, PLANNED)  # their words do more than ask
ORDINALS = ("edition", "batch", "ordinal")  # fields with an ordinal
RISES = ("rise", "fall", "asked.change")  # lists of the vocabulary
# Lists of words that set a figure apart, each with the lists that a question for such a figure has.
APART = {
    "naming-planned": ("naming-planned", "asked.planned"),
    "naming-change": ("naming-change", "asked.change", "synonyms.new", "synonyms.opened"),
    "earlier": ("earlier",),
}
DATED = ("date", "year", "founded")
MEASURED = {"duration": "time", "area": "area"}  # those that a sort of answer has
NTH = "第[0-9]|[0-9](?:st|nd|rd|th)"  # patterns
YEAR = r"(?:19|20)[0-9]{2}"


class Question:
    """The sorts of answer that a question asks for: names of lists in the vocabulary's `asked`."""

    def __init__(
        self,
        typed: Sequence[str],
        query: Query | None = None,
        folded: Callable[[str], str] = fold,
    ) -> None:
        """`query` is what is searched for the words. `folded` folds the texts of facts."""
        self.query = query or Query(typed)
        self.folded = folded
        self.fitting: dict[tuple[str, str], bool] = {}
        self.text = fold(" ".join(typed))
        lists = dict.fromkeys(name for lang in spoken(self.text) for name in group("asked", lang))
        self.asked = [name for name in lists if any(standing(f"asked.{name}", self.text))]

    @cached_property
    def wanted(self) -> str | None:
        """The sort of answer that a fact must have; None if any fact will do."""
        return next((name for name in self.asked if name not in NO_SORTS), None)

    @property
    def listing(self) -> bool:
        """Whether it asks for several things by name."""
        return "list" in self.asked

    @property
    def total(self) -> bool:
        """Whether it asks for a sum."""
        return TOTAL in self.asked

    @property
    def change(self) -> bool:
        """Whether it asks how a figure changed."""
        return CHANGE in self.asked

    @cached_property
    def units(self) -> frozenset[str]:
        """The units that a number must have: of time for 多久, of area for 多少亩; none if any will do."""
        if self.wanted in MEASURED:
            return units_of(MEASURED[self.wanted])
        found = counted_in(self.text)
        return next((units for units in map(units_of, MEASURES) if found in units), frozenset())

    def measured(self, base: FactBase, record: Record) -> bool:
        """Whether a figure has a unit of the sort that is asked for. One without a unit may have."""
        names = {name.casefold() for name in unit(base, record)}
        return not self.units or not names or not names.isdisjoint(self.units)

    @cached_property
    def turns(self) -> list[str]:
        """The words that make it another question: no, last year."""
        return [self.text[start:end] for start, end in standing(f"asked.{OTHER}", self.text)]

    @cached_property
    def head(self) -> int:
        """The positions of what is counted: the content behind the words of asking, or before them.

        None are set for a question that asks for no number.
        """
        head = noun(self.query, "asked.number") if self.wanted == "number" else 0
        if not head or not self.query.line.isascii():
            return head
        start = (head & -head).bit_length() - 1
        for _, end in standing("asked.number", self.query.line):
            if end <= start and self.query.light & span(end, start):
                return 0  # how many people came: the noun says little, what follows is no noun
        asked = self.query.line[start : head.bit_length()].split()
        plural = any(word.endswith("s") or word in words("units.people", "en") for word in asked)
        return head if plural or "many" not in self.text else 0  # how many sat the test

    @cached_property
    def counting(self) -> str:
        """What sort of thing is counted: `people`, `things`, or nothing if no word says it."""
        return self.named or measured_sort(self.measure)

    @cached_property
    def named(self) -> str:
        """The same by the noun for what is counted."""
        start = (self.head & -self.head).bit_length() - 1
        return counted_sort(self.query.line[start : self.head.bit_length()]) if self.head else ""

    @cached_property
    def measure(self) -> str:
        """The measure word that says what sort of thing is counted, where the noun does not: 场."""
        if self.wanted != "number" or self.named:
            return ""
        asked = {start for start, _ in standing("asked.number", self.query.line)}
        measures = [each for start, _, each in counts(self.query.line) if start in asked]
        return next(filter(measured_sort, measures), "")

    @cached_property
    def people(self) -> bool:
        """Whether it asks for nothing but how many people of a sort there are: 教师人数."""
        every = 0
        for path in COUNTED["people"]:
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
        held = [*self.texts(record), *map(fold, periods(base, record))]
        return [word for word in self.turns if not any(word in text for text in held)]

    def asks(self, word: str, record: Record) -> bool:
        """Whether a word does nothing but ask for what a fact has: percentage, 数量, 主持人."""
        word = fold(word)
        lists = (
            standing(f"asked.{name}", self.text) for name in self.asked if name not in UNSPOKEN
        )
        asking = [self.text[start:end] for each in lists for start, end in each]
        if record.get("growth_of") and any(word in each for each in words("earlier")):
            return True  # a growth is one from the year before
        return any(word in each for each in asking) or any(
            word in headings(name) for name in BY_ID[record["kind"]].fields if record[name]
        )

    def counted(self, text: str) -> bool:
        """Whether a folded text has a number of what is asked for: 5星级 if the question has 星."""
        asked = {*self.text.split()}
        for number, of in numbers(text):
            if re.fullmatch(YEAR, number):
                continue
            if (not of.isascii() and of in self.text) or not asked.isdisjoint(forms(of)):
                return True
        return False

    def texts(self, record: Record) -> Iterator[str]:
        """The folded names and evidence of a fact."""
        every = (record["zh"], record["en"], *record["evidence"])
        return (self.folded(text) for text in every if text)

    @cached_property
    def marked(self) -> list[str]:
        """The lists of words that set a figure apart, of which the question has none: planned, earlier."""
        return [
            path
            for path, of in APART.items()
            if not any(any(standing(each, self.text)) for each in of)
        ]

    def apart(self, record: Record) -> bool:
        """Whether the name of a figure says that it is no result of this report, and the question does not."""
        names = {self.folded(record[lang]) for lang in LANGUAGES}
        return any(any(standing(path, name)) for path in self.marked for name in names)

    def whole(self, record: Record) -> bool:
        """Whether the name of a fact says that it is a sum."""
        names = {self.folded(record[lang]) for lang in LANGUAGES}
        return any(any(standing(f"asked.{TOTAL}", name)) for name in names)

    def names(self, record: Record) -> bool:
        """Whether a question is no more than the name of a fact."""
        labels = [record[lang] for lang in LANGUAGES]
        return any(self.text == self.folded(label) for label in labels) or any(
            self.text == fold(" ".join(unbracketed([label])))
            for label in labels
            if label[-1:] in ENDS
        )

    def holds(self, pattern: str, record: Record) -> bool:
        """Whether a pattern stands in the texts of a fact."""
        return any(re.search(pattern, text) for text in self.texts(record))

    def grown(self, record: Record) -> bool:
        """Whether a figure says how another changed: by its field, or by its name."""
        names = {self.folded(record[lang]) for lang in LANGUAGES}
        return bool(record.get("growth_of")) or any(
            any(standing(path, name)) for path in RISES for name in names
        )

    def met(self, base: FactBase, record: Record) -> bool:
        """Whether a fact has what is asked for."""
        key = (record["report"], record["id"])
        if key not in self.fitting:
            self.fitting[key] = self.fits(base, record)
        return self.fitting[key]

    def fits(self, base: FactBase, record: Record) -> bool:
        """The same, looked at each time."""
        figure = bool(BY_ID[record["kind"]].figure)
        match self.wanted:
            case "day":
                return bool(record.get("date")) or any(map(month().search, self.texts(record)))
            case "year":
                # A figure has a period.
                dated = any(record.get(name) for name in DATED)
                return figure or dated or self.holds(YEAR, record)
            case "who":
                return named(base, record)
            case "honour":
                return bool(record["kind"] == "honours")
            case "rank":
                nth = self.holds(NTH, record)
                return record.get("form") == "rank" or (not figure and nth)
            case "ordinal":
                fields = record.get("form") == "rank" or any(map(record.get, ORDINALS))
                return fields or (not figure and self.holds(NTH, record))
            case "money":
                return money(base, record)
            case "share":
                if figure:
                    return share(base, record) or (self.change and self.grown(record))
                return any(
                    any(standing("asked.share", text)) and any(numbers(text))
                    for text in self.texts(record)
                )
            case "value":
                return figure
            case "number":
                if figure:
                    return not rate(base, record) and self.measured(base, record)
                return any(self.counted(text) for text in self.texts(record))
            case "duration" | "area":
                return figure and self.measured(base, record)
            case "list":
                return not figure
        return True


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
