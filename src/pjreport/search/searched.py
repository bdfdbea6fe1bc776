"""The texts of a fact that a search looks through, and where each stands."""

import re
from collections.abc import Iterator
from functools import cache

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kind import Kind
from ..model.kinds import BY_ID
from ..quantities import notation
from ..vocabulary import LANGUAGES, group, words

# Where a text stands.
(
    ID,
    LABEL,
    FIGURE,
    ALSO,
    EVIDENCE,
    TERM,
    HEADING,
    REFERENCE,
    FURTHER,
    PLACE,
    NOTE,
    UNSTATED,
) = range(12)
# How much a word counts there. The figures were chosen by hand and are in no way exact.
WEIGHTS = (1.0, 3.0, 3.0, 2.5, 2.0, 1.0, 0.6, 0.7, 0.4, 0.5, 0.3, 0.1)
# What stands there raises a fact, but does not make it an answer.
UNPROVED = frozenset({UNSTATED})

# Units.
RATES = frozenset(
    ("%", "‰", *words("rates", "zh"), *words("rates.percent"), *words("rates.points"))
)
PEOPLE = frozenset((*words("alike.people", "zh"), *words("people", "en")))
NOTES = ("note_zh", "note_en")
Said = tuple[int, str]
ENDS = "）)"
BRACKETED = re.compile("（[^（）]*）|\\([^()]*\\)")


def own(base: FactBase, record: Record) -> list[Said]:
    """The texts of a fact, and of the facts on the paths from it."""
    kind = BY_ID[record["kind"]]
    found = [(ID, record["id"])]
    for lang in LANGUAGES:
        found += stated(LABEL, record[lang])
    found += [(ALSO, text) for text in record["also"]]
    if kind.figure:
        found += [(FIGURE, text) for text in figures(base, record)]
    found += [(EVIDENCE, text) for text in record["evidence"]]
    found += [(EVIDENCE, record[name]) for name in kind.texts if record[name]]
    found += references(base, kind, record)
    for name in NOTES:
        if text := record[name]:
            found.append((UNSTATED if leaves_open(text) else NOTE, text))
    return found


def figures(base: FactBase, record: Record) -> Iterator[str]:
    """The numbers of a figure, plain and as printed, with the unit."""
    unit = base.vocabulary["units"][record["unit"]] if record["unit"] else None
    for number in notation.texts(record):
        if unit is None:
            yield number
        else:
            yield number + unit["zh"]
            yield f"{number} {unit['en']}"


def shared(base: FactBase, record: Record) -> list[Said]:
    """The names of the terms, the topic, the section and the kind of a fact."""
    kind = BY_ID[record["kind"]]
    found = [(HEADING, text) for text in kind.name]
    found += [(HEADING, text) for name in fields_of(record) for text in headings(name)]
    for name, key in kind.terms.items():
        for each in items(record[name]):
            term = base.vocabulary[key][each]
            if name != "unit":
                found += [each for text in called(term) for each in stated(TERM, text)]
                continue
            found += [(TERM, text) for text in term.get("also", ())]
            found += [(HEADING, text) for text in sort_names(sort(record, term))]
    found += [(PLACE, text) for text in called(base.topics[record["topic"]])]
    if section := record["section"]:
        found += [(PLACE, text) for text in called(base.sections[section])]
    return found


def sharing(record: Record) -> tuple[str, ...]:
    """What facts with the same shared texts have in common."""
    terms = [str(record[name]) for name in BY_ID[record["kind"]].terms]
    return (
        record["report"],
        record["kind"],
        record["topic"],
        *terms,
        *fields_of(record),
        str(bool(record.get("growth_of"))),
    )


def fields_of(record: Record) -> list[str]:
    """The fields of a fact that people have a word for, if they have a value."""
    return [name for name in headed(record["kind"]) if record[name]]


@cache
def headed(kind: str) -> list[str]:
    """The fields of a kind that people have a word for."""
    return [name for name in BY_ID[kind].fields if headings(name)]


@cache
def headings(field: str) -> tuple[str, ...]:
    """What people call a field: 主持人 is the leader of a work."""
    key = field.rstrip("_").replace("_", "-")
    return tuple(word for lang in LANGUAGES for word in group("fields", lang).get(key, ()))


def sort(record: Record, unit: Record) -> str:
    """What sort of figure a fact has: a list of the group `counts` of the vocabulary, or none."""
    if record.get("growth_of"):
        return "growth"
    names = (unit["zh"], unit["en"])  # the same twice in a base in one language
    if unit.get("whole"):
        return "people" if not PEOPLE.isdisjoint(names) else "things"
    return "rates" if not RATES.isdisjoint(names) else ""


@cache
def sort_names(sort: str) -> tuple[str, ...]:
    """What people call the figures of a sort: 人数 where people are counted, 数量 for things."""
    return tuple(word for lang in LANGUAGES for word in group("counts", lang).get(sort, ()))


def called(entry: Record) -> list[str]:
    """The names of a topic, a section or a term."""
    return [entry["zh"], entry["en"], *entry.get("also", ())]


def references(base: FactBase, kind: type[Kind], record: Record) -> list[Said]:
    """The labels of the facts on the paths from a fact: from an honour by its work to the leader."""
    found: list[Said] = []
    seen = {record["id"]}
    for field in kind.references:
        for id in items(record[field]):
            other = base.records[id]
            found += [(REFERENCE, other["zh"]), (REFERENCE, other["en"])]
            found += titles(other)
            for further in BY_ID[other["kind"]].references:
                for last in items(other[further]):
                    if last not in seen:
                        seen.add(last)
                        found += labels(base, last)
    return found


def labels(base: FactBase, id: str) -> list[Said]:
    """The labels of a fact that another leads to."""
    record = base.records[id]
    return [(FURTHER, record["zh"]), (FURTHER, record["en"]), *titles(record)]


def titles(record: Record) -> list[Said]:
    """The titles of somebody: who asks for the principal's project does not know the name."""
    names = BY_ID[record["kind"]].texts if record["kind"] == "people" else ()
    return [(FURTHER, record[name]) for name in names if record[name]]


def stated(where: int, text: str) -> list[Said]:
    """A name, without what it says in brackets of what is not stated."""
    found = [(where, text)]
    for bracketed in BRACKETED.findall(text) if text[-1:] in ENDS else ():
        if leaves_open(bracketed):
            found = [(where, found[0][1].replace(bracketed, "").strip()), (UNSTATED, bracketed)]
    return found


@cache
def leaves_open(note: str) -> bool:
    """Whether a note says what a report does not state. Such a note is no answer.

    >>> leaves_open("人次而非人数"), leaves_open("The level is not stated."), leaves_open("照印。")
    (True, True, False)
    """
    spaced = f" {note.casefold()} "
    return any(word in note for word in words("unstated", "zh")) or any(
        f" {word} " in spaced for word in words("unstated", "en")
    )
