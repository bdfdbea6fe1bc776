"""Whether what stands around a mention is about a statement, or about something that is like its subject."""

import re

from ..text.tokens import HAN
from ..vocabulary import expression, keys, pattern
from .details import GROWTH, RATES, levels, place_names
from .features import GENERIC, STEMS, stem, weighed
from .mentions import FUNCTION, Mention
from .statements import Statement, Statements, ids_in
from .surroundings import Subject, Surroundings

HONOUR_SHARE = 0.25  # of the name of an honour, in both languages: half of it in one
NEW_SUBJECT = 6  # characters that name a subject anew, after a figure of another one
MAX_STRANGE = (
    2  # characters beside a mention that may be of no fact, where its subject stands before
)

# How exact a figure is said to be, and persons for what a fact counts: what differs, and no other subject.
EXACT = "|".join(
    expression(path)
    for path in ("exactness", *(f"qualifier-before.{key}" for key in keys("qualifier-before")))
)
BESIDE = re.compile(
    rf"{EXACT}|(?<=  ){expression('people', 'en')}|(?<= ){expression('people', 'zh')}"
)

# A thing that follows its number and measure.
THING_BEHIND = re.compile(rf"(?!{expression('not-counted')})[{HAN}]{{2}}")
# The first character of a name that a text without it does not mean: majors are not new ones.
MODIFIER = pattern("modifiers")
ANY_HAN = re.compile(f"[{HAN}]")
MIN_REST = 4  # characters of the rest of a name
WORD_END = re.compile(rf"[{HAN}]{{1,2}}$|[a-z]{{3,}}$")
PEOPLE = [pattern(f"opposite.{key}") for key in keys("opposite")]
PAIRS = [*zip(PEOPLE[::2], PEOPLE[1::2], strict=True)]
OPPOSITE = PAIRS + [(two, one) for one, two in PAIRS]


def unmodified(statement: Statement, surroundings: Surroundings) -> bool:
    """Whether a Chinese draft leaves out what the first character of a statement's name says."""
    first = MODIFIER.match(statement.record["zh"])
    said = surroundings.own
    return first is not None and first[0] not in said and ANY_HAN.search(said) is not None


def another_thing(statement: Statement, mention: Mention, surroundings: Surroundings) -> bool:
    """Whether something else than what a statement counts is counted: 三家企业."""
    thing = THING_BEHIND.match(surroundings.tail)
    return not mention.unit.isascii() and thing is not None and thing[0] not in statement.label


def strange(
    statements: Statements, statement: Statement, surroundings: Surroundings, subject: Subject
) -> bool:
    """Whether what stands beside a mention is about something else than a statement."""
    if other_subject(statement, surroundings.own, surroundings.clause, surroundings.wide):
        return True
    if statement.sort == "figure" and other_whole(statements, statement, surroundings, subject):
        return True
    thing = surroundings.thing
    if (
        surroundings.grades
        and statement.grades
        and statement.grades.isdisjoint(surroundings.grades)
    ):
        return True
    if thing and thing not in statement.text and weighed(thing, frozenset())[1]:
        return True
    if not statement.known.rest(surroundings.all) and weighed(surroundings.all, statement.words)[0]:
        about, _ = weighed(surroundings.clause, statement.words)
        return subject.astray and about < NEW_SUBJECT
    around = statements.around[statement.record["topic"]]
    about, rest = weighed(surroundings.phrase, statement.words, around)
    if about <= rest and rest > MAX_STRANGE:
        return True
    about, rest = weighed(surroundings.clause, statement.words, around)
    if about == 0 and rest <= MAX_STRANGE:
        about, rest = weighed(surroundings.own, statement.words, around)
        return (about <= rest and bool(rest)) or subject.astray
    return about <= rest or (subject.astray and about < NEW_SUBJECT)


def other_whole(
    statements: Statements, statement: Statement, surroundings: Surroundings, subject: Subject
) -> bool:
    """Whether a draft does not say of what a statement is a part, or says it is of something else."""
    if statement.graded and not surroundings.graded:
        return True
    if statement.honour:
        said = statements.weight(statement.honour.intersection(subject.said))
        if said < HONOUR_SHARE * statements.weight(statement.honour):
            return True
    of = statement.related.isdisjoint(subject.earlier) and bool(subject.earlier)
    return surroundings.inner and of


def unaccounted(
    statements: Statements, statement: Statement, surroundings: Surroundings, subject: Subject
) -> bool:
    """Whether a word around a mention is none of a statement's, so that it may be about another thing."""
    about, _ = weighed(surroundings.around, statement.words)
    around = surroundings.around if about else surroundings.all
    rest = statement.known.rest(around) > 0 or unmodified(statement, surroundings)
    return rest or partly(statements, statement, subject)


def partly(statements: Statements, statement: Statement, subject: Subject) -> bool:
    """Whether a growth is of several things together, and a draft names only some of them."""
    labels = [statements.labels[id] for id in ids_in(statement.record.get("growth_of"))]
    if len(labels) < 2:
        return False
    own = [
        (label & statement.label) - frozenset().union(*labels[:at], *labels[at + 1 :])
        for at, label in enumerate(labels)
    ]
    said = [not each.isdisjoint(subject.said) for each in own if each]
    return any(said) and not all(said)


def plainly(
    statements: Statements, statement: Statement, surroundings: Surroundings, subject: Subject
) -> bool:
    """Whether what stands beside a mention is plainly about a statement that it contradicts."""
    if other_subject(statement, surroundings.own, surroundings.clause) or unmodified(
        statement, surroundings
    ):
        return False
    about, _ = weighed(surroundings.clause, statement.words)
    if about and not statement.known.rest(surroundings.all):
        return True
    around = statements.around[statement.record["topic"]]
    about, rest = weighed(surroundings.clause, statement.words, around)
    if about == 0 and rest == 0:
        about, rest = weighed(surroundings.own, statement.words, around)
        if about == 0 and rest == 0:
            return not statement.related.isdisjoint(subject.earlier)
    return about > rest and statement.known.rest(BESIDE.sub(" ", surroundings.around)) == 0


def other_subject(statement: Statement, own: str, clause: str, wide: str = "") -> bool:
    """Whether what stands around a mention has another subject than a statement, though alike.

    Another rate, level, place or group of people; or a name of who got it or of
    the competition with another word at its beginning (`wide` is where levels may stand,
    if not in the clause alone): the team of another
    subject is another team, however long the rest of the name.
    """
    rates = RATES.findall(clause)
    if rates and statement.rates and rates[-1] not in statement.rates and rates[-1] not in GROWTH:
        return True
    level = levels(wide or own)
    if level and statement.levels and level.isdisjoint(statement.levels):
        return True
    if opposite(own, statement.text) or any(
        place not in statement.text for place in place_names(own)
    ):
        return True
    return any(other_beginning(name, own, statement.text) for name in statement.names)


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
        rests = (name[cut:] for cut in range(1, len(name) - MIN_REST + 1))
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
