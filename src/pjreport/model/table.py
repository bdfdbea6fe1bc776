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

    `role`: `id` and `value` columns are never narrowed, `value` is set to the
    right; `name` and `text` columns fold, and an id may go under the name.
    `spare` columns are left out of a narrow table.
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
    """How output may look.

    `width` in terminal cells (None: as wide as it needs), colour, headings,
    `ascii` for a terminal without box-drawing characters, `excel` for CSV that
    Excel opens safely, `lang` for punctuation.
    """

    width: int | None = None
    color: bool = False
    header: bool = True
    ascii: bool = False
    excel: bool = False
    lang: str = "en"
