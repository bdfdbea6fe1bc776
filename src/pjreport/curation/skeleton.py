"""A new fact base for a report: what the text says about itself, and comments on what to fill in."""

import json
import re
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from ..model.fields import KEY_LENGTH, LANGUAGES
from ..quantities.reader import read
from ..store.tomltext import value_text
from .values import HAN

TITLE_LENGTH = 60  # characters; a longer first line is no title
NOT_KEY = re.compile("[^a-z0-9]+")
SENTENCE = re.compile("[。，；！？]|[.,;!?] ")
SAID = {  # Chinese, English
    "head": (
        "一份报告的事实库。`pjreport check --facts 本文件 --source 原文` 说明有何不妥。",
        "The facts of one report. `pjreport check --facts THIS --source TEXT` says what is wrong with them.",
    ),
    "publisher": ("出版者（待填）", "the publisher (to be filled in)"),
    "publisher-note": ("谁出版的", "who published it"),
    "title": ("报告（待填）", "the report (to be filled in)"),
    "period": ("报告期（待填）", "the period of the report (to be filled in)"),
    "period-note": ("原文怎么写报告期，就怎么写", "as the text says it"),
    "key-note": ("overview 要显示的事实的编号", "the ids of the facts that `overview` shows"),
    "topics": ("主题：事实讲的是什么。编号是 类别.主题.名称。", "Topics: what facts are about. An id is KIND.TOPIC.NAME."),
    "topic": ("总体", "general"),
    "units": (
        "单位，用原文的字。数整件东西的加 whole = true。",
        "Units, in the words of the text. Those of whole things have whole = true.",
    ),
    "facts": (
        "事实。删去行首的 # 并填写；`pjreport add` 代为添加。",
        "Facts. Take the # away and fill in, or let `pjreport add` add them.",
    ),
    "lines-note": ("在原文的哪些行", "where it stands in the text"),
    "evidence-note": ("原文中最短的字句", "the shortest words of the text that say it"),
}  # fmt: skip
TEMPLATE = """\
# {head}
schema = 1

[report]
id = {id}
languages = {languages}
{titles}
{publishers} # {publisher_note}
version = "1"
period = "year"
# key = [] # {key_note}

[report.source]
file = {file}
sha256 = "{sha256}"
lines = {lines}

# {topics}
[topics.general]
{topic}

[vocabulary.periods]
year = {{ {period} }} # {period_note}

# {units}
[vocabulary.units]
percent = {{ {rate} }}

# {facts}
# [stats.general.NAME]
{labels}
# value = 0
# unit = "percent"
# period = "year"
# lines = [1] # {lines_note}
# evidence = [""] # {evidence_note}
"""


class Wanted(NamedTuple):
    """What a person says about a report; empty where the text shall say it."""

    id: str = ""
    zh: str = ""
    en: str = ""
    publisher_zh: str = ""
    publisher_en: str = ""
    languages: tuple[str, ...] = ()


def skeleton(data: bytes, wanted: Wanted, file: str, lang: str) -> str:
    """A base without facts, as TOML, with comments in `lang`. It passes `check`.

    `data` is the text of the report in UTF-8, `file` its name in the base.
    """
    text = data.decode().removeprefix("\ufeff")
    lines = text.split("\n")
    first = first_line(lines)
    title = titled(first)
    year = next((each.text for each in read(first[:TITLE_LENGTH]) if each.kind == "year"), "")
    spoken = "zh" if HAN.search(title or text) else "en"
    named = tuple(each for each in LANGUAGES if getattr(wanted, each))
    languages = wanted.languages or named or (spoken,)
    given = wanted._asdict()

    def pairs(key: str, join: str, own: str = "", field: str = "") -> str:
        """A text in each language: as given in `field`, or the report's own, or as said here."""
        found = []
        for each in languages:
            name = given.get(f"{field}{each}") or (own if each == spoken else "")
            found.append(f"{field}{each} = {value_text(name or SAID[key][each == 'en'])}")
        return join.join(found)

    comments = {key.replace("-", "_"): said[lang == "en"] for key, said in SAID.items()}
    values = {
        "id": value_text(wanted.id or key_of(file)),
        "languages": json.dumps(languages),
        "titles": pairs("title", "\n", title, ""),
        "publishers": pairs("publisher", "\n", field="publisher_"),
        "file": value_text(file),
        "sha256": sha256(data).hexdigest(),
        "lines": len(lines) - (not lines[-1].strip("\r")) or 1,
        "topic": pairs("topic", "\n", field="topic_").replace("topic_", ""),
        "period": pairs("period", ", ", year, "period_").replace("period_", ""),
        "rate": ", ".join(f'{each} = "%"' for each in languages),
        "labels": "\n".join(f'# {each} = ""' for each in languages),
    }
    return TEMPLATE.format(**(comments | values))


def first_line(lines: Iterable[str]) -> str:
    """The first line with words."""
    clean = (" ".join(line.split()).strip("# ") for line in lines)
    return next((line for line in clean if line), "")


def titled(line: str) -> str:
    """A first line if it can be a title; empty if it is a sentence."""
    fits = len(line) <= TITLE_LENGTH and line.isprintable() and not SENTENCE.search(line)
    return line if fits else ""


def key_of(name: str) -> str:
    """The id of a report from the name of its text."""
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    return NOT_KEY.sub("-", stem.lower()).strip("-")[:KEY_LENGTH].rstrip("-") or "report"
