"""Aligned columns for a terminal, drawn by Rich, which knows the width of Han characters.

A fact has one line where that fits; columns that are needed least are left out for it, and named
below the table. If the columns do not fit, every field has its own line. Nothing is cut. Lines are
broken between words; an id or a number is broken only if it is wider than the window.
"""

import io
import re
from collections.abc import Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ..model.table import Column, Look, Row, Table
from ..text.terminal import safe
from ..text.wrapping import breaks
from .cells import fields, text
from .layout import GAP, Layout, Measures, choose

STYLES = {"id": "cyan", "value": "bold", "lines": "dim"}  # legible on light and on dark
MARK = "bold red"
# The colours of verdicts, by the sign that they begin with, and the signs in ASCII.
VERDICTS = {"√": "green", "×": "bold red", "≈": "yellow", "?": "dim"}
IN_ASCII = str.maketrans("√×≈", "+x~")
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


def cell(value: str, column: Column, table: Table, look: Look, width: int) -> Text:
    """A cell in lines of `width` cells, in which some words may stand out."""
    whole = Text(value)
    if column.role == "verdict":
        whole = Text(value.translate(IN_ASCII) if look.ascii else value)
        whole.stylize(VERDICTS.get(value[:1], ""))
    if look.color and table.marks is not None and column.role in MARKED:
        for start, end in table.marks(value):
            whole.stylize(MARK, start, end)
    # Continued lines stand to the right, which tells a fact from the next one.
    further = INDENT if column.role == "name" and width > 2 * INDENT else 0
    return folded(whole, width, further)


def folded(whole: Text, width: int, further: int) -> Text:
    """A text in lines of `width` cells; all but the first begin with `further` spaces."""
    lines = breaks(whole.plain, width, max(width - further, 1), strict=True)
    parts = [whole[start:end] for start, end in lines]
    for part in parts:
        part.rstrip()
    return Text("\n" + " " * further).join(parts)


def draw(table: Table, layout: Layout, look: Look) -> str:
    """The lines of the table."""
    columns, widths = layout.columns, layout.widths
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
            folded(Text(column.title), widths[column.name], 0),
            style=STYLES.get(column.name, STYLES.get(column.role, "")),
            justify="right" if column.role == "value" else "left",
            overflow="fold",
            width=widths[column.name],
        )
    for row in table.rows:
        # Rich would read markup and emoji codes in a str.
        grid.add_row(
            *(cell(row[each.name], each, table, look, widths[each.name]) for each in columns)
        )
    wide = sum(widths.values()) + GAP * (len(columns) - 1)
    screen = console(look, look.width or max([wide, *map(cell_len, table.heading)]))
    heading(screen, table, look)
    screen.print(grid)
    footing(screen, table, layout.left_out, look)
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
            screen.print(folded(line, width, INDENT))
    footing(screen, table, (), look)
    return printed(screen)


def footing(screen: Console, table: Table, left_out: Sequence[Column], look: Look) -> None:
    """Print the lines below the table, and which columns are not in it."""
    lines = list(table.footing)
    if left_out:
        between, more = LEFT_OUT[look.lang]
        lines.append(more.format(between.join(column.title for column in left_out)))
    if look.header and lines:
        screen.print()
        for line in lines:
            screen.print(folded(Text(line, style="dim"), screen.width, INDENT))


def heading(screen: Console, table: Table, look: Look) -> None:
    """Print the lines above the table, the first one in bold."""
    if look.header and table.heading:
        for number, line in enumerate(table.heading):
            screen.print(folded(Text(line, style="" if number else "bold"), screen.width, INDENT))
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
