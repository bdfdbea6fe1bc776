"""One JSON object a line."""

from ..model.table import Look, Table
from .json import encode, select


def render(table: Table, look: Look) -> str:
    """The rows of `table`, one object a line."""
    return "".join(encode(row) + "\n" for row in select(table))
