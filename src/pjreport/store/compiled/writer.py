"""Writing a compiled base: facts go in as they come, and are sorted and indexed by SQLite."""

import fcntl
import os
import sqlite3
import stat
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
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
from .database import APPLICATION, INDEXES, TABLES, VERSION, ours
from .digest import PLACEHOLDER, file_digest, seal

MANY = 50_000  # folded texts, or numbers of ids, kept in memory
BATCH = 2000  # runs written at once
GAP = f" {BREAK} "  # between two texts: no phrase crosses it
PREFIX, SUFFIX = ".pjreport-", ".db"  # of a file in the making
SETTINGS = (
    "journal_mode = OFF",  # the file is thrown away when anything goes wrong
    f"application_id = {APPLICATION}",
    f"user_version = {VERSION}",
    "page_size = 4096",
    "synchronous = OFF",  # and synced once, when it is whole
    "locking_mode = EXCLUSIVE",
    "temp_store = FILE",
    "cache_size = -65536",  # KiB
)
COLUMNS = ("id", "label", "shown", "context", "note")
NOTE = len(COLUMNS) - 1
STAGE = (
    "CREATE TEMP TABLE stage (length INTEGER, fact INTEGER, id TEXT, label TEXT, shown TEXT,"
    " context TEXT, note TEXT, mark TEXT, PRIMARY KEY (length, fact)) WITHOUT ROWID",
    "CREATE TEMP TABLE counted (text TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID",
)

# Where a text of a fact counts: the number of one of COLUMNS, and the text.
Said = tuple[int, str]


class Compiler:
    """A compiled base in the making; nothing is at its place before it is whole."""

    def __init__(self, place: str, connection: sqlite3.Connection) -> None:
        self.place = place
        self.connection = connection
        self.facts = self.reports = self.inputs = 0
        self._parts: dict[bytes, int] = {}
        self._keys: dict[str, int] = {}  # the numbers of ids that were met lately
        self._folded: dict[str, str] = {}  # texts to their tokens
        self._uses: Counter[str] = Counter()  # of texts, not yet counted by their words
        for sql in (*TABLES, *STAGE):
            self._do(sql)

    def _do(self, sql: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        return self.connection.execute(sql, values)

    def input(self, path: str, status: os.stat_result) -> int:
        """Note a file that facts come from, which was as `status` says before; its number.

        Raises `OutputError` when it is not any more.
        """
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

    def add_report(self, base: FactBase, count: int, input: int, lock: int) -> None:
        """Add a report; its facts, `count` of them, are added next.

        `input` and `lock` are the numbers of its file and of its lock, or of its file again.
        """
        self.reports += 1
        parts = [
            self._part(each) for each in (base.topics, base.sections, base.vocabulary, base.ignored)
        ]
        row = (self.reports, base.id, input, lock, self.facts + 1, count, *parts)
        self._do(
            "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, dump(base.report))
        )

    def add_facts(self, base: FactBase, said: Iterable[list[Said]]) -> None:
        """Add facts of the report that was added last, and what each of them says, in their order."""
        records = [*base.records.values()]
        texts = [*said]
        self._fold({text for each in texts for _, text in each} - self._folded.keys())
        absent = {kind: blank(of, base.id) for kind, of in BY_ID.items()}
        facts, stage = [], []
        for record, each in zip(records, texts, strict=True):
            self.facts += 1
            facts.append((self.facts, self.reports, self._key(record), stored(record, absent)))
            words: list[list[str]] = [[] for _ in COLUMNS]
            for column, text in each:
                words[column].append(self._folded[text])
                self._uses[text] += column != NOTE  # what is in notes only, is not spelled
            mark = f"k.{record['kind']} t.{record['topic']}"
            stage.append((len(record["zh"]), self.facts, *map(GAP.join, words), mark))
        self.connection.executemany("INSERT INTO fact VALUES (?, ?, ?, ?)", facts)
        self.connection.executemany("INSERT INTO stage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", stage)
        if len(self._folded) > MANY:
            self._count()

    def _part(self, tables: Any) -> int:
        """The number of a table of names, which many reports may share."""
        data = dump(tables)
        key = sha256(data.encode()).digest()
        if key not in self._parts:
            self._parts[key] = len(self._parts) + 1
            self._do("INSERT INTO part VALUES (?, ?)", (self._parts[key], data))
        return self._parts[key]

    def _key(self, record: Record) -> int:
        """The number of an id, which facts of many reports may have."""
        id: str = record["id"]
        if id not in self._keys:
            if len(self._keys) == MANY:
                self._keys.clear()
            new = "INSERT OR IGNORE INTO key (id, kind, topic, facts) VALUES (?, ?, ?, 1)"
            added = self._do(new, (id, record["kind"], record["topic"]))
            if added.rowcount == 0:  # it was met long ago
                added = self._do("SELECT no FROM key WHERE id = ?", (id,))
                [self._keys[id]] = added.fetchone()
            else:
                self._keys[id] = cast("int", added.lastrowid)
        return self._keys[id]

    def _fold(self, new: set[str]) -> None:
        """Fold texts that were not met lately."""
        listed = sorted(new)
        for text, folded in zip(listed, fold_all(listed), strict=True):
            self._folded[text] = " ".join(tokens(folded))

    def _count(self) -> None:
        """Count the runs of characters and the English words of the texts met lately."""
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
        """Sort and index what was added, and say before each step what is done."""
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
            "schema": str(VERSION),
            "facts": str(self.facts),
            "reports": str(self.reports),
            "inputs": str(self.inputs),
            "digest": PLACEHOLDER,
        }
        self.connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())

    def _sounds(self) -> None:
        """Write the runs of Chinese characters, the commonest first, and how they sound."""
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
    """A compiler whose base is put in its place as a whole when all went well.

    Killed at any moment, it leaves what was there before; what it leaves beside it, the next
    one clears away. Raises `OutputError` when the base cannot be written.
    """
    place = os.path.realpath(target)
    mode = allowed(target, place)
    clear(os.path.dirname(place))
    temporary = None
    try:
        descriptor, temporary = locked(os.path.dirname(place))
        connection = sqlite3.connect(temporary, isolation_level=None)
        try:
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.execute("BEGIN")
            yield Compiler(place, connection)
            connection.execute("COMMIT")
        finally:
            connection.close()
        seal(temporary)
        os.fsync(descriptor)
        os.chmod(temporary, mode)
        os.replace(temporary, place)
        temporary = None
        os.close(descriptor)
        folder = os.open(os.path.dirname(place), os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except (sqlite3.OperationalError, OSError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise OutputError(
            f"cannot write {target}: {why}; make room or choose another place"
        ) from None
    finally:
        if temporary is not None:
            os.unlink(temporary)


def locked(folder: str) -> tuple[int, str]:
    """A new file, locked so that others see that somebody works on it: descriptor and path."""
    while True:
        descriptor, path = tempfile.mkstemp(dir=folder, prefix=PREFIX, suffix=SUFFIX)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        with suppress(FileNotFoundError):  # another has cleared it away before it was locked
            if os.path.samestat(os.stat(path), os.fstat(descriptor)):
                return descriptor, path
        os.close(descriptor)


def allowed(target: str, place: str) -> int:
    """The mode for the file at `place`; raises `OutputError` when it may not be replaced."""
    mask = os.umask(0o077)
    os.umask(mask)
    try:
        status = os.stat(place)
    except FileNotFoundError:
        return 0o666 & ~mask
    except (OSError, ValueError) as error:
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise OutputError(f"cannot write {target}: {why}; choose another name") from None
    if not stat.S_ISREG(status.st_mode):
        raise OutputError(f"cannot write {target}: not a regular file; choose another name")
    if status.st_size and not ours(place):
        raise OutputError(f"cannot write {target}: it is no compiled base; choose another name")
    return stat.S_IMODE(status.st_mode)


def clear(folder: str) -> None:
    """Delete what compilers that were killed have left in a folder; not what one works on."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            if entry.name.startswith(PREFIX) and entry.name.endswith(SUFFIX):
                if not entry.is_file(follow_symlinks=False):
                    continue  # to open a pipe is to wait
                with suppress(OSError), open(entry.path, "rb") as file:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    os.unlink(entry.path)


def stored(record: Record, blanks: Mapping[str, Record]) -> str:
    """What a fact says as JSON: all that a blank record of its kind does not, and its state."""
    absent = blanks[record["kind"]]
    given = ("id", "topic", "section", "state")
    table = {k: v for k, v in record.items() if k not in given and v != absent[k]}
    value = table.pop("value", None)
    said = dump(table | {"state": record["state"]})
    # By hand, for `json` would write a decimal without the digits it is printed with.
    return said if value is None else f'{{"value":{plain(value)},{said[1:]}'


def dump(value: Any) -> str:
    """A table as JSON."""
    return dumps(value, ensure_ascii=False, separators=(",", ":"))
