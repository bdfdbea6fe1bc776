"""`figures`: every figure of a text, one a line. It needs no base."""

import re
from bisect import bisect_right

from ...model.formula import plain
from ...model.table import Row
from ...quantities.quantity import Quantity
from ...quantities.reader import scan
from ..interface.parser import Options
from ..reading import read_text
from ..session import Session

FIELDS = [
    *("line", "column", "text", "value", "low", "high"),
    *("unit", "qualifier", "kind", "subject", "direction", "step"),
]
USUAL = FIELDS[: FIELDS.index("subject") + 1]
FOR_PEOPLE = ["line", "text", "value", "unit", "qualifier", "kind", "subject"]
TITLES = {
    "line": ("行", "at"),
    "column": ("列", "column"),
    "text": ("原文", "as printed"),
    "low": ("最低", "lowest"),
    "high": ("最高", "highest"),
    "kind": ("种类", "kind"),
    "subject": ("所指", "what it is of"),
    "direction": ("升降", "direction"),
    "step": ("精度", "step"),
}
KINDS = {
    "count": "数目",
    "rate": "比率",
    "growth": "增长",
    "change": "增减",
    "share": "占比",
    "rank": "名次",
    "ratio": "比",
    "money": "金额",
    "area": "面积",
    "year": "年份",
    "date": "日期",
    "ordinal": "序数",
    "range": "范围",
    "other": "其他",
}


def run(options: Options) -> None:
    """Print the figures of a text, with the line and column of each."""
    session = Session(options)
    text = read_text(options.text, "text").removeprefix("\ufeff")
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    people = session.format.people
    rows = [row(each, starts, session.lang, people=people) for each in scan(text)]
    session.list_rows(rows, FOR_PEOPLE if people else USUAL, FIELDS, titles=TITLES)


def row(figure: Quantity, starts: list[int], lang: str, *, people: bool) -> Row:
    """A figure as a row of the output: data, or words for people."""
    line = bisect_right(starts, figure.start)
    column = figure.start - starts[line - 1] + 1
    ends = (figure.value, figure.low, figure.high)
    value, low, high = (None if each is None else each + 0 for each in ends)
    row: Row = {
        "line": line,
        "column": column,
        "text": " ".join(figure.text.split()),
        "value": value,
        "low": low,
        "high": high,
        "unit": figure.unit or None,
        "qualifier": figure.qualifier,
        "kind": figure.kind,
        "subject": figure.subject or None,
        "direction": figure.direction,
        "step": figure.step,
    }
    if people:
        row["line"] = f"{line}:{column}"
        if lang == "zh":
            row["kind"] = KINDS[figure.kind]
        if low is not None and high is not None:
            row["value"] = f"{plain(low)} - {plain(high)}"
    return row
