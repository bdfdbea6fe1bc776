"""A SQLite file with plain tables, for any program that reads SQLite.

`fact` has a column for every field with a single value. A field with a list has its own table,
named in the singular. References to other facts are in `reference`. `fact_named` is a view of the facts
with the names of their terms. A `value` and the other
numbers of a figure have numeric affinity: whole numbers stay whole, others become the nearest double. `value_text` has the digits
as printed.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from decimal import Decimal
from typing import Any, NamedTuple

from ..model.base import FactBase, Record
from ..model.fields import items
from ..model.kinds import BY_ID, KINDS
from ..render.json import encode
from .columns import chunks, columns

EXPORT_VERSION = 3  # of these tables, in the file's user_version
AFFINITY = {"text": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
ALWAYS = ("report", "id", "kind", "topic", "zh", "en", "state")  # every fact has these
READ = {"INTEGER": "integer", "NUMERIC": "number"}  # others are text
COLUMNS = columns()
BOOLEANS = {"whole", *(column.name for column in COLUMNS if column.type == "boolean")}
SINGLE = [column for column in COLUMNS if not column.many]
NAMES = [column.name for column in SINGLE]
LISTS = {  # field: table of its list
    column.name: column.name.removesuffix("s")
    for column in COLUMNS
    if column.many and not column.reference
}
GROUPS = {  # the fields of `fact` that hold a term: the group of the vocabulary
    field: group for kind in KINDS for field, group in kind.terms.items() if field in NAMES
}
VIEW = """
CREATE VIEW fact_named AS SELECT f.number, f.report, r.zh AS report_zh, r.en AS report_en, f.id, f.kind,
  f.topic, t.zh AS topic_zh, t.en AS topic_en, f.zh, f.en, f.value, f.value_text, f.low, f.high, f.qualifier,
  {names},
  (SELECT group_concat(line, ', ') FROM (SELECT line FROM line WHERE fact = f.number ORDER BY position)) AS lines,
  (SELECT group_concat(evidence, ' … ')
    FROM (SELECT evidence FROM evidence WHERE fact = f.number ORDER BY position)) AS evidence,
  f.note_zh, f.note_en, f.state, f.computed
  FROM fact f JOIN report r ON r.id = f.report JOIN topic t ON t.report = f.report AND t.id = f.topic
  {joins}
"""
TABLES = """
CREATE TABLE report (
  id TEXT PRIMARY KEY, zh TEXT NOT NULL, en TEXT NOT NULL,
  publisher_zh TEXT NOT NULL, publisher_en TEXT NOT NULL, version TEXT NOT NULL,
  period TEXT NOT NULL,
  source_file TEXT NOT NULL, source_sha256 TEXT NOT NULL, source_lines INTEGER NOT NULL,
  languages TEXT NOT NULL
);
CREATE TABLE section (
  report TEXT NOT NULL REFERENCES report (id), id TEXT NOT NULL,
  zh TEXT NOT NULL, en TEXT NOT NULL,
  heading INTEGER NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL,
  PRIMARY KEY (report, id)
);
CREATE TABLE topic (
  report TEXT NOT NULL REFERENCES report (id), id TEXT NOT NULL,
  zh TEXT NOT NULL, en TEXT NOT NULL, section TEXT,
  PRIMARY KEY (report, id), FOREIGN KEY (report, section) REFERENCES section (report, id)
);
CREATE TABLE term (
  report TEXT NOT NULL REFERENCES report (id), vocabulary TEXT NOT NULL, key TEXT NOT NULL,
  zh TEXT NOT NULL, en TEXT NOT NULL, en_one TEXT, whole INTEGER, written TEXT,
  PRIMARY KEY (report, vocabulary, key)
);
CREATE TABLE fact (
  number INTEGER PRIMARY KEY,
  {fields},
  UNIQUE (report, id), FOREIGN KEY (report) REFERENCES report (id),
  FOREIGN KEY (report, topic) REFERENCES topic (report, id),
  FOREIGN KEY (report, section) REFERENCES section (report, id)
);
{lists}
CREATE TABLE reference (
  fact INTEGER NOT NULL REFERENCES fact (number), field TEXT NOT NULL,
  position INTEGER NOT NULL, target INTEGER NOT NULL REFERENCES fact (number),
  PRIMARY KEY (fact, field, position)
) WITHOUT ROWID;
CREATE TABLE key_fact (
  report TEXT NOT NULL REFERENCES report (id), position INTEGER NOT NULL,
  fact INTEGER NOT NULL REFERENCES fact (number), PRIMARY KEY (report, position)
) WITHOUT ROWID;
CREATE TEMP TABLE pending (fact, field, position, target);
"""
LIST = """
CREATE TABLE {table} (
  fact INTEGER NOT NULL REFERENCES fact (number), position INTEGER NOT NULL,
  {table} {affinity} NOT NULL, PRIMARY KEY (fact, position)
) WITHOUT ROWID;
"""
# References to facts that are not exported (--kind) are left out, so that every key has a target.
RESOLVE = """
INSERT INTO reference SELECT p.fact, p.field, p.position, f.number
  FROM pending p JOIN fact f ON f.report = :report AND f.id = p.target WHERE p.field IS NOT NULL;
INSERT INTO key_fact SELECT :report, p.position, f.number
  FROM pending p JOIN fact f ON f.report = :report AND f.id = p.target WHERE p.field IS NULL;
DELETE FROM pending
"""
INDEXES = """
CREATE INDEX fact_by_topic ON fact (report, topic);
CREATE INDEX fact_by_kind ON fact (kind, topic);
CREATE INDEX fact_by_unit ON fact (unit);
CREATE INDEX fact_by_period ON fact (period);
CREATE INDEX reference_by_target ON reference (target);
"""


def script() -> str:
    """The statements that make the tables."""
    fields = ", ".join(
        f'"{column.name}" {AFFINITY[column.type]}{" NOT NULL" if column.name in ALWAYS else ""}'
        for column in SINGLE
    )
    types = {column.name: AFFINITY[column.type] for column in COLUMNS}
    lists = [LIST.format(table=table, affinity=types[name]) for name, table in LISTS.items()]
    return TABLES.format(fields=fields, lists="".join(lists)) + view()


def view() -> str:
    """The statement that makes the view."""
    names = ", ".join(
        f'f."{field}", "{field}".zh AS {field}_zh, "{field}".en AS {field}_en' for field in GROUPS
    )
    joins = " ".join(
        f'LEFT JOIN term "{field}" ON "{field}".report = f.report'
        f' AND "{field}".vocabulary = \'{group}\' AND "{field}".key = f."{field}"'
        for field, group in GROUPS.items()
    )
    return VIEW.format(names=names, joins=joins)


def write(path: str, bases: Iterable[FactBase], kinds: Collection[str]) -> int:
    """Fill the empty file at `path`. Returns the number of facts. Raises `OSError`."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            return TableWriter(connection).write(bases, kinds)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise OSError(str(error)) from None


class TableWriter:
    """Writes the rows of one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.number = 0  # of the last fact; facts are numbered from 1

    def write(self, bases: Iterable[FactBase], kinds: Collection[str]) -> int:
        """Write everything. Returns the number of facts."""
        # No journal is needed: if the process is killed, the temporary file is never read.
        self.connection.execute("PRAGMA journal_mode = OFF")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute(f"PRAGMA user_version = {EXPORT_VERSION}")
        self.connection.execute("BEGIN")
        for statement in statements(script()):
            self.connection.execute(statement)
        for base in bases:
            self.tables(base)
            for records in chunks(base, kinds):
                self.facts(records)
            for statement in statements(RESOLVE):
                self.connection.execute(statement, {"report": base.id})
        for statement in statements(INDEXES):
            self.connection.execute(statement)
        self.connection.execute("COMMIT")
        return self.number

    def rows(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Insert rows into a table."""
        if found := [*rows]:
            places = ", ".join("?" * len(found[0]))
            self.connection.executemany(f"INSERT INTO {table} VALUES ({places})", found)  # noqa: S608

    def tables(self, base: FactBase) -> None:
        """Write the tables of a report except its facts."""
        report, source = base.report, base.report["source"]
        names = ("id", "zh", "en", "publisher_zh", "publisher_en", "version", "period")
        row = [*(report[name] for name in names), *map(source.get, ("file", "sha256", "lines"))]
        self.rows("report", [[*row, encode([*base.languages])]])
        id = base.id
        sections = (
            (id, key, each["zh"], each["en"], each["heading"], *each["body"])
            for key, each in base.sections.items()
        )
        self.rows("section", sections)
        topics = (
            (id, key, each["zh"], each["en"], each.get("section"))
            for key, each in base.topics.items()
        )
        self.rows("topic", topics)
        for group, entries in base.vocabulary.items():
            self.rows("term", ((id, group, key, *term(each)) for key, each in entries.items()))
        keys = ((None, None, place, key) for place, key in enumerate(report.get("key", []), 1))
        self.rows("pending", keys)

    def facts(self, records: list[Record]) -> None:
        """Write some facts, their lists and their references."""
        numbered = [*enumerate(records, self.number + 1)]
        self.number += len(records)
        facts = (row(number, record) for number, record in numbered)
        self.rows("fact", facts)
        for name, table in LISTS.items():
            listed = (
                (number, place, item)
                for number, record in numbered
                for place, item in enumerate(items(record.get(name)), 1)
            )
            self.rows(table, listed)
        pointing = (
            (number, name, place, target)
            for number, record in numbered
            for name in BY_ID[record["kind"]].references
            for place, target in enumerate(items(record[name]), 1)
        )
        self.rows("pending", pointing)


def term(entry: Record) -> tuple[Any, ...]:
    """The columns of a term. `written` is a JSON list."""
    written = encode(entry["written"]) if "written" in entry else None
    return entry["zh"], entry["en"], entry.get("en_one"), entry.get("whole"), written


def row(number: int, record: Record) -> list[Any]:
    """The columns of a fact. A decimal number becomes the nearest double."""
    cells = (record.get(name) for name in NAMES)
    return [number, *(float(each) if isinstance(each, Decimal) else each for each in cells)]


def statements(script: str) -> Iterator[str]:
    """The statements of a script; none of them holds a semicolon."""
    return (each for each in script.split(";") if each.strip())


class Stored(NamedTuple):
    """A table or view of a file, in no more than plain values.

    `fields` are its columns: the name, the type as in `ExportColumn`, and whether there is always a
    value. `key` are those of its primary key. `foreign` are its keys to other tables: its own columns, the
    other table and that one's columns.
    """

    name: str
    fields: list[tuple[str, str, bool]]
    key: list[str]
    foreign: list[tuple[list[str], str, list[str]]]
    rows: Iterator[tuple[Any, ...]]


def read(path: str) -> Iterator[Stored]:
    """The tables and the view of a file that `write` has made. Raises `OSError`."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            listed = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY rowid"
            for (name,) in connection.execute(listed).fetchall():
                yield stored(connection, name)
    except sqlite3.Error as error:
        raise OSError(str(error)) from None


def stored(connection: sqlite3.Connection, name: str) -> Stored:
    """A table or view."""
    columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
    fields = [
        (each, "boolean" if each in BOOLEANS else READ.get(type, "text"), bool(required or key))
        for _, each, type, required, _, key in columns
    ]
    found: dict[int, tuple[list[str], str, list[str]]] = {}
    for number, _, table, own, other, *_ in connection.execute(f"PRAGMA foreign_key_list({name})"):
        mine, _, theirs = found.setdefault(number, ([], table, []))
        mine.append(own)
        theirs.append(other)
    key = [
        each for *_, place, each in sorted((place, each) for _, each, *_, place in columns) if place
    ]
    order = f" ORDER BY {', '.join(map(str, range(1, len(key) + 1)))}" if key else ""
    rows = connection.execute(f"SELECT * FROM {name}{order}")  # noqa: S608
    return Stored(name, fields, key, [found[number] for number in sorted(found)], rows)
