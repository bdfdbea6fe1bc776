"""The texts of facts, and of many facts together, each text once with where it stands.

Those of the shipped base are gathered when the package is built: `hatch_build.py`.
"""

import re
from collections.abc import Sequence
from functools import cache

from ..model.base import Bases, FactBase, Record
from ..model.fields import items
from ..model.kind import Kind
from ..model.kinds import BY_ID
from ..quantities import notation
from ..text.normalise import fold_all
from ..vocabulary import LANGUAGES, group
from .searched import (
    ALSO,
    BRACKETED,
    ENDS,
    EVIDENCE,
    FIGURE,
    FURTHER,
    HEADING,
    ID,
    LABEL,
    NOTE,
    PLACE,
    REFERENCE,
    TERM,
    UNSTATED,
    headings,
    leaves_open,
)
from .units import people, rates

NOTES = ("note_zh", "note_en")
Said = tuple[int, str]


def own(base: FactBase, record: Record) -> list[Said]:
    """The texts of a fact, and of the facts on the paths from it."""
    kind = BY_ID[record["kind"]]
    found = [(ID, record["id"])]
    for lang in LANGUAGES:
        name = record[lang]
        found += stated(LABEL, name) if name[-1:] in ENDS else ((LABEL, name),)
    for text in record["also"]:
        found.append((ALSO, text))
    if kind.figure:
        unit = record["unit"]
        names = base.vocabulary["units"][unit] if unit else None
        for number in notation.texts(record):
            if names is None:
                found.append((FIGURE, number))
            else:
                found += ((FIGURE, number + names["zh"]), (FIGURE, f"{number} {names['en']}"))
    for text in record["evidence"]:
        found.append((EVIDENCE, text))
    for name in kind.texts:
        if record[name]:
            found.append((EVIDENCE, record[name]))
    for name in kind.references:
        if record[name]:
            found += references(base, kind, record)
            break
    for name in NOTES:
        if text := record[name]:
            found.append((UNSTATED if leaves_open(text) else NOTE, text))
    return found


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
    kind = record["kind"]
    terms = [str(record[name]) for name in BY_ID[kind].terms]
    grown = "growth" if record.get("growth_of") else ""
    return record["report"], kind, record["topic"], *terms, *fields_of(record), grown


def fields_of(record: Record) -> list[str]:
    """The fields of a fact that people have a word for, if they have a value."""
    return [name for name in headed(record["kind"]) if record[name]]


@cache
def headed(kind: str) -> list[str]:
    """The fields of a kind that people have a word for."""
    return [name for name in BY_ID[kind].fields if headings(name)]


def sort(record: Record, unit: Record) -> str:
    """What sort of figure a fact has: a list of the group `counts` of the vocabulary, or none."""
    if record.get("growth_of"):
        return "growth"
    names = (unit["zh"], unit["en"])  # the same twice in a base in one language
    if unit.get("whole"):
        return "people" if not people().isdisjoint(names) else "things"
    return "rates" if not rates().isdisjoint(names) else ""


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
    for bracketed in re.findall(BRACKETED, text) if text[-1:] in ENDS else ():
        if leaves_open(bracketed):
            found = [(where, found[0][1].replace(bracketed, "").strip()), (UNSTATED, bracketed)]
    return found


# The same as constants: each text with its folded form and its uses; the groups.
Prepared = tuple[
    tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...], tuple[tuple[int, ...], ...]
]


def gather(
    bases: Bases, records: Sequence[Record], *, ascii: bool = True
) -> tuple[dict[str, list[tuple[int, int]]], list[list[int]]]:
    """The texts of records, each with its uses, and the groups of records with the same shared texts.

    A use is the field in which a text stands and the number of the record, or the complement of the
    number of a group. Without `ascii`, only texts with Han characters or the like.
    """
    uses: dict[str, list[tuple[int, int]]] = {}
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, record in enumerate(records):
        for where, text in own(bases.of_report(record["report"]), record):
            if ascii or not text.isascii():
                if text in uses:
                    uses[text].append((where, number))
                else:
                    uses[text] = [(where, number)]
        key = sharing(record)
        if key in groups:
            groups[key].append(number)
        else:
            groups[key] = [number]
    for place, numbers in enumerate(groups.values()):
        record = records[numbers[0]]
        for where, text in shared(bases.of_report(record["report"]), record):
            uses.setdefault(text, []).append((where, ~place))
    return uses, [*groups.values()]


def prepared(bases: Bases, records: Sequence[Record]) -> Prepared:
    """The texts of records as constants that a module can hold."""
    uses, groups = gather(bases, records)
    folded = fold_all([*uses])
    texts = zip(uses, folded, map(tuple, uses.values()), strict=True)
    return tuple(texts), tuple(map(tuple, groups))
