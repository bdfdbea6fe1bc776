"""The people of a text: a title and a name that go together."""

import re
from collections.abc import Iterator

from ...text.tokens import HAN
from ...vocabulary import expression, words
from ..passage import Passage
from . import Found

SURNAME = "|".join(sorted(words("surnames", "zh"), key=len, reverse=True))
TITLE = expression("person-titles.words", "zh")
AFTER = expression("person-titles.after", "zh")
ENDS = rf"(?=$|[^{HAN}]|{AFTER})"
NAME = rf"(?:{SURNAME})[{HAN}](?:[{HAN}]{ENDS}|{ENDS})"
TITLE_END = re.compile(TITLE)
CALLED_ZH = re.compile(rf"[：:\s\u3000]?(?P<name>{NAME})")
BEFORE = re.compile(rf"[{HAN}0-9]{{0,10}}$")
WORDS = "|".join(sorted(words("person-titles.words", "en"), key=len, reverse=True))
CALLED = "|".join(map(re.escape, words("person-titles.before", "en")))
PERSON = rf"(?:(?:{CALLED}) )?[A-Z][a-z'’-]+(?: [A-Z][\w.'’-]*)?(?: (?:[A-Z][a-z]+[-’']?)+)"
SIGNED = re.compile(
    rf"^[ \t]*(?P<name>{PERSON}), (?P<title>[A-Z][^\n.;:]{{0,60}}?(?i:{WORDS})?[^\n.;:]{{0,40}})$",
    re.MULTILINE,
)
OFFICE = re.compile(rf"(?P<title>(?:\b[A-Z]?[a-z'’-]+ ){{0,3}}\b(?:{WORDS})),? (?P<name>{PERSON})")
LEADING = re.compile(
    rf"^(?:(?:{'|'.join((*words('drafting.lead', 'en'), *words('function', 'en')))})\s+)+",
    re.IGNORECASE,
)
LEADING_ZH = re.compile(
    rf"^.*(?:{expression('drafting.at', 'zh')}|{expression('of', 'zh')}|{expression('listing')})"
)
LONGEST = 12  # characters of a title before its last word
ANY_TITLE = re.compile(rf"\b(?:{WORDS})\b", re.IGNORECASE)


def people(passage: Passage) -> Iterator[Found]:
    """The people that a text names with a title, in its order; each as often as it does."""
    if passage.han:
        yield from in_chinese(passage)
        return
    for pattern in (SIGNED, OFFICE):
        for found in pattern.finditer(passage.text):
            title = LEADING.sub("", found["title"].strip(" ,"))
            role = [*ANY_TITLE.finditer(title)]
            if not role:
                continue
            starts = found.start("title") + len(found["title"]) - len(found["title"].lstrip())
            start = min(found.start("name"), starts)
            end = max(found.end("name"), found.end("title"))
            yield person(found["name"], "en", title, role[-1][0].lower(), (start, end))


def in_chinese(passage: Passage) -> Iterator[Found]:
    """The people of a Chinese text."""
    text, last = passage.text, 0
    for title in TITLE_END.finditer(text):
        named = CALLED_ZH.match(text, title.end())
        if named is None:
            continue
        low = max(passage.block(title.start())[0], last, title.start() - LONGEST)
        before = BEFORE.search(text[low : title.start()])
        start = title.start() - len(before[0] if before else "")
        start += len(text[start : title.start()]) - len(
            LEADING_ZH.sub("", text[start : title.start()])
        )
        last = named.end("name")
        yield person(named["name"], "zh", text[start : title.end()], title[0], (start, last))


def person(name: str, lang: str, title: str, role: str, span: tuple[int, int]) -> Found:
    """A person with a title and a role."""
    return Found("people", name, {f"title_{lang}": title}, [span], {"role": ("roles", role)})
