"""Judges claims by statements.

Fact verification in the three classes of FEVER (Thorne et al. 2018), by a cloze: a claim without its
quantity is a question, and its quantity must be the one of the statement that answers it best.

1. The statements with the claim's quantity and those about its words are retrieved (`Evidence`).
2. Each is compared slot by slot (`Comparison`): quantity, time, mood, body, words that exclude each
   other, and all other words. A word that nothing of the statement accounts for blocks.
3. A claim is backed by a statement that agrees in all slots, unless one with another quantity
   answers better. It is contradicted if that one agrees in all other slots, both ways.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from ..text.near import one_edit
from ..text.normalise import fold
from ..vocabulary import expression
from .agreement import UNLIKE, difference
from .comparison import FAINT, KEYED, Comparison, Match, nearest, spoken
from .evidence import LEAD, OWN, WIDE, Evidence, wording
from .frames import Frame
from .terms import GRADE, account, content

BACKED, CONTRADICTED, COMPUTED, UNKNOWN = "backed", "contradicted", "computed", "unknown"
DRAFT_VERDICTS = (BACKED, CONTRADICTED, COMPUTED, UNKNOWN)

SOFT = ("", "qualifier", "rounded")  # differences that make no other quantity
ANEW = 6  # characters that name a subject anew
# Share of a statement's own words to contradict: with another number, in another unit, or else.
NAMED, COUNTED, LEAST = 0.4, 0.3, 0.2
JOINT = re.compile(expression("statements.in-all"))  # what is said of several things together
LONG = 100  # a number from here on that differs in one digit is a slip
HALF = 0.5  # of what leads a statement, to contradict
MOST_ALIKE = 5  # statements with the same quantity that are named


class Judgement(NamedTuple):
    """A verdict, with the number of the statement that it rests on, or of the nearest one.

    `why` names a reason; `words` are those of the claim that the statement does not account for.
    `alike` are the statements with the same quantity.
    """

    verdict: str
    number: int | None
    why: str
    words: tuple[str, ...]
    alike: tuple[int, ...]


class Judge:
    """Judges claims by some evidence."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence, self.all, self.strict = evidence, evidence.all, evidence.strict

    def judgement(self, claim: Frame, *, astray: bool = False) -> Judgement:
        """The verdict on a claim, and what it rests on.

        `astray` says that the figure before, in the same sentence, is of something else: so is this
        one, unless enough words name its subject anew.
        """
        if (number := self.evidence.worded.get(wording(claim))) is not None:
            return Judgement(BACKED, number, "", (), (number,))
        differs = {
            each: difference(claim, self.all[each]) for each in self.evidence.candidates(claim)
        }
        found = [
            Comparison(self.evidence, claim, number).match(how)
            for number, how in differs.items()
            if how is not None
        ]
        found.sort(key=lambda each: each.score, reverse=True)
        same = [each for each in found if not each.differs]
        alike = tuple(each.number for each in same[:MOST_ALIKE])
        if astray and self.strict and len("".join(content(claim.own[0]).split())) < ANEW:
            return Judgement(UNKNOWN, found[0].number if found else None, "before", (), alike)
        fitting = [each for each in found if not each.apart and not each.missing]
        best = next(
            (each for each in fitting if not each.differs and self.enough(claim, each)), None
        )
        rival = next((each for each in fitting if best and self.better(claim, each, best)), None)
        if best and not rival:
            verdict = COMPUTED if self.all[best.number].computed else BACKED
            return Judgement(verdict, best.number, "", (), alike)
        if (self.strict or not best) and (wrong := self.refuting(claim, fitting, same)):
            return Judgement(CONTRADICTED, wrong.number, wrong.differs, (), alike)
        if claim.sort == "honour" and not alike:
            alike = tuple(self.evidence.rank(claim.text, claim.sort)[:MOST_ALIKE])
        if rival:
            return Judgement(UNKNOWN, rival.number, "rival", (), alike)
        if not found:
            return Judgement(UNKNOWN, None, "nothing", (), alike)
        nearest = (same or found)[0]
        why = nearest.differs or nearest.apart or ("words" if nearest.missing else "part")
        return Judgement(UNKNOWN, nearest.number, why, nearest.missing, alike)

    def enough(self, claim: Frame, match: Match) -> bool:
        """Whether a claim and a statement have enough words of each other."""
        if not match.levels or (claim.sort == "day" and not self.strict):
            return claim.sort in KEYED or claim.sort == "day"
        graded = claim.sort == "grade" or GRADE.fullmatch(claim.head)
        if self.strict and match.unsaid >= 1 - (LEAST if graded else LEAST / 2):
            return False
        return max(match.levels) > WIDE and (match.unsaid < 1 or min(match.levels) > LEAD)

    def better(self, claim: Frame, rival: Match, best: Match) -> bool:
        """Whether a statement with another quantity answers a claim better than the best with its own."""
        if rival.differs in SOFT or self.all[rival.number].computed or rival.left > best.left:
            return False
        if claim.sort == "day" and not self.strict:
            return rival.whole and rival.score > best.score  # many words stand beside a date
        closer = rival.score[:2] > best.score[:2]
        # Of two that have all words of a claim, it means the one that it names whole.
        closer = closer or (rival.score[:2] == best.score[:2] and best.left > rival.left == 0)
        if self.strict or claim.years:
            return closer
        # A claim without a year is of the report's, rather than of another one.
        years, some = self.evidence.years, [self.all[each.number] for each in (rival, best)]
        now, then = (not years.isdisjoint(self.evidence.times(each)) for each in some)
        if now is not then:
            return now and (closer or rival.score >= best.score)
        late = not now and some[0].years and some[0].years != some[1].years
        return closer and not late

    def refuting(self, claim: Frame, fitting: list[Match], same: list[Match]) -> Match | None:
        """The statement that is plainly what a claim is about, and has another quantity.

        All words of the claim are the statement's, and most of its words the claim's. Of two with
        different quantities none is.
        """
        if claim.sort == "honour" and same:
            return None
        sure = [each for each in fitting if self.sure(claim, each)]
        sure.sort(
            key=lambda each: (each.depth, -sum(each.levels), each.left, each.differs == "value")
        )
        if not sure or sure[0].differs in ("", UNLIKE, "rounded"):
            return None
        first, quantity = sure[0], self.all[sure[0].number].quantity
        if any(each.differs in ("", "rounded") and each.score >= first.score for each in fitting):
            return None
        for each in sure[1:] if first.differs == "value" else ():
            other = self.all[each.number].quantity
            if each.score >= first.score and quantity and other and other.value != quantity.value:
                return None
        return first

    def sure(self, claim: Frame, match: Match) -> bool:
        """Whether a statement is plainly what a claim is about."""
        other, levels = self.all[match.number], match.levels
        if not match.whole or not (levels or claim.sort in KEYED) or other.computed:
            return False
        if JOINT.search(fold(claim.own[0])):
            return False
        if not self.strict:
            year = claim.sort == "day" and claim.key.endswith("--")
            if min(levels, default=0.0) <= WIDE or match.left or match.differs == "unit" or year:
                return False
            lead = account(FAINT.sub(" ", other.lead), spoken(claim))
            sets = [nearest(each.own, each.lead) for each in (claim, other)]
            return (not lead.levels or lead.share >= HALF) and sets[0] == sets[1]
        known = self.evidence.levels[match.number]
        if claim.sort in ("grade", "class") and account(claim.lead, known).missing:
            return False  # of another contest
        if match.differs == "unit":
            # What follows the figure is counted, in its own measure: 3家企业.
            behind = account(claim.after, known).levels
            if not {OWN}.issuperset(behind):
                return False
        value = match.differs == "value" and not misprinted(claim, other)
        named = NAMED if value else COUNTED if match.differs == "unit" else LEAST
        return match.unsaid < 1 - named


def misprinted(claim: Frame, other: Frame) -> bool:
    """Whether a claim's number differs from a long one in one digit, or in two that are swapped."""
    values = [each.quantity and each.quantity.value for each in (claim, other)]
    one, two = (each if isinstance(each, Decimal) else Decimal(0) for each in values)
    return min(abs(one), abs(two)) >= LONG and one_edit(str(one), str(two))
