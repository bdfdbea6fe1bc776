"""Puts a base together from what a text says: every figure as a stat, with its topic and its id."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..model.kinds import NUMBERS
from ..quantities.quantity import Quantity
from ..source.text import SourceText
from ..text.normalise import fold
from ..text.terminal import unsafe_characters
from ..vocabulary import words
from .figures.relations import of_the_year_before, relate
from .figures.stats import evidence, table_of
from .figures.times import Times
from .headings import Heading, headings
from .keys import candidates
from .named import Found
from .named.honours import honours
from .named.people import people
from .named.quotations import quotations
from .naming import names_of
from .passage import Passage
from .terms import Terms

Table = dict[str, Any]
LONGEST_TITLE, LONGEST_GROUP = 200, 24  # characters
# The last words of keys, by what a figure says of another one.
ENDS = {
    "growth": "growth",
    "change": "change",
    "points": "change",
    "share": "share",
    "rank": "rank",
}
EARLIER = ("before", "the-year-before")  # keys of times
GENERAL = "general"  # the topic of what stands under no heading


class Topic(NamedTuple):
    """A topic of a draft: its key, its names, and the heading that it is from."""

    key: str
    names: Table
    heading: Heading | None


class Proposed(NamedTuple):
    """A proposed fact: its kind, topic and key, its table, and the figure that it states."""

    kind: str
    topic: str
    key: str
    table: Table
    figures: list[Quantity]

    @property
    def id(self) -> str:
        """Its id."""
        return f"{self.kind}.{self.topic}.{self.key}"


class Proposal:
    """The facts that a text is proposed to state."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.passage = Passage(source)
        self.lang = "zh" if self.passage.han else "en"
        self.brackets = "（{}）" if self.lang == "zh" else " ({})"
        self.terms = Terms(self.lang)
        self.names = names_of(self.passage)
        self.times = Times(self.passage, self.names, self.terms, self.lang)
        self.topics = [*self._topics()]
        self.facts: dict[str, Proposed] = {}  # by id
        self.reasons: dict[int, str] = {}  # why figures are in no fact, by their start
        self.by_start: dict[int, str] = {}  # ids by the start of their figures
        self._taken: set[str] = set()  # folded names of stats
        self.period = self._period()
        self.alike: dict[str, str] = {}  # ids of stats by folded name
        for figure in self.passage.figures:
            self._stat(figure)
        for found in (*people(self.passage), *honours(self.passage), *quotations(self.passage)):
            self._named(found)
        relate(
            self.passage,
            {start: (id, self.facts[id].table) for start, id in self.by_start.items()},
        )

    # ---- the report

    def _period(self) -> str:
        """The key of the time that the report is about: the first year that it names."""
        years = [each for each in self.passage.figures if each.kind in ("year", "date")]
        if years and self.passage.line(years[0].start) <= 5:
            return self.terms.period(years[0].text.strip())
        return self.terms.period(words("drafting.period", self.lang)[0])

    # ---- topics

    def _topics(self) -> Iterator[Topic]:
        taken: set[str] = set()
        taken.add(GENERAL)
        yield Topic(GENERAL, {self.lang: words("drafting.general", self.lang)[0]}, None)
        names: dict[str, str] = {}
        for heading in headings(self.passage):
            if fold(heading.name) in names or harmless(heading.name) != heading.name:
                continue
            key = next(each for each in candidates(heading.name) if each not in taken)
            taken.add(key)
            names[fold(heading.name)] = key
            yield Topic(key, {self.lang: heading.name}, heading)

    def topic(self, line: int) -> Topic:
        """The topic of a line: that of the last heading above it."""
        found = self.topics[0]
        for topic in self.topics[1:]:
            if topic.heading and topic.heading.first <= line <= topic.heading.last:
                found = topic
        return found

    # ---- figures

    def _stat(self, figure: Quantity) -> None:
        table = table_of(figure, self.passage, self.terms)
        name = self.names.of(figure).strip()
        if table is None:
            return
        if self.names.limits(figure):
            self.reasons[figure.start] = "limit"
            return
        if not name:
            self.reasons[figure.start] = "no-name"
            return
        topic = self.topic(self.passage.line(figure.start))
        period = self.times.of(figure) or self.period
        table |= {"period": period, **self.shown(figure, 0)}
        if (same := self.facts.get(self.alike.get(fold(name), ""))) and states(
            same.table
        ) == states(table):
            self._again(same, table, figure)
            return
        label = self._label(name, topic, figure, period)
        self._add(Proposed("stats", topic.key, "", {self.lang: label, **table}, [figure]), name)

    def shown(self, figure: Quantity, level: int) -> Table:
        """The lines and the evidence of a figure, with more words at a higher level."""
        start, end = evidence(figure, self.passage, level)
        return {
            "lines": self.passage.lines(start, end),
            "evidence": [self.passage.text[start:end].strip()],
        }

    def _again(self, fact: Proposed, table: Table, figure: Quantity) -> None:
        """Add the place where a text says the same once more."""
        fact.table["lines"] = sorted({*fact.table["lines"], *table["lines"]})
        fact.table["evidence"] = [*dict.fromkeys([*fact.table["evidence"], *table["evidence"]])]
        fact.figures.append(figure)
        self.by_start[figure.start] = fact.id

    def widen(self, id: str, level: int) -> bool:
        """Show a fact with more words of the text; whether this changes anything."""
        fact = self.facts[id]
        if fact.kind != "stats" or len(fact.figures) > 1:
            return False
        shown = self.shown(fact.figures[0], level)
        changed = any(fact.table[key] != shown[key] for key in shown)
        fact.table.update(shown)
        return changed

    def rename(self, id: str) -> bool:
        """Tell a fact from others by the figure that it states; false if its name has it already."""
        fact = self.facts[id]
        if not fact.figures:
            return False
        said = " ".join(fact.figures[0].text.split())
        if said in fact.table[self.lang] or f"{fact.table[self.lang]} {said}" in self._taken:
            return False
        self._taken.add(f"{fact.table[self.lang]} {said}")
        fact.table[self.lang] += self.brackets.format(said)
        return True

    def _label(self, name: str, topic: Topic, figure: Quantity, period: str) -> str:
        """A name that no other stat has."""
        beside = [topic.names[self.lang], figure.unit, figure.text]
        if period != self.period:
            beside.insert(0, self.terms.name(period, self.lang))
        said = self.terms.name(period, self.lang)
        earlier = period != self.period and period in EARLIER and said not in name
        for each in (*([] if earlier else [""]), *beside):
            label = name + self.brackets.format(each) if each else name
            if fold(label) not in self._taken:
                break
        number = 2
        while fold(label) in self._taken:
            label = name + self.brackets.format(number)
            number += 1
        self._taken.add(fold(label))
        return label

    def _add(self, fact: Proposed, name: str) -> Proposed:
        """Give a fact its key and keep it."""
        beside = str(fact.table.get("unit", fact.table.get("form", "")))
        base, end = name, ""
        if fact.figures:
            base, end = self.names.base(fact.figures[0]), self._end(fact)
        for key in candidates(base, beside, end=end):
            made = fact._replace(key=key)
            if made.id not in self.facts:
                break
        self.facts[made.id] = made
        if fact.kind == "stats":
            self.alike.setdefault(fold(name), made.id)
        for figure in made.figures:
            self.by_start[figure.start] = made.id
        return made

    def _end(self, fact: Proposed) -> str:
        """The last word of a stat's key, if it says more of something else."""
        figure = fact.figures[0]
        part = self.passage.parts.get(figure.start)
        if fact.table["period"] != self.period and of_the_year_before(part):
            return "before"
        role = part[0] if part is not None and part[0] in ENDS else figure.kind
        return ENDS.get(role, "")

    # ---- people, honours, quoted names

    def _named(self, found: Found) -> None:
        """Propose a fact that a text names; a place where it is named again is added."""
        text = self.passage.text
        start = found.fragments[-1][0]
        lines = {each for span in found.fragments for each in self.passage.lines(*span)}
        shown = [" ".join(text[slice(*span)].split("\n")) for span in found.fragments]
        name = harmless(found.name)
        same = self.alike.get(f"{found.kind} {fold(name)} {found.table.get('year', '')}")
        if same:
            table = self.facts[same].table
            if found.kind != "people":
                table["lines"] = sorted({*table["lines"], *lines})
                table["evidence"] = [*dict.fromkeys([*table["evidence"], *shown])]
            return
        label = name
        if f"{found.kind} {fold(name)}" in self._taken and "year" in found.table:
            label = name + self.brackets.format(found.table["year"])
        if not name or f"{found.kind} {fold(label)}" in self._taken:
            return
        self._taken.add(f"{found.kind} {fold(label)}")
        table = {self.lang: label, **found.table}
        for field, (group, said) in found.terms.items():
            table[field] = self.terms.term(group, said)
        if found.recipient:
            table |= self._recipient(found.recipient)
        table |= {"lines": sorted(lines), "evidence": shown}
        topic = self.topic(self.passage.line(start))
        made = self._add(Proposed(found.kind, topic.key, "", table, []), label)
        self.alike[f"{found.kind} {fold(name)} {found.table.get('year', '')}"] = made.id

    def _recipient(self, said: str) -> Table:
        """Who received an honour: a person that is a fact, or a group in the words of the text."""
        for fact in self.facts.values():
            if fact.kind == "people" and fact.table[self.lang] in said:
                return {"recipient": fact.id}
        said = harmless(said)[:LONGEST_GROUP].strip()
        return {"recipient_group": self.terms.term("groups", said)} if said else {}


def harmless(text: str) -> str:
    """A line of a text as a name: without characters that could control a terminal, not too long."""
    for each in unsafe_characters(text):
        text = text.replace(each, " ")
    return " ".join(text.split())[:LONGEST_TITLE].strip()


def states(table: Table) -> list[Any]:
    """What a stat states beside its name and its place."""
    return [table.get(each) for each in (*NUMBERS, "form", "unit", "qualifier", "period")]
