"""The texts of a fact that a search looks through, and where each stands."""

from collections.abc import Iterator

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kind import Kind
from ..model.kinds import BY_ID
from ..quantities import notation

# Where a text stands, the most important first.
ID, LABEL, FIGURE, EVIDENCE, CONTEXT, NOTE = range(6)

NOTES = ("note_zh", "note_en")


def said(base: FactBase, record: Record) -> Iterator[tuple[int, str]]:
    """The texts of a fact: id, labels, figure with unit, evidence, names referred to, notes."""
    kind = BY_ID[record["kind"]]
    yield ID, record["id"]
    yield LABEL, record["zh"]
    yield LABEL, record["en"]
    if kind.figure:
        yield from ((FIGURE, text) for text in figures(base, record))
    for text in record["evidence"]:
        yield EVIDENCE, text
    for name in kind.texts:
        if text := record[name]:
            yield EVIDENCE, text
    topic = base.topics[record["topic"]]
    for zh, en in (kind.name, (topic["zh"], topic["en"]), *referred_names(base, kind, record)):
        yield CONTEXT, zh
        yield CONTEXT, en
    for name in NOTES:
        if text := record[name]:
            yield NOTE, text


def figures(base: FactBase, record: Record) -> Iterator[str]:
    """The numbers of a figure, plain and as printed, alone and with the unit."""
    unit = base.vocabulary["units"][record["unit"]] if record["unit"] else None
    for number in notation.texts(record):
        yield number
        if unit:
            yield number + unit["zh"]
            yield f"{number} {unit['en']}"


def referred_names(base: FactBase, kind: type[Kind], record: Record) -> Iterator[tuple[str, str]]:
    """The names of the terms and facts that a fact refers to, in both languages."""
    for field, group in kind.terms.items():
        if group != "units":
            for key in items(record[field]):
                term = base.vocabulary[group][key]
                yield term["zh"], term["en"]
    for field in kind.references:
        for id in items(record[field]):
            other = base.records[id]
            yield other["zh"], other["en"]
