"""Puts a base together from what a text says: every figure as a stat, with its topic and its id."""

from typing import Any, NamedTuple

from ..model.fields import LANGUAGES
from ..quantities.quantity import Quantity
from ..source.text import SourceText
from ..text.normalise import fold
from ..vocabulary import words
from .figures.relations import of_the_year_before, relate
from .figures.stats import evidence, states, table_of
from .figures.times import Times
from .keys import candidates, harmless
from .known import Given, Known
from .named import Found
from .named.honours import honours
from .named.people import people
from .named.quotations import quotations
from .naming import names_of
from .passage import Passage
from .terms import Terms
from .topics import Topic, Topics

Table = dict[str, Any]
MOST_PLACES = 50  # of a fact that a text states again and again
LONGEST_GROUP, LONGEST_HEAD = 24, 8  # characters
# The last words of keys, by what a figure says of another one.
ENDS = {
    "growth": "growth",
    "change": "change",
    "points": "change",
    "share": "share",
    "rank": "rank",
}
EARLIER = ("before", "the-year-before")  # keys of times
FIGURES = ("stats", "derived")  # kinds of facts


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

    def __init__(self, source: SourceText, base: Known, like: Known) -> None:
        """`base` is the base that facts are added to, `like` one with facts on the same subjects."""
        self.source, self.base, self.like = source, base, like
        self.passage = Passage(source)
        self.lang = "zh" if self.passage.han else "en"
        self.brackets = "（{}）" if self.lang == "zh" else " ({})"
        self.terms = Terms(self.lang, {**like.vocabulary, **base.vocabulary})
        self.names = names_of(self.passage)
        self.times = Times(self.passage, self.names, self.terms, self.lang)
        self.topics = Topics(self.passage, self.lang, base, like)
        self.facts: dict[str, Proposed] = {}  # by id
        self.reasons: dict[int, str] = {}  # why figures are in no fact, by their start
        self.by_start: dict[int, str] = {}  # ids by the start of their figures
        # Folded names: of stats as they are, of others behind their kind.
        self._taken = {
            name if each.kind in FIGURES else f"{each.kind} {name}"
            for each in base.facts
            for name in base.names(each.table)
        }
        self.period = self._period()
        self.alike: dict[str, str] = {}  # ids of stats by folded name
        for figure in self.passage.figures:
            self._stat(figure)
        for found in (*people(self.passage), *honours(self.passage), *quotations(self.passage)):
            self._named(found)
        tables = {start: (id, self.facts[id].table) for start, id in self.by_start.items()}
        moved = {each.start for each in self.passage.figures if self.names.moves(each)}
        relate(self.passage, tables, moved)

    # ---- the report

    def _period(self) -> str:
        """The key of the time that the report is about: the first year that it names."""
        if self.base.period:
            term = self.base.vocabulary["periods"][self.base.period]
            self.terms.periods[self.base.period] = dict(term)
            return self.base.period
        years = [each for each in self.passage.figures if each.kind in ("year", "date")]
        if years and self.passage.line(years[0].start) <= 5:
            return self.terms.period(years[0].text.strip())
        return self.terms.period(words("drafting.period", self.lang)[0])

    # ---- figures

    def _stat(self, figure: Quantity) -> None:
        table = table_of(figure, self.passage, self.terms)
        if table is None:
            return
        if self.names.limits(figure):
            self.reasons[figure.start] = "limit"
            return
        name = self.names.of(figure).strip()
        if not name:
            self.reasons[figure.start] = "no-name"
            return
        topic = self.topics.of(self.passage.line(figure.start))
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
        row = self.names.row(figure)
        said = self.passage.text[start:end].strip()
        return {
            "lines": self.passage.lines(start, end),
            "evidence": [row, said] if row and row not in said else [said],
        }

    def _again(self, fact: Proposed, table: Table, figure: Quantity) -> None:
        """Add the place where a text says the same once more."""
        if len(fact.figures) >= MOST_PLACES:
            return
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

    def _within(self, figure: Quantity, name: str) -> list[str]:
        """A name behind that of the first figure of its line, which may head the others."""
        block = self.passage.block(figure.start)
        first = self.names.of(self.passage.within(*block)[0])
        if self.lang != "zh" or not first or first in name or name in first:
            return []
        return [first + name] if len(first) <= LONGEST_HEAD else []

    def _label(self, name: str, topic: Topic, figure: Quantity, period: str) -> str:
        """A name that no other stat has."""
        beside = [topic.names[self.lang], figure.unit, figure.text]
        if figure.unit not in words("drafting.bare", "zh"):
            beside = [figure.unit, topic.names[self.lang], figure.text]
        if period != self.period:
            beside.insert(0, self.terms.name(period, self.lang))
        said = self.terms.name(period, self.lang)
        earlier = period != self.period and period in EARLIER and said not in name
        labels = [] if earlier else [name, *self._within(figure, name)]
        for label in (*labels, *(name + self.brackets.format(each) for each in beside if each)):
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
        fragment = fact.table["evidence"][-1]
        if (given := self.like.alike(fact.kind, name, fragment)) and not {
            f"{given.kind}.{given.topic}.{given.key}"
        } & (self.base.ids | self.facts.keys()):
            return self._follow(fact, given)
        base, end = name, ""
        if fact.figures:
            base, end = self.names.base(fact.figures[0]), self._end(fact)
        for key in candidates(base, beside, end=end):
            made = fact._replace(key=key)
            if made.id not in self.facts and made.id not in self.base.ids:
                break
        self._keep(made, name)
        return made

    def _follow(self, fact: Proposed, given: Given) -> Proposed:
        """Keep a fact under the id and the names of one on the same subject."""
        names = {each: given.table[each] for each in LANGUAGES if each in given.table}
        if not self._taken.isdisjoint(self.base.names(names)):
            names = {}
        self._taken |= set(self.base.names(names))
        made = fact._replace(topic=given.topic, key=given.key, table={**fact.table, **names})
        self._keep(made, made.table[self.lang])
        return made

    def _keep(self, made: Proposed, name: str) -> None:
        """Keep a fact that has its id."""
        self.facts[made.id] = made
        if made.kind == "stats":
            self.alike.setdefault(fold(name), made.id)
        for figure in made.figures:
            self.by_start[figure.start] = made.id

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
            if found.kind != "people" and len(table["evidence"]) < MOST_PLACES:
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
        topic = self.topics.of(self.passage.line(start))
        made = self._add(Proposed(found.kind, topic.key, "", table, []), label)
        self.alike[f"{found.kind} {fold(name)} {found.table.get('year', '')}"] = made.id

    def _recipient(self, said: str) -> Table:
        """Who received an honour: a person that is a fact, or a group in the words of the text."""
        for fact in self.facts.values():
            if fact.kind == "people" and fact.table[self.lang] in said:
                return {"recipient": fact.id}
        said = harmless(said)[:LONGEST_GROUP].strip()
        return {"recipient_group": self.terms.term("groups", said)} if said else {}
