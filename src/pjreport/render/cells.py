"""One value as one text, for the formats whose cells are text."""

from decimal import Decimal
from typing import Any


def text(value: Any) -> str:
    r"""A value as it stands in a delimited cell; the items of a list are joined by `|`.

    A `|` or backslash inside an item gets a backslash before it, so the list
    can be split again.

    >>> text([131, 133]), text(["a|b"]), text(True), text(None)
    ('131|133', 'a\\|b', 'true', '')
    """
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "|".join(text(item).replace("\\", "\\\\").replace("|", "\\|") for item in value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
