"""Comma-separated values as in RFC 4180, with a header.

For Excel there is a byte order mark, so that it reads UTF-8, and an apostrophe before a text that
it would take for a formula. In many countries Excel divides a line at semicolons, so the parts
behind semicolons count as texts, too.
"""

import csv
import io
import re
from typing import Any

from ..model.table import Look, Table
from ..text.terminal import safe
from .cells import text

FORMULA = re.compile(r"(^|;)(?=\s*[=+\-@＝＋－＠])")
BOM = "\ufeff"


def render(table: Table, look: Look) -> str:
    """The header and rows of `table`."""
    names = [column.name for column in table.columns]
    titles = [
        column.title if look.excel and column.title else column.name for column in table.columns
    ]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    if look.header:
        writer.writerow([safe(title) for title in titles])
    for row in table.rows:
        writer.writerow([cell(row.get(name), look.excel) for name in names])
    return (BOM if look.excel else "") + out.getvalue()


def cell(value: Any, excel: bool) -> str:
    """A value as a CSV cell. Numbers never get an apostrophe."""
    shown = safe(text(value))
    return FORMULA.sub(r"\1'", shown) if excel and isinstance(value, str | list) else shown
