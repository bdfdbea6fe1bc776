"""The fields of all kinds as the columns of one table, in the order of JSON."""

from collections.abc import Collection, Iterator

from ..model.base import FactBase, Record
from ..model.formula import plain
from ..model.kinds import BY_ID, KINDS
from ..model.records import every_field

TYPES = {"integer": "integer", "number": "number", "boolean": "boolean"}  # others are text
SIZE = 1000  # records in a chunk


class ExportColumn:
    """A column: its `name`, and its `type` (text, integer, number or boolean).

    `many`: some kind has a list in the field. `reference`: the field holds ids of facts.
    """

    def __init__(self, name: str) -> None:
        fields = [kind.fields[name] for kind in KINDS if name in kind.fields]
        schemas = [field.schema.get("items", field.schema) for field in fields]
        self.name = name
        self.type = "boolean" if name == "computed" else "text"
        for schema in schemas:
            self.type = TYPES.get(schema.get("type"), self.type)
        self.many = any(field.many for field in fields)
        self.reference = any(field.ref is not None for field in fields)


def columns() -> tuple[ExportColumn, ...]:
    """Every field of every kind, in the order of JSON, and `value_text` after `value`."""
    names = every_field(BY_ID)
    names.insert(names.index("value") + 1, "value_text")
    return tuple(map(ExportColumn, names))


def chunks(base: FactBase, kinds: Collection[str]) -> Iterator[list[Record]]:
    """The records of these kinds in chunks, with `value_text`, the digits as printed."""
    chunk: list[Record] = []
    for record in base.records.values():
        if record["kind"] in kinds:
            base.fill_state(record)
            value = record.get("value")
            chunk.append(record | {"value_text": None if value is None else plain(value)})
            if len(chunk) == SIZE:
                yield chunk
                chunk = []
    if chunk:
        yield chunk
