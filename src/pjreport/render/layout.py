"""Computes the widths of a table's columns in a window. Nothing is drawn here."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..model.table import SPARE, Column

GAP = 2  # cells between columns
LEAST = {
    "name": 24,
    "text": 9,
    "why": 20,
}  # cells; narrower text is hard to read; others never fold
WORD_LIMIT = 20  # cells; a longer word is an address or an id, and may be broken


class Layout(NamedTuple):
    """The columns side by side with their widths. `left_out` are those that do not fit."""

    columns: Sequence[Column]
    widths: Mapping[str, int]
    left_out: Sequence[Column] = ()


class Measures:
    """The measures of a column: the widths of its cells, its title and its longest word."""

    def __init__(self, cells: Sequence[int], title: int, word: int) -> None:
        self.cells = cells
        self.word = word
        self.natural = max([*cells, title])  # nothing is folded
        self.counts = Counter(cells)

    def lines(self, width: int) -> int:
        """About how many lines the cells have in a column of `width` cells."""
        return sum(-(-cell // width) * count for cell, count in self.counts.items())


def choose(
    columns: Sequence[Column], measures: Mapping[str, Measures], width: int | None
) -> Layout | None:
    """The best layout of `columns` in `width` cells (None: no limit), or None if nothing fits.

    Columns that are needed least are left out, one after the other. The best table has the fewest
    lines a row, where a column that is left out counts as the lines that it is worth.
    """
    natural = {column.name: measures[column.name].natural for column in columns}
    if width is None:
        return Layout(columns, natural)
    least = {
        column.name: min(natural[column.name], LEAST.get(column.role, natural[column.name]))
        for column in columns
    }
    whole = {
        name: max(narrow, min(measures[name].word, WORD_LIMIT)) for name, narrow in least.items()
    }
    best, lowest = None, 0.0
    for shown in fewer(columns):
        left_out = [each for each in columns if each not in shown]
        cost = sum(SPARE[each.name] for each in left_out)
        if best and cost >= lowest:
            break
        widths = fit(shown, measures, whole, width)
        cost += height(widths, measures) if widths else 0
        if widths and (best is None or cost < lowest):
            best, lowest = Layout(shown, widths, left_out), cost
    return best


def fewer(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """All columns, then without the one that is needed least, and so on."""
    order, kept = list(SPARE), list(columns)
    yield kept
    spare = [column for column in columns if column.spare]
    for least in sorted(spare, key=lambda column: order.index(column.name)):
        kept = [column for column in kept if column is not least]
        yield kept


def fit(
    columns: Sequence[Column],
    measures: Mapping[str, Measures],
    least: Mapping[str, int],
    width: int,
) -> dict[str, int]:
    """The widths of `columns` in `width` cells; empty if they do not fit.

    Cell by cell, the column is made narrower that gets the fewest more lines by it. No column has
    less than its `least`.
    """
    widths = {column.name: measures[column.name].natural for column in columns}
    over = sum(widths.values()) + GAP * (len(columns) - 1) - width
    while over > 0:
        can = [name for name in widths if widths[name] > least[name]]
        if not can:
            return {}
        narrower = min(
            can,
            key=lambda name: (
                measures[name].lines(widths[name] - 1) - measures[name].lines(widths[name]),
                -widths[name],
            ),
        )
        widths[narrower] -= 1
        over -= 1
    return widths


def height(widths: Mapping[str, int], measures: Mapping[str, Measures]) -> float:
    """About how many lines a row has."""
    lines = [[-(-cell // width) for cell in measures[name].cells] for name, width in widths.items()]
    rows = [max(row) for row in zip(*lines, strict=True)]
    return sum(rows) / len(rows) if rows else 0.0
