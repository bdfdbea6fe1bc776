"""Writes a compiled base: reports are added one by one; SQLite sorts and indexes their facts."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from json import dumps
from typing import Any, cast

from ... import __version__
from ...errors import OutputError
from ...model.base import FactBase, Record, blank
from ...model.formula import plain
from ...model.kinds import BY_ID
from ...text.near import blurred
from ...text.normalise import fold_all
from ...text.pinyin import spell_all
from ...text.tokens import BREAK, runs, tokens
from .database import INDEXES, TABLES, TABLES_VERSION
from .digest import PLACEHOLDER, file_digest
from .placement import new_database

MAX_CACHED = 50_000  # folded texts, or numbers of ids, in memory
BATCH = 2000  # runs written at once
GAP = f" {BREAK} "  # between two texts, so that no phrase crosses
COLUMNS = ("id", "label", "shown", "context", "heading", "note")
NOTE = len(COLUMNS) - 1
STAGE = (
    "CREATE TEMP TABLE stage (length INTEGER, fact INTEGER, id TEXT, label TEXT, shown TEXT,"
    " context TEXT, heading TEXT, note TEXT, mark TEXT, PRIMARY KEY (length, fact)) WITHOUT ROWID",
    "CREATE TEMP TABLE counted (text TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID",
)

# A text of a fact: the number of its column in COLUMNS, and the text.
Said = tuple[int, str]


class Compiler:
    """Fills a new compiled base. `place` is the path that the base will have."""

    def __init__(self, place: str, connection: sqlite3.Connection) -> None:
        self.place = place
        self.connection = connection
        self.facts = self.reports = self.inputs = 0
        self._parts: dict[bytes, int] = {}
        self._keys: dict[str, int] = {}  # numbers of recent ids
        self._folded: dict[str, str] = {}  # tokens of recent texts
        self._uses: Counter[str] = Counter()  # of recent texts, whose words are not yet counted
        for sql in (*TABLES, *STAGE):
            self._do(sql)

    def _do(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def input(self, path: str, status: os.stat_result) -> int:
        """Note an input; returns its number. Raises `OutputError` if it changed since `status`."""
        self.inputs += 1
        where = os.path.relpath(os.path.realpath(path), os.path.dirname(self.place))
        try:
            digest, now = file_digest(path), os.stat(path)
        except OSError:
            now = None
        if now is None or (now.st_size, now.st_mtime_ns) != (status.st_size, status.st_mtime_ns):
            raise OutputError(f"{path} was changed while it was read; compile again")
        row = (self.inputs, where, status.st_size, status.st_mtime_ns, digest)
        self._do("INSERT INTO input VALUES (?, ?, ?, ?, ?)", row)
        return self.inputs

    def add_report(self, base: FactBase, input: int, lock: int) -> None:
        """Add a report; its facts are added next.

        `input` and `lock` are the numbers of its file and its lock. Without a lock, both are its
        file's number.
        """
        self.reports += 1
        parts = [
            self._part(each) for each in (base.topics, base.sections, base.vocabulary, base.ignored)
        ]
        row = (self.reports, base.id, input, lock, self.facts + 1, len(base.records), *parts)
        self._do(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, dump(base.report))
        )

    def add_facts(self, base: FactBase, said: Iterable[list[Said]]) -> None:
        """Add the facts of the last report, with the texts of each fact in the same order."""
        records = [*base.records.values()]
        texts = [*said]
        self._fold({text for each in texts for _, text in each} - self._folded.keys())
        absent = {kind: blank(of, base.id) for kind, of in BY_ID.items()}
        facts, stage = [], []
        for record, each in zip(records, texts, strict=True):
            self.facts += 1
            base.fill_state(record)
            facts.append((self.facts, self.reports, self._key(record), stored(record, absent)))
            words: list[list[str]] = [[] for _ in COLUMNS]
            for column, text in each:
                words[column].append(self._folded[text])
                self._uses[text] += column != NOTE  # texts that are only in notes get no pinyin
            mark = f"k.{record['kind']} t.{record['topic']}"
            stage.append((len(record["zh"]), self.facts, *map(GAP.join, words), mark))
        self.connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", facts)
        self.connection.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", stage)
        if len(self._folded) > MAX_CACHED:
            self._count()

    def _part(self, tables: Any) -> int:
        """The number of a table that many reports may share."""
        data = dump(tables)
        key = sha256(data.encode()).digest()
        if key not in self._parts:
            self._parts[key] = len(self._parts) + 1
            self._do("INSERT INTO part VALUES (?, ?)", (self._parts[key], data))
        return self._parts[key]

    def _key(self, record: Record) -> int:
        """The number of an id, which many reports may share."""
        id: str = record["id"]
        if id not in self._keys:
            if len(self._keys) == MAX_CACHED:
                self._keys.clear()
            new = "INSERT OR IGNORE INTO key (id, kind, topic, facts) VALUES (?, ?, ?, 1)"
            added = self._do(new, (id, record["kind"], record["topic"]))
            if added.rowcount == 0:  # known, but no longer in `_keys`
                added = self._do("SELECT no FROM key WHERE id = ?", (id,))
                [self._keys[id]] = added.fetchone()
            else:
                self._keys[id] = cast("int", added.lastrowid)
        return self._keys[id]

    def _fold(self, new: set[str]) -> None:
        """Fold texts that are not in `_folded`."""
        listed = sorted(new)
        for text, folded in zip(listed, fold_all(listed), strict=True):
            self._folded[text] = " ".join(tokens(folded))

    def _count(self) -> None:
        """Count the runs of characters and the English words of recent texts, and forget those."""
        counted: Counter[str] = Counter()
        for text, times in self._uses.items():
            if times and not text.isascii():
                counted.update(dict.fromkeys(runs(text), times))
            for word in self._folded[text].split(" "):
                if len(word) > 1 and word.isascii() and word.isalpha():
                    counted[word] += max(times, 1)
        self.connection.executemany(
            "INSERT INTO counted VALUES (?, ?)"
            " ON CONFLICT DO UPDATE SET times = times + excluded.times",
            counted.items(),
        )
        self._uses.clear()
        self._folded.clear()

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
        self._count()
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


def stored(record: Record, blanks: Mapping[str, Record]) -> str:
    """A fact as JSON: its state, and every field that differs from a blank record of its kind."""
    absent = blanks[record["kind"]]
    given = ("id", "topic", "section", "state")
    table = {k: v for k, v in record.items() if k not in given and v != absent[k]}
    value = table.pop("value", None)
    said = dump(table | {"state": record["state"]})
    # `json` would lose the printed digits of a decimal.
    return said if value is None else f'{{"value":{plain(value)},{said[1:]}'


def dump(value: Any) -> str:
    """A table as JSON."""
    return dumps(value, ensure_ascii=False, separators=(",", ":"))
