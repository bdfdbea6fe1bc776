"""The neutral table: all that a renderer ever sees."""

from collections.abc import Sequence
from typing import Any, NamedTuple

Row = dict[str, Any]  # column name to str, int, Decimal, bool, list or None

# How columns look, by their names.
ROLES = {
    "id": "id",
    "ids": "id",
    "name": "name",
    "text": "name",
    "value": "value",
    "facts": "value",
}


class Column(NamedTuple):
    """One column: its `name` in the data, its `title` for people, and how it may look.

    By its `role`, an `id` or `value` is never folded, a `name` or `text` may be. `spare` columns
    are left out of a narrow table.
    """

    name: str
    title: str = ""
    role: str = "text"
    spare: bool = False


class Table(NamedTuple):
    """Columns and rows; `heading` are lines for people above them."""

    columns: Sequence[Column]
    rows: Sequence[Row]
    heading: Sequence[str] = ()


class Look(NamedTuple):
    """How output may look: its `width` in terminal cells (None: as wide as it needs), and the rest.

    `ascii` is for a terminal that cannot draw lines, `excel` for CSV that Excel opens safely.
    """

    width: int | None = None
    color: bool = False
    header: bool = True
    ascii: bool = False
    excel: bool = False
    lang: str = "en"
