"""The words around a mention: which facts they are about, and whether they point elsewhere."""

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

# The weight of a word: near a mention, since the last figure, earlier in the sentence, in the
# sentence before.
NEAR_WEIGHT, LEFT_WEIGHT, EARLIER_WEIGHT, BEFORE_WEIGHT = 1.0, 0.7, 0.5, 0.3

INNER = pattern("inner")  # of a part of the figure before
MENTION_SIDE = 100  # characters of the clause on each side of a mention, at most
# A number of more or fewer is not the number that there is.
CHANGE = re.compile(
    rf"{expression('change', 'zh')}{expression('change.done')}?{expression('change.behind', 'zh')}?$|"
    rf"{expression('change', 'en')} {expression('change.by')} (?:{expression('change.behind', 'en')} )?$"
)
NEIGHBOURS = 6  # mentions on each side that may be in the same clause
THINGS = words("things")  # measures directly before the counted thing
HAN_PAIR = re.compile(f"[{HAN}]{{2}}")


class Surroundings:
    """The words around a mention, in its clause and since the figure before it."""

    def __init__(self, sentence: Sentence, index: int, begin: int, cues: Cues, text: str) -> None:
        """`text` is the sentence in plain words. `begin` is the end of the last figure."""
        mentions = sentence.mentions
        self.mention = mention = mentions[index]
        start, end = sentence.clause(mention.start, mention.end)
        start = max(start, begin)
        later = mentions[index + 1 :]
        next_mention = later[0].start if later else len(text)
        next_figure = next((each.start for each in later if each.sort == "figure"), len(text))
        end = max(mention.end, min(end, next_figure))
        own = text[mention.start : mention.end] if mention.sort == "figure" else " "
        self.left = text[max(begin, start - 2 * MENTION_SIDE) : start]
        self.lead = text[max(start, mention.start - MENTION_SIDE) : mention.start]
        self.tail = text[mention.end : min(end, mention.end + MENTION_SIDE)]
        alone = not features(f"{self.lead} {self.tail}")
        if alone and not features(self.left):
            self.tail = text[mention.end : min(next_figure, mention.end + MENTION_SIDE)]
        # The words of the clause and since the last figure, without other mentions.
        first = max(begin, start - 2 * MENTION_SIDE)
        last = end
        if mention.sort == "day":  # its event may stand behind a pause
            last = next_mention if later else min(len(text), end + MENTION_SIDE)
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
        # The subject of a grade may stand behind a pause.
        graded = mention.sort == "grade" and not self.lead.strip()
        behind = text[mention.end : min(next_mention, mention.end + MENTION_SIDE)]
        self.wide = behind if graded else ""
        self.years = cues.year(start, end)
        self.before = cues.earlier(mention, begin, end)
        things = mention.unit in THINGS and HAN_PAIR.match(self.tail)
        self.thing = things[0] if things else ""
        phrase = sentence.phrase(mention.start)
        changed = mention.unit not in SHARES and CHANGE.search(self.lead) is not None
        self.doubted = changed or cues.doubted(phrase, mention, end)
        # A figure without words of its own belongs to the subject named before the list.
        bare = mention.sort == "figure" and not weighed(f"{self.lead} {self.tail}", frozenset())[1]
        self.phrase = text[max(phrase, mention.start - MENTION_SIDE) : end] if bare else ""
        self.graded = sentence.graded
        self.inner = INNER.search(self.lead) is not None
        self.grades = set(GRADES.findall(self.lead))
        self.own = f"{self.left} {self.clause}"

    def of(self, statement: Statement) -> bool:
        """Whether a statement is about the time that the draft speaks of."""
        if self.years and statement.years and self.years.isdisjoint(statement.years):
            return False
        return statement.computed or not self.before


class Subject:
    """What a sentence has said up to a mention, as weights that statements share with it.

    Each feature counts once, with its largest weight. Earlier words are added up along the
    sentence, so the time depends on the sentence's length only. `earlier` has the verdicts of facts
    so far. `astray` means that the last figure had a fact's number but another subject.
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
        """Add a sentence's `text` up to `end`, and a mention's own words for it alone."""
        if end > self.done:
            self._add(self.shares, self.totals, features(text[self.done : end]), EARLIER_WEIGHT)
            self.done = end
        self.said, self.common = dict(self.shares), dict(self.totals)
        self._add(self.said, self.common, features(surroundings.left), LEFT_WEIGHT)
        self._add(self.said, self.common, surroundings.near, NEAR_WEIGHT)

    def _add(
        self, shares: dict[str, float], totals: dict[int, float], words: Iterable[str], share: float
    ) -> None:
        for term in sorted(words):  # the order decides the last digit of the sums
            known = self.statements.index.get(term)
            more = share - shares.get(term, 0.0)
            if known is not None and more > 0:
                shares[term] = share
                more *= self.statements.weights[term]
                for each in known:
                    totals[each] = totals.get(each, 0.0) + more
