"""How exact a number is said to be: qualifiers and signs before it, words behind it."""

import re

from ...vocabulary import entries, expression, keys, words
from ..numerals.han import HAN

NAMES = keys("qualifier-before")
REACHING = words("reaching", "zh")
# Each word before a number with its name, and what must not stand before it.
WORDS = {
    entry[2]: (name, entry[0], tuple(entry[1].split()))
    for lang in ("zh", "en")
    for name in NAMES
    for entry in entries(f"qualifier-before.{name}", lang)
}
LONGEST = max(len(each) for each in WORDS if not each.isascii())
MOST_WORDS = max(len(each.split()) for each in WORDS if each.isascii())
LETTERS = frozenset(each[-1] for each in (*WORDS, *REACHING))  # that such a word may end with
SIGNS = {
    sign: name for name in keys("qualifier-signs") for sign in words(f"qualifier-signs.{name}")
} | {"~": "about", "= >": "at-least", "> =": "at-least", "< =": "at-most"}
LAST = re.compile(r"[a-z.]+(?: [a-z.]+)*$")
BEHIND = re.compile(
    "|".join(
        rf"(?P<{name.replace('-', '_')}> ?{expression(f'qualifier-behind.{name}', 'zh')}|,? {expression(f'qualifier-behind.{name}', 'en')})"
        for name in keys("qualifier-behind")
    )
)
OF = frozenset(words("of", "zh"))
APART = re.compile(
    rf"(?<=[^\W\d_])(?:{'|'.join(REACHING)})[^\W\d_a-z{HAN}]{{1,16}}(?:{expression('of')})$"
)
PLUS = re.compile(r"\+(?![0-9a-z])")
PHRASE = re.compile(r"[^\W\d_a-z]{3,16}\Z")
LOOKBEHIND = 32


def before(text: str, start: int) -> tuple[str | None, int]:
    """The qualifier that ends just before a place, and where it begins.

    >>> for each in ("超过了", "预约", "不超过", "more than ", "turnover ", "≥", "随着", "just under "):
    ...     print(each, *before(each, len(each)))
    超过了 over 0
    预约 None 2
    不超过 at-most 0
    more than  over 0
    turnover  None 9
    ≥ at-least 0
    随着 None 2
    just under  under 0
    """
    lead = text[max(0, start - LOOKBEHIND) : start].rstrip(" ")
    if not lead:
        return None, start
    last = lead[-1]
    if last in "~≈≒≃≥≧⩾≮≤≦⩽≯><=":
        for length in (3, 2, 1):
            if length <= len(lead) and (name := SIGNS.get(lead[-length:])):
                return name, start - length
        return None, start
    if last.isascii():
        if not (last.isalpha() or last == "."):
            return None, start
        found = LAST.search(lead)
        assert found is not None
        some = found[0].split(" ")
        for count in range(min(MOST_WORDS, len(some)), 0, -1):
            phrase = " ".join(some[-count:])
            if phrase in WORDS:
                return WORDS[phrase][0], start - len(phrase) - 1
        return None, start
    if last not in LETTERS:
        return None, start
    stripped = next((lead[: -len(each)] for each in REACHING if lead.endswith(each)), "")
    for some_lead in (lead, stripped):
        for length in range(min(LONGEST, len(some_lead)), 0, -1):
            word = some_lead[-length:]
            if word not in WORDS:
                continue
            name, condition, beside = WORDS[word]
            if condition == "not" and some_lead[:-length].rstrip(" ").endswith(beside):
                break
            return name, start - (len(lead) - len(some_lead)) - length
    return None, start


def apart(text: str, start: int) -> str | None:
    """The qualifier before what a share or multiple is of: 约为在校生的2.1倍.

    >>> apart("约为在校生的", 6), apart("在校生的", 4), apart("不低于收入的", 6)
    ('about', None, 'at-least')
    """
    if text[start - 1 : start] not in OF:
        return None
    found = APART.search(text, max(0, start - LOOKBEHIND), start)
    if found:
        return before(text, found.start())[0]
    phrase = PHRASE.search(text, max(0, start - LOOKBEHIND), start)
    ends = range(start - 2, phrase.start() + 1, -1) if phrase else ()
    said = ((end, *before(text, end)) for end in ends)
    return next((name for end, name, begins in said if name and end - begins > 1), None)


def behind(text: str, end: int) -> str | None:
    """The qualifier directly behind a number and its unit.

    >>> behind("5人以上", 2), behind("5 or more", 1), behind("5+ towns", 1), behind("1人以下简称", 2)
    ('at-least', 'at-least', 'over', None)
    """
    if PLUS.match(text, end):
        return NAMES[0]
    found = BEHIND.match(text, end)
    return found.lastgroup.replace("_", "-") if found and found.lastgroup else None
