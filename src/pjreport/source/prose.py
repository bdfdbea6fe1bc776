"""Repair of extracted text. Every character keeps its line and column.

Extractors break words over lines, add blank lines and spaces, and print headings twice. This is
undone before texts are compared. Two numbers are joined only in Chinese text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import combining, is_normalized, normalize

from ..model.diagnostics import Place
from ..vocabulary import expression, keys, words
from .compact import Pairs
from .punctuation import BREAK

# No space is written beside these: Han, their punctuation, full-width forms.
HAN = re.compile("[\u2010-\u206f\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff·]")
HAN_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015")
HAN_WORD = re.compile("[\u3400-\u9fff]")
# Extractors print bold text twice: a clause, and the mark after it.
TWICE = re.compile(r"(\S{4,60}?)\1|([、，；：])\2+")
BAR = "｜"  # a printed bar, which must not be taken for a BREAK
MAX_TITLE_LINE = 400  # characters; a longer line is no caption or heading, so it has no bold text
# Before an item of a list.
LISTED = re.compile(r"[•▪◦‣●○■□◆◇▶►·∙⋅*#]|[-–—]+(?=\s|[\u3400-\u9fff])|[0-9]{1,2}[.、)）](?![0-9])")
# Behind these, a line only breaks a sentence; and so before these: a unit or scale of the number.
GOES_ON = re.compile("[\u3400-\u9fff，、,]")
LABEL = re.compile(r"[^:：0-9]{1,12}[:：]")
CONTINUED = re.compile(
    rf"[0-9０-９.．%％‰]|{expression('measures.longer')}|{expression('measures', 'zh')}"
    rf"|{'|'.join(words(f'scales.{key}')[0] for key in keys('scales'))}"
    rf"|{expression('traditional-numerals', 'zh')}"
)
PAGE = re.compile("[0-9]{1,4}")
COLUMNS = re.compile(r"\S(?:\t|[ \u3000]{2,}+)\S")
ENOUGH, SEEN = 4096, 2  # characters that are put together; the last ones that are looked at again
PART_OF_NUMBER = frozenset("0123456789.,，０１２３４５６７８９．")
GROUP_BEFORE = re.compile(r"[0-9]{1,9}\s{1,3}$")
GROUP = re.compile(r"[0-9]{1,9}")
AFTER_NUMBER = re.compile(f"[^{''.join(sorted(PART_OF_NUMBER))} ]")


def mend(lines: Iterable[str]) -> tuple[str, Pairs[Place]]:
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
    parts: list[str] = []  # what is finished, apart from the last characters
    prose: list[str] = []
    places = Pairs(Place)
    gap = ""
    before = ""  # the last character that is no part of a number
    for number, raw in enumerate(lines, 1):
        line, columns = composed(raw)
        alone = apart(line)
        if alone and prose and prose[-1] in PART_OF_NUMBER and line.strip().isdecimal():
            alone = False  # the second half of a number
        gap = BREAK if prose and (alone or row(prose, line)) else gap
        skipped = set(repeated(line))
        indent = len(line) - len(line.lstrip())
        after = -1  # offset of the next such character of this line, if it was needed
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
                whole = gap == " " and column > indent and whole_numbers(line, column)
                if between := joint(prose, character, gap, chinese=chinese and not whole):
                    prose.append(between)
                    places.add(number, columns[column])
                    before = before if between == " " else between
            gap = ""
            prose.append(character)
            places.add(number, columns[column])
            before = before if character in PART_OF_NUMBER else character
        gap = BREAK if alone else gap or " "
        if len(prose) > ENOUGH:
            parts.append("".join(prose[:-SEEN]))
            del prose[:-SEEN]
    return "".join([*parts, *prose]), places


def composed(line: str) -> tuple[str, Sequence[int]]:
    """A line with composed accents (NFC), and the column of each of its characters.

    >>> composed("Cafe\u0301!"), composed("e\u0301q\u0301")[1]
    (('Café!', [1, 2, 3, 4, 6]), [1, 3, 4])
    """
    if is_normalized("NFC", line):
        return line, range(1, len(line) + 1)
    text: list[str] = []
    columns: list[int] = []
    for column, character in enumerate(line, 1):
        joined = normalize("NFC", text[-1] + character) if text else ""
        if len(joined) == 1:
            text[-1] = joined
        elif not combining(character) or not text:
            found = normalize("NFC", character)
            text += found
            columns += [column] * len(found)
        else:  # no composed form: the accent stays behind its letter
            text.append(character)
            columns.append(column)
    return "".join(text), columns


def row(before: Sequence[str], line: str) -> bool:
    """Whether a line starts something new: a row, an item of a list, a paragraph, a heading.

    >>> [row(*each) for each in (("共获奖", "5项"), ("人数：5", "项目：3"), ("共5", "项"), ("5项", "- 三项"), ("5", "eBooks: 3"))]
    [False, True, False, True, True]
    """
    text = line.lstrip()
    if not text or (before[-1] in PART_OF_NUMBER and text[0] in PART_OF_NUMBER):
        return False
    if LISTED.match(text) or (before[-1].isdecimal() and LABEL.match(text)):
        return True
    if GOES_ON.match(before[-1]) or text[0].islower():
        return False
    return CONTINUED.match(text) is None or LABEL.match(text) is not None


def apart(line: str) -> bool:
    """Whether a line is a page number or a table row, so not part of a sentence."""
    text = line.strip()
    return PAGE.fullmatch(text) is not None or COLUMNS.search(text) is not None


def whole_numbers(line: str, column: int) -> bool:
    """Whether a space before a column of a line stands between two numbers, as in a row of a table.

    Else it stands within one, between thousands or where the extractor put it.

    >>> [whole_numbers(*each) for each in (("2800 3000", 5), ("11 742人", 3), ("52 28人", 3))]
    [True, False, False]
    """
    before, behind = (
        GROUP_BEFORE.search(line, max(0, column - 12), column),
        GROUP.match(line, column),
    )
    sizes = [len(each[0].strip()) if each else 0 for each in (before, behind)]
    return min(sizes) > 2 and sizes != [3, 3]


def joint(before: Sequence[str], after: str, gap: str, *, chinese: bool) -> str:
    """What remains of a `gap` before the character `after`.

    `chinese` says that two numbers stand in Chinese text.
    """
    if gap == BREAK:
        return BREAK
    # A dash between Han characters is Chinese. Elsewhere a space tells whether it is a minus.
    sides = [each for each in (before[-1], after) if each not in HAN_DASHES] or [after]
    if any(map(HAN.match, sides)):
        return ""
    if before[-1] in "-−" and after.isdecimal():
        minus = len(before) < 2 or not (before[-2].isascii() and before[-2].isalnum())
        return "" if minus else " "
    if before[-1].isdecimal() and after.isdecimal():
        # Lines of Chinese text break anywhere, also within a number.
        return "" if chinese else " "
    return " "


def repeated(line: str) -> Iterator[int]:
    """The columns, from 0, of text that a line prints for the second time."""
    if len(line) > MAX_TITLE_LINE:
        return
    for found in TWICE.finditer(line):
        once = found[1] or found[2]
        if found[2] or len(HAN_WORD.findall(once)) > 1:
            yield from range(found.start() + len(once), found.end())
