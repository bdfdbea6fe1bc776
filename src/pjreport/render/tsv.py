r"""Tab-separated lines for grep, cut and awk: no header, one fact a line.

Backslash, tab, line feed and carriage return are written `\\`, `\t`, `\n`, `\r`, other control
characters `\x1b` or `\u202e`. So each line can be decoded again.
"""

from ..model.table import Look, Table
from ..text.terminal import safe
from .cells import text

ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def render(table: Table, look: Look) -> str:
    """The rows of `table`, one a line."""
    names = [column.name for column in table.columns]
    return "".join(
        "\t".join(safe(text(row.get(name)).translate(ESCAPES)) for name in names) + "\n"
        for row in table.rows
    )
