"""The honours that a draft names, with or without the place in their names."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model.base import FactBase, Record
from ..text.normalise import fold
from ..text.numerals import ORDINAL
from ..text.tokens import HAN
from ..vocabulary import LANGUAGES, expression, pattern, words
from .cues import Cues, within
from .features import features
from .sentences import Sentence

# The place or level of an honour.
HONOUR_PLACE = (
    rf"(?:{expression('honours.places')}"
    rf"|(?:(?!{expression('honours.no-place')})[{HAN}]){{2}}{expression('places')}|{expression('honours.alone')})"
)
PREFIX = re.compile(rf"^{HONOUR_PLACE}(?=.{{3}})")
BATCH = expression("honours.batch")
SAID_PREFIX = re.compile(
    rf"({HONOUR_PLACE})(?:{expression('ordinals.first')}{BATCH}|{ORDINAL}[0-9]+{BATCH})?$|\b([a-z]+) $"
)

# Verbs and nouns of honours. They also find an honour that no fact has.
GIVEN = f"(?:{expression('honours.given', 'zh')}|{expression('honours.giving')}{expression('honours.for')})"
HEADS = rf"(?:{expression('honours.heads')}|{expression('honours.open')}[{HAN}]{{2,4}})"
CHINESE_NAMED = re.compile(
    rf"{GIVEN}([{HAN}0-9]{{2,40}})|{expression('honours.weak')}([{HAN}0-9]{{0,30}}?{HEADS})(?![{HAN}])|"
    rf"({HONOUR_PLACE}[{HAN}0-9]{{0,20}}?{HEADS})"
)
ENGLISH_NAMED = re.compile(
    rf"(?:{expression('honours.given', 'en')}|{expression('honours.recognised')} {expression('honours.as')})"
    rf"(?: {expression('honours.articles')})* ((?:(?!{expression('honours.ends')} )[a-z]+ ?){{1,12}})"
)
OWN = pattern("own")
PERSON = re.compile(
    rf"(?<![{HAN}]){expression('surnames.before')}?({expression('surnames')}[{HAN}]{{1,2}}){expression('surnames.titles')}"
)
ENGLISH_PERSON = re.compile(rf"\b([A-Z][a-z]+ [A-Z][a-z]+) (?={expression('persons-named')})")
LEVEL, [CITY] = words("honours.level"), words("honours.city")
HONOUR_SIDE = 60  # characters of the clause on each side of an honour
MIN_FRAGMENT = 6  # characters of a part that is used as a name of an honour
MAX_ALIKE = 5  # similar honours that are named, at most
LIKE = 0.5  # share of the features that a similar honour has
QUOTED_NAME = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{2,40})[”\"」』》]")


class Honour:
    """An honour and its names: whole, and without the place before it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        zh, en = fold(record["zh"]), fold(record["en"])
        self.names = [(zh, True), (en, True)]
        self.prefix = self.place = ""
        if match := PREFIX.match(zh):
            self.prefix = match[0]
            self.names.append((zh[match.end() :], False))
            self.place, _, rest = en.partition(" ")
            self.names.append((rest, False))
        # The giver and the honour, without what it was given for: 教育部典型案例.
        for fragment in map(fold, record["evidence"]):
            if len(fragment) >= MIN_FRAGMENT and zh.endswith(fragment) and fragment != zh:
                self.names.append((fragment, True))
        self.features = features(zh) | features(en)

    def at(self, place: str) -> bool:
        """Whether the honour is of this place or level."""
        known = (self.prefix, *(f"{self.prefix}{level}" for level in LEVEL), self.place)
        return place in known or (place == CITY and CITY in self.prefix)


class NamedHonour(NamedTuple):
    """The place where an honour is named; `why` says how it differs from the report.

    `ids` is the fact that has it. For an honour that no fact has, they are similar facts.
    """

    start: int
    end: int
    ids: list[str]
    why: str
    known: bool = True


class Honours:
    """The honours of one base, prepared for finding them in sentences."""

    def __init__(self, base: FactBase) -> None:
        self.base = base
        records = base.records.values()
        self.all = [Honour(each) for each in records if each["kind"] == "honours"]
        names = sorted({name for honour in self.all for name, _ in honour.names})
        self.some = re.compile("|".join(map(re.escape, names)) or r"(?!)")
        self.english_places = {honour.place for honour in self.all if honour.place}
        texts = ("|".join((each["zh"], each["en"], *each["evidence"])) for each in records)
        self.texts = fold("|".join(texts))
        people = [each for each in records if each["kind"] == "people"]
        self.people = {fold(each[lang]): each["id"] for each in people for lang in LANGUAGES}

    def find(self, sentence: Sentence) -> Iterator[NamedHonour]:
        """The honours that a sentence names, each by its longest name there."""
        taken = {
            offset
            for mention in sentence.mentions
            if mention.sort == "grade"
            for offset in range(mention.start, mention.end)
        }
        found: list[tuple[int, int, Honour, str]] = []
        if self.some.search(sentence.text):
            found = [
                each for honour in self.all for each in self._occurrences(honour, sentence.text)
            ]
        persons = self._persons(sentence) if found else ()
        found.sort(key=lambda each: (bool(each[3]), each[0] - each[1]))
        for start, end, honour, why in found:
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            recipient = honour.record.get("recipient") or ""
            of_other = recipient.startswith("people.") and persons and recipient not in persons
            name = self.base.label(recipient, "zh") if of_other else ""
            why = why or (f"the report has it of {name}" if of_other else "")  # noqa: PLW2901
            yield NamedHonour(start, end, [honour.record["id"]], why)
        yield from self._others(sentence.text, taken)

    def _others(self, text: str, taken: set[int]) -> Iterator[NamedHonour]:
        """Texts that are named like an honour and are not in the base."""
        for found in (*CHINESE_NAMED.finditer(text), *ENGLISH_NAMED.finditer(text)):
            name = found.lastindex or 1
            start, end = found.start(name), found.start(name) + len(found[name].rstrip())
            if not taken.isdisjoint(range(start, end)):
                continue
            said = features(text[start:end])
            likes = sorted((-len(said & each.features), each.record["id"]) for each in self.all)
            like = [id for common, id in likes if -common >= LIKE * len(said) and common]
            yield NamedHonour(start, end, like[:MAX_ALIKE], "", known=False)

    def _occurrences(self, honour: Honour, text: str) -> Iterator[tuple[int, int, Honour, str]]:
        """Where an honour is named in a folded text, and whether with a wrong place."""
        for name, whole in honour.names:
            start = text.find(name)
            if start < 0:
                continue
            end = start + len(name)
            if whole:
                yield start, end, honour, ""
            elif (match := SAID_PREFIX.search(text[max(0, start - 14) : start])) and (
                match[1] or match[2] in self.english_places
            ):
                said = match[1] or match[2]
                why = "" if honour.at(said) else f"the report has {honour.record['zh']}"
                yield start - len(match[0]), end, honour, why
            elif len(name) > 3:
                yield start, end, honour, ""

    def of_other(self, sentence: Sentence, id: str) -> bool:
        """Whether a sentence names a person or work that the honour's fact does not have."""
        recipient = self.base.records[id].get("recipient") or ""
        persons = self._persons(sentence)
        if persons and not recipient.startswith("people.") and not OWN.search(sentence.text):
            return True
        quoted = (fold(found[1]) for found in QUOTED_NAME.finditer(sentence.prose))
        return any(each not in self.texts for each in quoted)

    def _persons(self, sentence: Sentence) -> Sequence[str]:
        """The people named in a sentence: ids of the base's people, or unknown names."""
        known = [id for name, id in self.people.items() if name in sentence.text]
        others = [found[1] for found in PERSON.finditer(sentence.text)]
        others += [fold(found[1]) for found in ENGLISH_PERSON.finditer(sentence.prose)]
        strange = [
            name for name in others if not any(one in name or name in one for one in self.people)
        ]
        return [*known, *strange]


def beside(sentence: Sentence, named: NamedHonour, text: str, all: Sequence[NamedHonour]) -> str:
    """The words around an honour in its clause, without other honours and mentions."""
    start, end = sentence.clause(named.start, named.end)
    start, end = max(start, named.start - HONOUR_SIDE), min(end, named.end + HONOUR_SIDE)
    rest = list(text[start:end])
    spans = [(each.start, each.end) for each in all]
    spans += [(mention.start, mention.end) for mention in sentence.mentions]
    for one, other in spans:
        first, last = max(one, start) - start, min(other, end) - start
        if first < last:
            rest[first:last] = " " * (last - first)
    return "".join(rest)


def doubted(cues: Cues, sentence: Sentence, named: NamedHonour) -> str | None:
    """Why a named honour is not this school's. Empty if it is denied, None if it is."""
    start = sentence.phrase(named.start)
    clause, end = sentence.clause(named.start, named.end)
    if within(cues.denied, start, named.start) or within(cues.denied, named.end, end):
        return ""
    if cues.untrue or cues.of_another(named.start):
        return "of another school"
    if within(cues.planned, start, named.start) or within(cues.before, clause, named.start):
        return "of another time"
    return None
