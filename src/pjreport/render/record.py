"""One field a line, a blank line between facts: what is read one by one, and narrow windows."""

from collections.abc import Iterator

from ..model.table import Look, Row, Table
from ..text.terminal import safe
from .cells import text


def render(table: Table, look: Look) -> str:
    """The rows of `table`: by Rich, which breaks lines between words, where a width is known."""
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


def fields(table: Table, row: Row, look: Look) -> Iterator[tuple[str, str]]:
    """The label and value of each field that is not empty; the label of an id is."""
    colon = "：" if look.lang == "zh" else ": "
    for column in table.columns:
        value = safe(text(row.get(column.name)))
        if column.role == "id":
            yield "", value
        elif value:
            yield f"{safe(column.title)}{colon}", value
