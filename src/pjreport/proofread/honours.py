"""The honours that a draft names, by their whole names or without the place before them."""

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

# What an honour is given or won with, and what honours are called: also one that no fact has is looked up.
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
HONOUR_SIDE = 60  # characters of one on each side of an honour
MIN_FRAGMENT = 6  # characters of a part of its name that an honour goes by
MAX_ALIKE = 5  # honours like one that is named at most
LIKE = 0.5  # of its terms: what an honour shares with one that it may be meant for
QUOTED_NAME = re.compile(r"[“\"「『《]([^“”\"「」『』《》]{2,40})[”\"」』》]")


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
        # Who gave what, without what it was given for: 教育部典型案例.
        for fragment in map(fold, record["evidence"]):
            if len(fragment) >= MIN_FRAGMENT and zh.endswith(fragment) and fragment != zh:
                self.names.append((fragment, True))
        self.features = features(zh) | features(en)

    def at(self, place: str) -> bool:
        """Whether the honour is of this place or level."""
        known = (self.prefix, *(f"{self.prefix}{level}" for level in LEVEL), self.place)
        return place in known or (place == CITY and CITY in self.prefix)


class NamedHonour(NamedTuple):
    """Where in a sentence's folded text an honour is named, and what of it is not the report's.

    `ids` is the fact that has it; of an honour that none has, those with one like it.
    """

    start: int
    end: int
    ids: list[str]
    why: str
    known: bool = True


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
        self.texts = fold(
            "|".join(
                f"{record['zh']}|{record['en']}|{'|'.join(record['evidence'])}"
                for record in base.records.values()
            )
        )
        self.people = {
            fold(record[lang]): id
            for id, record in base.records.items()
            if record["kind"] == "people"
            for lang in LANGUAGES
        }

    def find(self, sentence: Sentence) -> Iterator[NamedHonour]:
        """The honours that a sentence names, each by the longest name that stands there."""
        taken = {
            place
            for mention in sentence.mentions
            if mention.sort == "grade"
            for place in range(mention.start, mention.end)
        }
        found: list[tuple[int, int, Honour, str]] = []
        if self.some.search(sentence.text):
            found = [each for honour in self.all for each in self._places(honour, sentence.text)]
        persons = self._persons(sentence) if found else ()
        for start, end, honour, why in sorted(
            found, key=lambda each: (bool(each[3]), each[0] - each[1])
        ):
            if not taken.isdisjoint(range(start, end)):
                continue
            taken.update(range(start, end))
            recipient = honour.record.get("recipient") or ""
            of_other = recipient.startswith("people.") and persons and recipient not in persons
            name = self.base.label(recipient, "zh") if of_other else ""
            yield NamedHonour(
                start,
                end,
                [honour.record["id"]],
                why or (f"the report has it of {name}" if of_other else ""),
            )

        yield from self._others(sentence.text, taken)

    def _others(self, text: str, taken: set[int]) -> Iterator[NamedHonour]:
        """What is named like an honour and is none of the base's."""
        for found in (*CHINESE_NAMED.finditer(text), *ENGLISH_NAMED.finditer(text)):
            place = found.lastindex or 1
            start, end = found.span(place)
            end = start + len(found[place].rstrip())
            if not taken.isdisjoint(range(start, end)):
                continue
            words = features(text[start:end])
            likes = sorted(
                (-len(words & honour.features), honour.record["id"]) for honour in self.all
            )
            like = [id for common, id in likes if -common >= LIKE * len(words) and common]
            yield NamedHonour(start, end, like[:MAX_ALIKE], "", known=False)

    def _places(self, honour: Honour, text: str) -> Iterator[tuple[int, int, Honour, str]]:
        """Where an honour is named in a folded text, and by which wrong place."""
        for name, whole in honour.names:
            start = text.find(name)
            if start < 0:
                continue
            end = start + len(name)
            if whole:
                yield start, end, honour, ""
            elif (match := SAID_PREFIX.search(text[max(0, start - 14) : start])) and (
                match[1] or match[2] in self.places
            ):
                said = match[1] or match[2]
                why = "" if honour.at(said) else f"the report has {honour.record['zh']}"
                yield start - len(match[0]), end, honour, why
            elif len(name) > 3:
                yield start, end, honour, ""

    def of_other(self, sentence: Sentence, id: str) -> bool:
        """Whether a sentence names a person or a work that an honour's fact does not have it of."""
        recipient = self.base.records[id].get("recipient") or ""
        persons = self._persons(sentence)
        if persons and not recipient.startswith("people.") and not OWN.search(sentence.text):
            return True
        return any(
            fold(found[1]) not in self.texts for found in QUOTED_NAME.finditer(sentence.prose)
        )

    def _persons(self, sentence: Sentence) -> Sequence[str]:
        """Who is named in a sentence: the ids of the base's people, or names that it has not."""
        known = [id for name, id in self.people.items() if name in sentence.text]
        others = [found[1] for found in PERSON.finditer(sentence.text)]
        others += [fold(found[1]) for found in ENGLISH_PERSON.finditer(sentence.prose)]
        strange = [
            name for name in others if not any(one in name or name in one for one in self.people)
        ]
        return [*known, *strange]


def beside(sentence: Sentence, named: NamedHonour, text: str, all: Sequence[NamedHonour]) -> str:
    """The words around an honour in its clause, without what is looked up for itself."""
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
    """Why an honour that is named is not said to be this school's; empty when it is denied."""
    start = sentence.phrase(named.start)
    clause, end = sentence.clause(named.start, named.end)
    if within(cues.denied, start, named.start) or within(cues.denied, named.end, end):
        return ""
    if cues.untrue or cues.of_another(named.start):
        return "of another school"
    if within(cues.planned, start, named.start) or within(cues.before, clause, named.start):
        return "of another time"
    return None
