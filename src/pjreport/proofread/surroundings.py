"""What stands around a mention: how much of it is about which facts, and whether it points elsewhere."""

import re
from collections.abc import Iterable

from ..text.tokens import HAN
from ..vocabulary import expression, pattern, words
from .cues import Cues
from .details import GRADES
from .features import features, weighed
from .mentions import SHARES
from .sentences import Sentence
from .statements import Statement, Statements

# What a word counts beside a mention, after the figure before it, earlier in the sentence, before it.
NEAR_WEIGHT, LEFT_WEIGHT, EARLIER_WEIGHT, BEFORE_WEIGHT = 1.0, 0.7, 0.5, 0.3

INNER = pattern("inner")  # a part of what was before
MENTION_SIDE = 100  # characters of one on each side of a mention; a longer one is none
# How many more or fewer there are: no number of what there is.
CHANGE = re.compile(
    rf"{expression('change', 'zh')}{expression('change.done')}?{expression('change.behind', 'zh')}?$|"
    rf"{expression('change', 'en')} {expression('change.by')} (?:{expression('change.behind', 'en')} )?$"
)
NEIGHBOURS = 6  # mentions on each side of one that may be in its clause
THINGS = words("things")  # measures that what is counted follows at once


HAN_PAIR = re.compile(f"[{HAN}]{{2}}")


class Surroundings:
    """The words around a mention: of its clause, and of all since the figure before it."""

    def __init__(self, sentence: Sentence, index: int, begin: int, cues: Cues, text: str) -> None:
        """`text` is the sentence's, in plain words; `begin` is where the figure before the mention ends."""
        mentions = sentence.mentions
        mention = mentions[index]
        start, end = sentence.clause(mention.start, mention.end)
        start = max(start, begin)
        after = next((each.start for each in mentions[index + 1 :] if each.sort == "figure"), end)
        end = max(mention.end, min(end, after))
        own = text[mention.start : mention.end] if mention.sort == "figure" else " "
        self.left = text[max(begin, start - 2 * MENTION_SIDE) : start]
        self.lead = text[max(start, mention.start - MENTION_SIDE) : mention.start]
        self.tail = text[mention.end : min(end, mention.end + MENTION_SIDE)]
        alone = not features(f"{self.lead} {self.tail}")
        if alone and not features(self.left):
            after = next(
                (each.start for each in mentions[index + 1 :] if each.sort == "figure"), len(text)
            )
            self.tail = text[mention.end : min(after, mention.end + MENTION_SIDE)]
        # The words of the clause, and all since the figure before, without what is looked up for itself.
        first = max(begin, start - 2 * MENTION_SIDE)
        last = end
        if mention.sort == "day":  # what was done on it may stand behind a pause
            last = next(
                (each.start for each in mentions[index + 1 :]), min(len(text), end + MENTION_SIDE)
            )
        rest = list(text[first:last])
        for each in mentions[max(0, index - NEIGHBOURS) : index + NEIGHBOURS]:
            if first <= each.start and each.end <= last:
                rest[each.start - first : each.end - first] = " " * (each.end - each.start)
        self.all = "".join(rest)
        around = self.all if mention.sort == "day" else self.all[: end - first]
        self.around = around[max(start, mention.start - MENTION_SIDE) - first :][: 2 * MENTION_SIDE]
        self.clause = f"{self.lead}{own.lstrip('-0123456789.')}{self.tail}"
        self.near = features(self.clause) | features(f"{self.lead} {self.tail}")
        if alone and mention.sort != "figure":
            self.near |= features(self.left)
        # Whose a grade is, may stand behind a pause, too.
        after = next((each.start for each in mentions[index + 1 :]), len(text))
        graded = mention.sort == "grade" and not self.lead.strip()
        self.wide = text[mention.end : min(after, mention.end + MENTION_SIDE)] if graded else ""
        self.years = cues.year(start, end)
        self.before = cues.earlier(mention, begin, end)
        things = mention.unit in THINGS and HAN_PAIR.match(self.tail)
        self.thing = things[0] if things else ""
        phrase = sentence.phrase(mention.start)
        changed = mention.unit not in SHARES and CHANGE.search(self.lead) is not None
        self.doubted = changed or cues.doubted(phrase, mention, end)
        # A figure with its measure alone goes on with what was said before the list began.
        bare = mention.sort == "figure" and not weighed(f"{self.lead} {self.tail}", frozenset())[1]
        self.phrase = text[max(phrase, mention.start - MENTION_SIDE) : end] if bare else ""
        self.graded = sentence.graded
        self.inner = INNER.search(self.lead) is not None
        self.grades = set(GRADES.findall(self.lead))
        self.own = f"{self.left} {self.clause}"

    def of(self, statement: Statement) -> bool:
        """Whether a statement is of the time that the draft speaks of."""
        if self.years and statement.years and self.years.isdisjoint(statement.years):
            return False
        return statement.computed or not self.before


class Subject:
    """What a sentence has said up to a mention, as how much statements have in common with it.

    Each term counts once, with the most that it counts in any place; what was
    said before the last figure is added up as the sentence goes on, so that a
    sentence takes time by its length, however many figures it has.

    `earlier` are the verdicts that rest on facts already; `astray` says that the
    last figure was the report's, and not its subject.
    """

    def __init__(self, statements: Statements, before: Sentence | None) -> None:
        self.statements = statements
        self.shares: dict[str, float] = {}
        self.totals: dict[int, float] = {}
        self.done = 0
        self.earlier: dict[str, str] = {}
        self.astray = False
        if before is not None:
            self._add(self.shares, self.totals, features(before.text), BEFORE_WEIGHT)
        self.said = self.shares
        self.common = self.totals

    def reach(self, text: str, end: int, surroundings: Surroundings) -> None:
        """Take in a sentence's `text` up to `end`, and a mention's own words for it alone."""
        if end > self.done:
            # Two characters back, as pairs go over the place; figures are between, mostly.
            self._add(self.shares, self.totals, features(text[self.done : end]), EARLIER_WEIGHT)
            self.done = end
        self.said, self.common = dict(self.shares), dict(self.totals)
        self._add(self.said, self.common, features(surroundings.left), LEFT_WEIGHT)
        self._add(self.said, self.common, surroundings.near, NEAR_WEIGHT)

    def _add(
        self, shares: dict[str, float], totals: dict[int, float], words: Iterable[str], share: float
    ) -> None:
        for term in sorted(words):  # in any other order the sums would differ in their last digit
            known = self.statements.index.get(term)
            more = share - shares.get(term, 0.0)
            if known is not None and more > 0:
                shares[term] = share
                more *= self.statements.weights[term]
                for each in known:
                    totals[each] = totals.get(each, 0.0) + more
