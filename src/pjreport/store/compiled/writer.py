"""Writes a compiled base: reports are added one by one; SQLite sorts and indexes their facts."""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, cast

from ... import __version__
from ...errors import OutputError
from ...messages import tell
from ...text.near import blurred
from ...text.pinyin import spell_all
from .database import INDEXES, TABLES, TABLES_VERSION
from .digest import PLACEHOLDER
from .placement import new_database
from .rows import COLUMNS, Input, Report

MAX_IDS = 50_000  # numbers of ids in memory
BATCH = 2000  # runs written at once
STAGE = (
    "CREATE TEMP TABLE stage (length INTEGER, fact INTEGER, id TEXT, label TEXT, shown TEXT,"
    " context TEXT, heading TEXT, note TEXT, mark TEXT, PRIMARY KEY (length, fact)) WITHOUT ROWID",
    "CREATE TEMP TABLE counted (text TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID",
)


class Compiler:
    """Fills a new compiled base. `place` is the path that the base will have."""

    def __init__(self, place: str, connection: sqlite3.Connection) -> None:
        self.place = place
        self.connection = connection
        self.facts = self.reports = self.inputs = 0
        self._parts: dict[bytes, int] = {}
        self._keys: dict[str, int] = {}  # numbers of recent ids
        for sql in (*TABLES, *STAGE):
            self._do(sql)

    def _do(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def input(self, read: Input) -> int:
        """Note an input; returns its number. Raises `OutputError` if it changed while it was read."""
        path, size, time, digest, changed = read
        if changed:
            raise OutputError(
                tell("{path} was changed while it was read; compile again", path=path)
            )
        self.inputs += 1
        where = os.path.relpath(os.path.realpath(path), os.path.dirname(self.place))
        self._do(
            "INSERT INTO input VALUES (?, ?, ?, ?, ?)", (self.inputs, where, size, time, digest)
        )
        return self.inputs

    def add(self, report: Report, input: int, lock: int) -> None:
        """Add a report with its facts.

        `input` and `lock` are the numbers of its file and its lock. Without a lock, both are its
        file's number.
        """
        id, table, parts, rows = report
        self.reports += 1
        numbers = map(self._part, parts)
        place = (self.reports, id, input, lock, self.facts + 1, len(rows), *numbers, table)
        self._do("INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", place)
        facts, stage = [], []
        for number, (id, kind, topic, data, length, words) in enumerate(rows, self.facts + 1):
            facts.append((number, self.reports, self._key(id, kind, topic), data))
            stage.append((length, number, *words, f"k.{kind} t.{topic}"))
        self.facts += len(rows)
        self.connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", facts)
        self.connection.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", stage)

    def _part(self, data: str) -> int:
        """The number of a table that many reports may share."""
        key = sha256(data.encode()).digest()
        if key not in self._parts:
            self._parts[key] = len(self._parts) + 1
            self._do("INSERT INTO part VALUES (?, ?)", (self._parts[key], data))
        return self._parts[key]

    def _key(self, id: str, kind: str, topic: str) -> int:
        """The number of an id, which many reports may share."""
        if id not in self._keys:
            if len(self._keys) == MAX_IDS:
                self._keys.clear()
            new = "INSERT OR IGNORE INTO key (id, kind, topic, facts) VALUES (?, ?, ?, 1)"
            added = self._do(new, (id, kind, topic))
            if added.rowcount == 0:  # known, but no longer in `_keys`
                added = self._do("SELECT no FROM key WHERE id = ?", (id,))
                [self._keys[id]] = added.fetchone()
            else:
                self._keys[id] = cast("int", added.lastrowid)
        return self._keys[id]

    def count(self, counts: Mapping[str, int]) -> None:
        """Count runs of characters and English words."""
        self.connection.executemany(
            "INSERT INTO counted VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET times = times + excluded.times",
            counts.items(),
        )

    def finish(self) -> Iterator[str]:
        """Sort and index everything. Yields the name of each step before it begins."""
        yield "sorting"
        self._do("INSERT INTO rank SELECT NULL, fact FROM stage ORDER BY length, fact")
        yield "indexing"
        columns = ", ".join((*COLUMNS, "mark"))
        self._do(
            f"INSERT INTO said (rowid, {columns}) SELECT row_number() OVER (ORDER BY length, fact),"
            f" {columns} FROM stage ORDER BY length, fact"
        )
        self._do("DROP TABLE stage")
        yield "packing"
        self._do("INSERT INTO said (said) VALUES ('optimize')")
        self._sounds()
        self._words()
        for sql in INDEXES:
            self._do(sql)
        self._do(
            "UPDATE key SET facts = (SELECT count(*) FROM fact WHERE key = key.no)"
            " WHERE no IN (SELECT key FROM fact GROUP BY key HAVING count(*) > 1)"
        )
        meta = {
            "program": f"pjreport {__version__}",
            "schema": str(TABLES_VERSION),
            "facts": str(self.facts),
            "reports": str(self.reports),
            "inputs": str(self.inputs),
            "digest": PLACEHOLDER,
        }
        self.connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())

    def _sounds(self) -> None:
        """Write the runs of Chinese characters, the commonest first, with their pinyin."""
        cursor = self._do(
            "SELECT text FROM counted WHERE text > ? ORDER BY times DESC, text", ("\x7f",)
        )
        number = 0
        while batch := [text for (text,) in cursor.fetchmany(BATCH)]:
            found, sounds = [], []
            for text, pinyin in zip(batch, spell_all(batch), strict=True):
                number += 1
                found.append((number, text, pinyin))
                initials = " ".join(syllable[0] for syllable in pinyin.split())
                sounds.append((number, " ".join(text), pinyin, blurred(pinyin), initials))
            self.connection.executemany("INSERT INTO run VALUES (?, ?, ?)", found)
            self.connection.executemany(
                "INSERT INTO sounds (rowid, han, pinyin, blurred, initials) VALUES (?, ?, ?, ?, ?)",
                sounds,
            )
        self._do("INSERT INTO sounds (sounds) VALUES ('optimize')")

    def _words(self) -> None:
        """Write the English words, the commonest first."""
        self._do(
            "INSERT INTO word SELECT NULL, text FROM counted WHERE text <= ?"
            " ORDER BY times DESC, text",
            ("\x7f",),
        )


@contextmanager
def compiling(target: str) -> Iterator[Compiler]:
    """A compiler; its base takes its place when all went well. Raises `OutputError`."""
    with new_database(target) as connection:
        yield Compiler(os.path.realpath(target), connection)
