"""The page: its parts from the bases, put into the template."""

import os
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from .. import __version__
from ..lookup import display
from ..model.base import FactBase
from ..model.fields import LANGUAGES
from ..text.terminal import safe
from .charts import Chart, charts
from .dataset import dataset
from .facts import Both, Fact, Group, anchor, both, groups
from .words import COLLECTION, SIZE, WORDS
from .years import comparisons, period

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "templates")
STYLE = "style.css"
SCRIPTS = ("fold.js", "query.js", "texts.js", "rank.js", "source.js", "page.js")
PLAIN = re.compile("[a-z0-9-]+")  # a value that needs no quotation marks
COMMENTS = ("//", "/**", "* ")


class Topic(NamedTuple):
    """A topic of a report with its facts."""

    anchor: str
    name: Both
    facts: int
    charts: Sequence[Chart]
    groups: Sequence[Group]


class State(NamedTuple):
    """A check state, and the number of facts that have it."""

    state: str
    name: Both
    facts: int


class Report(NamedTuple):
    """A report. `key` are its key facts, `language` is that of its text."""

    anchor: str
    name: Both
    publisher: Both
    period: Both
    size: Both
    language: str
    file: str
    key: Sequence[Fact]
    states: Sequence[State]
    topics: Sequence[Topic]


class Speech:
    """The texts of the page in two languages: one stands in the page, the script has both."""

    def __init__(self, lang: str) -> None:
        """`lang` is the language that the page opens in."""
        self.number = LANGUAGES.index(lang)
        self.pairs: dict[Both, int] = {}

    def __call__(self, pair: Both, tag: str = "i", **attributes: str) -> Markup:
        """A text for the page as an element, which has its number if the languages differ."""
        zh, en = map(safe, pair)
        if zh != en:
            attributes["data-n"] = str(self.pairs.setdefault((zh, en), len(self.pairs)))
        elif tag == "i":
            return escape(zh)
        said = "".join(
            f" {name}={value}" if PLAIN.fullmatch(value) else f' {name}="{escape(value)}"'
            for name, value in attributes.items()
        )
        return Markup(f"<{tag}{said}>{escape((zh, en)[self.number])}</{tag}>")  # noqa: S704

    def words(self, pair: Both) -> str:
        """A text for the page without an element."""
        return pair[self.number]


def render(bases: Sequence[FactBase], lang: str, data: Callable[[Iterable[Both]], str]) -> str:
    """The page about some reports as HTML, which needs no other file.

    `lang` is the language that it opens in. `data` makes the JSON that its script reads from the
    texts that stand in the page. What stands in a base is text on the page and never markup.
    """
    several = len(bases) > 1
    say = Speech(lang)
    reports = [report(base, several=several) for base in bases]
    title = (
        reports[0].name if not several else both([each.format(len(bases)) for each in COLLECTION])
    )
    return (
        environment()
        .get_template("page.html")
        .render(
            lang=lang,
            say=say,
            words_of=say.words,
            version=__version__,
            title=title,
            words=WORDS,
            reports=reports,
            comparisons=comparisons(bases),
            style=Markup(asset(STYLE)),  # noqa: S704  # both are our own
            script=Markup("".join(map(asset, SCRIPTS))),  # noqa: S704
            dataset=inside_script(dataset(bases)),
            data=lambda: inside_script(data(say.pairs)),
            digest=digest,
        )
    )


@cache
def environment() -> Environment:
    """The templates. Every text is escaped, and no control character reaches the page."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: safe(value) if type(value) is str else value,
    )


@cache
def asset(name: str) -> str:
    """A file of the templates that goes into the page, without indentation and lines of comment."""
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        lines = map(str.strip, file)
        return "".join(f"{line}\n" for line in lines if line and not line.startswith(COMMENTS))


def digest(text: str) -> str:
    """The digest by which the page allows one script or style, and no other."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def inside_script(json: str) -> Markup:
    r"""JSON for a `script` element, which a text in it cannot end.

    >>> print(inside_script('"</script><!--"'))
    "\u003c/script>\u003c!--"
    """
    return Markup(json.replace("<", "\\u003c"))  # noqa: S704


def report(base: FactBase, *, several: bool) -> Report:
    """One report as the page shows it."""
    about = base.report
    topics = [topic(base, key, several=several) for key in base.topics]
    topics = [each for each in topics if each.facts]
    facts = {each.id: each for one in topics for group in one.groups for each in group.facts}
    counts = Counter(each.state for each in facts.values())
    size = (len(facts), len(base.topics), about["source"]["file"], about["source"]["lines"])
    return Report(
        f"report-{base.id}",
        both([about[lang] for lang in LANGUAGES]),
        both([about[f"publisher_{lang}"] for lang in LANGUAGES]),
        both([period(base, lang) for lang in LANGUAGES]),
        both([each.format(*size) for each in SIZE]),
        base.languages[0],
        about["source"]["file"],
        [facts[id] for id in about.get("key", [])],
        [
            State(state, display.STATES[state], counts[state])
            for state in display.STATES
            if counts[state]
        ],
        topics,
    )


def topic(base: FactBase, key: str, *, several: bool) -> Topic:
    """One topic with its facts."""
    entry = base.topics[key]
    found = groups(base, key, several=several)
    return Topic(
        anchor(base.id, f"topic-{key}", several=several),
        both([entry[lang] for lang in LANGUAGES]),
        sum(len(group.facts) for group in found),
        charts(base, key, several=several),
        found,
    )
