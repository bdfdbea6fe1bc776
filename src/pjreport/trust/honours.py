"""The honours that a draft names, by their whole names or without the place before them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.base import FactBase, Record
from ..model.fold import fold
from .draft import Sentence
from .elsewhere import ENGLISH_PERSON, PERSON, Signs, within

# The place or level of an honour; 的, 获 and the like are no part of a place's name.
PLACE = r"(?:全国|国家级?|省级|市级|(?:(?![有获是为评的被在我院校共得了和])[\u4e00-\u9fff]){2}[省市县区]|省|市)"
PREFIX = re.compile(rf"^{PLACE}(?=.{{3}})")
BEFORE = re.compile(rf"({PLACE})(?:首批|第[0-9]+批)?$|\b([a-z]+) $")


class Honour:
    """An honour, and the names it goes by: whole, and without the place before it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        zh, en = fold(record["zh"]), fold(record["en"])
        self.names = [(zh, True), (en, True)]
        self.group = ""
        self.prefix = self.place = ""
        if match := PREFIX.match(zh):
            self.prefix = match[0]
            self.names.append((zh[match.end() :], False))
            self.place, _, rest = en.partition(" ")
            self.names.append((rest, False))

    def at(self, place: str) -> bool:
        """Whether the honour is of this place or level."""
        known = (self.prefix, f"{self.prefix}级", self.place)
        return place in known or (place == "市" and "市" in self.prefix)


class Named(NamedTuple):
    """Where in a sentence's folded text an honour is named, and what of it is not the report's."""

    start: int
    end: int
    id: str
    why: str


class Honours:
    """The honours of one base, laid out to find them in sentences."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        self.all = [
            Honour(record) for record in base.records.values() if record["kind"] == "honours"
        ]
        names = sorted({name for honour in self.all for name, _ in honour.names})
        self.some = re.compile("|".join(map(re.escape, names)) or r"(?!)")
        self.places = {honour.place for honour in self.all if honour.place}
        self.people = {
            fold(record[lang]): id
            for id, record in base.records.items()
            if record["kind"] == "people"
            for lang in ("zh", "en")
        }

    def find(self, sentence: Sentence) -> Iterator[Named]:
        """The honours that a sentence names, each by the longest name that stands there."""
        if not self.some.search(sentence.text):
            return
        taken = {
            place
            for mark in sentence.marks
            if mark.sort == "grade"
            for place in range(mark.start, mark.end)
        }
        found = [each for honour in self.all for each in self._places(honour, sentence.text)]
        persons = self._persons(sentence)
        for start, end, honour, why in sorted(
            found, key=lambda each: (bool(each[3]), each[0] - each[1])
        ):
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            recipient = honour.record.get("recipient") or ""
            of_other = recipient.startswith("people.") and persons and recipient not in persons
            name = self.base.label(recipient, "zh") if of_other else ""
            yield Named(
                start,
                end,
                honour.record["id"],
                why or (f"the report has it of {name}" if of_other else ""),
            )

    def _places(self, honour: Honour, text: str) -> Iterator[tuple[int, int, Honour, str]]:
        """Where an honour is named in a folded text, and by which wrong place."""
        for name, whole in honour.names:
            start = text.find(name)
            if start < 0:
                continue
            end = start + len(name)
            if whole:
                yield start, end, honour, ""
            elif (match := BEFORE.search(text[max(0, start - 14) : start])) and (
                match[1] or match[2] in self.places
            ):
                said = match[1] or match[2]
                why = "" if honour.at(said) else f"the report has {honour.record['zh']}"
                yield start - len(match[0]), end, honour, why
            elif len(name) > 3:
                yield start, end, honour, ""

    def _persons(self, sentence: Sentence) -> Sequence[str]:
        """Who is named in a sentence: the ids of the base's people, or names that it has not."""
        known = [id for name, id in self.people.items() if name in sentence.text]
        others = [found[1] for found in PERSON.finditer(sentence.text)]
        others += [fold(found[1]) for found in ENGLISH_PERSON.finditer(sentence.prose)]
        strange = [
            name for name in others if not any(one in name or name in one for one in self.people)
        ]
        return [*known, *strange]


def doubted(signs: Signs, sentence: Sentence, named: Named) -> str | None:
    """Why an honour that is named is not said to be this school's; empty when it is denied."""
    start = sentence.phrase(named.start)
    clause, end = sentence.clause(named.start, named.end)
    if within(signs.denied, start, named.start) or within(signs.denied, named.end, end):
        return ""
    if signs.untrue or signs.of_another(named.start):
        return "of another school"
    if within(signs.planned, start, named.start) or within(signs.before, clause, named.start):
        return "of another time"
    return None
