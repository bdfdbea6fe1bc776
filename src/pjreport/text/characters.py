"""Characters in their plainest form, and outlines: a quick way to see that two texts differ."""

import os
import re
from collections.abc import Sequence
from functools import cache

TABLES_FOLDER = os.path.join(os.path.dirname(__file__), "tables")
ROW = "\0"  # between texts that are folded in one go; in a text of its own it counts as a space

# Dropped: quotation marks, middle dots, and what has no width.
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉〝〞〟·•‧∙⋅・"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufe0e\ufe0f\ufeff"
QUOTE = "'"  # stands for each of them until numbers have been put together
# In an outline: a number, and short words between two numbers, for reading numerals drops some.
NUMBER = "#"
TWO = "两"  # a numeral, which Unicode says of its traditional form alone
BETWEEN = rf"{NUMBER}[^{NUMBER}{ROW}]{{0,2}}(?={NUMBER})"


def outlines(texts: Sequence[str]) -> list[str]:
    """The letters and Han characters of each text, without what stands between numbers.

    Texts with different outlines are folded to different texts. To fold many takes longer.

    >>> outlines(["第十五批", "第15批", "Batch 15"])
    ['第批', '第批', 'batch']
    """
    joined = ROW.join(text.replace(ROW, " ") for text in texts)
    if not joined.isascii():
        from unicodedata import normalize

        joined = normalize("NFC", joined)
    outline = re.sub(BETWEEN, "", joined.translate(letters()))
    return outline.replace(NUMBER, "").split(ROW) if texts else []


def number(text: str) -> str | None:
    """The digits of a text, or of the one numeral in it; None where there are several numerals.

    Two texts with one outline and different numbers are folded to different texts.

    >>> number("2021年"), number("三等奖"), number("十二"), number("奖")
    ('2021', '3', None, '')
    """
    plain = text.translate(characters())
    numerals = [each for each in plain if each.isnumeric() or each == TWO]
    if len(numerals) == 1 and not numerals[0].isascii():
        from unicodedata import numeric

        return f"{numeric(numerals[0], 2):.0f}"
    return "".join(numerals) if all(map(str.isascii, numerals)) else None


class Characters(dict[int, str]):
    """For `str.translate`: each character in its plainest form; filled as characters appear."""

    def __missing__(self, code: int) -> str:
        if 0x4E00 <= code <= 0x9FFF:  # most of them
            self[code] = plain = simplified()[code]
            return plain
        from unicodedata import category, normalize

        plain = normalize("NFKC", chr(code)).casefold().translate(simplified())
        # ① and ² are numbers of their own, not digits of the number beside them.
        self[code] = f" {plain} " if category(chr(code)) == "No" else plain
        return self[code]


class Simplified(dict[int, str]):
    """For `str.translate`: traditional characters to simplified ones, one for one."""

    def __init__(self) -> None:
        self.traditional, self.simplified = table_lines("traditional.txt")

    def __missing__(self, code: int) -> str:
        place = self.traditional.find(chr(code))
        self[code] = chr(code) if place < 0 else self.simplified[place]
        return self[code]


class Letters(dict[int, str]):
    """For `str.translate`: what an outline keeps of a character."""

    def __missing__(self, code: int) -> str:
        plain = characters()[code]
        self[code] = kept(plain) if len(plain) == 1 else "".join(map(kept, plain))
        return self[code]


def kept(character: str) -> str:
    """What an outline keeps of a plain character."""
    if character.isnumeric() or character == TWO:
        return NUMBER
    return character if character.isalnum() else ""


@cache
def characters() -> Characters:
    """What each character is folded to, as far as that depends on nothing around it."""
    plain = Characters((code, chr(code).casefold()) for code in range(128))
    plain.update((ord(character), QUOTE) for character in QUOTES)
    plain.update((ord(character), "") for character in INVISIBLE)
    plain[ord("−")] = "-"
    return plain


@cache
def letters() -> Letters:
    """What an outline keeps of each character."""
    return Letters({ord(ROW): ROW})


simplified = cache(Simplified)


def table_lines(name: str) -> list[str]:
    """The lines of one of the package's tables, without the comments at its top."""
    with open(f"{TABLES_FOLDER}/{name}", encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if not line.startswith("#")]
