"""Computes the widths of a table's columns in a window. Nothing is drawn here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ..model.table import Column

GAP = 2  # cells between columns
LEAST = {"name": 24, "text": 9}  # cells; narrower text is hard to read; other roles never fold
ROOMY = 24  # cells that each text must have before a spare column is shown
WORD_LIMIT = 20  # cells; a longer word is an address or an id, and may be broken


class Layout(NamedTuple):
    """The columns side by side with their widths, and a column whose cells go `under` the names.

    `left_out` are the columns that do not fit.
    """

    columns: Sequence[Column]
    widths: Mapping[str, int]
    under: Column | None = None
    left_out: Sequence[Column] = ()


class Measures:
    """The measures of a column: the widths of its cells, its title and its longest word."""

    def __init__(self, cells: Sequence[int], title: int, word: int) -> None:
        self.cells = cells
        self.word = word
        self.natural = max([*cells, title])  # nothing is folded
        self.usual = sorted(cells)[len(cells) * 4 // 5] if cells else 0  # fits four of five cells


def choose(
    columns: Sequence[Column], measures: Mapping[str, Measures], width: int | None
) -> Layout | None:
    """The best layout of `columns` in `width` cells (None: no limit), or None if nothing fits.

    Whole words matter more than the column of line numbers. Then the table with fewer lines is
    best, with the ids in their own column or under the names. Ids and values are never folded.
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
    kept = list(columns)
    spare = [column for column in kept if column.spare]
    roomy = {name: max(narrow, min(natural[name], ROOMY)) for name, narrow in least.items()}
    while spare and not fit(kept, measures, roomy, width):
        kept.remove(spare.pop())
    short = [column for column in kept if column.name != "lines"]
    for shown, narrowest in ((kept, whole), (short, whole), (kept, least)):
        layouts = [Layout(shown, fit(shown, measures, narrowest, width))]
        layouts += stacked(shown, measures, narrowest, width)
        if fitting := [layout for layout in layouts if layout.widths]:
            best = min(fitting, key=lambda layout: height(layout, measures))
            return best._replace(left_out=[each for each in columns if each not in shown])
    return None


def stacked(
    columns: Sequence[Column],
    measures: Mapping[str, Measures],
    least: Mapping[str, int],
    width: int,
) -> list[Layout]:
    """The layout with the ids under the names, if there are both."""
    id = next((column for column in columns if column.role == "id"), None)
    name = next((column for column in columns if column.role == "name"), None)
    if id is None or name is None:
        return []
    rest = [column for column in columns if column is not id]
    ids = {name.name: measures[id.name].natural}
    return [Layout(rest, fit(rest, measures, {**least, **ids}, width), id)]


def fit(
    columns: Sequence[Column],
    measures: Mapping[str, Measures],
    least: Mapping[str, int],
    width: int,
) -> dict[str, int]:
    """The widths of `columns` in `width` cells; empty if they do not fit.

    Each gets its `least`. Each further cell goes to the column whose usual text is folded most.
    """
    widths = {column.name: least[column.name] for column in columns}
    left = width - sum(widths.values()) - GAP * (len(columns) - 1)
    if left < 0:
        return {}
    while left and (folded := [n for n in widths if widths[n] < measures[n].natural]):
        widths[max(folded, key=lambda name: measures[name].usual / widths[name])] += 1
        left -= 1
    return widths


def height(layout: Layout, measures: Mapping[str, Measures]) -> int:
    """The approximate number of lines of the folded rows."""
    lines = [
        [-(-cell // width) for cell in measures[name].cells]
        for name, width in layout.widths.items()
    ]
    folded: int = sum(max(row) for row in zip(*lines, strict=True))
    return folded + (len(lines[0]) if layout.under else 0)
