"""Which lines of a text are headings, by how they are written."""

import re

from ..text.numerals import NUMERALS, ORDINAL
from ..vocabulary import expression, words

CHAPTER = expression("drafting.signs", "zh")
MARKED = re.compile(
    rf"\s*(?:#{{1,6}}\s+|【(?=.*】\s*$)|[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[)）]"
    rf"|{ORDINAL}[{NUMERALS}]{{1,3}}{CHAPTER}\s?)"
)
SIGNS = "#【】《》*_ \u3000\t：:"
ENDS = re.compile(r"[。；，！？.,;!?]\s*$")
LONGEST = {True: 24, False: 60}  # characters of a heading, in Chinese and in other texts
CAPITAL = re.compile(r"[A-Z][\w'’-]*(?: (?:[A-Za-z&][\w'’-]*|[(0-9][\w,/–-]*\)?))*$")
SMALL = frozenset(words("function", "en"))
BRACKET = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")


def named(line: str, han: bool, *, figured: bool) -> str:
    """The name of a line that is a heading; empty if it is none.

    >>> named("三、义务教育", True, figured=False), named("【专业建设】", True, figured=False)
    ('义务教育', '专业建设')
    >>> named("学校现有两个校区。", True, figured=True), named("Staff and Volunteers", False, figured=False)
    ('', 'Staff and Volunteers')
    """
    text = line.strip()
    marked = MARKED.match(text)
    if not text or len(text) > LONGEST[han] or ENDS.search(text):
        return ""
    if marked:
        name = text[marked.end() :].strip(SIGNS)
    elif han or figured:
        return ""
    else:
        name = text.strip(SIGNS)
        capitals = [each for each in name.split() if each.lower() not in SMALL]
        if not CAPITAL.match(BRACKET.sub("", name)) or ("," in name and not marked):
            return ""
        if not all(each[0].isupper() or not each[0].isalpha() for each in capitals[1:2]):
            return "" if len(capitals) > 4 else BRACKET.sub("", name)
    return BRACKET.sub("", name)
