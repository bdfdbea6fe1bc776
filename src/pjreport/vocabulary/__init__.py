"""The words of Chinese and English that the program knows: data in `zh.toml` and `en.toml`.

The head of `zh.toml` explains how an entry is written. A path names a list: `months` is
the list `words` of the group `months`, `before.over` the list `over` of the group
`before`. Without a language, a list has the entries of both.

A group is read when it is first asked for, and only its own lines. That costs far less
than to parse a file as TOML; a test holds both readings equal.
"""

import os
import re
from functools import cache

LANGUAGES = ("zh", "en")
FOLDER = os.path.dirname(__file__)
PART = re.compile(r'^([a-z0-9-]+) =|"([^"]*)"|#.*', re.MULTILINE)
ENTRY = r"(?:\[(not|only) ([^]]+)\] )?([^\[]+?)(?: \[(not|only) ([^]]+)\])?"


@cache
def text(lang: str) -> str:
    """The file of a language."""
    with open(os.path.join(FOLDER, f"{lang}.toml"), encoding="utf-8") as file:
        return file.read()


@cache
def group(name: str, lang: str) -> dict[str, list[str]]:
    """The lists of a group in one language; none where the language has no such group."""
    head = f"\n[{name}]\n"
    start = text(lang).find(head)
    if start < 0:
        return {}
    end = text(lang).find("\n[", start + len(head))
    lists: dict[str, list[str]] = {}
    for key, entry in PART.findall(text(lang)[start + len(head) : end if end > 0 else None]):
        if key:
            entries = lists.setdefault(key, [])
        elif entry:
            entries.append(entry)
    lists.pop("purpose", None)
    return lists


def keys(name: str) -> list[str]:
    """The names of the lists of a group, in the order of the files."""
    return list(dict.fromkeys(key for lang in LANGUAGES for key in group(name, lang)))


def entries(path: str, lang: str) -> list[tuple[str, ...]]:
    """The entries of a list in one language, each taken apart: conditions before, word, behind."""
    name, _, key = path.partition(".")
    found = group(name, lang).get(key or "words", [])
    return [parsed_entry(each) if "[" in each else ("", "", each, "", "") for each in found]


def parsed_entry(entry: str) -> tuple[str, ...]:
    """The conditions and the word of an entry.

    >>> parsed_entry("[not 最 不] 超"), parsed_entry("没 [only 有 能]")
    (('not', '最 不', '超', '', ''), ('', '', '没', 'only', '有 能'))
    """
    found = re.fullmatch(ENTRY, entry)
    assert found is not None, entry
    return found.groups(default="")


@cache
def words(path: str, lang: str | None = None) -> tuple[str, ...]:
    """The words of a list in the order of the file, without their conditions."""
    found = tuple(word for each in languages(lang) for _, _, word, _, _ in entries(path, each))
    if not found:
        raise KeyError(path)
    return found


def languages(lang: str | None) -> tuple[str, ...]:
    """One language, or all."""
    return (lang,) if lang else LANGUAGES


@cache
def expression(path: str, lang: str | None = None) -> str:
    """A list as a part of a regular expression: any of its entries, the longest first."""
    parts = []
    for each in languages(lang):
        if found := sorted(entries(path, each), key=lambda entry: -len(entry[2])):
            some = "|".join(entry_expression(entry, each) for entry in found)
            parts.append(f"(?<![A-Za-z])(?:{some})(?![A-Za-z])" if each == "en" else some)
    if not parts:
        raise KeyError(path)
    return f"(?:{'|'.join(parts)})"


def pattern(path: str, lang: str | None = None) -> re.Pattern[str]:
    """A list as a regular expression of its own."""
    return re.compile(expression(path, lang))


def entry_expression(entry: tuple[str, ...], lang: str) -> str:
    """One entry as a part of a regular expression.

    >>> entry_expression(("not", "最 不", "超", "", ""), "zh"), entry_expression(("", "", "没", "only", "有 #"), "zh")
    ('(?<!最)(?<!不)超', '没(?=有|[0-9])')
    >>> entry_expression(("", "", "increas*", "", ""), "en"), entry_expression(("", "", "not", "not", "only"), "en")
    ('increas[a-z]*', 'not(?! only(?![A-Za-z]))')
    """
    before, lead, word, behind, tail = entry
    chinese = lang == "zh"
    found = literal(word)
    if before:
        beside = [literal(each, "[0-9]") + ("" if chinese else " ") for each in lead.split()]
        some = [f"(?<={each})" if before == "only" else f"(?<!{each})" for each in beside]
        found = f"(?:{'|'.join(some)}){found}" if before == "only" else "".join(some) + found
    if behind:
        beside = [literal(each, "[0-9]") for each in tail.split()]
        some = [each if chinese else f" {each}(?![A-Za-z])" for each in beside]
        found += f"(?{'=' if behind == 'only' else '!'}{'|'.join(some)})"
    return found


def literal(word: str, number: str = "[0-9]+") -> str:
    """A word as it stands in a regular expression; # is a number, * any ending, _ the end."""
    if word == "_":
        return "$"
    found = re.escape(word).replace(r"\ ", " ").replace("'", "['’]?")
    return found.replace(r"\#", number).replace(r"\*", "[a-z]*")
