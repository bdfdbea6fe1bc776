#!/usr/bin/env python3
"""Write the tables that `text/characters.py` and `text/pinyin.py` read.

    tools/make_tables.py [--check | --measure FILE...]

Without an option it writes them into `src/pjreport/text/tables`; `--check` says which of
them are not what it would write, and fails if any; `--measure` prints how often pinyin from
the tables differs from pypinyin's in the files. It needs the packages of the
`tables` extra and no network.

How the tables are meant to be used is `apply` below. A phrase counts wherever it stands around
a character, whatever the words: the longest wins, and of equally long ones that which starts
earlier. (Later ones first would do as well: three characters are listed where it matters.)
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import jieba
import opencc
from pypinyin import lazy_pinyin
from pypinyin.constants import PHRASES_DICT, PINYIN_DICT
from pypinyin.contrib.tone_convert import to_normal

ROOT = Path(__file__).parents[1]
TABLES = ROOT / "src/pjreport/text/tables"
FIRST, LAST, ZERO = 0x4E00, 0x9FFF, "〇"
CODES = 0x100  # a character's code in readings.txt, less this, is the place of its syllable
LONGEST = 4  # characters of a phrase
COMMON = 20  # how often jieba has met a phrase that stays
CHANCE = 1.1  # how many times its count may a phrase be expected by chance alone
RISK = 3.0  # how often a phrase is expected to be misread if it stays out
VOWELS = set("aeiouv")

Readings = dict[str, str]  # character: syllable
Phrases = dict[str, dict[str, str]]  # character: phrase: syllable


def apply(text: str, readings: Readings, phrases: Phrases, *, later: bool = False) -> list[str]:
    """How each character of a simplified text reads; the character itself if none is known."""
    found = []
    for at, character in enumerate(text):
        own = phrases.get(character)
        reading = own and in_phrase(text, at, own, later=later)
        found.append(reading or readings.get(character, character))
    return found


def in_phrase(text: str, at: int, phrases: dict[str, str], *, later: bool = False) -> str | None:
    """How the character at `at` reads in the longest of `phrases` around it."""
    for length in range(LONGEST, 1, -1):
        starts = range(max(0, at - length + 1), min(at, len(text) - length) + 1)
        for start in reversed(starts) if later else starts:
            if reading := phrases.get(text[start : start + length]):
                return reading
    return None


def is_han(text: str) -> bool:
    """Whether a text has only characters that readings.txt speaks of."""
    return all(FIRST <= ord(each) <= LAST or each == ZERO for each in text)


@cache
def plain(syllable: str) -> str:
    """A syllable without its tone, ü as v; empty if it is none that people would type."""
    bare = to_normal(syllable, v_to_u=False)
    return bare if bare.isascii() and bare.isalpha() and VOWELS & set(bare) else ""


@cache
def candidates(character: str) -> list[str]:
    """Every reading of a character, pypinyin's default first; its syllables may be empty."""
    return [plain(each) for each in PINYIN_DICT.get(ord(character), "").split(",")]


@cache
def frequencies() -> dict[str, int]:
    """How often jieba has met each of its words."""
    path = Path(jieba.__file__).with_name("dict.txt")
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows}


@cache
def traditional() -> dict[str, str]:
    """Every character that only traditional writing has, with its simplified form."""
    path = Path(opencc.__file__).with_name("dictionary") / "TSCharacters.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line)
    first = {row[0]: row[1] for row in rows}
    forms = {old: new for old, new in first.items() if len(old) == len(new) == 1 and old != new}
    for old, new in forms.items():
        while new in forms and forms[new] != old:
            new = forms[new]  # noqa: PLW2901 - the end of the chain
        forms[old] = new
    return {old: new for old, new in sorted(forms.items()) if new not in forms}


@cache
def known_phrases() -> dict[str, list[str]]:
    """The phrases of pypinyin that simplified writing has, with how their characters read."""
    found = {}
    for phrase, syllables in PHRASES_DICT.items():
        spelt = [plain(each[0]) for each in syllables]
        if is_han(phrase) and len(spelt) == len(phrase) and not set(phrase) & traditional().keys():
            found[phrase] = spelt
    return found


@cache
def readings() -> Readings:
    """The commonest reading of every character."""
    # pypinyin's default, unless another reading is in more of pypinyin's phrases and these
    # phrases are met more often (jieba's counts) than the phrases with the default and half of
    # the character's occurrences as a word of its own, where it has the default.
    # A traditional character reads as its simplified form if it can.
    often: dict[str, Counter[str]] = defaultdict(Counter)
    many: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spelt in known_phrases().items():
        for character, syllable in zip(phrase, spelt, strict=True):
            often[character][syllable] += frequencies().get(phrase, 0)
            many[character][syllable] += 1
    found: Readings = {}
    for character in [ZERO, *map(chr, range(FIRST, LAST + 1))]:
        default = candidates(character)[0]
        if not default:
            continue
        found[character] = default
        counts = often[character]
        counts[default] += frequencies().get(character, 0) // 2
        best = max(counts, key=lambda each: (counts[each], each == default, each))
        if best in candidates(character) and many[character][best] > many[character][default]:
            found[character] = best
    for old, new in traditional().items():
        if old in found and found.get(new) in candidates(old):
            found[old] = found[new]
    return found


@cache
def edges() -> tuple[Counter[str], Counter[str], int]:
    """How often jieba has met words that start so, words that end so, and all words."""
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for word, count in frequencies().items():
        for length in range(1, min(len(word), LONGEST - 1) + 1):
            starts[word[:length]] += count
            ends[word[-length:]] += count
    return starts, ends, sum(frequencies().values())


def phrases() -> Phrases:
    """The phrases in which a character has another reading than usual, and what guards others."""
    other: dict[str, dict[str, str]] = defaultdict(dict)
    usual: dict[str, set[str]] = defaultdict(set)
    for phrase in sorted(known_phrases(), key=lambda each: (len(each), each)):
        if not 2 <= len(phrase) <= LONGEST:
            continue
        spelt = known_phrases()[phrase]
        for character in sorted(set(phrase)):
            found = {spelt[at] for at, each in enumerate(phrase) if each == character}
            syllable = found.pop()
            if found or syllable not in candidates(character) or character not in readings():
                continue
            if syllable == readings()[character]:
                usual[character].add(phrase)
            elif frequencies().get(phrase, 0) >= COMMON:
                other[character][phrase] = syllable
    result: Phrases = {}
    for character in sorted(other):
        own = {phrase: each for phrase, each in other[character].items() if not_by_chance(phrase)}
        words = own | dict.fromkeys(usual[character], readings()[character])
        kept: dict[str, str] = {}
        for phrase in sorted(words, key=lambda each: (len(each), each)):
            within = apply(phrase, readings(), {character: kept})
            wrong = any(
                each == character and syllable != words[phrase]
                for each, syllable in zip(phrase, within, strict=True)
            )
            if wrong and (phrase in own or frequencies().get(phrase, 0) >= COMMON):
                kept[phrase] = words[phrase]
        kept |= guards(character, kept, usual[character])
        kept |= crossings(character, kept, words)
        if kept:
            result[character] = kept
    return result


def not_by_chance(phrase: str) -> bool:
    """Whether a phrase is met about as often as its characters side by side in different words."""
    starts, ends, total = edges()
    chance = sum(ends[phrase[:at]] * starts[phrase[at:]] for at in range(1, len(phrase))) / total
    return frequencies().get(phrase, 0) * CHANCE >= chance


def guards(character: str, others: dict[str, str], usual: set[str]) -> dict[str, str]:
    """The phrases with the usual reading that something around them would make another."""
    starts, _, total = edges()
    found = {}
    for phrase in sorted(usual):
        risk = 0.0
        for other in others:
            for at, each in enumerate(phrase):
                begin = at - other.find(character)
                inside = phrase[max(begin, 0) :]
                if each != character or begin <= 0 or len(other) > len(phrase):
                    continue
                if len(other) > len(inside) and other.startswith(inside):
                    risk += starts[other[len(inside) :]] / total
        if risk * frequencies().get(phrase, 0) >= RISK:
            found[phrase] = readings()[character]
    return found


def crossings(character: str, kept: dict[str, str], words: dict[str, str]) -> dict[str, str]:
    """Two words around a character they both claim, with its reading in the likelier of them."""
    starts, ends, total = edges()
    firsts = sorted(each[0] for each in words if len(each) == 2 and each[1] == character)
    lasts = sorted(each[1] for each in words if len(each) == 2 and each[0] == character)
    found = {}
    for first in firsts:
        for last in lasts:
            left, right, both = first + character, character + last, first + character + last
            if words[left] == words[right] or both in words or both in frequencies():
                continue
            margin = (ends[left] * starts[last] - ends[first] * starts[right]) / total
            likelier = words[left] if margin > 0 else words[right]
            if abs(margin) >= RISK and apply(both, readings(), {character: kept})[1] != likelier:
                found[both] = likelier
    return found


def header(*lines: str) -> list[str]:
    """The comment at a table's top."""
    return [f"# {line}" for line in ["Written by tools/make_tables.py; not to be edited.", *lines]]


PINYIN = (
    f"From pypinyin {version('pypinyin')}, MIT, licenses/pypinyin.txt.",
    f"What is common was judged by the word counts of jieba {version('jieba')}, MIT; none is here.",
)


def traditional_table() -> Iterator[str]:
    """Traditional characters on one line, what each is simplified to on the next."""
    package = "opencc-python-reimplemented"
    yield from header(
        f"From OpenCC's TSCharacters.txt in {package} {version(package)}, Apache-2.0,",
        "licenses/OpenCC.txt. Changed: the first form of each, without what is also simplified.",
    )
    yield "".join(traditional())
    yield "".join(traditional().values())


def readings_table() -> Iterator[str]:
    """The syllables on one line, on the next the code of each character's from U+4E00 on."""
    yield from header(*PINYIN)
    syllables = sorted(set(readings().values()))
    places = {syllable: place for place, syllable in enumerate(["", *syllables])}
    yield " ".join(syllables)
    yield "".join(
        chr(CODES + places[readings().get(chr(code), "")]) for code in range(FIRST, LAST + 1)
    )


def phrases_table() -> Iterator[str]:
    """A line for each reading of a character: both, and the phrases in which it reads so."""
    yield from header(*PINYIN)
    for character, own in phrases().items():
        for syllable in sorted(set(own.values())):
            yield " ".join([character, syllable, *sorted(p for p in own if own[p] == syllable)])


FILES = {
    "traditional.txt": traditional_table,
    "readings.txt": readings_table,
    "phrases.txt": phrases_table,
}


def tables() -> tuple[Readings, Phrases]:
    """The readings and phrases as the files in the repository have them."""
    syllables, codes = rows("readings.txt")
    names = ["", *syllables.split(" ")]
    found = {chr(FIRST + at): names[ord(code) - CODES] for at, code in enumerate(codes)}
    by_character: Phrases = defaultdict(dict)
    for row in rows("phrases.txt"):
        character, syllable, *own = row.split(" ")
        by_character[character] |= dict.fromkeys(own, syllable)
    return {each: syllable for each, syllable in found.items() if syllable}, by_character


def rows(name: str) -> list[str]:
    """The lines of a table without its comments."""
    text = (TABLES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def measure(path: str) -> str:
    """How many Han characters of a file the tables read otherwise than pypinyin."""
    table, phrases = tables()
    total, without, with_phrases = 0, 0, 0
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        text = "".join(each for each in line if is_han(each))
        theirs = lazy_pinyin(text, v_to_u=False)
        total += len(text)
        without += sum(a != b for a, b in zip(apply(text, table, {}), theirs, strict=True))
        with_phrases += sum(
            a != b for a, b in zip(apply(text, table, phrases), theirs, strict=True)
        )
    return (
        f"{path}: {total} characters; read otherwise than by pypinyin: "
        f"{without / total:.2%} without phrases, {with_phrases / total:.2%} with them"
    )


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description="Write the tables of characters and pinyin.")
    parser.add_argument("--check", action="store_true", help="only say whether they are current")
    parser.add_argument("--measure", metavar="FILE", nargs="+", help="compare with pypinyin")
    options = parser.parse_args()
    if options.measure:
        print(*map(measure, options.measure), sep="\n")
        return
    stale = []
    for name, lines in FILES.items():
        text = "\n".join(lines()) + "\n"
        if not options.check:
            (TABLES / name).write_text(text, encoding="utf-8")
        elif (TABLES / name).read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        sys.exit(f"{', '.join(stale)}: not what this script writes; run it without --check")


if __name__ == "__main__":
    main()
