"""Reads facts from a compiled base, each only when it is needed."""

import sqlite3
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from json import JSONDecoder, dumps
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ...errors import LoadError
from ...messages import tell
from ...model.base import Bases, FactBase, Record, blank
from ...model.factfile import FactFile
from ...model.fields import ID
from ...model.formula import keepable
from ...model.kinds import BY_ID, NUMBERS, QUALIFIERS
from ...model.lock import STATES
from ...model.records import COMPUTED
from ..files import COMPILED, refused
from .database import MAX_FACT, connect
from .inputs import Inputs

if TYPE_CHECKING:
    from .index import Index

decode = JSONDecoder(parse_float=Decimal).decode

FEW_FACTS = 2000  # so few are searched without the index as fast as with it
MAX_HELD = 1000  # reports in memory at once
MAX_LABELS = 5000  # ids that are compared with a wrong id
PARTS = ("topics", "sections", "vocabulary", "ignored")
COLUMNS = "id, no, input, lock, first, facts, topics, sections, vocabulary, ignored, data"
KEY = "fact.key = (SELECT no FROM key WHERE id = ?)"
FACTS = (
    "SELECT fact.report, key.id, key.kind, key.topic, fact.data"
    " FROM fact CROSS JOIN key ON key.no = fact.key"  # CROSS JOIN: SQLite keeps this order
)


class StoredBase(FactBase):
    """One report of a compiled base. Its `records` are read when they are needed."""

    def __init__(self, stored: "StoredBases", row: tuple[Any, ...]) -> None:
        """`row` is a row of the table `report`."""
        id, self.number, self.input, self.lock, self.first, count, *parts, data = row
        self.count: int = count
        self.stored = stored
        self.path = stored.path
        self.report = decode(data)
        tables = [stored.part(name, part) for name, part in zip(PARTS, parts, strict=True)]
        self.topics, self.sections, self.vocabulary, self.ignored = tables
        self.records = Records(self)
        numbers = (self.number, self.input, self.lock, self.first, self.count)
        if not FactFile.fields["report"].fits(self.report) or self.report["id"] != id:
            raise stored.damaged(tell("a report without its shape"))
        if not all(isinstance(number, int) for number in numbers):
            raise stored.damaged(tell("a report without its numbers"))

    def select(self, kinds: Collection[str], topics: Collection[str] | None = None) -> list[Record]:
        """The records of these kinds and topics, read again on each call."""
        condition, values = chosen_keys(kinds, topics)
        where = f"{self.range} AND {condition}"
        return self.stored.read(where, *values)

    def counts(self) -> Counter[tuple[str, str]]:
        """The number of facts of each kind and topic, counted by SQLite."""
        rows = self.stored.rows(
            "SELECT key.kind, key.topic, count(*) FROM fact CROSS JOIN key ON key.no = fact.key"
            f" WHERE {self.range} GROUP BY 1, 2"
        )
        return Counter({(kind, topic): count for kind, topic, count in rows})

    @property
    def range(self) -> str:
        """The SQL condition that a fact is in this report."""
        return f"fact.no BETWEEN {self.first:d} AND {self.first + self.count - 1:d}"


class Records(Mapping[str, Record]):
    """The records of one stored report, by id."""

    def __init__(self, base: StoredBase) -> None:
        self.base = base
        self.known: dict[str, Record] = {}

    @cached_property
    def all(self) -> dict[str, Record]:
        """All records, in order."""
        return {record["id"]: record for record in self.base.select(BY_ID)}

    def __getitem__(self, id: str) -> Record:
        if "all" in vars(self):
            return self.all[id]
        if id not in self.known:
            found = self.base.stored.read(f"{self.base.range} AND {KEY}", id)
            if not found:
                raise KeyError(id)
            self.known[id] = found[0]
        return self.known[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.all)

    def __len__(self) -> int:
        return self.base.count


class StoredBases(Bases):
    """All reports of a compiled base. `size` is the number of facts."""

    def __init__(self, path: str) -> None:
        """Raises `LoadError` when the file is not a readable compiled base."""
        self.path = path
        self.connection = connect(path)
        self.inputs = Inputs(path, self.rows)
        COMPILED.append(self.inputs)
        meta = dict(self.rows("SELECT key, value FROM meta"))
        try:
            self.size, self._count = int(meta["facts"]), int(meta["reports"])
        except (KeyError, TypeError, ValueError):
            raise self.damaged(tell("no counts")) from None
        self._parts: dict[tuple[str, int], Any] = {}
        self._held: OrderedDict[str, StoredBase] = OrderedDict()
        self._ids: dict[int, str] = {}
        self._blank = {kind: blank(of, "") for kind, of in BY_ID.items()}
        self.used: set[int] | None = set()  # numbers of the inputs that answers used; None: all

    def rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query. Raises `LoadError` if the file is damaged."""
        try:
            yield from self.connection.execute(sql, values)
        except sqlite3.Error as error:
            raise self.damaged(str(error)) from None

    def damaged(self, why: str) -> LoadError:
        """The error for a file with wrong contents."""
        return refused(self.path, tell("damaged ({why}); compile it again", why=why))

    def part(self, name: str, number: int) -> Any:
        """The table with this number for the key `name` of a file; reports share such tables."""
        if (name, number) not in self._parts:
            for (data,) in self.rows("SELECT data FROM part WHERE no = ?", number):
                table = decode(data)
                if not FactFile.fields[name].fits(table):
                    raise self.damaged(tell("{name} without their shape", name=name))
                self._parts[name, number] = table
        return self._parts[name, number]

    def __iter__(self) -> Iterator[FactBase]:
        for row in self.rows(f"SELECT {COLUMNS} FROM report ORDER BY no"):
            base = StoredBase(self, row)
            self.use(base)
            yield base

    def __len__(self) -> int:
        return self._count

    def __contains__(self, report: object) -> bool:
        return any(self.rows("SELECT 1 FROM report WHERE id = ?", report))

    @property
    def index(self) -> "Index | None":
        """The full-text index; None for few facts. An answer from the index uses all inputs."""
        if self.size <= FEW_FACTS:
            return None
        from .index import Index

        self.used = None
        return Index(self.rows, self.record)

    def of_report(self, report: str) -> FactBase:
        """The base of a report. The last `MAX_HELD` bases are kept in memory."""
        if report not in self._held:
            for row in self.rows(f"SELECT {COLUMNS} FROM report WHERE id = ?", report):
                self._held[report] = StoredBase(self, row)
                self.use(self._held[report])
            if len(self._held) > MAX_HELD:
                self._held.popitem(last=False)
        return self._held[report]

    def use(self, base: StoredBase) -> None:
        """Remember that an answer used the inputs of a report."""
        if self.used is not None:
            self.used |= {base.input, base.lock}

    def records(
        self,
        kinds: Collection[str],
        topics: Collection[str] | None = None,
        limit: int | None = None,
    ) -> list[Record]:
        """Reads by the index of keys, or the whole table of facts if most are wanted."""
        condition, values = chosen_keys(kinds, topics)
        found = list(self.rows(f"SELECT no, facts FROM key WHERE {condition}", *values))
        keys = dumps([no for no, _ in found])
        # + stops SQLite from using the index: for most facts, reading the table is faster.
        most = 4 * sum(facts for _, facts in found) > self.size
        where = f"{'+' if most else ''}fact.key IN (SELECT value FROM json_each(?))"
        return self.read(where, keys, limit=limit)

    def holding(self, id: str) -> Iterator[tuple[FactBase, Record]]:
        """Reads the facts one by one."""
        for row in self.rows(f"{FACTS} WHERE {KEY} ORDER BY fact.no", id):
            record = self.record(*row)
            yield self.of_report(record["report"]), record

    def ids(self, start: str) -> Iterable[str]:
        """Reads the ids in the order they are stored."""
        sql = "SELECT id FROM key WHERE substr(id, 1, ?) = ? ORDER BY no"
        return [id for (id,) in self.rows(sql, len(start), start)]

    def about(self, kinds: Collection[str]) -> Iterator[tuple[FactBase, str]]:
        """With many facts, a topic is given with its first base only."""
        if self.size <= FEW_FACTS:
            yield from super().about(kinds)
            return
        found: list[tuple[int, int, FactBase, str]] = []
        condition, values = chosen_keys(kinds, None)
        first = "SELECT topic, min((SELECT min(no) FROM fact WHERE key = key.no)) AS no FROM key"
        for number, report, topic in self.rows(
            f"SELECT report.no, report.id, topic FROM ({first} WHERE {condition} GROUP BY topic) AS first"
            " JOIN fact ON fact.no = first.no JOIN report ON report.no = fact.report",
            *values,
        ):
            base = self.of_report(report)
            found.append((number, [*base.topics].index(topic), base, topic))
        yield from ((base, topic) for _, _, base, topic in sorted(found, key=itemgetter(0, 1)))

    def labels(self) -> Iterator[tuple[str, str, str]]:
        """With many facts, only the commonest ids, with the labels of their last facts."""
        if self.size <= FEW_FACTS:
            yield from super().labels()
            return
        keys = f"SELECT no FROM key ORDER BY facts DESC, no LIMIT {MAX_LABELS}"
        last = f"SELECT max(no) FROM fact WHERE key IN ({keys}) GROUP BY key"
        for record in self.read(f"fact.no IN ({last})"):
            yield record["id"], record["zh"], record["en"]

    def read(self, where: str, *values: Any, limit: int | None = None) -> list[Record]:
        """The records of the facts for which a condition holds. Raises `LoadError` as `record`."""
        sql = f"{FACTS} WHERE {where} ORDER BY fact.no LIMIT {-1 if limit is None else limit:d}"
        return [self.record(*row) for row in self.rows(sql, *values)]

    def record(self, report: int, id: str, kind: str, topic: str, data: str) -> Record:
        """A fact's record from its row. Raises `LoadError` if the row is not a sound fact."""
        try:
            if report not in self._ids:
                for (name,) in self.rows("SELECT id FROM report WHERE no = ?", report):
                    self._ids[report] = name
            base = self.of_report(self._ids[report])
            table = decode(data) if len(data) <= MAX_FACT else {}
            state = table.pop("state")
            of = BY_ID[kind]
            computed = {name: table.pop(name) for name in COMPUTED if of.computed and name in table}
            figures = [computed[name] for name in NUMBERS if name in computed]
            figures += [table[name] for name in NUMBERS if name in table]
            fits = of.fits(table) and state in STATES and all(map(number, figures))
            fits = fits and bool(figures or not of.figure)
            fits = fits and computed.get("qualifier") in (None, *QUALIFIERS)
            fits = fits and id == f"{kind}.{topic}.{id.rpartition('.')[2]}" and ID.fits(id)
            place = {
                "report": base.id,
                "id": id,
                "topic": topic,
                "section": base.topics[topic].get("section"),
                "state": state,
            }
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            fits = False
        if not fits:
            raise self.damaged(tell("{id!r} is no sound fact", id=str(id)[:80]))
        record: Record = self._blank[kind] | place | table | computed
        return record

    def reports(self) -> Iterator[str]:
        """The ids of the reports."""
        return (id for (id,) in self.rows("SELECT id FROM report ORDER BY no"))


def chosen_keys(kinds: Collection[str], topics: Collection[str] | None) -> tuple[str, list[str]]:
    """The SQL condition that a key is of these kinds and topics, with its values."""
    conditions: list[str] = []
    values: list[str] = []
    for column, names in (("kind", kinds), ("topic", topics)):
        if names is not None:
            conditions.append(f"key.{column} IN (SELECT value FROM json_each(?))")
            values.append(dumps([*names]))
    return " AND ".join(conditions), values


def number(value: Any) -> bool:
    """Whether a value can be a figure."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and keepable(value)
