"""What the facts of a text are about: the headings that they stand under."""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from ..text.normalise import fold
from ..vocabulary import words
from .headings import Heading, headings
from .keys import candidates, harmless
from .known import Known
from .passage import Passage

Table = dict[str, Any]
GENERAL = "general"  # the topic of what stands under no heading


class Topic(NamedTuple):
    """A topic of a draft: its key, its names, and the heading that it is from."""

    key: str
    names: Table
    heading: Heading | None


class Topics:
    """The topics of a text. Those that a base has keep their keys."""

    def __init__(self, passage: Passage, lang: str, base: Known, like: Known) -> None:
        self.passage, self.lang, self.base, self.like = passage, lang, base, like
        self.all = [*self._read()]

    def _read(self) -> Iterator[Topic]:
        taken = {GENERAL, *self.base.topic_names}
        yield Topic(GENERAL, {self.lang: words("drafting.general", self.lang)[0]}, None)
        names: dict[str, str] = {}
        for heading in headings(self.passage):
            if fold(heading.name) in names or harmless(heading.name) != heading.name:
                continue
            known = self.base.topics | self.like.topics
            key = self.base.topics.get(fold(heading.name)) or next(
                each
                for each in (
                    *([known[fold(heading.name)]] if fold(heading.name) in known else []),
                    *islice(candidates(heading.name), 99),
                )
                if each not in taken
            )
            taken.add(key)
            names[fold(heading.name)] = key
            yield Topic(key, {self.lang: heading.name}, heading)

    def of(self, line: int) -> Topic:
        """The topic of a line: that of the last heading above it."""
        found = self.all[0]
        for topic in self.all[1:]:
            if topic.heading and topic.heading.first <= line <= topic.heading.last:
                found = topic
        return found
