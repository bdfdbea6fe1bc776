"""A folder of Parquet files for engines: one flat row a fact, by the period of the report.

Files are `report_period=KEY/part-N.parquet`, the layout of Hive. (`period` is the period of a
figure.) All kinds share one schema. A `value` is the nearest double. `value_exact` is a decimal with room for
any figure, so engines add it exactly. `value_text` has the digits as printed.
"""

import os
import shutil
from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from ..errors import OutputError
from ..messages import tell
from ..model.base import FactBase, Record
from ..model.fields import items
from . import manifest
from .columns import chunks, columns
from .manifest import END, PARTITION, Manifest

ROWS = 50_000  # most rows of a row group
BYTES = 32 << 20  # most bytes of rows in memory, for all periods together
OPEN = 16  # most open files; a period whose file was closed gets another file

# A figure has at most 18 digits before the point and 18 after it; engines add 38 digits.
EXACT = pa.field("value_exact", pa.decimal128(38, 18))
TYPES = {"text": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_()}
COLUMNS = columns()
PLAIN = pa.schema(
    [
        (column.name, pa.list_(TYPES[column.type]) if column.many else TYPES[column.type])
        for column in COLUMNS
    ]
)
PLACE = PLAIN.get_field_index("value_text")
SCHEMA = PLAIN.insert(PLACE, EXACT)


def write(path: str, bases: Iterable[FactBase], kinds: Collection[str]) -> int:
    """Fill the folder at `path`. Returns the number of facts. Raises `OSError`."""
    return add(path, bases, kinds, None, "")


def stated() -> list[str]:
    """The columns with their types, as the manifest has them."""
    return [f"{field.name} {field.type}" for field in SCHEMA]


def add(
    path: str, bases: Iterable[FactBase], kinds: Collection[str], old: Manifest | None, place: str
) -> int:
    """Fill the folder at `path` with the files of an old export at `place`, and with new ones.

    Returns the number of facts in both. Raises `OutputError` for a report that is in the old one.
    """
    files = list(old["files"]) if old else []
    ids = set(old["ids"]) if old else set()
    folder = Folder(path)
    for file in files:
        keep(place, path, file["path"])
        folder.number(file["path"])
    try:
        for base in bases:
            if base.id in ids:
                raise OutputError(
                    tell(
                        "cannot add to {place}: it has the report '{id}' already; leave it out",
                        place=place,
                        id=base.id,
                    )
                )
            ids.add(base.id)
            period = base.report["period"]
            folder.expect(period)
            for records in chunks(base, kinds):
                folder.add(period, batch(records))
        for period in [*folder.waiting]:
            folder.flush(period)
    finally:
        folder.close()
    files += [{"path": name, "facts": facts} for name, facts in folder.rows.items()]
    return manifest.write(path, files, ids, stated(), sorted(kinds))


def keep(old: str, new: str, name: str) -> None:
    """Give a file of an old export a place in a new one, without copying it where that is possible."""
    target = os.path.join(new, name)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    source = os.path.join(old, name)
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def batch(records: list[Record]) -> Any:
    """Records as rows in Arrow's memory."""
    arrays = []
    for column, type in zip(COLUMNS, PLAIN.types, strict=True):
        values = [record.get(column.name) for record in records]
        if column.many:  # but some kinds have a single value
            values = [None if value is None else items(value) for value in values]
        elif column.type == "number":
            values = [None if value is None else float(value) for value in values]
        arrays.append(pa.array(values, type))
    arrays.insert(PLACE, pa.array([record.get("value") for record in records], EXACT.type))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


class Folder:
    """The open files of an export, and the rows that are not yet written."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.writers: dict[str, Any] = {}  # open files by period, the last used one last
        self.parts: dict[str, int] = {}  # the number of the last file of each period
        self.waiting: dict[str, list[Any]] = {}  # rows by period
        self.size = 0  # bytes of the rows waiting
        self.rows: dict[str, int] = {}  # the number of rows in each file, by its path in the folder

    def number(self, name: str) -> None:
        """Note a file that is there already, so that its name is not given again."""
        period, _, part = name.removeprefix(PARTITION).removesuffix(END).partition("/part-")
        number = int(part) if part.isdecimal() else 0
        self.parts[period] = max(number, self.parts.get(period, -1))

    def expect(self, period: str) -> None:
        """Note a period, which gets a file even without rows: engines fail without a file."""
        self.waiting.setdefault(period, [])

    def add(self, period: str, rows: Any) -> None:
        """Add rows, and write some if too many are waiting."""
        waiting = self.waiting.get(period, [])
        if waiting and sum(each.num_rows for each in waiting) + rows.num_rows > ROWS:
            self.flush(period)
        self.expect(period)
        self.waiting[period].append(rows)
        self.size += rows.nbytes
        while self.size >= BYTES:
            self.flush(max(self.waiting, key=lambda name: bytes_of(self.waiting[name])))

    def flush(self, period: str) -> None:
        """Write the waiting rows of a period as one row group."""
        rows = self.waiting.pop(period)
        self.size -= bytes_of(rows)
        if rows or period not in self.parts:
            table = pa.Table.from_batches(rows, SCHEMA)
            self.open(period).write_table(table, max(1, table.num_rows))
            self.rows[self.name(period)] = self.rows.get(self.name(period), 0) + table.num_rows

    def open(self, period: str) -> Any:
        """The open file of a period, or a new one."""
        if period not in self.writers:
            if len(self.writers) == OPEN:
                self.writers.pop(next(iter(self.writers))).close()
            self.parts[period] = self.parts.get(period, -1) + 1
            name = os.path.join(self.path, self.name(period))
            os.makedirs(os.path.dirname(name), exist_ok=True)
            self.writers[period] = ParquetWriter(name, SCHEMA, compression="zstd")
        writer = self.writers[period] = self.writers.pop(period)
        return writer

    def name(self, period: str) -> str:
        """The path of the last file of a period in the folder."""
        return f"{PARTITION}{period}/part-{self.parts[period]}{END}"

    def close(self) -> None:
        """Close every file."""
        for writer in self.writers.values():
            writer.close()
        self.writers.clear()


def bytes_of(batches: Iterable[Any]) -> int:
    """The bytes of batches in memory."""
    return sum(each.nbytes for each in batches)
