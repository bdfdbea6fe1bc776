"""Folds whole texts, so that different spellings of the same text become equal.

Queries, searched texts, names and evidence go through `fold`. A folded text is only compared and
never shown. It has letters, Han characters, digits and `%`; a point inside a number and a minus
before it; and a space between Latin words or numbers, and in place of punctuation. `characters`
folds single characters, `numerals` Chinese numerals.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, cast

from .characters import QUOTE, ROW, characters
from .numerals import PATTERN as NUMERAL
from .numerals import replace

# In a regular expression: any character beyond Latin letters, so mostly Han, or the end of a row.
# Ranges of Han characters would take ten times as long to compile at every start.
HAN_OR_ROW = r"[^\x01-\xff]"
KEPT_MARKS = ".-%‰°" + ROW

# Each pattern begins with a literal, which makes a search of long texts fast. Each pattern
# matches a long run only at its start. Matching at every position would take quadratic time.
NUMBERS = re.compile(rf"[0-9](?<![0-9].)[0-9]*+(?:[{QUOTE}., ]++[0-9]++)++")
LOOSE = re.compile(
    rf"\s(?<!\s\s)\s*+(?={QUOTE}?{HAN_OR_ROW})|\s(?:(?<={HAN_OR_ROW}.)|(?<={HAN_OR_ROW}{QUOTE}.))\s*"
)
RANGE = re.compile(
    rf"-(?=[0-9])(?:(?<=[0-9a-z%].)|(?<=[0-9a-z%][^ {ROW}].)|(?<=[0-9][^ {ROW}][^ {ROW}].))"
)
STRAY = re.compile(r"[.-](?:(?![0-9])|(?<=\.)(?<![0-9].))")
# For several numbers side by side.
THOUSANDS = r"(?<![0-9.])[0-9]{1,3}(?:(?: ?, ?| )[0-9]{3})+(?![0-9])"
DECIMAL = r"(?<=[0-9]) ?\. ?(?=[0-9]+$)"


def fold(text: str) -> str:
    """A text as it is compared, never as it is shown.

    Width, case, traditional characters and quotation marks (see `characters`):

    >>> fold("培訓"), fold("５２２８人次"), fold("CAD机电"), fold("《红楼梦》")
    ('培训', '5228人次', 'cad机电', '红楼梦')

    Spaces and punctuation:

    >>> fold("7银 8铜"), fold("三会、一课"), fold("person-times"), fold(" Annual  Report ")
    ('7银8铜', '三会 一课', 'person times', 'annual report')

    Numbers: separators, spaces inside, signs, ranges:

    >>> fold("5,228"), fold("5 228"), fold("92. 97%"), fold("为-3.2%"), fold("2020-2021")
    ('5228', '5228', '92.97%', '为-3.2%', '2020 2021')

    Chinese numerals where they count, but not in idioms and names:

    >>> fold("第十五批"), fold("两个"), fold("二〇二一年"), fold("1.2万"), fold("三项、八人")
    ('第15批', '2个', '2021年', '12000', '3项 8人')
    >>> fold("一流"), fold("进一步"), fold("百信超市"), fold("十四五")
    ('一流', '进一步', '百信超市', '十四五')
    """
    return fold_all([text])[0]


def fold_all(texts: Sequence[str]) -> list[str]:
    """Each of `texts` folded, all together, which is faster than one by one."""
    if not texts:
        return []
    joined = ROW.join(text.replace(ROW, " ") if ROW in text else text for text in texts) + ROW
    if not joined.isascii():
        from unicodedata import normalize  # not needed for ASCII

        joined = normalize("NFC", joined)
    return [" ".join(text.split()) for text in steps(joined).split(ROW)[:-1]]


def steps(text: Any) -> Any:
    """The steps of `fold` on composed (NFC) text. `text` is a `str` or a `Traced`."""
    chinese = not text.isascii()
    text = text.translate(characters())
    if chinese:
        text = sub(LOOSE, "", text)
    text = sub(NUMBERS, one_number, text)
    text = sub(STRAY, " ", sub(RANGE, " ", text)).translate(word_characters())
    if chinese:
        text = sub(NUMERAL, replace, text)
    return text.replace(" %", "%")


def sub(pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str], text: Any) -> Any:
    """`pattern.sub` for a `str` or a `Traced`."""
    return pattern.sub(new, text) if isinstance(text, str) else text.sub(pattern, new)


class Traced:
    """A text that knows which characters of the original each of its characters stands for.

    `spans` has the first and last original offset for each character of `text`. The class has the
    methods of `str` that `steps` calls.
    """

    def __init__(self, text: str, spans: list[tuple[int, int]]) -> None:
        self.text = text
        self.spans = spans

    @classmethod
    def of(cls, text: str) -> "Traced":
        """An original text: each character stands for itself."""
        return cls(text, [(place, place) for place in range(len(text))])

    def isascii(self) -> bool:
        """As of `str`."""
        return self.text.isascii()

    def translate(self, table: dict[int, str]) -> "Traced":
        """As of `str`."""
        new = [table[ord(character)] for character in self.text]
        spans = [span for span, each in zip(self.spans, new, strict=True) for _ in each]
        return Traced("".join(new), spans)

    def replace(self, old: str, new: str) -> "Traced":
        """As of `str`."""
        return self.sub(re.compile(re.escape(old)), new)

    def sub(self, pattern: re.Pattern[str], new: str | Callable[[re.Match[str]], str]) -> "Traced":
        """As `pattern.sub`. Kept characters keep their spans; new ones get the span of the match."""
        text: list[str] = []
        spans: list[tuple[int, int]] = []
        done = 0
        for found in pattern.finditer(self.text):
            written = new if isinstance(new, str) else new(found)
            start, end = found.span()
            text += self.text[done:start], written
            spans += self.spans[done:start]
            kept = matched(found[0], written)
            if kept is None:
                whole = (self.spans[start][0], self.spans[end - 1][1])
                spans += [whole] * len(written)
            else:
                stood = [self.spans[start + place] for place in kept]
                if stood:  # the first and last also stand for dropped ends: 0. and 万 of 0.5万
                    stood[0] = (self.spans[start][0], stood[0][1])
                    stood[-1] = (stood[-1][0], self.spans[end - 1][1])
                spans += stood
            done = end
        return Traced("".join([*text, self.text[done:]]), [*spans, *self.spans[done:]])


def matched(old: str, new: str) -> list[int] | None:
    """The offsets in `old` of the characters of `new`; None if `new` is not a part of `old`."""
    places = []
    place = -1
    for character in new:
        place = old.find(character, place + 1)
        if place < 0:
            return None
        places.append(place)
    return places


def trace(text: Traced) -> Traced:
    """`text` folded as in `fold`, with spans. The text is not composed (NFC) first.

    >>> folded = trace(Traced.of("共 5,228 人"))
    >>> folded.text, folded.spans[1], folded.spans[2]
    ('共5228人', (2, 2), (4, 4))
    """
    row = Traced(text.text.replace(ROW, " ") + ROW, [*text.spans, (0, 0)])
    folded = steps(row).sub(re.compile(r"\s+"), " ").sub(re.compile(rf"^ | ?{ROW}$"), "")
    return cast("Traced", folded)


def one_number(found: re.Match[str]) -> str:
    """Numbers side by side, joined where they are one: 5, 228 and 92. 97%.

    A point with a space is a decimal point before a `%`, a Han character or the end. Elsewhere it
    ends a sentence.
    """
    numbers = found[0].replace(QUOTE, " ")
    if numbers.replace(".", "", 1).isdigit():
        return numbers
    numbers = re.sub(THOUSANDS, lambda each: re.sub("[ ,]", "", each[0]), numbers)
    after = found.string[found.end() : found.end() + 2].lstrip(" ")[:1]
    return (
        re.sub(DECIMAL, ".", numbers) if after == "%" or not "\x01" <= after <= "\xff" else numbers
    )


class WordCharacters(dict[int, str]):
    """For `str.translate`: characters that are not part of a word or number become spaces."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = character if character.isalnum() or character in KEPT_MARKS else " "
        return self[code]


@cache
def word_characters() -> WordCharacters:
    """The table for `str.translate` after numbers have been joined. It drops quotation marks."""
    return WordCharacters({ord(QUOTE): ""})
