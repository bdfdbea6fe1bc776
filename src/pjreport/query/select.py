"""Which facts: by topic, by filter, by id; sorted and limited."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..errors import NotFoundError, UsageError
from ..model.base import FactBase, Record, items
from ..model.kinds import Kind


def fold(text: str) -> str:
    """A name as it is compared: without width, case and spaces."""
    import unicodedata  # only where names are compared

    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def by_topic(bases: Sequence[FactBase], names: Iterable[str]) -> set[str]:
    """The ids of the topics called `names`: by id, Chinese or English name.

    Raises `NotFoundError` with the nearest names for one that no base has.
    """
    known: dict[str, str] = {}
    shown: dict[str, str] = {}
    for base in bases:
        for key, topic in base.topics.items():
            shown.setdefault(key, f"{key} ({topic['zh']}, {topic['en']})")
            for name in (key, topic["zh"], topic["en"]):
                known.setdefault(fold(name), key)
    found = set()
    for name in names:
        if fold(name) not in known:
            near = [shown[key] for key in nearest(name, known)]
            raise missing(f"no topic '{name}'", near, "`pjreport topics` lists them")
        found.add(known[fold(name)])
    return found


def by_filter(
    bases: Sequence[FactBase], records: list[Record], kind: type[Kind], option: str, wanted: str
) -> list[Record]:
    """The records of `kind` that a filter lets through: `wanted` is a key, an id or a name.

    Raises `NotFoundError` with the nearest names when `wanted` names nothing
    that the fields of this filter could hold.
    """
    fields = kind.filters[option]
    known: dict[str, set[str]] = {}
    described: dict[str, str] = {}
    for base in bases:
        for field in fields:
            for key, entry in candidates(base, kind, field):
                described[key] = f"{key} ({entry['zh']}, {entry['en']})"
                for name in (key, key.rpartition(".")[2], entry["zh"], entry["en"]):
                    known.setdefault(fold(name), set()).add(key)
    keys = known.get(fold(wanted))
    if keys is None:
        near = nearest(wanted, {name: described[min(keys)] for name, keys in known.items()})
        raise missing(f"no {option} '{wanted}'", near, f"leave out --{option} to see all")
    return [
        record
        for record in records
        if any(key in keys for field in fields for key in items(record[field]))
    ]


def candidates(base: FactBase, kind: type[Kind], field: str) -> Iterable[tuple[str, Record]]:
    """The keys or ids that `field` could hold in `base`, each with its term or record."""
    if group := kind.terms.get(field):
        return base.vocabulary.get(group, {}).items()
    allowed = kind.references[field]
    return (
        (id, record)
        for id, record in base.records.items()
        if not allowed or record["kind"] in allowed
    )


def by_id(bases: Sequence[FactBase], id: str) -> list[tuple[FactBase, Record]]:
    """The facts with this id, one for each report that has it.

    Raises `NotFoundError` with the nearest ids.
    """
    found = [(base, base.records[id]) for base in bases if id in base.records]
    if not found:
        ids = {fold(known): known for base in bases for known in base.records}
        raise missing(f"no fact '{id}'", nearest(id, ids), "`pjreport list` shows all ids")
    return found


def known_field(name: str, fields: Sequence[str]) -> str:
    """`name`, if it is one of `fields`; else raises `UsageError` with the nearest."""
    if name not in fields:
        near = nearest(name, {field: field for field in fields})
        hint = f"did you mean {' or '.join(near)}?" if near else f"use {', '.join(fields)}"
        raise UsageError(f"no field '{name}'; {hint}")
    return name


def nearest(word: str, known: dict[str, str], count: int = 3) -> list[str]:
    """What `word` may have meant: the values of `known` whose folded names are like it."""
    from difflib import get_close_matches  # not needed when all names are right

    folded = fold(word)
    inside = [name for name in known if folded and (folded in name or name in folded)]
    inside.sort(key=len)
    close = get_close_matches(folded, known, n=count, cutoff=0.5)
    return list(dict.fromkeys(known[name] for name in (*close, *inside)))[:count]


def missing(what: str, near: Sequence[str], otherwise: str) -> NotFoundError:
    """The error for a name that does not exist, ending with what to do."""
    return NotFoundError(
        f"{what}; {'did you mean ' + ', '.join(near) + '?' if near else otherwise}"
    )


def order(rows: Iterable[Record], field: str, descending: bool) -> list[Record]:
    """Rows sorted by a field; those that say nothing of it stand last either way.

    Numbers go by value and before texts, texts by character, lists by their items.
    """

    def key(row: Record) -> Any:
        value = row[field]
        if isinstance(value, list):
            return 2, [item if isinstance(item, str) else f"{item:>12}" for item in value]
        return 0 if isinstance(value, int | Decimal) else 1, value

    rows = list(rows)
    stated = [row for row in rows if row.get(field) not in (None, [])]
    absent = [row for row in rows if row.get(field) in (None, [])]
    return sorted(stated, key=key, reverse=descending) + absent
