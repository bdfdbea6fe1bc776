"""Whether a mention is about a statement, or only about a similar subject."""

import re

from ..text.tokens import HAN
from ..vocabulary import expression, keys, pattern
from .details import GROWTH, RATES, levels, place_names
from .features import GENERIC, STEMS, stem, weighed
from .mentions import FUNCTION
from .statements import Statement, ids_in
from .surroundings import Subject, Surroundings

HONOUR_SHARE = 0.25  # of an honour's names in both languages, that is half of one name
NEW_SUBJECT = 6  # characters that name the subject again, after a figure of another one
MAX_STRANGE = 2  # characters beside a mention that no fact has, if the subject stands before

# Qualifiers, and words for people: they differ from the fact, but name no other subject.
EXACT = "|".join(
    expression(path)
    for path in ("exactness", *(f"qualifier-before.{key}" for key in keys("qualifier-before")))
)
BESIDE = re.compile(
    rf"{EXACT}|(?<=  ){expression('people', 'en')}|(?<= ){expression('people', 'zh')}"
)

# A thing that follows its number and measure.
THING_BEHIND = re.compile(rf"(?!{expression('not-counted')})[{HAN}]{{2}}")
# The first character of a name that changes its meaning: majors are not new majors.
MODIFIER = pattern("modifiers")
ANY_HAN = re.compile(f"[{HAN}]")
MIN_REST = 4  # characters that are left of a name, at least
WORD_END = re.compile(rf"[{HAN}]{{1,2}}$|[a-z]{{3,}}$")
PEOPLE = [pattern(f"opposite.{key}") for key in keys("opposite")]
PAIRS = [*zip(PEOPLE[::2], PEOPLE[1::2], strict=True)]
OPPOSITE = PAIRS + [(two, one) for one, two in PAIRS]


def unmodified(statement: Statement, surroundings: Surroundings) -> bool:
    """Whether a Chinese draft leaves out the modifier at the start of a statement's name."""
    first = MODIFIER.match(statement.record["zh"])
    said = surroundings.own
    return first is not None and first[0] not in said and ANY_HAN.search(said) is not None


def another_thing(statement: Statement, surroundings: Surroundings) -> bool:
    """Whether a mention counts something else than a statement does: 三家企业."""
    thing = THING_BEHIND.match(surroundings.tail)
    if surroundings.mention.unit.isascii() or thing is None:
        return False
    return thing[0] not in statement.label


def strange(statement: Statement, surroundings: Surroundings, subject: Subject) -> bool:
    """Whether the words beside a mention are about something else than a statement."""
    if other_subject(statement, surroundings.own, surroundings.clause, surroundings.wide):
        return True
    if statement.sort == "figure" and other_whole(statement, surroundings, subject):
        return True
    thing, grades = surroundings.thing, surroundings.grades
    if grades and statement.grades and statement.grades.isdisjoint(grades):
        return True
    if thing and thing not in statement.text and weighed(thing, frozenset())[1]:
        return True
    if not statement.known.rest(surroundings.all) and weighed(surroundings.all, statement.words)[0]:
        about, _ = weighed(surroundings.clause, statement.words)
        return subject.astray and about < NEW_SUBJECT
    around = subject.statements.around[statement.record["topic"]]
    about, rest = weighed(surroundings.phrase, statement.words, around)
    if about <= rest and rest > MAX_STRANGE:
        return True
    about, rest = weighed(surroundings.clause, statement.words, around)
    if about == 0 and rest <= MAX_STRANGE:
        about, rest = weighed(surroundings.own, statement.words, around)
        return (about <= rest and bool(rest)) or subject.astray
    return about <= rest or (subject.astray and about < NEW_SUBJECT)


def other_whole(statement: Statement, surroundings: Surroundings, subject: Subject) -> bool:
    """Whether a statement is a part, and the draft names no whole or another one."""
    if statement.graded and not surroundings.graded:
        return True
    if statement.honour:
        said = subject.statements.weight(statement.honour.intersection(subject.said))
        if said < HONOUR_SHARE * subject.statements.weight(statement.honour):
            return True
    of = statement.related.isdisjoint(subject.earlier) and bool(subject.earlier)
    return surroundings.inner and of


def unaccounted(statement: Statement, surroundings: Surroundings, subject: Subject) -> bool:
    """Whether some word around a mention is not explained by a statement."""
    about, _ = weighed(surroundings.around, statement.words)
    around = surroundings.around if about else surroundings.all
    rest = statement.known.rest(around) > 0 or unmodified(statement, surroundings)
    return rest or partly(statement, subject)


def partly(statement: Statement, subject: Subject) -> bool:
    """Whether a growth is of several things, and the draft names only some of them."""
    labels = [subject.statements.labels[id] for id in ids_in(statement.record.get("growth_of"))]
    if len(labels) < 2:
        return False
    own = [
        (label & statement.label) - frozenset().union(*labels[:at], *labels[at + 1 :])
        for at, label in enumerate(labels)
    ]
    said = [not each.isdisjoint(subject.said) for each in own if each]
    return any(said) and not all(said)


def plainly(statement: Statement, surroundings: Surroundings, subject: Subject) -> bool:
    """Whether a mention is clearly about a statement that it contradicts."""
    unlike = other_subject(statement, surroundings.own, surroundings.clause)
    if unlike or unmodified(statement, surroundings):
        return False
    about, _ = weighed(surroundings.clause, statement.words)
    if about and not statement.known.rest(surroundings.all):
        return True
    around = subject.statements.around[statement.record["topic"]]
    about, rest = weighed(surroundings.clause, statement.words, around)
    if about == 0 and rest == 0:
        about, rest = weighed(surroundings.own, statement.words, around)
        if about == 0 and rest == 0:
            return not statement.related.isdisjoint(subject.earlier)
    return about > rest and statement.known.rest(BESIDE.sub(" ", surroundings.around)) == 0


def other_subject(statement: Statement, own: str, clause: str, wide: str = "") -> bool:
    """Whether the words around a mention name a different, similar subject.

    That is another rate, level, place or group of people, or a name with another word at its start.
    `wide` is the text for levels, if it is not `own`.
    """
    rates = RATES.findall(clause)
    if rates and statement.rates and rates[-1] not in statement.rates and rates[-1] not in GROWTH:
        return True
    level = levels(wide or own)
    if level and statement.levels and level.isdisjoint(statement.levels):
        return True
    elsewhere = any(place not in statement.text for place in place_names(own))
    if elsewhere or opposite(own, statement.text):
        return True
    return any(other_beginning(name, own, statement.text) for name in statement.names)


def opposite(text: str, meant: str) -> bool:
    """Whether a text names the opposite group of people: students instead of teachers."""
    return any(
        one.search(text) and two.search(meant) and not two.search(text) and not one.search(meant)
        for one, two in OPPOSITE
    )


def other_beginning(name: str, text: str, known: str) -> bool:
    """Whether a text has the end of a name behind another word than the name has.

    A word in the `known` text does not count as another word.

    >>> other_beginning("汽修专业课教师团队", "烹饪专业课教师团队获奖", "")
    True
    >>> other_beginning("汽修专业课教师团队", "我院专业课教师团队获奖", "")
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
        start = text.find(rest)
        if start >= 0:
            found = WORD_END.search(text[:start])
            word = found[0] if found else ""
            if len(word) < 2 or word in name or word in known:
                return False
            if word.isascii():
                return word not in FUNCTION and stem(word) not in STEMS
            return not GENERIC.search(word)
    return False
