"""One field a line, a blank line between facts: what still reads well in a narrow window."""

from ..model.table import Look, Table
from ..safe import safe
from .cells import text

BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render(table: Table, look: Look) -> str:
    """The rows of `table`; an id stands as a heading, empty fields are left out."""
    bold, dim, plain = (BOLD, DIM, PLAIN) if look.color else ("", "", "")
    colon = "：" if look.lang == "zh" else ": "  # noqa: RUF001 - Chinese punctuation
    blocks = []
    if table.heading and look.header:
        blocks.append("".join(f"{safe(line)}\n" for line in table.heading))
    for row in table.rows:
        lines = []
        for column in table.columns:
            value = safe(text(row.get(column.name)))
            if column.role == "id":
                lines.append(f"{bold}{value}{plain}\n")
            elif value:
                lines.append(f"{dim}{safe(column.title)}{colon}{plain}{value}\n")
        blocks.append("".join(lines))
    return "\n".join(blocks)
