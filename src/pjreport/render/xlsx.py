"""A workbook for Excel: real numbers, shares as per cent, a head that stays in view.

Texts are written as texts, whatever they begin with: no cell is a formula.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from ..model.table import Look, Percent, Table
from ..text.terminal import safe
from ..text.wrapping import cells
from .cells import text

WIDEST = 60  # characters of a column; longer texts are folded
MARGIN = 2
LONGEST = 31  # characters of a sheet's name, as Excel allows
NAMELESS = "pjreport"


def render(table: Table, look: Look) -> bytes:
    """A workbook with one sheet."""
    return workbook([(NAMELESS, table)], look)


def workbook(sheets: Sequence[tuple[str, Table]], look: Look) -> bytes:
    """A workbook with a sheet for each named table. Raises `ImportError` without XlsxWriter."""
    from xlsxwriter import Workbook

    file = io.BytesIO()
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, settings) as book:
        for name, table in sheets:
            fill(book, book.add_worksheet(name[:LONGEST]), table, look)
    return file.getvalue()


def fill(book: Any, sheet: Any, table: Table, look: Look) -> None:
    """Write a table into a sheet."""
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    first = 0
    if look.header:
        for number, column in enumerate(table.columns):
            sheet.write_string(0, number, safe(column.title or column.name), head)
        first = 1
        sheet.freeze_panes(1, 0)
    widths = [cells(column.title or column.name) for column in table.columns]
    for place, row in enumerate(table.rows, first):
        for number, column in enumerate(table.columns):
            value = row.get(column.name)
            if isinstance(value, Percent):
                digits = "." + "0" * decimals(value.value) if decimals(value.value) else ""
                shown = book.add_format({"num_format": f"0{digits}%", "valign": "top"})
                sheet.write_number(place, number, float(value.value / 100), shown)
                continue
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                sheet.write_number(place, number, value, plain)
                continue
            said = safe(text(value))
            widths[number] = max(widths[number], *map(cells, said.split("\n")))
            sheet.write_string(place, number, said, plain)
    for number, width in enumerate(widths):
        sheet.set_column(number, number, min(width, WIDEST) + MARGIN)
    if table.rows and look.header:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)


def decimals(value: Decimal) -> int:
    """How many digits stand behind the point."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
