"""Rows of figures under one another: years side by side, and totals."""

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ...vocabulary import expression, pattern
from ..statement import IMPOSSIBLE
from .mentions import HAN, YEAR, Mention
from .passages import lines_of
from .tested import Tested, tested

BETWEEN = re.compile(r"[\s|/,，;；:：()（）+\-–—%％‰]*")
RULE = re.compile(r"[\s|:+=_-]*")
CELL = re.compile(r"\||\t| {2,}|\u3000+")
FAR = 2  # a total that is so many times the sum, or the other way round, is of something else


class Row(NamedTuple):
    """A line with a label and figures only."""

    label: str
    figures: tuple[Mention, ...]


class Block(NamedTuple):
    """Rows under one another with as many figures each, and the line above them."""

    head: str
    rows: list[Row]


def blocks(text: str, mentions: Mapping[int, Mention]) -> Iterator[Block]:
    """The blocks of rows; `text` is plain, `mentions` are those of the text by offset."""
    places = sorted(mentions)
    head, at = "", 0
    rows: list[Row] = []
    for start, end in lines_of(text):
        some = []
        while at < len(places) and places[at] < end:
            if places[at] >= start:
                some.append(mentions[places[at]])
            at += 1
        line = text[start:end].strip()
        found = row(text, start, end, some)
        if found is None:
            if RULE.fullmatch(line):
                continue
            if rows:
                yield Block(head, rows)
            head, rows = line, []
        elif rows and len(rows[-1].figures) != len(found.figures):
            yield Block(head, rows)
            head, rows = "", [found]
        else:
            rows.append(found)
    if rows:
        yield Block(head, rows)


def row(text: str, start: int, end: int, some: Sequence[Mention]) -> Row | None:
    """A line as a row; None if it has other words than a label and units."""
    if not some:
        return None
    last = some[0].quantity.start
    for each in some:
        between = text[last : each.quantity.start]
        if last != some[0].quantity.start and not BETWEEN.fullmatch(between):
            return None
        last = each.quantity.end
    behind = text[last:end].strip(" \t|\n\r)）")
    label = text[start : some[0].quantity.start]
    if re.search(r"[,，。]", label) or len(behind) > 4 or not label.strip(" \t|-•*·"):
        return None
    return Row(label.strip(" \t|-•*·:："), tuple(some))


def years(block: Block) -> list[int]:
    """The columns of a block that are years, in their order; empty if the head names none."""
    found = [int(year) for year in YEAR.findall(block.head)]
    size = len(block.rows[0].figures)
    return found if 2 <= len(found) <= size else []


def pairs(block: Block) -> Iterator[tuple[Mention, Mention]]:
    """The figures of the last year and of the year before it in each row."""
    named = years(block)
    if not named:
        return
    last = named.index(max(named))
    if max(named) - 1 not in named:
        return
    before = named.index(max(named) - 1)
    for each in block.rows:
        yield each.figures[last], each.figures[before]


def of_tables(found: Sequence[Block]) -> Iterator[Tested]:
    """What tables state, tested: growths beside two years, and totals."""
    for block in found:
        yield from of_growths(block)
        yield from of_totals(block)
        yield from of_columns(block)


def of_growths(block: Block) -> Iterator[Tested]:
    """A column of growths behind two years."""
    named = years(block)
    cells = [cell for cell in map(str.strip, CELL.split(block.head)) if cell]
    if not named or len(block.rows[0].figures) != len(named) + 1 or not cells:
        return
    if not re.search(expression("statements.moved-column"), cells[-1]):
        return
    for (now, before), each in zip(pairs(block), block.rows, strict=False):
        growth = each.figures[-1]
        if growth.unit == "%" or "%" in cells[-1]:
            yield tested("growth", growth, [now], [before])
        else:
            yield tested("change", growth, [now], [before])


def of_totals(block: Block) -> Iterator[Tested]:
    """Rows with a total below or above the others."""
    open: list[Row] = []
    for each in block.rows:
        if not total(each.label):
            open.append(each)
            continue
        if len(open) > 1:
            for column, figure in enumerate(each.figures):
                parts = [other.figures[column] for other in open]
                yield from sum_of(figure, parts, sure=only_total(each.label))
        open = []
    first = block.rows[0]
    if (
        len(block.rows) > 2
        and total(first.label)
        and not any(total(each.label) for each in block.rows[1:])
    ):
        for column, figure in enumerate(first.figures):
            yield from sum_of(figure, [each.figures[column] for each in block.rows[1:]])


def of_columns(block: Block) -> Iterator[Tested]:
    """A column of totals beside the others."""
    cells = [cell for cell in map(str.strip, CELL.split(block.head)) if cell]
    size = len(block.rows[0].figures)
    if size < 3 or len(cells) not in (size, size + 1):
        return
    heads = cells[-size:]
    totals = [place for place, cell in enumerate(heads) if total(cell)]
    if len(totals) != 1:
        return
    for each in block.rows:
        others = [figure for place, figure in enumerate(each.figures) if place != totals[0]]
        yield from sum_of(each.figures[totals[0]], others)


def total(label: str) -> bool:
    """Whether a label is of a total."""
    end = rf"(?:{expression('statements.head', 'zh')})\s*(?:[(（].*)?$"
    return bool(
        re.search(end, label)
        if HAN.search(label)
        else pattern("statements.head", "en").match(label)
    )


def only_total(label: str) -> bool:
    """Whether a label is a word for a total and nothing else."""
    return pattern("statements.sums").fullmatch(label.lower()) is not None


def sum_of(figure: Mention, parts: Sequence[Mention], *, sure: bool = False) -> Iterator[Tested]:
    """A total, if it may be one of these: figures of one unit, and not far from their sum."""
    if any(each.unit != figure.unit for each in parts):
        return
    result = tested("sum", figure, parts)
    added = abs(sum((Fraction(each.printed.value) for each in parts), Fraction(0)))
    size = abs(Fraction(figure.printed.value))
    close = size < added * FAR and added < size * FAR
    if sure or close or result.outcome.verdict != IMPOSSIBLE:
        yield result
