"""The texts of a fact that a search looks through, and where each stands."""

from collections.abc import Iterator
from functools import cache

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.formula import plain
from ..model.kinds import BY_ID, Kind
from ..vocabulary import group, words

# Where a text stands.
ID, LABEL, FIGURE, ALSO, EVIDENCE, TERM, HEADING, REFERENCE, FURTHER, PLACE, NOTE, UNSTATED = range(
    12
)
# How much a word counts there. The figures were chosen by hand and are in no way exact.
WEIGHTS = (1.0, 3.0, 3.0, 2.5, 2.0, 1.0, 0.6, 0.7, 0.4, 0.5, 0.3, 0.1)

NOTES = ("note_zh", "note_en")
# What leads on from a fact that a fact refers to: from an honour by its work to the leader.
LEADING = 2

Said = tuple[int, str]


def said(base: FactBase, record: Record) -> Iterator[Said]:
    """The texts of a fact, those of the facts that it refers to, and of those that refer to it."""
    kind = BY_ID[record["kind"]]
    yield ID, record["id"]
    yield LABEL, record["zh"]
    yield LABEL, record["en"]
    for text in record.get("also") or ():
        yield ALSO, text
    if kind.figure:
        yield from figure(base, record)
    for text in record["evidence"]:
        yield EVIDENCE, text
    for name in kind.texts:
        if text := record[name]:
            yield EVIDENCE, text
    for name, key in kind.terms.items():
        if name != "unit":
            for each in items(record[name]):
                yield from ((TERM, text) for text in called(base.vocabulary[key][each]))
    yield from references(base, kind, record)
    for text in called(base.topics[record["topic"]]):
        yield PLACE, text
    if section := record["section"]:
        yield from ((PLACE, text) for text in called(base.sections[section]))
    for name in NOTES:
        if text := record[name]:
            yield (UNSTATED if leaves_open(text) else NOTE), text


def figure(base: FactBase, record: Record) -> Iterator[Said]:
    """The texts of a figure: with its unit, and what such figures are called."""
    value = plain(record["value"])
    unit = base.vocabulary["units"][record["unit"]]
    yield FIGURE, value
    yield FIGURE, value + unit["zh"]
    yield FIGURE, f"{value} {unit['en']}"
    yield from ((TERM, text) for text in unit.get("also") or ())
    for text in counting(unit["zh"], bool(unit.get("whole"))):
        yield TERM, text


@cache
def counting(unit: str, whole: bool) -> tuple[str, ...]:
    """Words for the figures of a unit: 人数 where people are counted, 数量 where things are."""
    if not whole:
        return ()
    people = unit in words("alike.people", "zh")
    return tuple(
        word
        for lang in ("zh", "en")
        for word in group("counts", lang)["people" if people else "things"]
    )


def called(entry: Record) -> Iterator[str]:
    """The names of a topic, a section or a term."""
    yield entry["zh"]
    yield entry["en"]
    yield from entry.get("also") or ()


def references(base: FactBase, kind: type[Kind], record: Record) -> Iterator[Said]:
    """The names of the kind, and the facts on the paths from a fact."""
    yield from ((HEADING, text) for text in kind.name)
    seen = {record["id"]}
    for field in kind.references:
        for id in items(record[field]):
            other = base.records[id]
            yield REFERENCE, other["zh"]
            yield REFERENCE, other["en"]
            for further in BY_ID[other["kind"]].references:
                for last in items(other[further]):
                    if last not in seen:
                        seen.add(last)
                        yield FURTHER, base.records[last]["zh"]
                        yield FURTHER, base.records[last]["en"]
    for _, id in base.incoming.get(record["id"], ()):
        other = base.records[id]
        yield FURTHER, other["zh"]
        yield FURTHER, other["en"]


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
