"""What a draft takes over from a base: the one that it adds to, or the one of the year before."""

import re
from typing import Any, NamedTuple

from ..model.factfile import languages
from ..model.fields import LANGUAGES
from ..model.kinds import BY_ID
from ..text.normalise import fold
from ..text.numerals import NUMERALS

Table = dict[str, Any]
NUMBER = re.compile(rf"[0-9]+(?:[.,][0-9]+)*[{NUMERALS}]*|[{NUMERALS}]+")
LEAST = 3  # letters or Han characters of a fragment that tell it from others
BRACKET = re.compile(r"\s*[（(][^（()）]*[)）]$")


class Given(NamedTuple):
    """A fact of a base that another one may be the successor of."""

    kind: str
    topic: str
    key: str
    table: Table


class Known:
    """A base as a draft sees it. Without one, everything is empty."""

    def __init__(self, tables: Table | None = None) -> None:
        """`tables` are those of a sound base."""
        tables = tables or {}
        self.languages = languages(tables.get("report")) if tables else ()
        self.vocabulary: Table = tables.get("vocabulary", {})
        self.topics: dict[str, str] = {}
        self.topic_names: dict[str, Table] = {}
        for key, topic in tables.get("topics", {}).items():
            self.topic_names[key] = {each: topic[each] for each in LANGUAGES if each in topic}
            self.topics |= {fold(name): key for name in self.topic_names[key].values()}
        self.sections: Table = tables.get("sections", {})
        self.period = str(tables.get("report", {}).get("period", ""))
        self.facts = [
            Given(kind, topic, key, table)
            for kind in BY_ID
            for topic, entries in tables.get(kind, {}).items()
            for key, table in entries.items()
        ]
        self.ids = {f"{each.kind}.{each.topic}.{each.key}" for each in self.facts}
        self._named: dict[tuple[str, str], Given | None] = {}
        self._said: dict[tuple[str, str], Given | None] = {}
        for each in self.facts:
            for name in self.names(each.table):
                self._named[each.kind, name] = each
            for fragment in each.table.get("evidence", ()):
                key = (each.kind, pattern(fragment))
                if sum(map(str.isalpha, key[1])) < LEAST:
                    continue
                self._said[key] = None if key in self._said else each  # two sentences alike

    def names(self, table: Table) -> list[str]:
        """The names of a fact as they are compared."""
        return [fold(table[each]) for each in LANGUAGES if each in table]

    def alike(self, kind: str, name: str, fragment: str) -> Given | None:
        """The fact with a name, or the one whose evidence differs in its numbers only."""
        for each in (name, BRACKET.sub("", name)):
            if found := self._named.get((kind, fold(each))):
                return found
        said = pattern(fragment)
        for start in range(len(said)):  # the evidence of the other one may begin later
            if found := self._said.get((kind, said[start:])):
                return found
        return None


def pattern(fragment: str) -> str:
    """A fragment with a sign in place of its numbers.

    >>> pattern("结题19项") == pattern("结题22项"), pattern("结题19项") == pattern("立项19项")
    (True, False)
    """
    return NUMBER.sub("#", fold(fragment))
