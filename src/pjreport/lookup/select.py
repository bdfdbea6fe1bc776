"""Selects facts by topic, by filter or by id, and sorts them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..messages import tell
from ..model.base import Bases, FactBase, Key, Record
from ..model.fields import items
from ..model.kind import Kind
from ..model.kinds import BY_ID
from ..text.suggest import checked, missing, nearest

COMMAS = re.compile("[,，、]")  # between the names that an option takes


def by_topic(
    bases: Bases, kinds: Collection[str], names: Iterable[str], limit: int | None = None
) -> list[Record]:
    """The records of these kinds on the topics called `names`; the first `limit`, or more."""
    found = topic_keys(bases, names)
    topics = {topic for _, topic in found}
    if limit is not None and any(
        (base.id, key) not in found for base in bases for key in topics & base.topics.keys()
    ):
        limit = None  # a topic of another report with this key has another name
    records = bases.records(kinds, topics, limit)
    return [record for record in records if (record["report"], record["topic"]) in found]


def topic_keys(bases: Bases, names: Iterable[str]) -> set[Key]:
    """The keys of the topics called `names`: ids, Chinese or English names.

    A report's names count for its own facts only. Raises `NotFoundError` as `by_name` does.
    """
    found: set[Key] = set()
    for name in names:
        named = {(base.id, name) for base in bases if name in base.topics}
        if not named:  # not the exact id of a topic
            entries = [
                (base.id, key, topic) for base in bases for key, topic in base.topics.items()
            ]
            named = by_name(name, entries, "topic", tell("`pjreport topics` lists them"))
        found |= named
    return found


def by_filter(
    bases: Bases, records: list[Record], kinds: Iterable[type[Kind]], option: str, wanted: str
) -> list[Record]:
    """The records that match a filter which some of `kinds` have. Other kinds match none.

    `wanted` is a key, an id or a name, or several with commas between them. A report's names count
    for its own facts only. Raises `NotFoundError` as `by_name` does.
    """
    of = [(kind, field) for kind in kinds for field in kind.filters.get(option, ())]
    fields = {field for _, field in of}
    keys: set[Key] = set()
    for name in names_in(bases, of, wanted):
        found = {key for kind, field in of for key in by_key(bases, kind, field, name)}
        if not found:
            entries = [entry for kind, field in of for entry in candidates(bases, kind, field)]
            found = by_name(
                name, entries, option, tell("leave out --{option} to see all", option=option)
            )
        keys |= found
    return [
        record
        for record in records
        if any(
            (record["report"], item) in keys
            for field in fields
            for item in items(record.get(field))
        )
    ]


def names_in(bases: Bases, of: Iterable[tuple[type[Kind], str]], wanted: str) -> list[str]:
    """The names in a list with commas; one name that has a comma itself is left whole."""
    if not COMMAS.search(wanted):
        return [wanted]
    from ..text.normalise import fold

    whole = fold(wanted)
    for kind, field in of:
        if any(whole in (fold(e["zh"]), fold(e["en"])) for *_, e in candidates(bases, kind, field)):
            return [wanted]
    return [name for name in map(str.strip, COMMAS.split(wanted)) if name]


def by_name(
    name: str, entries: Sequence[tuple[str, str, Record]], what: str, otherwise: str
) -> set[Key]:
    """The keys of the entries called `name`: by id, or else by the id's last part or by label.

    An entry is a report, a key and a table with labels. Raises `NotFoundError` with the nearest
    names.
    """
    from ..text.normalise import fold  # not needed for exact ids

    ids: dict[str, set[Key]] = {}
    known: dict[str, set[Key]] = {}
    shown: dict[str, str] = {}
    for report, key, entry in entries:
        ids.setdefault(fold(key), set()).add((report, key))
        for label in (key, key.rpartition(".")[2], entry["zh"], entry["en"]):
            known.setdefault(fold(label), set()).add((report, key))
            shown[label] = f"{key} ({entry['zh']}, {entry['en']})"
    found = ids.get(fold(name)) or known.get(fold(name))
    if not found:
        raise missing(
            tell("no {what} '{name}'", what=tell(what), name=name), nearest(name, shown), otherwise
        )
    return found


def by_key(bases: Bases, kind: type[Kind], field: str, key: str) -> Iterator[Key]:
    """The keys of the terms or facts with this key or id that `field` can hold."""
    if group := kind.terms.get(field):
        return ((base.id, key) for base in bases if key in base.vocabulary.get(group, {}))
    allowed = kind.references[field]
    return (
        (base.id, key)
        for base, record in bases.holding(key)
        if not allowed or record["kind"] in allowed
    )


def candidates(bases: Bases, kind: type[Kind], field: str) -> Iterator[tuple[str, str, Record]]:
    """All terms or facts that `field` can hold: report, key or id, and term or record."""
    if group := kind.terms.get(field):
        for base in bases:
            for key, entry in base.vocabulary.get(group, {}).items():
                yield base.id, key, entry
        return
    for record in bases.records(kind.references[field] or [*BY_ID]):
        yield record["report"], record["id"], record


def by_id(bases: Bases, id: str) -> list[tuple[FactBase, Record]]:
    """The facts with this id, one for each report. Raises `NotFoundError` with the nearest ids."""
    found = list(bases.holding(id))
    if not found:
        names: dict[str, str] = {}
        for known, zh, en in bases.labels():
            names |= dict.fromkeys((known, zh, en), f"{known} ({zh}, {en})")
        raise missing(
            tell("no fact '{id}'", id=id), nearest(id, names), tell("`pjreport list` shows all ids")
        )
    for base, record in found:
        base.fill_state(record)
    return found


def known_field(name: str, fields: Sequence[str]) -> str:
    """The field called `name`: by its name, or by its column heading in a language.

    Raises `UsageError` with the nearest, or with those that share a heading.
    """
    if name in fields:
        return name
    from .titles import headings  # not needed for names

    called = headings(fields)
    if called.get(name) in fields:
        return called[name]
    return checked("field", name, fields, called)


def field_names(wanted: str | None, usual: Sequence[str], known: Sequence[str]) -> list[str]:
    """The fields that `--fields` names, or the usual ones. Raises `UsageError` for a wrong name."""
    if wanted is None:
        return [*usual]
    if wanted == "all":
        return list(known)
    added = asked_for(wanted)
    every = [*dict.fromkeys([*usual, *known])]
    added = [known_field(name, every) for name in added]
    return list(dict.fromkeys([*usual, *added] if wanted.lstrip().startswith("+") else added))


def asked_for(wanted: str | None) -> list[str]:
    """The fields that `--fields` names one by one."""
    return [name.strip().removeprefix("+") for name in (wanted or "").split(",")]


def places(bases: Bases, kinds: Iterable[str], field: str) -> dict[str, int]:
    """The terms that a field of these kinds can hold, with their place in the vocabulary.

    So for kinds, topics and sections. Bases come one after the other.
    """
    groups = dict.fromkeys(BY_ID[kind].terms.get(field) for kind in kinds)
    keys = [
        key for base in bases for group in groups if group for key in base.vocabulary.get(group, ())
    ]
    if field == "kind":
        keys = list(BY_ID)
    elif field in ("topic", "section"):
        keys = [
            key for base in bases for key in (base.topics if field == "topic" else base.sections)
        ]
    return {key: place for place, key in enumerate(dict.fromkeys(keys))}


def order(
    rows: Iterable[Record], field: str, descending: bool, places: Mapping[str, int] = {}
) -> list[Record]:
    """Rows sorted by a field. Rows without a value are last in both directions.

    Terms with a place come by it. Numbers come before texts and are sorted by value, texts by
    character, lists by items. A range is sorted by its lower end.
    """
    instead = ("low", "high") if field == "value" else ()

    def found(row: Record) -> Any:
        values = (row.get(name) for name in (field, *instead))
        return next((value for value in values if value not in (None, [])), None)

    def key(row: Record) -> Any:
        value = found(row)
        if isinstance(value, str) and value in places:
            return 0, places[value]
        if isinstance(value, list):
            return 2, [item if isinstance(item, str) else f"{item:>12}" for item in value]
        return 0 if isinstance(value, int | Decimal) else 1, value

    rows = list(rows)
    stated = [row for row in rows if found(row) is not None]
    absent = [row for row in rows if found(row) is None]
    return sorted(stated, key=key, reverse=descending) + absent
