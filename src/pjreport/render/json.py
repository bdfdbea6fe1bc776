"""One JSON array of flat objects: UTF-8, integers whole, decimals with their printed digits."""

from decimal import Decimal
from typing import Any

from ..model.table import Look, Row, Table


def render(table: Table, look: Look) -> str:
    """The rows of `table`, one object a line inside the array."""
    if not table.rows:
        return "[]\n"
    return "[\n" + ",\n".join("  " + encode(row) for row in select(table)) + "\n]\n"


def select(table: Table) -> list[Row]:
    """The rows with the table's columns only. Columns that a row does not have are left out."""
    names = [column.name for column in table.columns]
    return [{name: row[name] for name in names if name in row} for row in table.rows]


def encode(value: Any) -> str:
    """A value as JSON. The module `json` cannot write a `Decimal` as a number with its digits."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | Decimal):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(encode, value)) + "]"
    if isinstance(value, dict):
        pairs = (f"{encode(key)}: {encode(each)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    from json.encoder import encode_basestring  # slow to import

    from ..text.terminal import unsafe_characters

    text: str = encode_basestring(value)
    for character in set(unsafe_characters(text)):
        units = character.encode("utf-16-be", "surrogatepass").hex()
        escaped = "".join(f"\\u{units[i : i + 4]}" for i in range(0, len(units), 4))
        text = text.replace(character, escaped)
    return text
