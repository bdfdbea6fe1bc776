"""What kind of figure a number is, and which way it went."""

import re
from functools import lru_cache

from ...vocabulary import entries, expression, words

UP, DOWN = "up", "down"
LISTS = (("fall", DOWN), ("rise", UP))
# Each word with its direction, and what must not stand before it.
MOVED = {
    entry[2]: (way, tuple(entry[1].split()))
    for group, way in LISTS
    for key in ("short", "words")
    for entry in entries(f"{group}.{key}", "zh")
}
NOUNS = {word: way for group, way in LISTS for word in words(f"{group}.nouns", "zh")}
LONGEST = max(map(len, (*MOVED, *NOUNS)))
DONE = words("change.done")
OF_NOUN = (*words("change.reached"), *words("change.of", "zh"))
LETTERS = frozenset(each[-1] for each in (*MOVED, *NOUNS, *DONE, *OF_NOUN))
IN_ENGLISH = [(way, re.compile(expression(group, "en"))) for group, way in LISTS]
BETWEEN = frozenset(
    (*words("change.by", "en"), *words("change.of", "en"), *words("change.exactly"))
)
WORDS = re.compile(r"[a-z]+(?: [a-z]+){0,3}$")
BEHIND = re.compile(r" ([a-z]+)")
SHARE = re.compile(expression("share"))
RATE = re.compile(rf"(?:{expression('rates.names', 'zh')})[^\W\d_]{{0,4}}$")
OF, OF_BEHIND = words("of", "zh"), re.compile(f" {expression('change.of', 'en')} ")
ASIDE = re.compile(r"[0-9] ?[^\W\d_]{0,12} ?\(\Z")  # a count with its share: 988 (95%)
RATIOS = words("ratios", "zh")
CLAUSE = re.compile(r"[。;!?\n|]|, |,(?=[^0-9])")
LOOKBEHIND = 24
KINDS = {
    "money": "money",
    "part": "money",
    "area": "area",
    "time": "other",
    "size": "other",
    "score": "other",
    "index": "other",
    "multiple": "ratio",
    "points": "change",
}


def direction(text: str, start: int, end: int) -> str | None:
    """Which way a figure went, by the words just before its qualifier and number, or behind it.

    >>> [direction(each, len(each), len(each)) for each in ("比上年增长", "降幅为", "增至", "increased by ", "at ")]
    ['up', 'down', None, 'up', None]
    """
    lead = text[max(0, start - LOOKBEHIND) : start].rstrip(" ")
    if lead[-1:].isascii():
        return in_english(lead, text, end)
    if lead[-1] not in LETTERS:
        return None
    for each in DONE:
        lead = lead.removesuffix(each)
    noun = next((lead.removesuffix(each) for each in OF_NOUN if lead.endswith(each)), lead)
    for length in range(LONGEST, 0, -1):
        if way := NOUNS.get(noun[-length:]):
            return way
        found = MOVED.get(lead[-length:])
        if found and not (found[1] and lead[:-length].endswith(found[1])):
            return found[0]
    return None


def in_english(lead: str, text: str, end: int) -> str | None:
    """The same for words in English: climbed 12 %, an increase of exactly 5, 1 % lower."""
    found = WORDS.search(lead)
    some = found[0].split(" ")[::-1] if found else []
    for word in some:
        if way := moved(word):
            return way
        if word not in BETWEEN:
            break
    behind = BEHIND.match(text, end)
    return moved(behind[1]) if behind else None


@lru_cache(maxsize=1024)
def moved(word: str) -> str | None:
    """Which way an English word says that something went."""
    return next((way for way, pattern in IN_ENGLISH if pattern.fullmatch(word)), None)


def kind(
    text: str, start: int, end: int, unit_kind: str, way: str | None, *, share: bool = False
) -> str:
    """The kind of a figure between two places, with the kind of its unit and its direction."""
    if unit_kind == "per-hundred":
        if way:
            return "growth"
        lead = CLAUSE.split(text[max(0, start - LOOKBEHIND) : start])[-1]
        if RATE.search(lead):
            return "rate"
        aside = (
            text[start - 1 : start] == "("
            and text[start] not in "+-"
            and text[end : end + 1] == ")"
        )
        beside = aside and ASIDE.search(text, max(0, start - LOOKBEHIND), start)
        whole = beside or lead.rstrip(" ").endswith(OF) or OF_BEHIND.match(text, end)
        return "share" if share or whole or SHARE.search(lead) else "rate"
    if not unit_kind and not way and text[max(0, start - LOOKBEHIND) : start].endswith(RATIOS):
        return "ratio"
    return "change" if way else KINDS.get(unit_kind, "count")
