"""A fact base in memory: one report's facts, and how they point to each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from . import formula
from .kinds import BY_ID, KINDS, Kind, record_fields

if TYPE_CHECKING:
    from .stamp import Lock

# A fact as flat data: field name to str, int, Decimal, bool, list or None.
Record = dict[str, Any]


class FactBase:
    """The facts of one report, in the order of its file.

    `records` maps ids to records with the keys `record_fields(kind)` lists;
    `report`, `topics`, `sections`, `vocabulary` and `ignored` are the file's
    tables. `lock` says which facts a check has found in the source.
    """

    def __init__(self, path: str, tables: dict[str, Any], lock: "Lock | None" = None) -> None:
        """`tables` is a parsed file whose shape fits and whose names and formulas are sound."""
        self.path = path
        self.report: dict[str, Any] = tables["report"]
        self.topics: dict[str, Any] = tables["topics"]
        self.sections: dict[str, Any] = tables.get("sections", {})
        self.vocabulary: dict[str, dict[str, Any]] = tables["vocabulary"]
        self.ignored: list[dict[str, Any]] = tables.get("ignored", [])
        self.records = {
            record["id"]: record for kind in KINDS for record in self._records(kind, tables)
        }
        if lock is not None:
            facts = {
                f"{kind.id}.{topic}.{name}": table
                for kind in KINDS
                for topic, entries in tables.get(kind.id, {}).items()
                for name, table in entries.items()
            }
            source = self.report["source"]["sha256"]
            for id, state in lock.states(facts, self.vocabulary["units"], source).items():
                self.records[id]["state"] = state
        known: dict[str, formula.Figure] = {}
        for record in self.records.values():
            if record.get("computed"):
                record["value"] = formula.evaluate(record["id"], self.records, known)

    def _records(self, kind: type[Kind], tables: dict[str, Any]) -> Iterator[Record]:
        absent: dict[str, Any] = dict.fromkeys(record_fields(kind))
        for list_field in ("lines", "evidence", "inferred"):
            absent[list_field] = []
        for name, field in kind.fields.items():
            if field.many:
                absent[name] = []
        absent |= {"report": self.id, "kind": kind.id, "state": "unchecked"}
        if kind.figure:
            absent["computed"] = kind.computed
        for topic, entries in tables.get(kind.id, {}).items():
            absent |= {"topic": topic, "section": self.topics[topic].get("section")}
            for name, table in entries.items():
                yield absent | {"id": f"{kind.id}.{topic}.{name}"} | table

    @property
    def id(self) -> str:
        """The report's id."""
        id: str = self.report["id"]
        return id

    def label(self, id: str, lang: str) -> str:
        """The label of the fact `id` in `lang`, `zh` or `en`."""
        label: str = self.records[id][lang]
        return label

    def term(self, group: str, key: str, lang: str) -> str:
        """What people read for a key of a group of the vocabulary."""
        label: str = self.vocabulary[group][key][lang]
        return label

    @cached_property
    def incoming(self) -> dict[str, list[tuple[str, str]]]:
        """The (field, id) pairs of the references to each fact."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for record in self.records.values():
            for field in BY_ID[record["kind"]].references:
                for target in items(record[field]):
                    found[target].append((field, record["id"]))
        return found


def items(value: Any) -> list[Any]:
    """The items of a list, or the one value that is no list; nothing for None."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def all_records(bases: Sequence[FactBase], kinds: Sequence[str]) -> list[Record]:
    """The records of these kinds in all bases, in order."""
    return [record for base in bases for record in base.records.values() if record["kind"] in kinds]
