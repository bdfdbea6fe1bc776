"""A text with the same length in which every character has its plain form.

Offsets in it are offsets in the text, so a figure that is found in it can be shown as printed.
"""

import re
from functools import cache
from unicodedata import category

from ..text.characters import characters

BREAKS = "\n\v\f\x85\u2028\u2029"
THIN = "\u00a0\u2009\u202f"  # inside a number these separate thousands, and never numbers
KEPT = {
    "“": "“”„‟「『〝«",
    "”": "」』〞»",
    "《": "《〈",
    "》": "》〉",
    "'": "'’‘",
    "·": "·・‧",
    "-": "-\u2010\u2011\u2212\ufe63\uff0d\u207b",
    "–": "–\u2012",
    "—": "—―",
    ":": ":：\u2236",
    "。": "。｡",
    "\u00a0": THIN,
    "\n": BREAKS,
}
# A line that is broken inside a sentence. The end of a line that is short, ends a sentence, or has
# the next item of a list below it stays.
BROKEN = re.compile(
    r"\n(?:(?<=[^\n]{24}[^\n.。!?;；:：|,，]\n)(?=[a-z\u4e00-\u9fff%])(?![^\n:：|]{0,24}[:：|])(?!(?<=[0-9%)）]\n)[^\n]{0,200}(?:[0-9%)）](?:\n|\Z)|  |\t|　))"
    r"|(?<=[^\n]{24},\n)(?=[a-z])"
    r"|(?<=[^\n]{24}[a-z\u4e00-\u9fff]\n)(?=[$£€¥]?[0-9])(?![^\n:：|]{0,24}[:：|]|[^\n]{0,23}(?:\n|\Z)|[0-9.]++[.)、 ] |[^\n]{0,200}(?:  |\t|　)))"
)

# A text that plainly writes decimals with a comma: 3,5 %. Chinese lists have commas between numbers, too.
DECIMAL = re.compile(r"(?<![0-9.,])([0-9]+),(?=[0-9]{1,2}(?![0-9,]))")
PLAINLY = re.compile(rf"{DECIMAL.pattern}[0-9]+ ?%")
POINTED = re.compile("[0-9][.][0-9]|[\u3400-\u9fff]")


class Plain(dict[int, str]):
    """For `str.translate`: the plain form of each character, always one character."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = characters()[code]
        if category(character) == "No" or len(plain) != 1:
            plain = " " if character.isspace() else character
        self[code] = plain
        return plain


@cache
def plain() -> Plain:
    """The table for `str.translate`."""
    table = Plain({ord(each): new for new, some in KEPT.items() for each in some})
    table[ord("”")] = "”"
    return table


def flatten(text: str) -> str:
    """The plain form of a text, with the same length.

    A decimal comma becomes a point where the text has no other decimals.

    >>> flatten("培訓５，２２８人次（约）"), flatten("−3.2％"), flatten("Rose 3,5 % to 1,250,000")
    ('培训5,228人次(约)', '-3.2%', 'rose 3.5 % to 1,250,000')
    """
    flat = BROKEN.sub(" ", text).translate(plain())
    if PLAINLY.search(flat) and not POINTED.search(flat):
        return DECIMAL.sub(r"\1.", flat)
    return flat
