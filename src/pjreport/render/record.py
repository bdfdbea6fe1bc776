"""One field a line and a blank line between facts: for single facts and narrow windows."""

from ..model.table import Look, Table
from ..text.terminal import safe
from .cells import fields


def render(table: Table, look: Look) -> str:
    """The rows of `table`. For a known width, Rich breaks lines between words."""
    if look.width is not None or look.color:
        from .table import records

        return records(table, look)
    blocks = []
    if table.heading and look.header:
        blocks.append("".join(f"{safe(line)}\n" for line in table.heading))
    blocks += (
        "".join(f"{label}{value}\n" for label, value in fields(table, row, look))
        for row in table.rows
    )
    return "\n".join(blocks)
