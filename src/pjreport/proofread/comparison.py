"""A claim compared with a statement, slot by slot: time, mood, body, sets of words, other words."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from ..text.normalise import fold
from ..text.tokens import HAN
from ..vocabulary import LANGUAGES, expression, pattern
from .cues import MAYBE
from .evidence import EXACT, NEAR, WIDE, Evidence, levels
from .frames import FIGURE, INNER, Frame
from .terms import GRADE, Account, account, apart_from_sets, contrasts, told

KEYED = ("honour", "name")  # sorts that are compared by their names
MANY = ("grade", "class", "name")  # sorts that stand for many things, as their words say
DENIED, UNTRUE = frozenset(["denied"]), frozenset(["denied", "doubted"])
UNSAID = ("spans", "others")  # cues that a draft made from a text may leave out
# Words for the body that a text is of, and of any sentence.
FAINT = re.compile(f"{expression('search-light')}|{expression('search-light.bodies')}")
NAMES = len(LANGUAGES)  # of a fact; behind them stands its evidence
DIGITS = 4  # a number of so many is seldom the same as another one
TOPIC = 12  # characters or words before a claim; more are a statement of their own
PAIR = 2  # characters of a usual word
BODY = re.compile(
    rf"(?:(?!{expression('generic', 'zh')})[{HAN}]){{2,8}}{expression('schools', 'zh')}"
    rf"|(?:(?!{expression('places.no-part')})[{HAN}]){{2}}{expression('places')}(?!{expression('places')})"
)
NAME = re.compile(r"(?<=\S )[A-Z][a-z]+(?: [A-Z][a-z]+)*|^ ?[A-Z][a-z]+(?: [A-Z][a-z]+)+")
MODIFIER = pattern("modifiers")
# What names nothing alone: brackets and grades.
BESIDES = re.compile(rf"[（(][^（()）]*[）)]|{GRADE.pattern}", re.IGNORECASE)
OPEN = re.compile(expression("statements.and-others"))
JOINED = re.compile(
    rf"、|{expression('listing', 'zh')}|(?:, )?\b{expression('ranges.pair', 'en')}\b"
)


class Match(NamedTuple):
    """A statement compared with a claim.

    `differs` names the difference of their quantities, `apart` what else sets them apart. `missing`
    are words of the claim that the statement does not account for, and that tell. `levels` say how
    well the others are; `whole` that all are. `left` is the share of the statement's own words that
    the claim does not have, `unsaid` of those that its whole sentence does not have. `depth` is how
    many parts of the claim were asked until one has a word that the statement has.
    """

    number: int
    differs: str
    apart: str
    missing: tuple[str, ...]
    levels: tuple[float, ...]
    left: float
    unsaid: float
    whole: bool
    depth: int

    @property
    def score(self) -> tuple[float, ...]:
        """How well the statement answers the claim without its quantity."""
        return -self.depth, sum(self.levels), -self.left


class Comparison:
    """A claim and a statement of some evidence."""

    def __init__(self, evidence: Evidence, claim: Frame, number: int) -> None:
        self.evidence, self.claim, self.number = evidence, claim, number
        self.strict = evidence.strict
        self.other, self.known = evidence.all[number], evidence.levels[number]

    def match(self, differs: str) -> Match:
        """All slots compared. `differs` names the difference of the quantities."""
        claim, other = self.claim, self.other
        apart = self.apart()
        if differs == "rounded" and not self.strict and long(claim) and shorter(claim, other):
            differs = ""
        if claim.sort == "honour" and not differs and DENIED <= claim.marks <= UNTRUE:
            differs, apart = "denied", ""
        said, depth = Account((), ()), 0
        missing: tuple[str, ...] = ()
        more = () if claim.sort in KEYED else (claim.lead, claim.near)
        for text in (claim.own[0], *more):
            asked = text if self.strict else FAINT.sub(" ", text)
            # The noun that a figure counts asks for nothing alone.
            if not told(asked.replace(claim.head, "") if claim.head.isascii() else asked):
                continue
            depth += 1
            said = account(asked, self.known)
            if (
                claim.sort == FIGURE
                and not self.strict
                and same_member(asked, f"{other.own[0]} {other.lead}")
            ):
                said = said._replace(levels=(*said.levels, NEAR))
            missing = self.telling(said.missing)
            if missing or max(said.levels, default=0.0) > WIDE:
                break
            # Words that the whole text does not have are another way to say it.
        if missing and claim.sort == "honour" and not differs and self.held(missing):
            differs, missing, said = "holder", (), Account((), ())
        if not missing and depth == 1:
            missing = self.before()
        if not missing and self.strict:
            missing = self.astray()
        # What is said of other figures beside one is not of this one.
        left = self.left(claim._replace(near=""))
        unsaid = self.left(claim) if left else left
        whole = not said.missing
        return Match(self.number, differs, apart, missing, said.levels, left, unsaid, whole, depth)

    def left(self, claim: Frame) -> float:
        """The share of a statement's own words that a claim does not have."""
        if claim.sort in KEYED:
            return 0.0
        own = (BESIDES.sub(" ", each) for each in self.other.own[:NAMES])
        said = levels(claim.own, claim.lead, claim.near, claim.wide)
        return min((1 - account(each, said).share for each in own if told(each)), default=0.0)

    def apart(self) -> str:
        """What sets a claim and a statement apart, whatever their quantities are."""
        claim, other = self.claim, self.other
        if not self.timely():
            return "time"
        if any(self.marked(*each) for each in ((claim, other), (other, claim))):
            return "scope"
        if claim.sort in KEYED:
            return ""  # its name says so
        names = frozenset[str]() if self.strict else names_in(claim.own[0], claim.lead)
        if names and names.isdisjoint(names_in(*other.own, other.lead) or names):
            return "body"
        own = tuple(each for each in other.own if each.isascii() is claim.own[0].isascii())
        known = nearest(own or other.own, other.lead, other.near, other.wide)
        said = nearest(claim.own[:1], claim.lead, claim.behind)
        clash = any(members.isdisjoint(known.get(name, members)) for name, members in said.items())
        return "words" if clash else ""

    def timely(self) -> bool:
        """Whether both may be of one time. A claim may leave out the year of a statement."""
        claim, other = self.claim, self.other
        if claim.sort == "day" or (
            other.years and not claim.years and "earlier" not in claim.marks
        ):
            return True
        said, known = self.evidence.times(claim), self.evidence.times(other)
        return not (said and known and said.isdisjoint(known))

    def marked(self, one: Frame, two: Frame) -> bool:
        """Whether a cue of one sets it apart from the other."""
        for cue in one.marks - two.marks:
            if cue.endswith(MAYBE) or cue + MAYBE in two.marks:
                continue
            if cue == "earlier" and self.evidence.years and two.years:
                continue  # its years are compared
            listed = any(each.startswith("nth") for each in two.marks)
            if cue.startswith("nth") and not listed and one is self.claim:
                continue  # a place in a list asks for the same place only in another list
            if one is self.claim or self.strict or cue not in UNSAID:
                return True
        return False

    def telling(self, missing: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some words that are not just other words for a statement's own."""
        return missing if self.strict else tuple(filter(self.tells, missing))

    def tells(self, word: str) -> bool:
        """Whether a word of a draft made from a text may be no other word for a statement's own.

        It is one of a set, a name, or a word that the text says of something else.
        """
        claim, other = self.claim, self.other
        if sets := contrasts(word):
            known = nearest(other.own, other.lead, other.near, other.wide)
            if any(members != known.get(name, members) for name, members in sets.items()):
                return True
            if sets.keys() <= known.keys():
                return len(apart_from_sets(word)) >= PAIR  # a body of a level: 省体育局
        if len(word) < PAIR or (word == claim.head.lower() and "" in other.units):
            return False
        if claim.sort in MANY and any(each in self.evidence.text for each in halves(word)):
            return True
        if self.evidence.points(claim, self.number, word):
            return True
        return word.isascii() and word.title() in claim.own[0]

    def held(self, missing: tuple[str, ...]) -> bool:
        """Whether a claim names another person than the one that an honour was given to."""
        people = {name for sort, name in self.evidence.keys if sort == "person"}
        held = fold(self.other.near)
        return people.issuperset(missing) and any(each in held for each in people)

    def before(self) -> tuple[str, ...]:
        """The words before a claim's own that a statement does not account for, and that tell."""
        claim = self.claim
        if not self.strict:
            lead = account(FAINT.sub(" ", claim.lead), self.known)
            return self.telling(lead.missing) if len(lead.levels) <= TOPIC else ()
        if INNER.search(claim.own[0]):  # a part of what was said just before
            return account(claim.lead, self.known).missing
        # A draft that may be about anything may begin with anything but a body.
        bodies = BODY.findall(fold(f"{claim.lead} {claim.near}"))
        return tuple(each for each in bodies if account(each, self.known).missing)

    def astray(self) -> tuple[str, ...]:
        """What a claim counts, if these are no words of a statement's own; or members of a list.

        新专业 are not 专业, and 课题立项 is not 课题立项、结题及成果获奖.
        """
        claim, other = self.claim, self.other
        if not EXACT.issuperset(account(claim.head, self.known).levels):
            return (claim.head,)
        said = spoken(claim)
        for name in other.own if claim.sort == FIGURE else ():
            shares = [account(each, said).share for each in JOINED.split(name) if told(each)]
            if len(shares) > 1 and not OPEN.search(name) and max(shares) == 1 and not min(shares):
                return (name,)
        found = MODIFIER.match(other.own[0])
        if found and not claim.own[0].isascii() and found[0] not in claim.own[0]:
            return (found[0],)
        return ()


def spoken(claim: Frame) -> Mapping[str, float]:
    """How well a claim accounts for the words of a statement."""
    return levels(claim.own, claim.lead, claim.near, claim.wide)


def long(claim: Frame) -> bool:
    """Whether a number has so many digits that few other numbers are the same by chance."""
    value = claim.quantity.value if claim.quantity else None
    if claim.sort != FIGURE or value is None:
        return False
    return len(value.normalize().as_tuple().digits) >= DIGITS


def shorter(claim: Frame, other: Frame) -> bool:
    """Whether a claim prints fewer digits of a statement's number, and rounds it rightly."""
    one, two = claim.quantity, other.quantity
    if one is None or two is None or one.value is None or two.value is None or two.qualifier:
        return False
    return "." in one.text and abs(one.value - two.value) <= one.step / 2


def nearest(*texts: str | tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The members of sets that some texts name, each from the first text that names one."""
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for name, members in contrasts(text if isinstance(text, str) else "|".join(text)).items():
            found.setdefault(name, members)
    return found


def same_member(text: str, other: str) -> bool:
    """Whether two texts name the same member of a set, maybe in other words."""
    known = contrasts(other)
    return any(members == known.get(name) for name, members in contrasts(text).items())


def names_in(*texts: str) -> frozenset[str]:
    """The words of the English names that the first of some texts with any has."""
    for text in texts:
        if found := NAME.findall(text):
            return frozenset(word for each in found for word in each.split())
    return frozenset()


def halves(word: str) -> list[str]:
    """A word, or if one character of three is strange, both pairs with it."""
    return [word] if word.isascii() or len(word) != PAIR + 1 else [word[:PAIR], word[1:]]
