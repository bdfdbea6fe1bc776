"""Whether what stands around a mark is about a claim, or about something that is like its subject."""

import re

from .context import Context, Subject
from .cues import other_subject
from .explained import EXACT
from .mentions import Mark
from .statements import PERSONS, Claim, Claims, named
from .terms import weighed

HALF = 0.25  # of the name of an honour, in both languages: half of it in one
PLAIN = 6  # characters that name a subject anew, after a figure of another one
STRANGE = 2  # characters beside a mark that may be of no fact, where its subject stands before

# How exact a figure is said to be, and persons for what a fact counts: what differs, and no other subject.
BESIDE = re.compile(
    rf"(?:{EXACT})|(?<=  )(?:{PERSONS.pattern})\b|(?<= )(?:学生|学员|教师|职工|员工|干部|群众|个人|人员)"
)

# A thing that follows its number and measure.
THING = re.compile(r"(?!左右|以[上内下]|以及|之[多内间]|获得|通过)[\u3400-\u9fff]{2}")
# The first character of a name that a text without it does not mean: majors are not new ones.
MODIFIER = re.compile("[新首未非副准]")
ANY_HAN = re.compile("[\u3400-\u9fff]")


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
