"""Which facts: by topic, by filter, by id; sorted and limited."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from ..errors import NotFoundError, UsageError
from ..model.base import FactBase, Record, items
from ..model.fold import fold
from ..model.kinds import Kind

Place = tuple[str, str]  # a report's id, and a topic, term or fact in it


def by_topic(
    bases: Sequence[FactBase], records: list[Record], names: Iterable[str]
) -> list[Record]:
    """The records on the topics called `names`: by id, Chinese or English name.

    Each report's own names count for its own facts, and an id before a name.
    Raises `NotFoundError` with the nearest names for one that no base has.
    """
    ids: dict[str, set[Place]] = {}
    known: dict[str, set[Place]] = {}
    shown: dict[str, str] = {}
    for base in bases:
        for key, topic in base.topics.items():
            place = base.id, key
            ids.setdefault(fold(key), set()).add(place)
            for name in (key, topic["zh"], topic["en"]):
                known.setdefault(fold(name), set()).add(place)
                shown[fold(name)] = f"{key} ({topic['zh']}, {topic['en']})"
    found: set[Place] = set()
    for name in names:
        places = ids.get(fold(name)) or known.get(fold(name))
        if not places:
            raise missing(
                f"no topic '{name}'", nearest(name, shown), "`pjreport topics` lists them"
            )
        found |= places
    return [record for record in records if (record["report"], record["topic"]) in found]


def by_filter(
    bases: Sequence[FactBase], records: list[Record], kind: type[Kind], option: str, wanted: str
) -> list[Record]:
    """The records of `kind` that a filter lets through: `wanted` is a key, an id or a name.

    Each report's own names count for its own facts. Raises `NotFoundError` with
    the nearest names when `wanted` names nothing that the filter's fields could hold.
    """
    fields = kind.filters[option]
    ids: dict[str, set[Place]] = {}
    known: dict[str, set[Place]] = {}
    shown: dict[str, str] = {}
    for base in bases:
        for field in fields:
            for key, entry in candidates(base, kind, field):
                ids.setdefault(fold(key), set()).add((base.id, key))
                for name in (key, key.rpartition(".")[2], entry["zh"], entry["en"]):
                    known.setdefault(fold(name), set()).add((base.id, key))
                    shown[fold(name)] = f"{key} ({entry['zh']}, {entry['en']})"
    places = ids.get(fold(wanted)) or known.get(fold(wanted))
    if not places:
        near = nearest(wanted, shown)
        raise missing(f"no {option} '{wanted}'", near, f"leave out --{option} to see all")
    return [
        record
        for record in records
        if any(
            (record["report"], key) in places for field in fields for key in items(record[field])
        )
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
    """`name`, if it is one of `fields`; else raises `UsageError` with the nearest.

    A field may be meant by the heading of its column, in either language.
    """
    if name not in fields:
        from .display import headings  # only where something is wrong

        known = {fold(heading): field for heading, field in headings(fields).items()}
        exact = known.get(fold(name))
        near = [exact] if exact else nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else f"use {', '.join(fields)}"
        raise UsageError(f"no field '{name}'; {hint}")
    return name


def known_kind(name: str, kinds: Sequence[type[Kind]]) -> str:
    """`name`, if it is the id of one of `kinds`; else raises `UsageError` with the nearest."""
    if name not in [kind.id for kind in kinds]:
        known = {fold(word): kind.id for kind in kinds for word in (kind.id, *kind.name)}
        exact = known.get(fold(name))
        near = [exact] if exact else nearest(name, known)
        hint = f"did you mean {' or '.join(near)}?" if near else f"use {', '.join(known.values())}"
        raise UsageError(f"no kind '{name}'; {hint}")
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
