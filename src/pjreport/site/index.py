"""What the script of the page searches: the facts, their texts, and the words of the vocabulary.

The script ranks as `search` does, with the weights, the patterns and the words of these modules. It
folds and spells the texts itself, so the page ships each text once.
"""

import json
import re
from base64 import b64encode
from collections.abc import Iterable
from gzip import compress
from itertools import chain
from typing import Any

from ..lookup import display, sentence
from ..lookup.citation import TEXTS, Publication
from ..model.base import Bases, FactBase, Record
from ..model.fields import LANGUAGES
from ..model.kinds import BY_ID, KINDS
from ..model.records import record_fields
from ..render.json import encode
from ..search import bm25, features, query, ranking, searched
from ..text import lexicon, matcher, near, normalise, numerals, pinyin, tokens
from ..text.characters import INVISIBLE, QUOTES, simplified
from ..text.normalise import fold
from ..text.terminal import safe
from ..vocabulary import group, words
from .facts import anchor
from .words import SAID

CITED = {"zh": "gb", "en": "apa"}  # the usual style of citations
PASSAGE = "{}"  # stands in a citation where a fact is named
POSSESSIVE = re.compile(r"(?<=[*+?])\+")  # what other regular expressions do not have
USUAL = "gb2312"  # its first level has the commonest characters
LEVEL = range(0xB0, 0xD8), range(0xA1, 0xFF)


def data(bases: Bases, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """All that the script reads: JSON, packed, and written in Base64.

    `pairs` are the texts of the page, Chinese and English, in the order of their numbers.
    """
    text = json.dumps(plain(bases, pairs), ensure_ascii=False, separators=(",", ":"))
    return encode(b64encode(compress(text.encode(errors="replace"), mtime=0)).decode())


def plain(bases: Bases, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """All that the script reads."""
    records = bases.records([kind.id for kind in KINDS])
    for record in records:
        bases.of_report(record["report"]).fill_state(record)
    strings = Strings()
    rows = [row(record, strings) for record in records]
    scorer = ranking.Search(bases, records).whole
    uses = [[strings(text), *chain.from_iterable(used)] for text, used in scorer.uses.items()]
    several = len(bases) > 1
    spoken = {
        "words": vocabulary(scorer.uses),
        "given": [name for name in map(fold, ranking.given(bases)) if name],
    }
    return {
        **spoken,
        "pairs": [[strings(text) for text in pair] for pair in pairs],
        "strings": [*strings.numbers],
        "fields": {kind.id: [*record_fields(kind)] for kind in KINDS},
        "rows": rows,
        "anchors": [anchor(each["report"], each["id"], several=several) for each in records],
        "uses": uses,
        "groups": [[*numbers] for numbers in scorer.groups],
        "reports": {base.id: report(base) for base in bases},
        "formats": {lang: formats(lang) for lang in LANGUAGES},
        "said": {key: [*pair] for key, pair in SAID.items()},
        "settings": settings(),
        "patterns": patterns(),
        "numerals": numeral_words(),
        "quotes": QUOTES,
        "invisible": INVISIBLE,
        "traditional": traditional({*json.dumps([spoken, *scorer.uses], ensure_ascii=False)}),
        **readings(text for text in scorer.uses if not text.isascii()),
    }


class Strings:
    """Each text once, with its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """The number of a text."""
        return self.numbers.setdefault(text, len(self.numbers))


def row(record: Record, strings: Strings) -> list[Any]:
    """A record: a text as its number, a list of texts as a list of numbers, other values as JSON."""
    fields = record_fields(BY_ID[record["kind"]])
    return [record["kind"], *(cell(record[name], strings) for name in fields)]


def cell(value: Any, strings: Strings) -> Any:
    """One value of a record."""
    if isinstance(value, str):
        return strings(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [strings(each) for each in value]
    return None if value is None else encode(value)


def report(base: FactBase) -> dict[str, str]:
    """What results, citations and the source need of a report."""
    names = ("zh", "en", "publisher_zh", "publisher_en")
    cited = {
        f"cite_{lang}": safe(TEXTS[style](Publication(base, lang), PASSAGE))
        for lang, style in CITED.items()
    }
    return (
        {name: base.report[name] for name in names}
        | cited
        | {"sha256": base.report["source"]["sha256"]}
    )


def formats(lang: str) -> dict[str, str]:
    """How the sentence of a fact is put together."""
    return {
        "comma": sentence.COMMA[lang],
        "says": sentence.SAYS[lang],
        "report": sentence.REPORT[lang],
        "whole": sentence.WHOLE[lang],
        "within": sentence.WITHIN[lang],
        "between": display.BETWEEN[lang],
    }


def settings() -> dict[str, Any]:
    """The figures by which facts are ranked."""
    return {
        "k1": bm25.K1,
        "b": bm25.B,
        "lengths": [*bm25.LENGTHS],
        "ties": bm25.TIES,
        "least": bm25.LEAST,
        "light": bm25.LIGHT,
        "weights": [*searched.WEIGHTS],
        "unproved": sorted(searched.UNPROVED),
        "heading": searched.HEADING,
        "note": searched.NOTE,
        "tiers": [[*each] for each in ranking.TIERS],
        "loose": [[*each] for each in ranking.LOOSE],
        "exact": ranking.UP_TO[-1],
        "together": ranking.TOGETHER,
        "apart": ranking.APART,
        "said": ranking.SAID,
        "wrong": ranking.WRONG,
        "partly": ranking.PARTLY,
        "lacking": ranking.LACKING,
        "long": [*ranking.LONG],
        "nearest": ranking.NEAR,
        "spelled": features.SPELLED,
        "initials": features.INITIALS,
        "approximate": features.APPROXIMATE,
        "character": features.CHARACTER,
        "synonym": features.SYNONYM,
        "number": features.NUMBER,
        "features": features.MOST_FEATURES,
        "forms": features.MOST_FORMS,
        "windows": features.MOST_WINDOWS,
        "near": features.MOST_NEAR,
        "longest": features.LONGEST,
        "short": lexicon.SHORT,
    }


def patterns() -> dict[str, str]:
    """The regular expressions that fold and divide texts."""
    found = {
        "loose": normalise.LOOSE.pattern,
        "numbers": normalise.NUMBERS.pattern,
        "range": normalise.RANGE.pattern,
        "stray": normalise.STRAY.pattern,
        "thousands": normalise.THOUSANDS,
        "decimal": normalise.DECIMAL,
        "numeral": numerals.PATTERN.pattern,
        "query": query.TOKEN.pattern,
        "counted": query.counted().pattern,
        "jump": pinyin.JUMP,
        "runs": tokens.RUNS.pattern,
    }
    return {name: POSSESSIVE.sub("", pattern) for name, pattern in found.items()}


def numeral_words() -> dict[str, Any]:
    """The words of Chinese numerals."""
    return {
        "digits": numerals.DIGITS,
        "scales": numerals.SCALES,
        "large": numerals.LARGE,
        "start": numerals.NO_START,
        "measures": [*numerals.MEASURES],
        "year": [*numerals.YEARS],
        "words": [*numerals.NO_COUNT],
        "ending": "".join(sorted(numerals.ENDING)),
        "ordinal": numerals.ORDINAL,
        "hundredth": numerals.PERCENT,
        "point": numerals.POINT,
        "most": numerals.MOST,
    }


def vocabulary(strings: Iterable[str]) -> dict[str, Any]:
    """The words that queries are weighed by. Synonyms are those of which some text has one."""
    folded = "\n".join(map(fold, strings))
    synonyms = {
        lang: [
            [*entries]
            for entries in group("synonyms", lang).values()
            if any(entry in folded for entry in entries)
        ]
        for lang in LANGUAGES
    }
    return {
        "filler": both("search-filler"),
        "light": both("search-light"),
        "alone": sorted(query.alone()),
        "sorts": {word: [*names] for word, names in features.sort_names().items()},
        "measures": features.measures(),
        "alike": {word: [*each] for word, each in features.alike().items()},
        "year": sorted(features.years()),
        "spellings": {word: [*each] for word, each in features.spellings().items()},
        "synonyms": synonyms,
        "known": sorted(features.known()),
        "endings": [*near.ENDINGS],
        "suffixes": sorted(matcher.SUFFIXES),
    }


def both(name: str) -> dict[str, list[str]]:
    """A list of the vocabulary in both languages."""
    return {lang: [*words(name, lang)] for lang in LANGUAGES}


def traditional(present: set[str]) -> dict[str, str]:
    """The traditional forms of the characters that are there."""
    table = simplified()
    pairs = zip(table.traditional, table.simplified, strict=True)
    return {old: new for old, new in pairs if new in present or old in present}


def readings(texts: Iterable[str]) -> dict[str, Any]:
    """The pinyin of the usual characters and of those that are there, and of phrases in the texts."""
    table = pinyin.Readings()
    special = {each for each, syllable in table.items() if syllable}
    runs = "\n".join(run for text in texts for run in tokens.runs(text))
    present = frozenset(runs) - {"\n"}
    simple = runs.translate(simplified())
    by_syllable: dict[str, list[str]] = {}
    for character in sorted(usual() | present | special):
        by_syllable.setdefault(table[character].strip(), []).append(character)
    phrases = {
        character: {phrase: read.strip() for phrase, read in each.items() if phrase in simple}
        for character, each in pinyin.polyphones(frozenset(simple)).items()
    }
    return {
        "readings": {syllable: "".join(each) for syllable, each in by_syllable.items()},
        "syllables": sorted(filter(None, {*table.syllables}), key=lambda each: (-len(each), each)),
        "phrases": {character: each for character, each in phrases.items() if each},
    }


def usual() -> frozenset[str]:
    """The commonest simplified characters."""
    codes = (bytes([first, second]) for first in LEVEL[0] for second in LEVEL[1])
    return frozenset(code.decode(USUAL, errors="ignore") for code in codes) - {""}
