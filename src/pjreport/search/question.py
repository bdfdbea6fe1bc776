"""What a question asks for: a number, a day, somebody, a list; and whether a fact has it.

Question answering calls this the type of the answer. A fact that holds every word of a question
answers it only if it also has what is asked for: 哪天 asks for a day.
"""

import re
from collections.abc import Iterator, Sequence

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID
from ..text.normalise import fold
from ..vocabulary import keys, pattern, words

NAMED = ("people", "organisations")  # kinds of fact that are somebody
NUMBER = re.compile(r"(?<![0-9.第])[0-9]+(?:\.[0-9]+)?(?![0-9.])")
YEAR = re.compile(r"(?:19|20)[0-9]{2}")


class Question:
    """The sorts of answer that a question asks for: names of lists in the vocabulary's `asked`."""

    def __init__(self, typed: Sequence[str]) -> None:
        self.text = fold(" ".join(typed))
        self.asked = [name for name in keys("asked") if pattern(f"asked.{name}").search(self.text)]

    @property
    def listing(self) -> bool:
        """Whether it asks for several things by name."""
        return "list" in self.asked

    @property
    def wanted(self) -> str | None:
        """The sort of answer that a fact must have; None if any fact will do."""
        return next((name for name in self.asked if name != "total"), None)

    @property
    def total(self) -> bool:
        """Whether it asks for a sum."""
        return "total" in self.asked

    def met(self, base: FactBase, record: Record) -> bool:
        """Whether a fact has what is asked for."""
        match self.wanted:
            case "day":
                return bool(record.get("date")) or any(map(month().search, texts(record)))
            case "year":
                if BY_ID[record["kind"]].figure:
                    return True  # it has a period
                return bool(record.get("date")) or any(map(YEAR.search, texts(record)))
            case "who":
                return named(base, record)
            case "money":
                return money(base, record)
            case "share":
                return share(base, record)
            case "list":
                return not BY_ID[record["kind"]].figure
            case "number":
                return BY_ID[record["kind"]].figure or any(map(counts, texts(record)))
        return True


def texts(record: Record) -> Iterator[str]:
    """The folded names and evidence of a fact."""
    return (fold(text) for text in (record["zh"], record["en"], *record["evidence"]) if text)


def named(base: FactBase, record: Record) -> bool:
    """Whether a fact is somebody, or refers to somebody."""
    fields = BY_ID[record["kind"]].references
    others = (base.records[id]["kind"] for field in fields for id in items(record[field]))
    return record["kind"] in NAMED or any(kind in NAMED for kind in others)


def money(base: FactBase, record: Record) -> bool:
    """Whether a fact is an amount of money."""
    if not BY_ID[record["kind"]].figure:
        return False
    unit = base.vocabulary["units"].get(record["unit"], {})
    return any(pattern("currencies").search(fold(unit.get(lang, ""))) for lang in ("zh", "en"))


def share(base: FactBase, record: Record) -> bool:
    """Whether a fact is a rate, a share or a growth, or says in words how one is."""
    if BY_ID[record["kind"]].figure:
        unit = base.vocabulary["units"].get(record["unit"], {})
        rates = ("%", "‰", *words("rates", "zh"), *words("rates.points", "en"))
        return bool(record.get("growth_of")) or any(unit.get(lang) in rates for lang in ("zh", "en"))
    return any(map(pattern("asked.share").search, texts(record)))


def counts(text: str) -> bool:
    """Whether a folded text has a number that is no year, day or ordinal: 5星级, and not 2021年."""
    dates = words("measures.dates")
    return any(
        not (YEAR.fullmatch(found[0]) or text.startswith(dates, found.end()))
        and text[found.end() : found.end() + 2] not in words("ordinals.endings", "en")
        for found in NUMBER.finditer(text)
    )


def month() -> re.Pattern[str]:
    """The pattern of a month in a folded text."""
    return re.compile(f"[0-9]月|{'|'.join(words('months'))}")
