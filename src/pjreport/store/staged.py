"""The facts of a large report in a temporary file of SQLite's, which deletes it itself."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from json import JSONDecoder, dumps
from typing import Any

from ..model.document import FactFile
from ..model.kinds import BY_ID, KINDS
from .large import Tables, Unfit

MANY = 1000  # facts of a part
KEPT = 2000  # facts that are kept when they have been asked for
SETTINGS = (
    "journal_mode = OFF",
    "synchronous = OFF",
    "cache_size = -8192",  # KiB
)
TABLES = (
    # In this order facts are shown: by kinds, topics as they come, and as they come.
    "CREATE TABLE fact (kind INTEGER, topic INTEGER, no INTEGER, name TEXT, data TEXT,"
    " PRIMARY KEY (kind, topic, no), UNIQUE (kind, topic, name)) WITHOUT ROWID",
    "CREATE TABLE mark (mark INTEGER)",
)
NUMBERS = {kind.id: number for number, kind in enumerate(KINDS)}
decode = JSONDecoder(parse_float=Decimal, parse_constant=Decimal).decode


class Staged(Mapping[str, Tables]):
    """One large report: its facts' tables by id, and in memory `head`, the other tables."""

    def __init__(self) -> None:
        self.head: Tables = {}
        self._places: dict[tuple[str, str], tuple[int, int]] = {}  # of kind and topic
        self._count = 0
        self._lately: dict[str, Tables] = {}
        self._connection = sqlite3.connect("", isolation_level=None)
        for setting in SETTINGS:
            self._connection.execute(f"PRAGMA {setting}")
        for sql in (*TABLES, "BEGIN"):
            self._connection.execute(sql)

    def close(self) -> None:
        """Give the file up."""
        self._connection.close()

    def add(self, tables: Tables) -> None:
        """Add a piece; raises `Unfit` for a fact without the shape of one, or one that is there."""
        rows = []
        for key, value in tables.items():
            if key not in BY_ID:
                self.head[key] = value
                continue
            if not FactFile.fields[key].fits(value):
                raise Unfit
            for topic, entries in value.items():
                place = self._places.setdefault((key, topic), (NUMBERS[key], len(self._places)))
                for name, table in entries.items():
                    self._count += 1
                    rows.append((*place, self._count, name, table))
        try:
            self._connection.executemany(
                "INSERT INTO fact VALUES (?, ?, ?, ?, ?)",
                ((*row, dump(table)) for *row, table in rows),
            )
        except (sqlite3.IntegrityError, ValueError):  # an integer or a text that no file can hold
            raise Unfit from None

    def fits(self) -> bool:
        """Whether the other tables have the shape of a fact base, the facts aside."""
        return FactFile.fits(self.head)

    def parts(self) -> Iterator[Tables]:
        """The facts in their order, some at a time."""
        kinds = [*BY_ID]
        topics = {number: topic for (_, topic), (_, number) in self._places.items()}
        cursor = self._connection.execute(
            "SELECT kind, topic, name, data FROM fact ORDER BY kind, topic, no"
        )
        while rows := cursor.fetchmany(MANY):
            part: Tables = {}
            for kind, topic, name, data in rows:
                entries = part.setdefault(kinds[kind], {}).setdefault(topics[topic], {})
                entries[name] = decode(data)
            yield part

    def mark(self, marks: Iterable[int]) -> None:
        """Note what no two facts may have in common, as numbers of 64 bits."""
        self._connection.executemany("INSERT INTO mark VALUES (?)", ((mark,) for mark in marks))

    def distinct(self) -> bool:
        """Whether every mark was noted once."""
        twice = "SELECT 1 FROM mark GROUP BY mark HAVING count(*) > 1 LIMIT 1"
        return self._connection.execute(twice).fetchone() is None

    def __getitem__(self, id: str) -> Tables:
        if id in self._lately:
            return self._lately[id]
        kind, topic, name = id.split(".")
        found = self._connection.execute(
            "SELECT data FROM fact WHERE kind = ? AND topic = ? AND name = ?",
            (*self._places[kind, topic], name),
        ).fetchone()
        if found is None:
            raise KeyError(id)
        if len(self._lately) == KEPT:
            self._lately.clear()
        self._lately[id] = decode(found[0])
        return self._lately[id]

    def __iter__(self) -> Iterator[str]:
        for part in self.parts():
            for kind, topics in part.items():
                for topic, entries in topics.items():
                    yield from (f"{kind}.{topic}.{name}" for name in entries)

    def __len__(self) -> int:
        return self._count


def dump(table: Tables) -> str:
    """A fact's table as JSON, its value with the digits it is written with."""
    rest = {key: value for key, value in table.items() if key != "value"}
    said = dumps(rest, ensure_ascii=False, separators=(",", ":"))
    value: Any = table.get("value")
    # By hand, for `json` would write a decimal without its digits; it keeps its exponent, for
    # without it a hostile one would fill the memory.
    return said if value is None else f'{{"value":{value},{said[1:]}'
