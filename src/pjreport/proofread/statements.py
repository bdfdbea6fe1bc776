"""What the facts of a base state that drafts may state, too, and the words of each subject."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from math import fsum, log  # `fsum` is exact: sets have no order
from typing import Any

from ..model.base import FactBase, Record
from ..quantities.numbers import Units
from ..text.normalise import fold
from ..text.numerals import LARGE
from ..vocabulary import LANGUAGES, group, keys, pattern, words
from .cues import YEAR
from .details import GRADES, RATES, levels
from .explained import Explained
from .features import features, stem
from .mentions import SHARES, Mention

# Measures of the same meaning.
ALIKE = {
    word: words(f"alike.{key}", lang)[0]
    for key in keys("alike")
    for lang in LANGUAGES
    for word in group("alike", lang).get(key, ())
}
PERSON, VISITS = ALIKE[words("alike.people", "en")[0]], frozenset(words("visits"))
PERSONS = pattern("people", "en")
GENERAL = words("things.any")
THING_MEASURE = pattern("things")
SHORT_NAME = 4  # characters; shorter names are no names of their own
NEITHER = "another value and another unit"  # so the mention is about something else


NOTHING = Explained("", (), taking=False)


class Statement:
    """One thing that a fact states: a figure, grade, class, ordinal or day.

    `labels` are the features of its names by language; `words` are these and the features of
    `text`. `names` are folded names of its recipient and competition, which drafts may change.
    """

    def __init__(
        self, id: str, record: Record, sort: str, key: str, text: str, plain: Callable[[str], str]
    ) -> None:
        self.id = id
        self.record = record
        self.sort = sort
        self.key = key
        self.text = text
        self.labels = [features(plain(fold(record[lang]))) for lang in ("zh", "en")]
        self.label = self.labels[0] | self.labels[1]
        self.words = frozenset(self.label | features(self.text))
        self.known = NOTHING
        self.forms: frozenset[str] = frozenset()  # for a figure: how its unit is written,
        self.worth: set[Decimal] = set()  # and the numbers that a text may have for its value
        self.years: set[str] = set()
        self.names: list[str] = []
        self.honour: frozenset[str] = frozenset()  # the terms of the honour that a figure is of
        self.levels = levels(self.text)
        self.grades = set(GRADES.findall(self.text))
        self.graded = bool(GRADES.search(fold(record["zh"])))
        self.rates = set(RATES.findall(self.text))
        self.computed = bool(record.get("computed"))
        self.related: set[str] = set()
        for field in ("growth_of", "rate_of", "part_of", "about"):
            self.related.update(ids_in(record.get(field)))


class Statements:
    """All statements of one base, and the weight of each feature."""

    def __init__(self, base: FactBase, units: Units) -> None:
        self.base = base
        self.units = units
        self.synonyms = synonyms(base)
        self.known: dict[str, Explained] = {}  # of each fact that can be looked up
        self.all = list(self._all())
        self.labels = {statement.id: statement.label for statement in self.all}
        self.around: dict[str, frozenset[str]] = {}
        for topic in base.topics:
            said = [each for each in base.records.values() if each["topic"] == topic]
            text = "|".join(map(names_of, said))
            self.around[topic] = frozenset(features(self.plain(fold(text))))
        for record in base.records.values():
            # A sum is related to its inputs.
            for statement in self.all:
                if statement.id in ids_in(record.get("inputs")):
                    statement.related.add(record["id"])
        counts = Counter(term for statement in self.all for term in statement.words)
        self.weights = {term: log(1 + len(self.all) / count) for term, count in counts.items()}
        self.index: dict[str, list[int]] = {}
        for number, statement in enumerate(self.all):
            for term in statement.words:
                self.index.setdefault(term, []).append(number)
        self.pools: dict[tuple[str, bool, bool], list[int]] = {}
        self.same: dict[Any, list[int]] = {}
        for number, statement in enumerate(self.all):
            share = growth = False
            if statement.sort == "figure":
                unit = base.vocabulary["units"][statement.record["unit"]]["zh"]
                share = unit in SHARES
                growth = bool(statement.record.get("growth_of"))
                forms = units.forms[statement.record["unit"]]
                statement.forms = frozenset([*forms, *(form.lstrip(LARGE) for form in forms)])
                statement.worth = units.worth(statement.record["unit"], statement.record["value"])
                for value in statement.worth:
                    self.same.setdefault(value, []).append(number)
            self.pools.setdefault((statement.sort, share, share and growth), []).append(number)
        self.wholes = [
            [fsum(self.weights[term] for term in label) or 1.0 for label in statement.labels]
            for statement in self.all
        ]

    def plain(self, text: str) -> str:
        """A folded text of the same length, with one word for each group of synonyms."""
        return self.synonyms[0].sub(lambda found: self.synonyms[1][found[0]], text)

    def _all(self) -> Iterator[Statement]:
        """The statements of each fact."""
        base = self.base
        glossary = base.vocabulary.get("glossary", {}).values()
        glossed = [self.plain(fold(term[lang])) for term in glossary for lang in LANGUAGES]
        self.glossary = sorted({name for name in glossed if not name.isascii()})
        glossed = [name for name in glossed if len(name) > SHORT_NAME]
        own = set(YEAR.findall(fold(names_of(base.report))))
        for id, record in base.records.items():
            stating = list(sorts_and_keys(base, record))
            if not stating and record["kind"] != "honours":
                continue
            more, names = self._said_with(record)
            honour = frozenset[str]()
            for about in (base.records[id] for id in ids_in(record.get("about"))):
                if about["kind"] == "honours":
                    honour |= features(self.plain(fold(about["zh"]))) | features(fold(about["en"]))
            period = record.get("period")
            when = base.vocabulary["periods"][period]["zh"] if period else ""
            years = set(YEAR.findall(fold(f"{names_of(record)}|{when}"))) or own
            text = self.plain(fold(f"{names_of(record)}|{more}"))
            wholes = [*ids_in(record.get("part_of")), *ids_in(record.get("rate_of"))]
            of = "|".join(names_of(base.records[each]) for each in wholes)
            said = f"{text} {self.plain(fold(of))}"
            visits = not VISITS.isdisjoint(self.units.forms.get(record.get("unit") or "", ()))
            self.known[id] = Explained(said, self.glossary, visits)
            for sort, key in stating:
                statement = Statement(id, record, sort, key, text, self.plain)
                statement.names = [*names, *(name for name in glossed if name in statement.text)]
                statement.honour = honour
                statement.years = set() if statement.computed else years
                statement.known = self.known[id]
                yield statement

    def _said_with(self, record: Record) -> tuple[str, list[str]]:
        """The texts around a fact's name, and the names in them that drafts may change."""
        base = self.base
        topic = base.topics[record["topic"]]
        more = "|".join([names_of(topic), *record["evidence"]])
        names = []
        for field in ("competition", "medium", "recipient", "about"):
            for target in ids_in(record.get(field)):
                other = base.records[target]
                more += f"|{names_of(other)}"
                if field in ("competition", "recipient"):
                    names.append(self.plain(fold(other["zh"])))
                    first, _, rest = fold(other["en"]).partition(" for ")
                    names.append(f"{rest} {first}")  # drafts say "B A" for "A for B"
        # The holders of an honour have its scope.
        holders = base.records.get(record.get("holders") or "", record)
        if scope := record.get("scope") or holders.get("scope"):
            more += f"|{names_of(base.vocabulary['scopes'][scope])}"
        if recipients := record.get("recipient_group"):
            more += f"|{names_of(base.vocabulary['groups'][recipients])}"
        return more, names

    def weight(self, words: AbstractSet[str]) -> float:
        """The weight of some features together."""
        return fsum(self.weights.get(term, 0.0) for term in words)

    def name_share(self, number: int, said: Container[str]) -> float:
        """The weighted share of a statement's name in `said`, in the better language."""
        statement = self.all[number]
        return max(
            fsum(self.weights[term] for term in label if term in said) / whole
            for label, whole in zip(statement.labels, self.wholes[number], strict=True)
        )

    def pool(self, mention: Mention) -> list[int]:
        """The statements that a mention may match: growth with growth, share with share."""
        share = mention.unit in SHARES
        return self.pools.get((mention.sort, share, share and mention.turn != 0), [])

    def differs(self, statement: Statement, mention: Mention) -> str:
        """How a mention differs from a statement. Empty if they agree."""
        if mention.sort != "figure":
            return "" if mention.key == statement.key else f"another {mention.sort}"
        united = self.united(statement, mention)
        if mention.value not in statement.worth:
            return "another value" if united else NEITHER
        if not united:
            people = any(PERSONS.fullmatch(word) for word in mention.counted)
            return "another unit" if mention.unit or people else NEITHER
        stated = statement.record.get("qualifier")
        if mention.qualifier != stated:
            if mention.qualifier == "range":
                return "the report gives no range"
            said = f"does not say {mention.qualifier}" if mention.qualifier else f"says {stated}"
            return f"the report {said}"
        return ""

    def united(self, statement: Statement, mention: Mention) -> bool:
        """Whether a mention has a statement's unit, or counts its subject without a unit."""
        plain = statement.forms
        unit = ALIKE.get(mention.unit, mention.unit)
        if unit and (unit in plain or not unit.isascii()):
            return unit in plain or (unit in GENERAL and any(map(THING_MEASURE.match, plain)))
        counted = [ALIKE.get(word, word) for word in mention.counted]
        visits = not VISITS.isdisjoint(plain)
        if not VISITS.isdisjoint((unit, " ".join(counted[:2]), *counted)):
            return visits
        if any(PERSONS.fullmatch(word) for word in counted):
            return PERSON in plain
        if unit:
            return unit in plain
        if not counted or not plain.isdisjoint(counted):
            return True
        if visits:
            return False  # visits are not things
        if not counted[0].isascii():
            found = counted[0]
            if ALIKE.get(found[0]) in plain:
                return True
            return found in statement.words or found[0] in LINKS or found[0] in statement.words
        return stem(counted[-1]) in statement.words  # the last word is the noun


LINKS = frozenset(words("linking"))  # words behind a number that counts no thing


def sorts_and_keys(base: FactBase, record: Record) -> Iterator[tuple[str, str]]:
    """The sort and key of each statement of a fact. A figure has no key."""
    if record.get("value") is not None and record["unit"] and not record.get("form"):
        yield "figure", ""
    for field in ("edition", "batch", "ordinal"):
        if record.get(field):
            yield "ordinal", str(record[field])
    if record.get("date"):
        yield "day", record["date"]
    if competition := record.get("class"):
        yield "class", fold(base.vocabulary["classes"][competition]["zh"])[:2]
    if rank := record.get("rank"):
        grade = fold(base.vocabulary["ranks"][rank]["zh"])
        if GRADES.fullmatch(grade):
            yield "grade", grade


def names_of(table: Mapping[str, Any]) -> str:
    """The Chinese and English names of a fact, topic or term."""
    return f"{table['zh']}|{table['en']}"


def ids_in(value: Any) -> list[str]:
    """The ids in a field."""
    return value if isinstance(value, list) else [value] if value else []


def synonyms(base: FactBase) -> tuple[re.Pattern[str], dict[str, str]]:
    """A pattern of synonyms, and for each the word of the same length that replaces it.

    They come from the vocabulary and from the glossary, if one English word stands for several
    Chinese ones. The publisher's name counts as "our school".
    """
    same = dict(zip(words("same")[::2], words("same")[1::2], strict=True))
    first: dict[str, str] = {}
    for term in base.vocabulary.get("glossary", {}).values():
        zh, en = fold(term["zh"]), fold(term["en"])
        if len(zh) == 2:
            same.setdefault(zh, first.setdefault(en, zh))
    for lang in LANGUAGES:
        name = fold(base.report[f"publisher_{lang}"])
        same[name] = words("own", lang)[0].ljust(len(name))[: len(name)]
    found = sorted((word for word, plain in same.items() if word != plain), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found))), same
