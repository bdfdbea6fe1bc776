"""What kind of figure a number is, and which way it went."""

import re

from ..vocabulary import expression

NOUN = rf"(?:{expression('change.reached')}|{expression('change.of')})?"
MOVED = re.compile(
    "(?:"
    + "|".join(
        rf"(?P<{way}>{expression(f'{group}.words', 'zh')}|{expression(f'{group}.short', 'zh')}|{expression(f'{group}.nouns', 'zh')}{NOUN})"
        for way, group in (("down", "fall"), ("up", "rise"))
    )
    + rf")(?:{expression('change.done')})?$"
)
UP, DOWN = expression("rise", "en"), expression("fall", "en")
BY = "(?: (?:{}|{}))?(?: [a-z]+)?".format(
    expression("change.by", "en"), expression("change.of", "en")
)
MOVED_EN = re.compile(rf"(?:(?P<down>{DOWN})|(?P<up>{UP}))(?: [a-z]+)?{BY}$")
MOVED_BEHIND = re.compile(rf" (?:(?P<down>{DOWN})|(?P<up>{UP}))")
SHARE = re.compile(expression("share"))
CLAUSE = re.compile(r"[。;!?\n|]|, |,(?=[^0-9])")
LOOKBEHIND = 24
KINDS = {
    "money": "money",
    "part": "money",
    "area": "area",
    "time": "other",
    "size": "other",
    "score": "other",
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
        found = MOVED_EN.search(lead) or MOVED_BEHIND.match(text, end)
    else:
        found = MOVED.search(lead)
    return "down" if found and found["down"] else "up" if found else None


def kind(text: str, start: int, end: int, unit_kind: str, way: str | None, *, share: bool) -> str:
    """The kind of a figure between two places, with the kind of its unit and its direction."""
    if unit_kind == "percent":
        if way:
            return "growth"
        lead = CLAUSE.split(text[max(0, start - LOOKBEHIND) : start])[-1]
        return "share" if share or SHARE.search(lead) else "rate"
    return "change" if way else KINDS.get(unit_kind, "count")
