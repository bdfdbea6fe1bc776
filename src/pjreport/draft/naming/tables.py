"""The rows of tables: what their first cell and the head of a column say of a figure."""

import re
from functools import cached_property
from typing import NamedTuple

from ...quantities.quantity import Quantity
from ..passage import Passage

GAP = re.compile(r"\s*\|\s*|\t+|[ \u3000]{2,}")
RULE = re.compile(r"[\s|:+-]*")
NUMBER = re.compile(r"[(（]?[-–+−$£€¥]{0,2}\s?[0-9０-９][0-9０-９,，.]*\s?[%％]?[)）]?")
YEAR = re.compile(r"(?:19|20)[0-9]{2}\D{0,3}(?:[0-9]{2})?\D{0,2}")
BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")
MOST_ROWS = 60  # between the head of a table and a row of it


class Cell(NamedTuple):
    """What a table says of a number: the name of its row, the head of its column, and a year.

    `printed` is the name of the row with what stands in brackets behind it.
    """

    row: str
    head: str
    year: str
    printed: str = ""


class Tables:
    """The rows of the tables of a text."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage

    @cached_property
    def rows(self) -> dict[int, tuple[list[str], list[int]]]:
        """The cells of each line that has several, and the columns where they begin."""
        found = {}
        for number, line in enumerate(self.passage.source.lines, 1):
            text = line.rstrip().rstrip("|").rstrip()
            first = len(text) - len(text.lstrip(" |\t\u3000"))
            starts, cells, place = [], [], first
            for gap in GAP.finditer(text, first):
                starts.append(place)
                cells.append(text[place : gap.start()].strip())
                place = gap.end()
            starts.append(place)
            cells.append(text[place:].strip())
            if len(cells) > 1 and not RULE.fullmatch(text):
                found[number] = cells, starts
        return found

    @cached_property
    def heads(self) -> dict[int, list[str]]:
        """The heads of the columns of each row of a table."""
        found: dict[int, list[str]] = {}
        head: list[str] = []
        since = 0
        last = 0
        for number, (cells, _) in self.rows.items():
            if number - last > 2 or number - since > MOST_ROWS:  # a rule may stand between
                head = []
            last = number
            if not any(NUMBER.fullmatch(each) and not YEAR.fullmatch(each) for each in cells[1:]):
                head, since = cells, number
            elif head:
                found[number] = head
        return found

    def cell(self, figure: Quantity) -> Cell | None:
        """What a table says of a figure; None if it stands in no row with a name."""
        place = self.passage.source.places[figure.start]
        if place.line not in self.rows:
            return None
        cells, starts = self.rows[place.line]
        column = sum(start < place.column for start in starts) - 1
        if column < 1 or NUMBER.fullmatch(cells[0]) or not NUMBER.fullmatch(cells[column]):
            return None
        name = BRACKET.sub("", cells[0])
        head = self.heads.get(place.line, [])
        missing = len(head) - len(cells)  # a head may have no cell above the names
        at = column + missing
        said = BRACKET.sub("", head[at]) if 0 <= at < len(head) and missing in (0, -1) else ""
        year = said if YEAR.fullmatch(said) else ""
        return Cell(name, "" if year else said, year, cells[0])
