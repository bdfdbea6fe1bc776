"""Folds single characters: width, case, traditional forms, quotation marks. Also outlines.

`normalise` folds whole texts with these characters. An outline is a quick way to see that two
texts differ.
"""

import os
import re
from collections.abc import Sequence
from functools import cache

TABLES_FOLDER = os.path.join(os.path.dirname(__file__), "tables")
ROW = "\0"  # between texts that are folded together; inside a text it counts as a space

# Dropped: quotation marks, middle dots, and characters without width.
QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』《》〈〉〝〞〟·•‧∙⋅・"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufe0e\ufe0f\ufeff"
QUOTE = "'"  # stands for each of QUOTES until numbers have been joined
NUMBER = "#"  # stands for a digit or numeral in an outline
TWO = "两"  # a numeral, but Unicode has only its traditional form as one
# Short words between two numbers; reading a numeral may drop them.
BETWEEN = rf"{NUMBER}[^{NUMBER}{ROW}]{{0,2}}(?={NUMBER})"


def outlines(texts: Sequence[str]) -> list[str]:
    """The letters and Han characters of each text, without short words between numbers.

    Different outlines mean different folded texts. Folding many texts takes longer.

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
    """The digits of a text, or of the only numeral in it; None if there are several numerals.

    Two texts with the same outline and different numbers are folded to different texts.

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
    """For `str.translate`: the folded form of each character; filled when needed."""

    def __missing__(self, code: int) -> str:
        if 0x4E00 <= code <= 0x9FFF:  # most characters
            self[code] = plain = simplified()[code]
            return plain
        from unicodedata import category, normalize

        plain = normalize("NFKC", chr(code)).casefold().translate(simplified())
        # ① and ² are separate numbers, not digits of the number beside them.
        self[code] = f" {plain} " if category(chr(code)) == "No" else plain
        return self[code]


class Simplified(dict[int, str]):
    """For `str.translate`: traditional characters to simplified ones, one to one."""

    def __init__(self) -> None:
        self.traditional, self.simplified = table_lines("traditional.txt")

    def __missing__(self, code: int) -> str:
        place = self.traditional.find(chr(code))
        self[code] = chr(code) if place < 0 else self.simplified[place]
        return self[code]


class Letters(dict[int, str]):
    """For `str.translate`: the part of a character that an outline keeps."""

    def __missing__(self, code: int) -> str:
        plain = characters()[code]
        self[code] = kept(plain) if len(plain) == 1 else "".join(map(kept, plain))
        return self[code]


def kept(character: str) -> str:
    """The part of a folded character that an outline keeps."""
    if character.isnumeric() or character == TWO:
        return NUMBER
    return character if character.isalnum() else ""


@cache
def characters() -> Characters:
    """The folded form of each character, as far as it does not depend on its neighbours."""
    plain = Characters((code, chr(code).casefold()) for code in range(128))
    plain.update((ord(character), QUOTE) for character in QUOTES)
    plain.update((ord(character), "") for character in INVISIBLE)
    plain[ord("−")] = "-"
    return plain


@cache
def letters() -> Letters:
    """The part of each character that an outline keeps."""
    return Letters({ord(ROW): ROW})


simplified = cache(Simplified)


def table_lines(name: str) -> list[str]:
    """The lines of a file in `tables/`, without its comments."""
    with open(f"{TABLES_FOLDER}/{name}", encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if not line.startswith("#")]
