"""Judges claims by evidence.

Three-way verification (supported, refuted, not enough information) in named steps. The statements
with a claim's quantity and those about its words are retrieved. Each is compared with the claim: by
quantity (`difference`), by subject, time and scope (`Judge.match`). A claim is backed by a statement
that agrees in all four, unless one with another quantity is plainly more about its words.
"""

from typing import NamedTuple

from ..text.normalise import fold
from ..vocabulary import pattern
from .agreement import UNLIKE, difference, interval
from .comparison import BESIDES, FITTER, SURE, Match, ahead, digits, misprinted, spoken, whole
from .evidence import Evidence
from .mentions import Mention
from .statements import Statement
from .terms import GRADE, content, cover, grades_said, terms

BACKED, CONTRADICTED, COMPUTED, UNKNOWN = "backed", "contradicted", "computed", "unknown"
DRAFT_VERDICTS = (BACKED, CONTRADICTED, COMPUTED, UNKNOWN)

LEAD = 0.2  # weight of the words that a claim's clause begins with
# Share of a claim's words that a statement must account for, by how many digits count: few numbers
# of many digits agree by accident. A draft made from a text is about what the text is about; where
# a draft may be about anything, a statement must account for all words beside the figure, too.
ENOUGH = {False: (0.3, 0.15, 0.05, 0.05, 0.0), True: (0.75, 0.7, 0.65, 0.65, 0.65)}
RIVAL = 0.45  # share from which a statement with another quantity is a rival
DAY_AHEAD = 0.25  # a date stands with many words, so it must be much better
LEAST = 0.2  # share of a statement's name that a draft about anything must say
MEMBER = 0.6
LEAST_GROWN, LEAST_GRADE = 0.4, 0.2
ANEW = 6  # characters that name a subject anew
NAMED = {False: 0.6, True: 0.4}  # share of a statement's name to contradict
ELSEWHERE = frozenset(
    ["others", "spans", "earlier"]
)  # cues that a draft made from a text need not share
MODIFIER = pattern("modifiers")
DENIED, UNTRUE = frozenset(["denied"]), frozenset(["denied", "doubted"])
SOFT = ("qualifier", "rounded")  # differences that make no rival
THING = 2  # characters behind a figure that may be the thing it counts
CANDIDATES = 30  # statements about a claim's words that are compared
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
        self.evidence = evidence

    def judgement(self, claim: Mention, *, astray: bool = False) -> Judgement:
        """The verdict on a claim, and what it rests on.

        `astray` says that the figure before, in the same sentence, is of something else: so is this
        one, unless enough words name its subject anew.
        """
        matches = self.matches(claim)
        same = [each for each in matches if not each.differs]
        other = [each for each in matches if each.differs not in ("", UNLIKE)]
        alike = tuple(each.number for each in same[:MOST_ALIKE])
        best = next((each for each in same if self.good(claim, each)), None)
        if astray and self.evidence.strict and len("".join(content(claim.near).split())) < ANEW:
            nearest = matches[0] if matches else None
            return Judgement(UNKNOWN, nearest and nearest.number, "before", (), alike)
        rivals = [each for each in matches if each.differs and self.rivals(each)]
        rival = next((each for each in rivals if not best or each.differs not in SOFT), None)
        if best and not (
            rival
            and ahead(
                rival, best, DAY_AHEAD if claim.sort == "day" else 0.0, strict=self.evidence.strict
            )
        ):
            verdict = COMPUTED if self.evidence.all[best.number].computed else BACKED
            return Judgement(verdict, best.number, "", (), alike)
        if (
            rival
            and rival.differs not in ("rounded", UNLIKE)
            and self.sure(claim, rival, other)
            and not ((best and best.score >= rival.score) or (same and claim.sort == "honour"))
        ):
            return Judgement(CONTRADICTED, rival.number, rival.differs, (), alike)
        if not alike and claim.sort == "honour":
            ranked = self.evidence.rank(claim.text, CANDIDATES)
            alike = tuple(n for n in ranked if self.evidence.all[n].sort == "honour")[:MOST_ALIKE]
        if not matches:
            return Judgement(UNKNOWN, None, "nothing", (), alike)
        nearest = (same or other or matches)[0]
        if best and rival:
            return Judgement(UNKNOWN, rival.number, "rival", (), alike)
        why = nearest.differs or nearest.apart or ("words" if nearest.missing else "part")
        return Judgement(UNKNOWN, nearest.number, why, nearest.missing, alike)

    def matches(self, claim: Mention) -> list[Match]:
        """The statements that can be compared with a claim, the best first."""
        all = self.evidence.all
        numbers = dict.fromkeys(self.alike(claim))
        named = claim.text if claim.sort == "honour" else ""
        words = f"{named} {claim.near} {claim.lead}"
        numbers |= dict.fromkeys(self.evidence.rank(words, CANDIDATES))
        differs = {number: difference(claim, all[number]) for number in numbers}
        found = [
            self.match(claim, number, how)
            for number, how in differs.items()
            if how is not None and (how != UNLIKE or self.evidence.strict)
        ]
        return sorted(found, key=lambda each: (-each.score, each.number))

    def alike(self, claim: Mention) -> list[int]:
        """The statements that may have a claim's quantity or key."""
        said = interval(claim.quantity) if claim.quantity and claim.sort == "figure" else None
        if said is not None:
            return sorted(self.evidence.between(said.low, said.high))
        if claim.sort == "day":
            return self.evidence.sorts.get("day", [])
        return self.evidence.keys.get((claim.sort, claim.key), [])

    def match(self, claim: Mention, number: int, differs: str) -> Match:
        """A claim compared with a statement by subject, time and scope."""
        evidence = self.evidence
        other, levels = evidence.all[number], evidence.levels[number]
        near = cover(claim.near, levels, evidence.weight)
        lead = cover(claim.lead, levels, evidence.weight)
        whole = near.weight + LEAD * lead.weight
        about = (
            (near.share * near.weight + LEAD * lead.share * lead.weight) / whole if whole else 0.0
        )
        share = 1.0 if claim.sort in ("honour", "name") and not near.weight else near.share
        if not evidence.strict:
            share = max(share, about)
        own, said = spoken(claim.near, f"{claim.around} {claim.above}")
        names = [BESIDES.sub(" ", name) for name in other.names]
        back = max((cover(name, said, evidence.weight).share for name in names), default=0.0)
        known = {term: 1.0 for name in other.names for term in terms(name)}
        close = cover(claim.near, known, evidence.weight).share
        exact = max((cover(name, own, evidence.weight).share for name in names), default=0.0)
        fit = 2 * close * exact / (close + exact) if close + exact else 0.0
        apart = ""
        if (
            claim.sort != "day"
            and claim.years
            and other.years
            and claim.years.isdisjoint(other.years)
        ):
            apart = "time"
        elif claim.sort == "honour" and not differs and DENIED <= claim.cues <= UNTRUE:
            differs = "denied"
        elif claim.sort == "honour" and not differs and self.another(near.missing, other):
            differs, near, share = "holder", near._replace(missing=()), 1.0
        elif (claim.cues ^ other.cues) - (frozenset() if evidence.strict else ELSEWHERE):
            apart = "scope"
        elif evidence.strict and any(
            cover(each, levels, evidence.weight).missing for each in claim.bodies
        ):
            apart = "body"
        elif self.astray(claim, number) if evidence.strict else self.elsewhere(claim, near.missing):
            apart = "words"
        score = 0.7 * about + 0.3 * back
        return Match(number, differs, score, share, back, fit, near.missing, apart)

    def another(self, missing: tuple[str, ...], other: Statement) -> bool:
        """Whether a claim names another person than the one that an honour was given to."""
        people = {name for sort, name in self.evidence.keys if sort == "person"}
        held = fold(other.around)
        return bool(missing) and people.issuperset(missing) and any(each in held for each in people)

    def astray(self, claim: Mention, number: int) -> bool:
        """Whether a claim names another level, or a noun that a statement's own words do not have."""
        other = self.evidence.all[number]
        levels = grades_said("|".join((*other.names, other.around)))
        head = cover(claim.head, self.evidence.own[number], self.evidence.weight)
        return bool(head.missing) or not grades_said(claim.near) <= levels

    def elsewhere(self, claim: Mention, missing: tuple[str, ...]) -> bool:
        """Whether a claim names something that the text says, but of another figure or name.

        Words of a named honour, and English names, point to one place; other words are often put
        in another way.
        """
        if claim.sort not in ("name", "grade"):
            missing = tuple(each for each in missing if each.title() in claim.near)
            missing = missing if missing and missing[0].isascii() else ()
        return any(self.evidence.rare(each) for each in missing)

    def good(self, claim: Mention, match: Match) -> bool:
        """Whether a statement accounts for enough of a claim."""
        if match.apart or match.share < ENOUGH[self.evidence.strict][digits(claim) - 1]:
            return False
        return not self.evidence.strict or (not match.missing and self.named(claim, match))

    def named(self, claim: Mention, match: Match) -> bool:
        """Whether a draft that may be about anything says enough of a statement's name.

        A growth may be of several things and a grade of many contests, so more must be said. A modifier that a name begins
        with changes its meaning: new majors are not majors.
        """
        growth = claim.quantity is not None and claim.quantity.kind == "growth"
        said, names = claim.around, self.evidence.all[match.number].names
        if not all(whole(each, said, MEMBER if growth else 1.0) for each in names):
            return False
        graded = claim.sort == "grade" or GRADE.fullmatch(claim.head)
        least = LEAST_GROWN if growth else LEAST_GRADE if graded else LEAST
        found = MODIFIER.match(names[0])
        modified = found is None or found[0] in claim.near or claim.near.isascii()
        return match.back >= least and modified

    def rivals(self, match: Match) -> bool:
        """Whether a statement with another quantity may be what a claim is about."""
        return (
            not match.apart
            and match.share >= RIVAL
            and not self.evidence.all[match.number].computed
        )

    def sure(self, claim: Mention, rival: Match, others: list[Match]) -> bool:
        """Whether a statement is plainly what a claim is about, and no other one as much."""
        if self.evidence.strict and not (
            claim.told and not rival.missing and self.named(claim, rival)
        ):
            return False
        behind = claim.around.partition(claim.text)[2][:THING]
        own = self.evidence.own[rival.number]
        if rival.differs == "unit" and cover(behind, own, self.evidence.weight).missing:
            return False  # what follows the figure is counted, in its own measure: 3家企业
        if (
            rival.differs in ("place", "denied", "grade", "class", "holder")
            and self.evidence.strict
        ):
            return True  # the rest of the name is the report's, and no other word is left
        if rival.differs != "value":  # the number is the report's, so it is this figure
            return rival.share >= SURE and rival.back >= LEAST
        all = self.evidence.all
        quantity = all[rival.number].quantity
        value = quantity.value if quantity else None
        named = LEAST if misprinted(claim, value) else NAMED[self.evidence.strict]
        named = NAMED[False] if GRADE.fullmatch(claim.head) else named
        if rival.share < SURE or rival.back < named:
            return False
        return not any(
            each.share >= rival.share
            and each.fit >= rival.fit
            and each.score >= rival.score - FITTER
            and (other := all[each.number].quantity) is not None
            and other.value != value
            for each in others
        )
