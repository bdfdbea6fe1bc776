"""The unit behind a number, or the currency before it."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from ..vocabulary import entries, entry_expression, keys, words
from .flat import flatten
from .names import CURRENCY
from .numerals.han import HAN

BEFORE = re.compile(rf"(?<![a-z])(?:{CURRENCY}) ?\Z")
SIGNS = frozenset("".join(words("money-signs")))
LONGEST_SIGN = 1 + max(map(len, words("money-signs")))
KINDS = keys("units")
BRACKET = re.compile(r"\(([^()\n]{1,4})\)")
# English: what is counted is the next plural noun, over a few words that describe it.
WORD = re.compile(r"[ -]([a-z][a-z'’-]*+)")
NOUN_WORDS = 4
NO_NOUN = frozenset((*words("function", "en"), *words("units.no-noun", "en")))
FURTHER = frozenset(words("units.further", "en"))
PLURALS = frozenset(words("units.people", "en"))
SINGULAR_END = words("units.no-plural", "en")


NO_UNITS = ("no-noun", "no-plural", "further")


class Unit(NamedTuple):
    """A unit in a flat text: where it ends, its form, its kind."""

    end: int
    name: str
    kind: str


class Units:
    """The units that are known, and those of a base."""

    def __init__(self, more: Collection[str] = ()) -> None:
        self.kinds: dict[str, str] = {}
        chinese: list[tuple[str, str]] = []
        english: list[tuple[str, str]] = []
        for kind in KINDS:
            for lang, some in (("zh", chinese), ("en", english)):
                if kind in NO_UNITS:
                    continue
                for entry in entries(f"units.{kind}", lang):
                    self.kinds.setdefault(entry[2], kind)
                    some.append((entry[2], entry_expression(entry, lang)))
        for form in map(flatten, more):
            if form and form not in self.kinds:
                self.kinds[form] = "count"
                (english if form[-1].isascii() else chinese).append((form, re.escape(form)))
        loose = rf"(?![^\W\d_a-z{HAN}])"
        lists = [
            "|".join(
                each + (loose if self.kinds[form] == "loose" else "")
                for form, each in sorted(some, key=lambda pair: -len(pair[0]))
            )
            for some in (chinese, english)
        ]
        self.pattern = re.compile(
            rf" ?({lists[0]})|(?: ?- ?|  ?|[\[<(]| [\[<(])?({lists[1]})(?![a-z0-9]|-[a-z]+s(?![a-z]))"
        )

    def after(self, text: str, end: int, *, plural: bool) -> Unit | None:
        """The unit behind a number that ends at `end`.

        >>> for each in ("5人次", "7银行", "5 hot meals", "40 per cent", "5 in all", "18.7万册(件)"):
        ...     print(each, UNITS.after(each, 5 if "万" in each else len(each.split("人")[0].split(" ")[0].rstrip("银行")), plural=True))
        5人次 Unit(end=3, name='人次', kind='count')
        7银行 None
        5 hot meals Unit(end=11, name='meals', kind='count')
        40 per cent Unit(end=11, name='%', kind='per-hundred')
        5 in all None
        18.7万册(件) Unit(end=9, name='册(件)', kind='count')
        """
        found = self.pattern.match(text, end)
        if found is None:
            return noun(text, end) if plural else None
        name = found[1] or found[2]
        kind, stop = self.kinds[name], found.end()
        if kind == "per-hundred":
            return Unit(stop, name if name in PERMILLE else "%", kind)
        if kind == "big":
            return Unit(stop, "", kind)
        bracket = BRACKET.match(text, stop)
        if bracket and bracket[1] in self.kinds:
            return Unit(bracket.end(), name + bracket[0], kind)
        return Unit(stop, name, kind)


PERMILLE = frozenset(words("units.per-hundred", "zh")) - {"%"}


def noun(text: str, end: int) -> Unit | None:
    """The plural noun behind a number in an English text; None if another word ends the phrase."""
    first = True
    for _ in range(NOUN_WORDS):
        word = WORD.match(text, end)
        if word is None or (word[1] in NO_NOUN and not (first and word[1] in FURTHER)):
            return None
        first = False
        end = word.end()
        if word[1] in PLURALS or (word[1].endswith("s") and not word[1].endswith(SINGULAR_END)):
            return Unit(end, word[1], "count")
    return None


@lru_cache(maxsize=8)
def known(more: tuple[str, ...] = ()) -> Units:
    """The units of all texts and those of a base."""
    return Units(more)


UNITS = known()


def currency(text: str, start: int) -> tuple[int, str]:
    """Where a currency before a number begins, and its sign; (start, "") if none is there."""
    if start and (text[start - 1] in SIGNS or text[start - 1] == " "):
        found = BEFORE.search(text, max(0, start - LONGEST_SIGN), start)
        if found:
            return found.start(), found[0].replace(" ", "")
    return start, ""
