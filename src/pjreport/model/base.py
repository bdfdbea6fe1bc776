"""Fact bases: the facts of one report with their references, and several reports together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Protocol

from .factfile import filled, filled_tables, languages
from .fields import LANGUAGES, items
from .figure import Interval, Result, evaluate, hedged
from .kind import DRAFT, Kind
from .kinds import BY_ID, KINDS
from .records import record_fields

if TYPE_CHECKING:
    from .lock import States

# A fact as flat data: field name to str, int, Decimal, bool, list or None.
Record = dict[str, Any]
Key = tuple[str, str]  # a report's id, and a topic, term or fact in it


class FactBase:
    """The facts of one report, in the order of its file.

    `records` maps ids to records with the keys of `record_fields(kind)`; `fill_state` adds the
    state. `report`, `topics`, `sections`, `vocabulary` and `ignored` are the file's tables.
    """

    _states: "States | None" = None

    def __init__(self, path: str, tables: dict[str, Any], states: "States | None" = None) -> None:
        """`tables` is a parsed file whose shape, names and formulas are sound.

        `states` gives the state of an id. Without it, every fact is unchecked.
        """
        tables = filled_tables(tables)
        self.path = path
        self.report: dict[str, Any] = tables["report"]
        self.topics: dict[str, Any] = tables["topics"]
        self.sections: dict[str, Any] = tables.get("sections", {})
        self.vocabulary: dict[str, dict[str, Any]] = tables["vocabulary"]
        self.ignored: list[dict[str, Any]] = tables.get("ignored", [])
        self._states = states
        self.records: Mapping[str, Record] = {
            record["id"]: record for kind in KINDS for record in self._records(kind, tables)
        }
        known: dict[str, Result] = {}
        qualifiers: dict[str, str | None] = {}
        for record in self.records.values():
            if record.get("computed"):
                found = evaluate(record["id"], self.records, known)
                if isinstance(found, Interval):
                    record["low"], record["high"] = found
                else:
                    record["value"] = found
                record["qualifier"] = hedged(record["id"], self.records, qualifiers)

    def _records(self, kind: type[Kind], tables: dict[str, Any]) -> Iterator[Record]:
        absent = blank(kind, self.id)
        complete = len(self.languages) == len(LANGUAGES)
        if self._states is not None:
            absent["state"] = None
        for topic, entries in tables.get(kind.id, {}).items():
            absent |= {"topic": topic, "section": self.topics[topic].get("section")}
            for name, table in entries.items():
                stated = table if complete else filled(table)
                record = absent | {"id": f"{kind.id}.{topic}.{name}"} | stated
                if record["draft"]:
                    record["state"] = DRAFT
                yield record

    def fill_state(self, record: Record) -> None:
        """Set a record's state. The states of all facts would take longer than a lookup."""
        if self._states is not None and record["state"] is None:
            record["state"] = self._states(record["id"])

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which the report's file has names."""
        return languages(self.report)

    @property
    def id(self) -> str:
        """The report's id."""
        return str(self.report["id"])

    def label(self, id: str, lang: str) -> str:
        """The label of the fact `id` in `lang`, `zh` or `en`."""
        return str(self.records[id][lang])

    def term(self, group: str, key: str, lang: str) -> str:
        """The name of a term, given by its group of the vocabulary and its key."""
        return str(self.vocabulary[group][key][lang])

    def select(self, kinds: Collection[str], topics: Collection[str] | None = None) -> list[Record]:
        """The records of these kinds and topics (None: all topics), in order."""
        return [
            record
            for record in self.records.values()
            if record["kind"] in kinds and (topics is None or record["topic"] in topics)
        ]

    def counts(self) -> Counter[tuple[str, str]]:
        """The number of facts of each kind and topic."""
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


class Bases(Protocol):
    """Several bases in order. They may be too many for memory, so each is read when needed."""

    def __iter__(self) -> Iterator[FactBase]: ...

    def __len__(self) -> int: ...

    def __contains__(self, report: object) -> bool: ...

    def of_report(self, report: str) -> FactBase:
        """The base of a report. Raises `KeyError`."""
        ...

    @property
    def index(self) -> Any:
        """The full-text index of all facts, or None."""
        return None

    def records(
        self,
        kinds: Collection[str],
        topics: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """The first `limit` records of these kinds and topics (None: all topics)."""
        found = (record for base in self for record in base.select(kinds, topics))
        return [*islice(found, limit)]

    def holding(self, id: str) -> Iterator[tuple[FactBase, Record]]:
        """The facts with this id, one for each report that has it."""
        return ((base, base.records[id]) for base in self if id in base.records)

    def ids(self, start: str) -> Iterable[str]:
        """The ids that begin with `start`, each once."""
        return dict.fromkeys(id for base in self for id in base.records if id.startswith(start))

    def about(self, kinds: Collection[str]) -> Iterator[tuple[FactBase, str]]:
        """The topics of the facts of these kinds, each with its base."""
        for base in self:
            found = {topic for kind, topic in base.counts() if kind in kinds}
            yield from ((base, key) for key in base.topics if key in found)

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """Ids, each with the Chinese and the English label of a fact with that id."""
        for base in self:
            for id, record in base.records.items():
                yield id, record["zh"], record["en"]


class Loaded(Bases):
    """Bases in memory."""

    def __init__(self, bases: Iterable[FactBase]) -> None:
        self._bases = {base.id: base for base in bases}

    def __iter__(self) -> Iterator[FactBase]:
        return iter(self._bases.values())

    def __len__(self) -> int:
        return len(self._bases)

    def __contains__(self, report: object) -> bool:
        return report in self._bases

    def of_report(self, report: str) -> FactBase:
        """The base of a report, from memory."""
        return self._bases[report]


class Chain(Bases):
    """Several `Bases` as one. Each part answers in its own way; answers follow each other."""

    def __init__(self, parts: Sequence[Bases]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[FactBase]:
        return chain.from_iterable(self.parts)

    def __len__(self) -> int:
        return sum(map(len, self.parts))

    def __contains__(self, report: object) -> bool:
        return any(report in part for part in self.parts)

    def of_report(self, report: str) -> FactBase:
        """The base of a report, from the part that has it."""
        for part in self.parts:
            if report in part:
                return part.of_report(report)
        raise KeyError(report)

    def fill_states(self, records: Iterable[Record]) -> None:
        """Set the states of records."""
        for record in records:
            if record["state"] is None:
                self.of_report(record["report"]).fill_state(record)

    def only(self, report: str) -> "Chain":
        """The base of one report as a chain."""
        return Chain([Loaded([self.of_report(report)])])

    def records(
        self,
        kinds: Collection[str],
        topics: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """The first records of all parts."""
        found: list[Record] = []
        for part in self.parts:
            found += part.records(kinds, topics, limit and limit - len(found))
        return found

    def holding(self, id: str) -> Iterator[tuple[FactBase, Record]]:
        """The facts of all parts with this id."""
        return chain.from_iterable(part.holding(id) for part in self.parts)

    def ids(self, start: str) -> Iterable[str]:
        """The ids of all parts, each once."""
        return dict.fromkeys(id for part in self.parts for id in part.ids(start))

    def about(self, kinds: Collection[str]) -> Iterator[tuple[FactBase, str]]:
        """The topics of all parts."""
        return chain.from_iterable(part.about(kinds) for part in self.parts)

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """The labels of all parts."""
        return chain.from_iterable(part.labels() for part in self.parts)


def blank(kind: type[Kind], report: str) -> Record:
    """An empty record of this kind: only its report, kind and state are set."""
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
