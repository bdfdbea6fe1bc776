"""One field a line, a blank line between facts: what is read one by one, and narrow windows."""

from ..model.table import Look, Table
from ..text.terminal import safe
from .cells import text


def render(table: Table, look: Look) -> str:
    """The rows of `table`; an id stands alone, empty fields are left out.

    With a width, lines are broken between words by Rich; without one, a line
    is a field, whatever its length, and nothing is imported for it.
    """
    if look.width is not None or look.color:
        from .table import records

        return records(table, look)
    colon = "：" if look.lang == "zh" else ": "
    blocks = []
    if table.heading and look.header:
        blocks.append("".join(f"{safe(line)}\n" for line in table.heading))
    for row in table.rows:
        lines = []
        for column in table.columns:
            value = safe(text(row.get(column.name)))
            if column.role == "id":
                lines.append(f"{value}\n")
            elif value:
                lines.append(f"{safe(column.title)}{colon}{value}\n")
        blocks.append("".join(lines))
    return "\n".join(blocks)
