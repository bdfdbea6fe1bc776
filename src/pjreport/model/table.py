"""The table that all renderers get. It knows nothing about facts."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

Row = dict[str, Any]  # column name to str, int, Decimal, bool, list or None

Marks = Callable[[str], Sequence[tuple[int, int]]]  # where words stand in a text

# The roles of columns, by name.
ROLES = {
    "id": "id",
    "ids": "id",
    "name": "name",
    "text": "name",
    "value": "value",
    "facts": "value",
    "verdict": "verdict",
}
# The columns that a narrow table leaves out, those that are needed least first, and what each is
# worth: with how many more lines a row it is still shown.
SPARE = {
    **dict.fromkeys(("evidence", "batch", "class", "edition", "competition", "inputs"), 0.1),
    **dict.fromkeys(("formula", "period", "scope", "lines"), 0.1),
    **dict.fromkeys(("ids", "id"), 0.3),
    **dict.fromkeys(("rank", "recipient"), 0.5),
}


class Percent(NamedTuple):
    """A number of per cent, for formats that have a form of their own for it."""

    value: Decimal


class Column(NamedTuple):
    """One column: its `name` in the data, its `title` for people, its `role`.

    An `id` or `value` is never folded; other roles may be. In a `name` and in `why` a row is there,
    words are marked. A `spare` one is left out of a narrow table, in the order of `SPARE`.
    """

    name: str
    title: str = ""
    role: str = "text"
    spare: bool = False


class Table(NamedTuple):
    """Columns and rows. `heading` are lines above them for people, `footing` those below.

    `marks` finds in a name or a text what shall stand out, as pairs of offsets.
    """

    columns: Sequence[Column]
    rows: Sequence[Row]
    heading: Sequence[str] = ()
    marks: Marks | None = None
    footing: Sequence[str] = ()


class Line(NamedTuple):
    """A line of a page for people: from `start` to before `end`, each of its `marks` stands out.

    `style` is `strong`, `quiet` or nothing.
    """

    text: str
    marks: Sequence[tuple[int, int]] = ()
    indent: int = 0
    style: str = ""


class Look(NamedTuple):
    """How output may look. `width` is in terminal cells; None means no limit.

    `ascii` is for terminals that cannot draw lines, `excel` for CSV that is safe in Excel.
    """

    width: int | None = None
    color: bool = False
    header: bool = True
    ascii: bool = False
    excel: bool = False
    lang: str = "en"
