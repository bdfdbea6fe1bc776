"""Whether what stands around a mark is about a claim, or about something that is like its subject."""

import re

from ..text.tokens import HAN
from ..vocabulary import expression, keys, pattern
from .context import Context, Subject
from .details import GROWTH, RATES, levels, places
from .mentions import FUNCTION, Mark
from .statements import Claim, Claims, named
from .terms import GENERIC, STEMS, stem, weighed

HALF = 0.25  # of the name of an honour, in both languages: half of it in one
PLAIN = 6  # characters that name a subject anew, after a figure of another one
STRANGE = 2  # characters beside a mark that may be of no fact, where its subject stands before

# How exact a figure is said to be, and persons for what a fact counts: what differs, and no other subject.
BESIDE = re.compile(
    rf"{expression('exact')}|(?<=  ){expression('people', 'en')}|(?<= ){expression('people', 'zh')}"
)

# A thing that follows its number and measure.
THING = re.compile(rf"(?!{expression('no-thing')})[{HAN}]{{2}}")
# The first character of a name that a text without it does not mean: majors are not new ones.
MODIFIER = pattern("modifiers")
ANY_HAN = re.compile(f"[{HAN}]")
SHORTEST = 4  # characters of the rest of a name
WORD_END = re.compile(rf"[{HAN}]{{1,2}}$|[a-z]{{3,}}$")
OPPOSITE = [pattern(f"opposite.{key}") for key in keys("opposite")]
OPPOSITE = list(zip(OPPOSITE[::2], OPPOSITE[1::2], strict=True))
OPPOSITE += [(two, one) for one, two in OPPOSITE]


def unmodified(claim: Claim, context: Context) -> bool:
    """Whether a Chinese draft leaves out what the first character of a claim's name says."""
    first = MODIFIER.match(claim.record["zh"])
    said = context.own
    return first is not None and first[0] not in said and ANY_HAN.search(said) is not None


def another_thing(claim: Claim, mark: Mark, context: Context) -> bool:
    """Whether something else than what a claim counts is counted: 三家企业."""
    thing = THING.match(context.tail)
    return not mark.unit.isascii() and thing is not None and thing[0] not in claim.label


def strange(claims: Claims, claim: Claim, context: Context, subject: Subject) -> bool:
    """Whether what stands beside a mark is about something else than a claim."""
    if other_subject(claim, context.own, context.clause, context.wide):
        return True
    if claim.sort == "figure" and part(claims, claim, context, subject):
        return True
    thing = context.thing
    if context.grades and claim.grades and claim.grades.isdisjoint(context.grades):
        return True
    if thing and thing not in claim.text and weighed(thing, frozenset())[1]:
        return True
    if not claim.known.rest(context.all) and weighed(context.all, claim.words)[0]:
        about, _ = weighed(context.clause, claim.words)
        return subject.astray and about < PLAIN
    around = claims.around[claim.record["topic"]]
    about, rest = weighed(context.phrase, claim.words, around)
    if about <= rest and rest > STRANGE:
        return True
    about, rest = weighed(context.clause, claim.words, around)
    if about == 0 and rest <= STRANGE:
        about, rest = weighed(context.own, claim.words, around)
        return (about <= rest and bool(rest)) or subject.astray
    return about <= rest or (subject.astray and about < PLAIN)


def part(claims: Claims, claim: Claim, context: Context, subject: Subject) -> bool:
    """Whether a draft does not say of what a claim is a part, or says it is of something else."""
    if claim.graded and not context.graded:
        return True
    if claim.honour:
        said = claims.weight(claim.honour.intersection(subject.said))
        if said < HALF * claims.weight(claim.honour):
            return True
    of = claim.related.isdisjoint(subject.earlier) and bool(subject.earlier)
    return context.inner and of


def unaccounted(claims: Claims, claim: Claim, context: Context, subject: Subject) -> bool:
    """Whether a word around a mark is none of a claim's, so that it may be about another thing."""
    about, _ = weighed(context.around, claim.words)
    around = context.around if about else context.all
    rest = claim.known.rest(around) > 0 or unmodified(claim, context)
    return rest or partly(claims, claim, subject)


def partly(claims: Claims, claim: Claim, subject: Subject) -> bool:
    """Whether a growth is of several things together, and a draft names only some of them."""
    labels = [claims.labels[id] for id in named(claim.record.get("growth_of"))]
    if len(labels) < 2:
        return False
    own = [
        (label & claim.label) - frozenset().union(*labels[:at], *labels[at + 1 :])
        for at, label in enumerate(labels)
    ]
    said = [not each.isdisjoint(subject.said) for each in own if each]
    return any(said) and not all(said)


def plainly(claims: Claims, claim: Claim, context: Context, subject: Subject) -> bool:
    """Whether what stands beside a mark is plainly about a claim that it contradicts."""
    if other_subject(claim, context.own, context.clause) or unmodified(claim, context):
        return False
    about, _ = weighed(context.clause, claim.words)
    if about and not claim.known.rest(context.all):
        return True
    around = claims.around[claim.record["topic"]]
    about, rest = weighed(context.clause, claim.words, around)
    if about == 0 and rest == 0:
        about, rest = weighed(context.own, claim.words, around)
        if about == 0 and rest == 0:
            return not claim.related.isdisjoint(subject.earlier)
    return about > rest and claim.known.rest(BESIDE.sub(" ", context.around)) == 0


def other_subject(claim: Claim, own: str, clause: str, wide: str = "") -> bool:
    """Whether what stands around a mark has another subject than a claim, though alike.

    Another rate, level, place or group of people; or a name of who got it or of
    the competition with another word at its beginning (`wide` is where levels may stand,
    if not in the clause alone): the team of another
    subject is another team, however long the rest of the name.
    """
    rates = RATES.findall(clause)
    if rates and claim.rates and rates[-1] not in claim.rates and rates[-1] not in GROWTH:
        return True
    level = levels(wide or own)
    if level and claim.levels and level.isdisjoint(claim.levels):
        return True
    if opposite(own, claim.text) or any(place not in claim.text for place in places(own)):
        return True
    return any(other_beginning(name, own, claim.text) for name in claim.names)


def opposite(text: str, meant: str) -> bool:
    """Whether a text speaks of other people than what is meant: of students and not of teachers."""
    return any(
        one.search(text) and two.search(meant) and not two.search(text) and not one.search(meant)
        for one, two in OPPOSITE
    )


def other_beginning(name: str, text: str, known: str) -> bool:
    """Whether a text has the rest of a name, and another word where that begins.

    A word of the text that is `known` to be said with the name is none.

    >>> other_beginning("电气专业课教师团队", "电商专业课教师团队获奖", "")
    True
    >>> other_beginning("电气专业课教师团队", "我院专业课教师团队获奖", "")
    False
    >>> other_beginning("vocational skill level examinations", "english level examinations", "")
    True
    """
    if name in text:
        return False
    if name.isascii():
        words = name.split()
        rests = (f" {' '.join(words[cut:])}" for cut in range(1, len(words) - 1))
    else:
        rests = (name[cut:] for cut in range(1, len(name) - SHORTEST + 1))
    for rest in rests:
        place = text.find(rest)
        if place >= 0:
            found = WORD_END.search(text[:place])
            word = found[0] if found else ""
            if len(word) < 2 or word in name or word in known:
                return False
            if word.isascii():
                return word not in FUNCTION and stem(word) not in STEMS
            return not GENERIC.search(word)
    return False
