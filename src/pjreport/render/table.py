"""Aligned columns for a terminal, drawn by Rich, which knows the width of Han characters.

If the columns do not fit, the id goes under the name. If that does not fit, every field has its
own line. Nothing is cut. An id or a value is broken only if it is wider than the window.
"""

import io
import re

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..model.table import Column, Look, Row, Table
from ..text.terminal import safe
from .cells import fields, text
from .layout import GAP, Layout, Measures, choose

STYLES = {"id": "cyan", "value": "bold", "lines": "dim"}  # legible on light and on dark
MARK = "bold red"
MARKED = ("name", "why")  # roles of columns in which words are marked
WORD = re.compile(r"[!-\u02af]+")  # Latin letters, digits and signs, which are kept together
LEFT_OUT = {
    "zh": ("、", "未显示：{}（放宽窗口或用 --fields）"),
    "en": (", ", "not shown: {} (in a wider window, or with --fields)"),
}
INDENT = 2  # cells before a continued line
ASCII = box.Box("\n".join(["    ", "    ", " -- ", *["    "] * 5, ""]), ascii=True)


def render(table: Table, look: Look) -> str:
    """`table` as columns in `look.width` cells, or as records where they do not fit."""
    table = shown(table)
    measures = {column.name: measure(table, column, look) for column in table.columns}
    filled = [column for column in table.columns if any(measures[column.name].cells)]
    layout = choose(filled or table.columns, measures, look.width)
    return draw(table, layout, look) if layout else records(table, look)


def measure(table: Table, column: Column, look: Look) -> Measures:
    """The widths of a column's cells, title and longest word, in terminal cells."""
    cells = [row[column.name] for row in table.rows]
    title = column.title if look.header else ""
    words = [cell_len(word) for cell in [*cells, title] for word in WORD.findall(cell)]
    return Measures([cell_len(cell) for cell in cells], cell_len(title), max(words, default=0))


def shown(table: Table) -> Table:
    """`table` with every cell as safe text."""
    rows: list[Row] = [
        {column.name: safe(text(row.get(column.name))) for column in table.columns}
        for row in table.rows
    ]
    return table._replace(rows=rows, heading=[safe(line) for line in table.heading])


def marked(text: str, column: Column, table: Table, look: Look) -> Text:
    """A cell, in which some words may stand out."""
    cell = Text(text)
    if look.color and table.marks is not None and column.role in MARKED:
        for start, end in table.marks(text):
            cell.stylize(MARK, start, end)
    return cell


def draw(table: Table, layout: Layout, look: Look) -> str:
    """The lines of the table."""
    columns, widths, under = layout.columns, layout.widths, layout.under
    grid = RichTable(
        box=ASCII if look.ascii else box.SIMPLE_HEAD,
        show_edge=False,
        show_header=look.header,
        pad_edge=False,
        header_style="bold",
        padding=(0, GAP - 1, 0, 0),
    )
    for column in columns:
        grid.add_column(
            Text(column.title),
            style=STYLES.get(column.name, STYLES.get(column.role, "")),
            justify="right" if column.role == "value" else "left",
            overflow="fold",
            width=widths[column.name],
        )
    for row in table.rows:
        # Rich would read markup and emoji codes in a str.
        cells = [marked(row[column.name], column, table, look) for column in columns]
        if under is not None:
            place = next(i for i, column in enumerate(columns) if column.role == "name")
            cells[place].append("\n" + row[under.name], style=STYLES["id"])
        grid.add_row(*cells)
    wide = sum(widths.values()) + GAP * (len(columns) - 1)
    screen = console(look, look.width or max([wide, *map(cell_len, table.heading)]))
    heading(screen, table, look)
    screen.print(grid)
    if layout.left_out:
        between, more = LEFT_OUT[look.lang]
        names = between.join(column.title for column in layout.left_out)
        screen.print()
        screen.print(Text(more.format(names), style="dim"))
    return printed(screen)


def records(table: Table, look: Look) -> str:
    """Every field on its own line, with continued lines indented, and blank lines between facts."""
    width = max(look.width or 80, 2 * INDENT)
    screen = console(look, width)
    heading(screen, table, look)
    for number, row in enumerate(table.rows):
        if number:
            screen.print()
        for label, value in fields(table, row, look):
            line = Text.assemble((label, "dim"), (value, "" if label else STYLES["id"]))
            room = width if cell_len(line.plain) <= width else width - INDENT
            first, *rest = line.wrap(screen, room, overflow="fold")
            screen.print(first)
            for more in rest:
                screen.print(Text(" " * INDENT) + more)
    return printed(screen)


def heading(screen: Console, table: Table, look: Look) -> None:
    """Print the lines above the table, the first one in bold."""
    if look.header and table.heading:
        for number, line in enumerate(table.heading):
            screen.print(Text(line, style="" if number else "bold"))
        screen.print()


def console(look: Look, width: int) -> Console:
    """A console that prints into memory. It obeys `look` and ignores the environment."""
    return Console(
        file=io.StringIO(),
        width=width,
        height=100,  # without a height, Rich asks the terminal
        force_terminal=look.color,
        color_system="standard" if look.color else None,
        no_color=not look.color,
        legacy_windows=False,
    )


def printed(screen: Console) -> str:
    """The text printed into a console, without spaces at the ends of lines."""
    memory = screen.file
    assert isinstance(memory, io.StringIO)
    lines = memory.getvalue().split("\n")
    return "\n".join(line.rstrip() for line in lines)
