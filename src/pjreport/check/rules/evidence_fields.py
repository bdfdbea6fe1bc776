"""Rules about ordinals, days, and the grades and numbers in names: the evidence shows them."""

import re

from ...messages import tell
from ...model.fields import MONTH_DAY, ORDINAL, YEAR
from ...quantities.reader import read
from ...text.normalise import fold
from ...text.numerals import ORDINAL as TH
from ...vocabulary import expression, words
from ..context import Context
from ..raw import RawFact
from ..rule import Findings, rule

DATED = (ORDINAL.schema, MONTH_DAY.schema, YEAR.schema)
Missing = tuple[RawFact, str, str, list[str]]  # fact, field, what it says, what the evidence says
# Numbers of a name that its evidence must have: 1等奖, 16届. Years and dates tell other things.
COUNTED = re.compile(
    rf"([0-9]+(?:\.[0-9]+)?|{expression('grades.special')})({expression('measures.longer')}|{expression('measures', 'zh')})"
)
PRIZE = " prize"
PRIZES = re.compile(
    rf"({expression('grades.ranked', 'en')})[ -]{expression('grades.prizes', 'en')}"
)
GRADED = frozenset((PRIZE, *words("grades.prize", "zh"))) | frozenset(words("ordinals", "zh"))
NO_SORT = frozenset(words("measures.dates")) - frozenset(words("ordinals", "zh"))
FIRST = re.compile(f"{expression('ordinals.first')}{expression('ordinals', 'zh')}")
MONTHS = words("months")
ENDINGS = "|".join(words("ordinals.endings"))
MONTH, DAY = words("days.month")[0], words("days.day")[0]
NAMED = "|".join(MONTHS)
NTH = re.compile(rf"{TH}([0-9]+)(?![0-9.])|(?<![a-z0-9.])([0-9]+)(?:{ENDINGS})(?![a-z])")
DAYS = re.compile(
    rf"(?<![0-9.])(?P<month>[0-9]{{1,2}}){MONTH}(?:(?P<day>[0-9]{{1,2}}){DAY})?"
    rf"|(?<![a-z])(?P<name>{NAMED})(?![a-z])(?: (?P<day2>[0-9]{{1,2}})(?![0-9]))?"
    rf"|(?<![0-9.])(?P<day3>[0-9]{{1,2}}) (?P<name2>{NAMED})(?![a-z])"
)
YEARS = re.compile("(?<![0-9.])[0-9]{4}(?![0-9.])")


@rule("source", needs="facts", severity="warning")
def ordinal_not_shown(context: Context) -> Findings:
    """An edition, batch, ordinal, day or year stands in the fact's own evidence.

    A value that is concluded and not printed is named in `inferred`.
    """
    for fact, name, said, others in not_in_evidence(context):
        if not others:
            yield (
                (*fact.path, name),
                tell(
                    "no {said} in the evidence; add the fragment, or name it in inferred", said=said
                ),
            )


@rule("source", needs="facts")
def ordinal_differs(context: Context) -> Findings:
    """The evidence of an edition, batch, ordinal, day or year has no other one.

    A value that is concluded and not printed is named in `inferred`.
    """
    for fact, name, said, others in not_in_evidence(context):
        if others:
            message = tell(
                "the evidence says {others}, and not {said}", others=others[0], said=said
            )
            yield (*fact.path, name), tell("{message}; check the two", message=message)


def not_in_evidence(context: Context) -> list[Missing]:
    """The ordinals, days and years that do not stand in the evidence of their facts."""
    return context.once(missing)


def missing(context: Context) -> list[Missing]:
    """As `not_in_evidence`, computed."""
    found = []
    for fact in context.facts:
        inferred = fact.table.get("inferred", ())
        stated = [
            (name, DATED.index(field.schema), fact.table[name])
            for name, field in fact.kind.fields.items()
            if field.schema in DATED and fact.table.get(name) is not None and name not in inferred
        ]
        text = fold(" | ".join(fact.table["evidence"])) if stated else ""
        for name, sort, value in stated:
            said, printed = SORTS[sort](text, value)
            if said not in printed:
                named = {SORTS[other](text, each)[0] for _, other, each in stated}
                found.append((fact, name, said, [each for each in printed if each not in named]))
    return found


def ordinals(text: str, value: int) -> tuple[str, list[str]]:
    """An ordinal, and those of a folded text."""
    found = [int(each[0] or each[1]) for each in NTH.findall(text)]
    found += [int(each.value) for each in read(text) if each.kind == "ordinal" and each.value]
    found += [1] if FIRST.search(text) else []
    return f"{TH}{value}", [f"{TH}{each}" for each in dict.fromkeys(found)]


def days(text: str, value: str) -> tuple[str, list[str]]:
    """A day `--MM-DD`, or a month `--MM`, and those of a folded text."""
    month, day = int(value[2:4]), value[5:].lstrip("0")
    found = []
    for each in DAYS.finditer(text):
        name = each["name"] or each["name2"]
        number = each["month"] or str(1 + MONTHS.index(name))
        shown = (each["day"] or each["day2"] or each["day3"] or "") if day else ""
        found.append(f"{number}{MONTH}{shown}{DAY if shown else ''}")
    return f"{month}{MONTH}{day}{DAY if day else ''}", list(dict.fromkeys(found))


def years(text: str, value: int) -> tuple[str, list[str]]:
    """A year, and those of a folded text."""
    return str(value), YEARS.findall(text)


SORTS = (ordinals, days, years)


@rule("source", needs="facts")
def label_differs(context: Context) -> Findings:
    """A grade or number in the name of a fact is that of its evidence.

    一等奖 is not what 三等奖3项 shows, and 第16届 is not 第十五届. Numbers that stand elsewhere on the lines of
    the fact may be in its name, too.
    """
    known: dict[int, dict[str, set[str]]] = {}
    for fact in context.facts:
        for lang in ("zh", "en"):
            if not (numbers := counted(fact.table.get(lang, ""))):
                continue
            shown = counted(" | ".join(fact.table["evidence"]))
            for sort, values in numbers.items():
                if sort not in shown or not values.isdisjoint(shown[sort]):
                    continue
                if sort not in GRADED and not values.isdisjoint(beside(context, fact, sort, known)):
                    continue
                message = tell(
                    "the evidence has {min}{sort}, and the name says",
                    min=min(shown[sort]),
                    sort=sort,
                )
                yield (
                    (*fact.path, lang),
                    tell(
                        "{message} {values}{sort}; check the two",
                        message=message,
                        values=min(values),
                        sort=sort,
                    ),
                )


def beside(
    context: Context, fact: RawFact, sort: str, known: dict[int, dict[str, set[str]]]
) -> set[str]:
    """The numbers of a sort on the lines of a fact."""
    texts = context.source.lines if context.source is not None and context.same else []
    found: set[str] = set()
    for line in fact.table["lines"]:
        if line <= len(texts):
            if line not in known:
                known[line] = counted(texts[line - 1])
            found |= known[line].get(sort, set())
    return found


def counted(text: str) -> dict[str, set[str]]:
    """The numbers of a text by what stands behind each: grades, ordinals, measures."""
    found: dict[str, set[str]] = {}
    folded = fold(text)
    for number, sort in COUNTED.findall(folded):
        if sort not in NO_SORT:
            found.setdefault(sort, set()).add(number)
    for grade in PRIZES.findall(folded):
        found.setdefault(PRIZE, set()).add(grade)
    return found
