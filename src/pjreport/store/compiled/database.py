"""The SQLite file that a compiled base is: its tables, and a way in that trusts nothing in it."""

import os
import sqlite3
from functools import cache
from pathlib import Path

from ..files import MAGIC, refused

APPLICATION = 0x706A7270  # "pjrp" in the header: SQLite's place for whose file it is
TABLES_VERSION = 2  # of the tables below, and of what the states in them rest on
HEADER = 100  # bytes
MAX_ROW_BYTES = 64 * 1024 * 1024  # bytes of a row: twice what a file that people edit may hold

# Numbers of facts follow the order of the inputs and of the records in them, so a report's facts
# stand together; numbers of ranks follow the length of the label first. A report's tables of
# names are mostly those of others, too, so each that differs is kept once, in `part`.
TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE input (no INTEGER PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL,"
    " modified INTEGER NOT NULL, sha256 TEXT NOT NULL)",
    "CREATE TABLE part (no INTEGER PRIMARY KEY, data TEXT NOT NULL)",
    "CREATE TABLE report (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, input INTEGER NOT NULL,"
    " lock INTEGER NOT NULL, first INTEGER NOT NULL, facts INTEGER NOT NULL, topics INTEGER NOT NULL,"
    " sections INTEGER NOT NULL, vocabulary INTEGER NOT NULL, ignored INTEGER NOT NULL, data TEXT NOT NULL)",
    "CREATE TABLE key (no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
    " topic TEXT NOT NULL, facts INTEGER NOT NULL)",
    "CREATE TABLE fact (no INTEGER PRIMARY KEY, report INTEGER NOT NULL, key INTEGER NOT NULL,"
    " data TEXT NOT NULL)",
    "CREATE TABLE rank (no INTEGER PRIMARY KEY, fact INTEGER NOT NULL)",
    "CREATE TABLE run (no INTEGER PRIMARY KEY, text TEXT NOT NULL, pinyin TEXT NOT NULL)",
    "CREATE TABLE word (no INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    # What facts say: id, labels, figure and evidence, context, notes; and marks to narrow by.
    "CREATE VIRTUAL TABLE said USING fts5(id, label, shown, context, note, mark, content='',"
    " columnsize=0, tokenize=\"ascii tokenchars '.%-_'\")",
    # How the runs of Chinese characters in it are written, sound, nearly sound, and begin.
    "CREATE VIRTUAL TABLE sounds USING fts5(han, pinyin, blurred, initials, content='',"
    " columnsize=0, tokenize='ascii')",
)
INDEXES = ("CREATE INDEX fact_key ON fact (key)",)


def connect(path: str) -> sqlite3.Connection:
    """A compiled base, to be read only.

    The file may be anybody's: no function is called by its schema, nothing is written. Raises
    `LoadError` for one that this version does not read, or that holds other tables or views.
    """
    check_header(path)
    uri = f"{Path(os.path.abspath(path)).as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_ROW_BYTES)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        found = {
            (kind, name, sql)
            for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_schema")
            if sql is not None  # the indexes that UNIQUE makes
        }
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(path, f"damaged ({error}); compile it again") from None
    if found != expected():
        raise refused(path, "not the tables of a compiled base; compile it again")
    return connection


def ours(path: str) -> bool:
    """Whether a file says of itself that it is a compiled base, of whatever version."""
    with open(path, "rb") as file:
        header = file.read(HEADER)
    return header.startswith(MAGIC) and int.from_bytes(header[68:72]) == APPLICATION


def check_header(path: str) -> None:
    """Raise `LoadError` unless a file is a compiled base that this version reads."""
    with open(path, "rb") as file:
        header = file.read(HEADER)
    application = int.from_bytes(header[68:72])
    version = int.from_bytes(header[60:64])
    if application != APPLICATION or len(header) < HEADER:
        raise refused(path, "an SQLite file, but no compiled base; name one, or a TOML file")
    if version > TABLES_VERSION:
        raise refused(
            path, f"compiled in form {version}, newer than {TABLES_VERSION}; update pjreport"
        )
    if version < TABLES_VERSION:
        raise refused(path, f"compiled in form {version}, not {TABLES_VERSION}; compile it again")


@cache
def expected() -> set[tuple[str, str, str]]:
    """What the schema of a compiled base holds: type, name and SQL, with the index's own tables."""
    found = set()
    for sql in (*TABLES, *INDEXES):
        _, kind, *rest = sql.split(" ", 3)
        name = rest[1].split(" ")[0] if kind == "VIRTUAL" else rest[0]
        found.add(("index" if kind == "INDEX" else "table", name, sql))
    for name in ("said", "sounds"):
        found.update(("table", f"{name}_{part}", sql % name) for part, sql in SHADOWS)
    return found


# What SQLite's own full-text index keeps its data in.
SHADOWS = (
    ("data", "CREATE TABLE '%s_data'(id INTEGER PRIMARY KEY, block BLOB)"),
    ("idx", "CREATE TABLE '%s_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"),
    ("config", "CREATE TABLE '%s_config'(k PRIMARY KEY, v) WITHOUT ROWID"),
)
