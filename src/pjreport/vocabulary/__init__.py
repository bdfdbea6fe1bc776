"""The Chinese and English words that the program knows: data in `zh.toml` and `en.toml`.

The head of `zh.toml` explains entries. A path names a list: `months` is the list `words` of the
group `months`, `rise.short` the list `short` of the group `rise`. Without a language, a list has
the entries of both.

Each group is read at its first use, with a small parser: TOML would take far longer. A test
compares the results.
"""

import os
import re
from collections.abc import Iterator, Sequence
from functools import cache

LANGUAGES = ("zh", "en")
FOLDER = os.path.dirname(__file__)
PART = re.compile(r'^([a-z0-9-]+) =|"([^"]*)"|#.*', re.MULTILINE)
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")


@cache
def text(lang: str) -> str:
    """The file of a language."""
    with open(os.path.join(FOLDER, f"{lang}.toml"), "rb") as file:  # faster than as a text
        return file.read().decode().replace("\r\n", "\n")


@cache
def group(name: str, lang: str) -> dict[str, list[str]]:
    """The lists of a group in one language. Empty if the language has no such group."""
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


@cache
def entries(path: str, lang: str) -> list[tuple[str, ...]]:
    """The entries of a list in one language, parsed."""
    name, _, key = path.partition(".")
    found = group(name, lang).get(key or "words", [])
    return [parsed_entry(each) if "[" in each else ("", "", each, "", "") for each in found]


def parsed_entry(entry: str) -> tuple[str, ...]:
    """The conditions and the word of an entry.

    >>> parsed_entry("[not 最 不] 超"), parsed_entry("没 [only 有 能]")
    (('not', '最 不', '超', '', ''), ('', '', '没', 'only', '有 能'))
    """
    before = lead = behind = tail = ""
    if entry[0] == "[":
        condition, _, entry = entry[1:].partition("] ")
        before, _, lead = condition.partition(" ")
    if entry[-1] == "]":
        entry, _, condition = entry[:-1].partition(" [")
        behind, _, tail = condition.partition(" ")
    return before, lead, entry, behind, tail


@cache
def words(path: str, lang: str | None = None) -> tuple[str, ...]:
    """The words of a list in the order of the file, without their conditions."""
    found = tuple(word for each in languages(lang) for _, _, word, _, _ in entries(path, each))
    if not found:
        raise KeyError(path)
    return found


def languages(lang: str | None) -> tuple[str, ...]:
    """The given language, or all."""
    return (lang,) if lang else LANGUAGES


@cache
def expression(path: str, lang: str | None = None) -> str:
    """A list as part of a regular expression: any of its entries, the longest first."""
    parts = [any_of(found, each) for each in languages(lang) if (found := entries(path, each))]
    if not parts:
        raise KeyError(path)
    return f"(?:{'|'.join(parts)})"


def any_of(entries: Sequence[tuple[str, ...]], lang: str) -> str:
    """Any of some parsed entries, as part of a regular expression."""
    longest = sorted(entries, key=lambda entry: -len(entry[2]))
    some = "|".join(entry_expression(entry, lang) for entry in longest)
    return f"(?<![A-Za-z])(?:{some})(?![A-Za-z])" if lang == "en" else some


def pattern(path: str, lang: str | None = None) -> re.Pattern[str]:
    """A list as a compiled regular expression."""
    return re.compile(expression(path, lang))


def spans(path: str, lang: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where the entries of a list stand in a folded text.

    To compile a list takes longer than to look for its words. So only entries with conditions are
    compiled, if their word is there.
    """
    there = [each for each in entries(path, lang) if bare(each[2]) in folded]
    if any(each[0] or each[3] or bare(each[2]) != each[2] for each in there):
        yield from (found.span() for found in re.finditer(any_of(there, lang), folded))
    else:
        yield from plain_spans([each[2] for each in there], lang, folded)


def standing(path: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the entries of a list of the vocabulary stand in a folded text."""
    for lang in spoken(text):
        yield from spans(path, lang, text)


def spoken(text: str) -> list[str]:
    """The languages of a folded text. The vocabulary of another one is not read."""
    latin = any("a" <= character <= "z" for character in text)
    return [*([] if text.isascii() else ["zh"]), *(["en"] if latin else [])]


def bare(word: str) -> str:
    """A word without its apostrophe, which folded texts have not, and without the mark of any ending."""
    return word.replace("'", "").rstrip("*")


def plain_spans(there: Sequence[str], lang: str, folded: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, as a regular expression finds them: the longest first."""
    ends: dict[int, int] = {}  # of the longest word that begins at a place
    for word in there:
        start = folded.find(word)
        while start >= 0:
            end = start + len(word)
            beside = f"{folded[start - 1 : start]}{folded[end : end + 1]}"
            whole = lang == "zh" or not any(map(LETTERS.__contains__, beside))
            if whole and end > ends.get(start, 0):
                ends[start] = end
            start = folded.find(word, start + 1)
    last = 0
    for start, end in sorted(ends.items()):
        if start >= last:
            yield start, end
            last = end


def entry_expression(entry: tuple[str, ...], lang: str) -> str:
    """One entry as part of a regular expression.

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
    """A word in a regular expression: # is a number, * any ending, _ the end of the text."""
    if word == "_":
        return "$"
    found = re.escape(word).replace(r"\ ", " ").replace("'", "['’]?")
    return found.replace(r"\#", number).replace(r"\*", "[a-z]*")
