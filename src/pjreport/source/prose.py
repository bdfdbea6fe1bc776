"""The prose of a text: what an extractor broke is put together, and every character knows its place.

Extractors break words over lines, add blank lines and spaces, and print headings
twice. None of that changes what the text says, so it is undone before anything
is compared; numbers are never taken apart or put together where the text does not.
"""

import re
from collections.abc import Iterator, Sequence

from ..model.diagnostics import Place
from .punctuation import BREAK

# Beside these there is no space in writing: Han, their punctuation, full-width forms.
HAN = re.compile("[\u2010-\u206f\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff·]")
HAN_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015")
HAN_WORD = re.compile("[\u3400-\u9fff]")
# Bold print comes out twice: a clause, and the mark after it.
TWICE = re.compile(r"(\S{4,60}?)\1|([、，；：])\2+")
BAR = "｜"  # a bar that is printed: unlike a BREAK, it makes a difference
MAX_TITLE_LINE = 400  # characters: a longer line is no caption or heading, so nothing in it is bold
# A page number, a row of a table: no part of the sentence around it.
PAGE = re.compile("[0-9]{1,4}")
COLUMNS = re.compile(r"\S(?:\t| {2,}+)\S")
PART_OF_NUMBER = frozenset("0123456789.,，０１２３４５６７８９．")
AFTER_NUMBER = re.compile(f"[^{''.join(sorted(PART_OF_NUMBER))} ]")


def mend(lines: Sequence[str]) -> tuple[str, list[Place]]:
    """The prose of some lines, and the place of each of its characters.

    >>> mend(["at -", "3 degrees, covid-", "19 cases"])[0]
    'at -3 degrees, covid- 19 cases'
    >>> mend(["共获4金", "", " 7银 8铜的好", "成绩"])[0]
    '共获4金7银8铜的好成绩'
    >>> mend(["共52", "28人次", "in 2021", "15 schools"])[0]
    '共5228人次in 2021 15 schools'
    >>> mend(["加强党建加强党建 学校管理学校管理", "12", "2021学年"])[0]
    '加强党建学校管理|12|2021学年'
    """
    prose: list[str] = []
    places: list[Place] = []
    gap = ""
    before = ""  # the last character that is no part of a number
    for number, line in enumerate(lines, 1):
        alone = apart(line)
        if alone and prose and prose[-1] in PART_OF_NUMBER and line.strip().isdecimal():
            alone = False  # the second half of a number
        gap = BREAK if alone and prose else gap
        skipped = set(repeated(line))
        indent = len(line) - len(line.lstrip())
        after = -1  # where the next such character of this line is, as far as that was asked for
        for column, character in enumerate(line):
            if column in skipped:
                continue
            if character.isspace():
                wide = character == "\t" or line[column - 1 : column].isspace()
                gap = BREAK if alone and wide and column > indent else gap or " "
                continue
            if gap and prose:
                if after < column and character.isdecimal():
                    found = AFTER_NUMBER.search(line, column)
                    after = found.start() if found else len(line)
                chinese = bool(HAN.match(before) or HAN.match(line[after : after + 1]))
                if between := joint(prose, character, gap, chinese=chinese):
                    prose.append(between)
                    places.append(Place(number, column + 1))
                    before = before if between == " " else between
            gap = ""
            prose.append(character)
            places.append(Place(number, column + 1))
            before = before if character in PART_OF_NUMBER else character
        gap = BREAK if alone else gap or " "
    return "".join(prose), places


def apart(line: str) -> bool:
    """Whether a line is a page number or the row of a table: no part of a sentence."""
    text = line.strip()
    return PAGE.fullmatch(text) is not None or COLUMNS.search(text) is not None


def joint(before: Sequence[str], after: str, gap: str, *, chinese: bool) -> str:
    """What stays of a `gap` between what was written and the character that follows.

    `chinese` says that two numbers stand in Chinese text.
    """
    if gap == BREAK:
        return BREAK
    # A dash is Han beside Han; else a space beside it says whether it is a minus.
    sides = [each for each in (before[-1], after) if each not in HAN_DASHES] or [after]
    if any(map(HAN.match, sides)):
        return ""
    if before[-1] in "-−" and after.isdecimal():
        minus = len(before) < 2 or not (before[-2].isascii() and before[-2].isalnum())
        return "" if minus else " "
    if before[-1].isdecimal() and after.isdecimal():
        # One number, if it is Chinese that it stands in: such lines break anywhere.
        return "" if chinese else " "
    return " "


def repeated(line: str) -> Iterator[int]:
    """The columns, from 0, of what a line says for the second time."""
    if len(line) > MAX_TITLE_LINE:
        return
    for found in TWICE.finditer(line):
        once = found[1] or found[2]
        if found[2] or len(HAN_WORD.findall(once)) > 1:
            yield from range(found.start() + len(once), found.end())
