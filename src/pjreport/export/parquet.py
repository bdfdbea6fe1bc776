"""A folder of Parquet files for engines: one flat row a fact, by the period of the report.

The folder is `report_period=KEY/part-N.parquet`, as Hive lays tables out; the
name differs from `period`, which is that of a figure. All kinds share one
schema. A `value` is a decimal with room for any figure that a base may hold, so
engines add it up exactly; `value_text` has its digits as printed.
"""

import json
import os
from collections.abc import Collection, Iterable
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from .. import __version__
from ..model.base import FactBase, Record
from ..model.fields import items
from .columns import chunks, columns

MARK = "_pjreport.json"  # engines skip what begins with an underscore
PARTITION = "report_period="
END = ".parquet"
ROWS = 50_000  # of a row group at most
BYTES = 32 << 20  # of rows in memory at most, for all periods together
OPEN = 16  # files at most; a period that comes back after its file was closed gets another one

# A figure has at most 18 digits before the point and 18 after it; engines add up to 38.
NUMBER = pa.decimal128(38, 18)
TYPES = {"text": pa.string(), "integer": pa.int32(), "number": NUMBER, "boolean": pa.bool_()}
COLUMNS = columns()


SCHEMA = pa.schema(
    [
        (column.name, pa.list_(TYPES[column.type]) if column.many else TYPES[column.type])
        for column in COLUMNS
    ]
)


def write(path: str, bases: Iterable[FactBase], kinds: Collection[str]) -> int:
    """Fill the folder at `path`; the number of facts. Raises `OSError`."""
    folder = Folder(path)
    reports = facts = 0
    try:
        for base in bases:
            reports += 1
            period = base.report["period"]
            folder.expect(period)
            for records in chunks(base, kinds):
                folder.add(period, batch(records))
                facts += len(records)
        for period in [*folder.waiting]:
            folder.flush(period)
    finally:
        folder.close()
    with open(os.path.join(path, MARK), "w", encoding="utf-8") as file:
        made = {"format": "parquet", "pjreport": __version__, "reports": reports, "facts": facts}
        file.write(json.dumps(made) + "\n")
    return facts


def batch(records: list[Record]) -> Any:
    """Records as rows in Arrow's memory."""
    arrays = []
    for column, type in zip(COLUMNS, SCHEMA.types, strict=True):
        values = [record.get(column.name) for record in records]
        if column.many:  # in some kinds it is one value
            values = [None if value is None else items(value) for value in values]
        arrays.append(pa.array(values, type))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def is_export(folder: str) -> bool:
    """Whether everything in a folder was written here, so that it may be replaced."""
    names = os.listdir(folder)
    if MARK not in names:
        return False
    for name in names:
        inside = os.path.join(folder, name)
        if name.startswith(PARTITION) and os.path.isdir(inside):
            if not all(each.endswith(END) for each in os.listdir(inside)):
                return False
        elif name != MARK:
            return False
    return True


class Folder:
    """The files of an export while it is written, and the rows that wait for them."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.writers: dict[str, Any] = {}  # of the open files by period, the last used last
        self.parts: dict[str, int] = {}  # the number of files of each period
        self.waiting: dict[str, list[Any]] = {}
        self.size = 0  # bytes that wait

    def expect(self, period: str) -> None:
        """Have a file for a period, even if there are no rows: engines want one to read."""
        self.waiting.setdefault(period, [])

    def add(self, period: str, rows: Any) -> None:
        """Take rows, and write some when many wait."""
        waiting = self.waiting.get(period, [])
        if waiting and sum(each.num_rows for each in waiting) + rows.num_rows > ROWS:
            self.flush(period)
        self.expect(period)
        self.waiting[period].append(rows)
        self.size += rows.nbytes
        while self.size >= BYTES:
            self.flush(max(self.waiting, key=lambda name: bytes_of(self.waiting[name])))

    def flush(self, period: str) -> None:
        """Write what waits for a period as one row group."""
        rows = self.waiting.pop(period)
        self.size -= bytes_of(rows)
        if rows or period not in self.parts:
            table = pa.Table.from_batches(rows, SCHEMA)
            self.open(period).write_table(table, max(1, table.num_rows))

    def open(self, period: str) -> Any:
        """The file of a period, a new one if none is open."""
        if period not in self.writers:
            if len(self.writers) == OPEN:
                self.writers.pop(next(iter(self.writers))).close()
            folder = os.path.join(self.path, PARTITION + period)
            os.makedirs(folder, exist_ok=True)
            number = self.parts[period] = self.parts.get(period, -1) + 1
            name = os.path.join(folder, f"part-{number}{END}")
            self.writers[period] = ParquetWriter(name, SCHEMA, compression="zstd")
        writer = self.writers[period] = self.writers.pop(period)
        return writer

    def close(self) -> None:
        """Close every file."""
        for writer in self.writers.values():
            writer.close()
        self.writers.clear()


def bytes_of(batches: Iterable[Any]) -> int:
    """What batches take in memory."""
    return sum(each.nbytes for each in batches)
