"""Fact bases: one report's facts and how they point to each other, and several reports together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from . import formula
from .kinds import BY_ID, KINDS, Kind, record_fields

if TYPE_CHECKING:
    from .lock import Lock

# A fact as flat data: field name to str, int, Decimal, bool, list or None.
Record = dict[str, Any]
Key = tuple[str, str]  # a report's id, and a topic, term or fact in it


class FactBase:
    """The facts of one report, in the order of its file.

    `records` maps ids to records with the keys `record_fields(kind)` lists;
    `report`, `topics`, `sections`, `vocabulary` and `ignored` are the file's
    tables. `facts` maps the ids of all facts to what is stated of each. `lock`
    says which facts a check has found in the source.
    """

    def __init__(
        self,
        path: str,
        tables: dict[str, Any],
        lock: "Lock | None" = None,
        facts: Mapping[str, Record] | None = None,
    ) -> None:
        """`tables` is a parsed file whose shape fits and whose names and formulas are sound.

        It may hold a part of the facts, when `facts` maps all of them to their tables.
        """
        self.path = path
        self.report: dict[str, Any] = tables["report"]
        self.topics: dict[str, Any] = tables["topics"]
        self.sections: dict[str, Any] = tables.get("sections", {})
        self.vocabulary: dict[str, dict[str, Any]] = tables["vocabulary"]
        self.ignored: list[dict[str, Any]] = tables.get("ignored", [])
        self.records: Mapping[str, Record] = {
            record["id"]: record for kind in KINDS for record in self._records(kind, tables)
        }
        self.facts: Mapping[str, Record] = self.records if facts is None else facts
        if lock is not None:
            own = {
                f"{kind.id}.{topic}.{name}": table
                for kind in KINDS
                for topic, entries in tables.get(kind.id, {}).items()
                for name, table in entries.items()
            }
            source = self.report["source"]["sha256"]
            for id, state in lock.states(own, self.vocabulary, source, facts).items():
                self.records[id]["state"] = state
        known: dict[str, formula.Figure] = {}
        for record in self.records.values():
            if record.get("computed"):
                record["value"] = formula.evaluate(record["id"], self.facts, known)

    def _records(self, kind: type[Kind], tables: dict[str, Any]) -> Iterator[Record]:
        absent = blank(kind, self.id)
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

    def select(self, kinds: Collection[str], topics: Collection[str] | None = None) -> list[Record]:
        """The records of these kinds, and on these topics if any are named, in order."""
        return [
            record
            for record in self.records.values()
            if record["kind"] in kinds and (topics is None or record["topic"] in topics)
        ]

    def counts(self) -> Counter[tuple[str, str]]:
        """How many facts there are of each kind on each topic."""
        return Counter((record["kind"], record["topic"]) for record in self.records.values())

    @cached_property
    def incoming(self) -> dict[str, list[tuple[str, str]]]:
        """The (field, id) pairs of the references to each fact."""
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for record in self.records.values():
            for field in BY_ID[record["kind"]].references:
                for target in items(record[field]):
                    found[target].append((field, record["id"]))
        return found


class Bases:
    """The bases that answer together, in order, and what is asked of all of them at once.

    They may be too many to be held at once, so whoever needs one asks for it by
    its report. A compiled file answers the same questions from its indexes.
    """

    def __init__(self, bases: Iterable[FactBase]) -> None:
        self._bases = {base.id: base for base in bases}

    def __iter__(self) -> Iterator[FactBase]:
        return iter(self._bases.values())

    def __len__(self) -> int:
        return len(self._bases)

    def __contains__(self, report: object) -> bool:
        return report in self._bases

    def named(self, report: str) -> FactBase:
        """The base of a report; raises `KeyError` if there is none."""
        return self._bases[report]

    @property
    def parts(self) -> "Sequence[Bases]":
        """The lots that these are made up of: themselves, unless they are several."""
        return [self]

    def only(self, report: str) -> "Bases":
        """The base of a report alone."""
        return Bases([self.named(report)])

    @property
    def paths(self) -> list[str]:
        """The files that the bases are read from."""
        return [base.path for base in self]

    @property
    def index(self) -> Any:
        """A full-text index of all the facts; None where there is none."""
        return None

    def records(
        self,
        kinds: Collection[str],
        topics: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """The first `limit` records of these kinds, and on these topics if any are named."""
        found: list[Record] = []
        for base in self:
            if limit is not None and len(found) >= limit:
                break
            found += base.select(kinds, topics)
        return found[:limit]

    def holding(self, id: str, limit: int | None = None) -> list[tuple[FactBase, Record]]:
        """The first `limit` facts with this id, one for each report that has it."""
        found = ((base, base.records[id]) for base in self if id in base.records)
        return [*islice(found, limit)]

    def ids(self, start: str) -> Iterable[str]:
        """The ids that begin with `start`, each once."""
        return dict.fromkeys(id for base in self for id in base.records if id.startswith(start))

    def about(self, kinds: Collection[str]) -> Iterator[tuple[FactBase, str]]:
        """The topics that there are facts of these kinds on, each with its base."""
        for base in self:
            found = {topic for kind, topic in base.counts() if kind in kinds}
            yield from ((base, key) for key in base.topics if key in found)

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """The ids, each with the Chinese and English label of a fact that has it."""
        for base in self:
            for id, record in base.records.items():
                yield id, record["zh"], record["en"]


class Joined(Bases):
    """Several lots of bases as one."""

    def __init__(self, parts: Sequence[Bases]) -> None:
        self._parts = parts

    @property
    def parts(self) -> Sequence[Bases]:
        """The lots."""
        return self._parts

    def __iter__(self) -> Iterator[FactBase]:
        return (base for part in self.parts for base in part)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __contains__(self, report: object) -> bool:
        return any(report in part for part in self.parts)

    def named(self, report: str) -> FactBase:
        """As of one lot."""
        return next((part for part in self.parts if report in part), self.parts[0]).named(report)

    @property
    def paths(self) -> list[str]:
        """As of one lot."""
        return [path for part in self.parts for path in part.paths]

    def records(
        self,
        kinds: Collection[str],
        topics: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """As of one lot."""
        lots = (part.records(kinds, topics, limit) for part in self.parts)
        return [record for lot in lots for record in lot][:limit]

    def holding(self, id: str, limit: int | None = None) -> list[tuple[FactBase, Record]]:
        """As of one lot."""
        return [pair for part in self.parts for pair in part.holding(id, limit)][:limit]

    def ids(self, start: str) -> Iterable[str]:
        """As of one lot."""
        return dict.fromkeys(id for part in self.parts for id in part.ids(start))

    def about(self, kinds: Collection[str]) -> Iterator[tuple[FactBase, str]]:
        """As of one lot."""
        return (pair for part in self.parts for pair in part.about(kinds))

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """As of one lot."""
        return (label for part in self.parts for label in part.labels())


def blank(kind: type[Kind], report: str) -> Record:
    """A record of this kind in which nothing is stated but what it is."""
    absent: Record = dict.fromkeys(record_fields(kind))
    for list_field in ("lines", "evidence", "inferred"):
        absent[list_field] = []
    for name, field in kind.fields.items():
        if field.many:
            absent[name] = []
    absent |= {"report": report, "kind": kind.id, "state": "unchecked"}
    if kind.figure:
        absent["computed"] = kind.computed
    return absent


def items(value: Any) -> list[Any]:
    """The items of a list, or the one value that is no list; nothing for None."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]
