"""Pinyin of Chinese text, from tables of characters and of phrases that change a reading.

`tools/make_tables.py` writes the tables from pypinyin, whose import takes longer than a lookup.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from .characters import INVISIBLE, QUOTES, ROW, simplified, table_lines
from .normalise import LOOSE, compiled

LONGEST_PHRASE = 4  # characters of a phrase
# Between two letters of pinyin: a new syllable may begin, also after an initial alone.
JUMP = "(?: |(?<= [a-z])[a-z]+ |(?<= [zcs]h)[a-z]+ )?"
TONES = "\u0300\u0301\u0304\u030c"  # combining marks
TONE = re.compile("(?<=[a-z])[0-5]")
# A Latin word or number after a Han character begins a new syllable.
INNER = re.compile(r"[A-Za-z0-9](?<=[^\0-\xff].)")


def spell(text: str) -> str:
    """`text` in pinyin without tones, ü as v, a space before each syllable.

    >>> spell("校长培训"), spell("行业、“银行”"), spell("CAD机电")
    (' xiao zhang pei xun', ' hang ye、 yin hang', 'cad ji dian')
    """
    return spell_all([text])[0]


def spell_all(texts: Sequence[str]) -> list[str]:
    """Each of `texts` in pinyin, all together, which is faster than one by one."""
    joined = ROW.join(text.replace(ROW, " ") if ROW in text else text for text in texts) + ROW
    joined = INNER.sub(r" \g<0>", compiled(LOOSE).sub("", joined))
    syllables = list(map(readings().__getitem__, joined))
    present = frozenset(joined)
    if present.isdisjoint(simplified().traditional):
        simple = joined
    else:  # the phrases have simplified characters; translation keeps every offset
        simple = joined.translate(simplified())
        present = frozenset(simple)
    for character, phrases in polyphones(present).items():
        pairs = {each[at : at + 2] for each in phrases for at in range(len(each) - 1)}
        at = simple.find(character)
        while at >= 0:
            if simple[at : at + 2] in pairs or simple[at - 1 : at + 1] in pairs:
                syllables[at] = in_phrase(simple, at, phrases) or syllables[at]
            at = simple.find(character, at + 1)
    return "".join(syllables).split(ROW)[:-1]


def syllabic(word: str) -> str:
    """A pattern of the pinyin that a Latin word spells; the last syllable may be unfinished.

    ü is typed as v or u.

    >>> import re
    >>> [bool(re.match(syllabic(word), " jiu ye lv")) for word in ("jiuyelv", "jiuyelu", "jiuy", "jiux")]
    [True, True, True, False]
    """
    return " " + " ?".join("[uv]" if letter in "uv" else letter for letter in word)


def abbreviation(word: str) -> str:
    """A pattern of the pinyin of which a Latin word has each syllable in full or by its initial.

    >>> import re
    >>> [bool(re.match(abbreviation(word), " ji neng deng ji")) for word in ("jndj", "jinengdj", "jd")]
    [True, True, False]
    """
    return " " + JUMP.join(map(re.escape, word))


def toneless(word: str) -> str:
    """A word in pinyin without tone marks and tone digits, ü as v; any other word as it is.

    >>> toneless("péixùn"), toneless("pei2xun4"), toneless("lüe"), toneless("café"), toneless("mp3")
    ('peixun', 'peixun', 'lve', 'café', 'mp3')
    """
    if word.isascii() and not word[-1:].isdigit():
        return word
    from unicodedata import normalize

    plain = "".join(
        character
        for character in normalize("NFD", word).replace("u\u0308", "v")
        if character not in TONES
    )
    plain = TONE.sub("", plain)
    return plain if plain.isascii() and plain.isalpha() and syllables_of(plain) else word


def syllables_of(word: str) -> list[str] | None:
    """A Latin word as syllables, the longest first; None if it is no pinyin.

    >>> syllables_of("peixun"), syllables_of("xian"), syllables_of("train")
    (['pei', 'xun'], ['xian'], None)
    """
    known = frozenset(readings().syllables) - {""}
    dead: set[int] = set()  # offsets from which no way leads to the end
    way: list[str] = []
    at = 0
    ahead = [6]  # for each syllable of the way, and the next: the longest length not tried
    while at < len(word):
        length = min(ahead[-1], len(word) - at)
        while length and (word[at : at + length] not in known or at + length in dead):
            length -= 1
        if length:
            ahead[-1] = length - 1
            way.append(word[at : at + length])
            at += length
            ahead.append(6)
        else:
            dead.add(at)
            if not way:
                return None
            at -= len(way.pop())
            ahead.pop()
    return way


def in_phrase(text: str, at: int, phrases: dict[str, str]) -> str | None:
    """The reading of the character at `at` in the longest of `phrases` around it, or None."""
    for length in range(LONGEST_PHRASE, 1, -1):
        for start in range(max(0, at - length + 1), at + 1):
            if found := phrases.get(text[start : start + length]):
                return found
    return None


class Readings(dict[str, str]):
    """The commonest reading of each character, after a space; filled when needed.

    The first line of the table has the syllables. The second has a code for each character from
    U+4E00 on: the number of its syllable, counted from U+0100.
    """

    def __init__(self) -> None:
        syllables, self.codes = table_lines("readings.txt")
        self.syllables = ["", *syllables.split(" ")]
        self.update(dict.fromkeys(QUOTES + INVISIBLE, ""))
        self["〇"] = " ling"

    def __missing__(self, character: str) -> str:
        place = ord(character) - 0x4E00
        syllable = (
            self.syllables[ord(self.codes[place]) - 0x100] if 0 <= place < len(self.codes) else ""
        )
        self[character] = f" {syllable}" if syllable else character.casefold()
        return self[character]


readings = cache(Readings)


def polyphones(present: Iterable[str]) -> dict[str, dict[str, str]]:
    """The characters of `present` with several readings, each with its phrases and readings."""
    found: dict[str, dict[str, str]] = {}
    for line in table_lines("phrases.txt"):
        if line[0] in present:
            character, syllable, *phrases = line.split(" ")
            found.setdefault(character, {}).update(dict.fromkeys(phrases, f" {syllable}"))
    return found
