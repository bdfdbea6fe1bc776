"""Aligned columns for a terminal, by Rich: it knows how wide Han characters are."""

import io

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..model.table import Column, Look, Table
from ..safe import safe
from . import record
from .cells import text

STYLES = {"id": "cyan", "value": "bold", "lines": "dim"}  # read well on light and on dark
NARROWEST = 10  # cells; a text column folded into less is no column any more
GAP = 2  # cells between columns


def render(table: Table, look: Look) -> str:
    """`table` in `look.width` cells; where its columns do not fit, as records."""
    table = Table(
        table.columns,
        [{c.name: safe(text(row.get(c.name))) for c in table.columns} for row in table.rows],
        [safe(line) for line in table.heading],
    )
    widths = {column.name: natural(table, column, look) for column in table.columns}
    columns = [column for column in table.columns if widths[column.name]]
    if look.width is not None:
        spare = [column for column in columns if column.spare]
        while spare and needed(columns, widths, comfortable=True) > look.width:
            columns.remove(spare.pop())
        if needed(columns, widths) > look.width:
            return record.render(table, look)
    return draw(table, columns, widths, look)


def natural(table: Table, column: Column, look: Look) -> int:
    """The width of a column that folds nothing; 0 when it has nothing to show."""
    cells = [cell_len(row[column.name]) for row in table.rows]
    if not any(cells) and column.role != "id":
        return 0
    return max([*cells, cell_len(column.title) if look.header else 0])


def needed(columns: list[Column], widths: dict[str, int], comfortable: bool = False) -> int:
    """The least width of a table: ids and values whole, texts folded to something readable."""
    least = 3 * NARROWEST if comfortable else NARROWEST
    return sum(
        GAP + (widths[c.name] if c.role in ("id", "value") else min(widths[c.name], least))
        for c in columns
    )


def draw(table: Table, columns: list[Column], widths: dict[str, int], look: Look) -> str:
    """The lines of the table."""
    grid = RichTable(
        box=box.ASCII_DOUBLE_HEAD if look.ascii else box.SIMPLE_HEAD,
        show_edge=False,
        show_header=look.header,
        pad_edge=False,
        header_style="bold",
        padding=(0, 1) if look.ascii else (0, GAP - 1, 0, 0),
    )
    for column in columns:
        grid.add_column(
            Text(column.title),
            style=STYLES.get(column.name, STYLES.get(column.role, "")),
            justify="right" if column.role == "value" else "left",
            no_wrap=column.role in ("id", "value"),
            overflow="fold",
            ratio=None,
        )
    for row in table.rows:
        # As Text: a str would be read as markup and emoji codes.
        grid.add_row(*(Text(row[column.name]) for column in columns))
    out = io.StringIO()
    wide = sum(widths.values()) + 4 * len(columns) + 4
    console = Console(
        file=out,
        width=wide if look.width is None else look.width,
        height=100,  # with a width alone, Rich asks the terminal all the same
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        no_color=not look.color,
        legacy_windows=False,
    )
    if look.header and table.heading:
        first, *rest = table.heading
        console.print(Text(first, style="bold"), soft_wrap=True)
        for line in rest:
            console.print(Text(line), soft_wrap=True)
        console.print()
    console.print(grid)
    lines = out.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)
