"""The SQLite file of a compiled base: its tables, and a connection that trusts nothing in it."""

import os
import sqlite3
from functools import cache
from pathlib import Path

from ..files import MAGIC, refused

APPLICATION = 0x706A7270  # "pjrp", SQLite's application id in the header
TABLES_VERSION = 3  # raise this when the tables, folding, or the way states are computed changes
HEADER = 100  # bytes
MAX_ROW_BYTES = 64 * 1024 * 1024  # twice the limit for a TOML file

# Facts are numbered in the order of the inputs and of the records in them, so a report's facts are
# adjacent. Ranks are numbered by the length of the label. Many reports share the same topics and
# vocabulary, so each distinct one is stored once, in `part`.
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
    # The texts of facts: id, labels, figure and evidence, context, what its kind and fields are
    # called, notes. `mark`: kind and topic.
    "CREATE VIRTUAL TABLE said USING fts5(id, label, shown, context, heading, note, mark, content='',"
    " columnsize=0, tokenize=\"ascii tokenchars '.%-_'\")",
    # Runs of Chinese characters: characters, pinyin, fuzzy pinyin, initials.
    "CREATE VIRTUAL TABLE sounds USING fts5(han, pinyin, blurred, initials, content='',"
    " columnsize=0, tokenize='ascii')",
)
INDEXES = ("CREATE INDEX fact_key ON fact (key)",)


def connect(path: str) -> sqlite3.Connection:
    """A read-only connection to a compiled base.

    The file is not trusted: its schema calls no functions. Raises `LoadError` for another version,
    and for a file with other tables or views.
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
            if sql is not None  # UNIQUE makes indexes without SQL
        }
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise refused(path, f"damaged ({error}); compile it again") from None
    if found != expected():
        raise refused(path, "not the tables of a compiled base; compile it again")
    return connection


def ours(path: str) -> bool:
    """Whether the header of a file is that of a compiled base of any version."""
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
    """The schema of a compiled base: type, name and SQL, with the tables of the index."""
    found = set()
    for sql in (*TABLES, *INDEXES):
        _, kind, *rest = sql.split(" ", 3)
        name = rest[1].split(" ")[0] if kind == "VIRTUAL" else rest[0]
        found.add(("index" if kind == "INDEX" else "table", name, sql))
    for name in ("said", "sounds"):
        found.update(("table", f"{name}_{part}", sql % name) for part, sql in SHADOWS)
    return found


# The tables that SQLite's full-text index makes for itself.
SHADOWS = (
    ("data", "CREATE TABLE '%s_data'(id INTEGER PRIMARY KEY, block BLOB)"),
    ("idx", "CREATE TABLE '%s_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"),
    ("config", "CREATE TABLE '%s_config'(k PRIMARY KEY, v) WITHOUT ROWID"),
)
