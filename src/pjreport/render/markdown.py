"""A Markdown table. Characters with a meaning in Markdown or HTML are escaped."""

import re

from ..model.table import Look, Table
from ..text.terminal import safe
from .cells import text

SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#&!$:])")
WWW = re.compile(r"\b(www)\.", re.IGNORECASE)  # GitHub makes a link of it
# And of an address, even of one with a backslash before its @: only what stands between helps.
ADDRESS = re.compile(r"(?<=[A-Za-z0-9.+_-])@(?=[A-Za-z0-9])")
BLOCK = re.compile(r"^\s*([0-9]*)(?=[-+=.)])")  # begins a list, a rule or an underline


def render(table: Table, look: Look) -> str:
    """`table` with a header row, its heading above."""
    lines = []
    if table.heading and look.header:
        lines += ["  \n".join(BLOCK.sub(r"\1\\", escape(line)) for line in table.heading), ""]
    align = ["---:" if column.role == "value" else "---" for column in table.columns]
    lines.append(row([column.title for column in table.columns]))
    lines.append(row(align, raw=True))
    lines += [row([text(each.get(c.name)) for c in table.columns]) for each in table.rows]
    return "\n".join(lines) + "\n"


def row(cells: list[str], raw: bool = False) -> str:
    """One line of the table."""
    return "| " + " | ".join(cells if raw else map(escape, cells)) + " |"


def escape(value: str) -> str:
    r"""Text that reads as itself in Markdown.

    >>> print(escape("a|b <b> [c](d)"))
    a\|b \<b\> \[c\](d)
    >>> print(escape("www.a.cn, a@b.cn"))
    www\.a.cn, a@<!-- -->b.cn
    """
    escaped = SPECIAL.sub(r"\\\1", safe(value))
    return ADDRESS.sub("@<!-- -->", WWW.sub(r"\1\\.", escaped))
