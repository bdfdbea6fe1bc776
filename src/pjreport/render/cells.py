"""Values and records as text, for several formats."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..model.table import Look, Row, Table
from ..text.terminal import safe


def text(value: Any) -> str:
    r"""A value as one text. The items of a list are joined by `|`.

    A `|` or backslash in an item gets a backslash before it, so that the list can be split again.

    >>> text([131, 133]), text(["a|b"]), text(True), text(None)
    ('131|133', 'a\\|b', 'true', '')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(text(item).replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def fields(table: Table, row: Row, look: Look) -> Iterator[tuple[str, str]]:
    """The label and value of each field that is not empty. An id has an empty label."""
    colon = "：" if look.lang == "zh" else ": "
    for column in table.columns:
        value = safe(text(row.get(column.name)))
        if column.role == "id":
            yield "", value
        elif value:
            yield f"{safe(column.title)}{colon}", value
