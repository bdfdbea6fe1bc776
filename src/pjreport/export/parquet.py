"""A folder of Parquet files for engines: one flat row a fact, by the period of the report.

Files are `report_period=KEY/part-N.parquet`, the layout of Hive. (`period` is the period of a
figure.) All kinds share one schema. A `value` is a decimal with room for any figure, so engines
add values exactly. `value_text` has the digits as printed.
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
ROWS = 50_000  # most rows of a row group
BYTES = 32 << 20  # most bytes of rows in memory, for all periods together
OPEN = 16  # most open files; a period whose file was closed gets another file

# A figure has at most 18 digits before the point and 18 after it; engines add 38 digits.
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
    """Fill the folder at `path`. Returns the number of facts. Raises `OSError`."""
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
        if column.many:  # but some kinds have a single value
            values = [None if value is None else items(value) for value in values]
        arrays.append(pa.array(values, type))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def is_export(folder: str) -> bool:
    """Whether a folder has nothing but an export, so that it may be replaced."""
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
    """The open files of an export, and the rows that are not yet written."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.writers: dict[str, Any] = {}  # open files by period, the last used one last
        self.parts: dict[str, int] = {}  # the number of the last file of each period
        self.waiting: dict[str, list[Any]] = {}  # rows by period
        self.size = 0  # bytes of the rows waiting

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

    def open(self, period: str) -> Any:
        """The open file of a period, or a new one."""
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
    """The bytes of batches in memory."""
    return sum(each.nbytes for each in batches)
