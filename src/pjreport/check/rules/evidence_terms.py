"""Rules about ranks, levels, classes, scopes, periods and titles: the evidence shows them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...messages import tell
from ...quantities.flat import flatten
from ...quantities.reader import read
from ...text.normalise import fold, fold_all
from ...vocabulary import expression, words
from ..context import Context
from ..raw import RawFact, tables
from ..rule import Findings, rule
from ..units import listed

PRINTED_GROUPS = ("ranks", "levels", "classes")  # groups of terms that texts print as they are
SCOPES, PERIODS = "scopes", "periods"
SHOWN = frozenset((*PRINTED_GROUPS, SCOPES, PERIODS))
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
YEAR = re.compile("(?<![0-9])(?:1[6-9]|20)[0-9]{2}(?![0-9])")
# A year of teaching or of money may end in the next one.
TWO_YEARS = re.compile(expression("periods.two-years"), re.IGNORECASE)
# Before a year that is not the figure's own time, and behind it: than in 2019, since 2015, 2020级.
NOT_THEN = re.compile(rf"(?:{expression('periods.before')}) ?\Z", re.IGNORECASE)
NOT_BEHIND = re.compile(rf" ?(?:{expression('periods.behind')})", re.IGNORECASE)
THEN = re.compile(rf"(?:\A|[,，。；;：:、|])\s*(?:{expression('periods.at')})?\s*\Z", re.IGNORECASE)
ABOVE = 12  # lines above a fact on which a heading may name its year
APART = [set(entry.split()) for entry in words("statements.apart")]
TITLE_PARTS = re.compile(rf"[、；;，,]| {expression('listing', 'en')} ")
HAN = re.compile("[\u3400-\u9fff]")
LONG = 5  # characters of a scope that is no longer just a level or a group
SORT = re.compile("[0-9]+|^[a-z]+(?= )")  # what tells 2021年毕业生 from 2020年毕业生


class Missing(NamedTuple):
    """A field of a fact that its evidence does not have: what it says, and what the evidence says."""

    fact: RawFact
    field: str
    said: str
    others: list[str]


@rule("source", needs="facts", severity="warning")
def term_not_shown(context: Context) -> Findings:
    """A rank, level or class stands in the fact's own evidence, and its scope and period on its lines.

    The evidence has its zh, its en, or what it lists as `written` (省 for 省级). A value that is
    concluded and not printed is named in `inferred`.
    """
    for fact, field, name, others in missing(context):
        if not others:
            message = tell("no '{name}' in the evidence; add the fragment, ", name=name)
            yield (
                (*fact.path, field),
                tell("{message}what is `written` for it, or name it in inferred", message=message),
            )


@rule("source", needs="facts")
def term_differs(context: Context) -> Findings:
    """The evidence of a rank, level, class, scope or period has no other one.

    三等奖 is not 一等奖, 省级 is not 国家级, and what happened in 2023 is no figure of 2022.
    """
    for fact, field, name, others in missing(context):
        if others:
            message = tell(
                "the evidence says '{others}', and not '{name}'", others=others[0], name=name
            )
            yield (*fact.path, field), tell("{message}; check the two", message=message)


@rule("source", needs="facts", severity="warning")
def title_not_shown(context: Context) -> Findings:
    """The title of a person stands in the evidence.

    In a list of titles, each of them counts. A title that is concluded is named in `inferred`.
    """
    for fact, field, name, others in context.once(titles):
        if not others:
            yield (
                (*fact.path, field),
                tell("no '{name}' in the evidence; add the fragment that has it", name=name),
            )


@rule("source", needs="facts")
def title_differs(context: Context) -> Findings:
    """The evidence of a person does not give another title.

    市长张三 is no 校长. If both are right, add the fragment that has the title.
    """
    for fact, field, name, others in context.once(titles):
        if others:
            message = tell(
                "the evidence says '{others}', and not '{name}'", others=others[0], name=name
            )
            yield (*fact.path, field), tell("{message}; check the two", message=message)


def missing(context: Context) -> list[Missing]:
    """The terms that do not stand in the evidence of their facts."""
    return context.once(Terms).missing


class Terms:
    """The printed terms of a base, compared with the evidence of its facts."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.texts = context.source.lines if context.source is not None and context.same else []
        groups = (*PRINTED_GROUPS, SCOPES)
        self.groups = {
            group: [*tables(context.base.section("vocabulary", group))] for group in groups
        }
        self.patterns = {
            (group, key): term_pattern(term)
            for group, terms in self.groups.items()
            for key, term in terms
        }
        self.years = {
            key: years_of(" ".join(str(term.get(lang, "")) for lang in ("zh", "en")))
            for key, term in tables(context.base.section("vocabulary"), PERIODS)
        }
        self.missing = [each for fact in context.facts for each in self.missing_in(fact)]

    def missing_in(self, fact: RawFact) -> Iterator[Missing]:
        """The terms of a fact that do not stand in its evidence."""
        inferred = fact.table.get("inferred", ())
        stated = {
            field: (group, fact.table[field])
            for field, group in fact.kind.terms.items()
            if group in SHOWN and field in fact.table and field not in inferred
        }
        text = fold(" | ".join(fact.table["evidence"])) if stated else ""
        for field, (group, key) in stated.items():
            pattern = self.patterns.get((group, key))
            if group == PERIODS:
                yield from self.period(fact, field, key)
            elif pattern is None or pattern.search(text):
                continue
            else:
                names = {each: name_of(term, each) for each, term in self.groups[group]}
                others = [each for each in names if self.patterns[group, each].search(text)]
                if group == SCOPES:
                    others = [each for each in others if exclude(names[key], names[each])]
                    if not others:
                        continue
                yield Missing(fact, field, names[key], [names[each] for each in others])

    def period(self, fact: RawFact, field: str, key: str) -> Iterator[Missing]:
        """The years of a period, if the evidence has others; or if nothing near it has any of them."""
        stated = self.years.get(key, set())
        if not stated:
            return
        printed, clear = self.printed(fact)
        said = "–".join(map(str, sorted({min(stated), max(stated)})))
        if printed & stated or (printed and not clear):
            return
        if clear:
            yield Missing(fact, field, said, [str(min(clear))])
            return
        report = self.context.base.section("report")
        known = self.years.get(str(report.get("period")), set())
        known |= years_of(" ".join(str(report.get(name, "")) for name in ("year", "zh", "en")))
        if self.texts and not stated & known and not self.named(fact, stated):
            yield Missing(fact, field, said, [])

    def printed(self, fact: RawFact) -> tuple[set[int], set[int]]:
        """The years in the evidence of a fact, and those that are clearly its time."""
        found: set[int] = set()
        clear: set[int] = set()
        for fragment in fact.table["evidence"]:
            if not YEAR.search(flat := flatten(fragment)):
                continue
            first = True  # whether no figure stands before
            for each in read(fragment):
                ends = [end for end in (each.value, each.low, each.high) if end is not None]
                if each.kind not in ("year", "date") or not ends:
                    first = False
                    continue
                years = set(range(int(min(ends)), int(max(ends)) + 1))
                found |= years
                before = flat[: each.start]
                if (
                    first
                    and THEN.search(before)
                    and not (NOT_THEN.search(before) or NOT_BEHIND.match(flat, each.end))
                ):
                    clear |= years
        return found, clear

    def named(self, fact: RawFact, years: set[int]) -> bool:
        """Whether the lines of a fact, or some above, have one of some years."""
        return any(
            years & years_of(line)
            for number in fact.table["lines"]
            for line in self.texts[max(0, number - ABOVE) : number]
        )


def years_of(text: str) -> set[int]:
    """The years that a name means: those that it has, and the next one of an academic year."""
    years = {int(each) for each in YEAR.findall(text)}
    if len(years) > 1:
        return set(range(min(years), max(years) + 1))
    return years | {each + 1 for each in years if TWO_YEARS.search(text)}


def exclude(one: str, other: str) -> bool:
    """Whether two scopes exclude each other: of one sort by their ends, or said to in the vocabulary.

    >>> [exclude(*each) for each in (("省级", "市级"), ("2021年毕业生", "2020年毕业生"), ("学院", "教师"), ("男生", "女生"), ("教师", "骨干教师"))]
    [True, True, False, True, False]
    """
    if one in other or other in one:
        return False
    if any({one, other} <= some for some in APART):
        return True
    return SORT.sub("", one) == SORT.sub("", other) or (
        len(one) == len(other) < LONG and one[-1] == other[-1]
    )


def titles(context: Context) -> list[Missing]:
    """The titles of people that do not stand in their evidence."""
    han = context.source is None or HAN.search(context.text.prose) is not None
    field = "title_zh" if han else "title_en"
    found = []
    people = [fact for fact in context.facts if isinstance(fact.table.get(field), str)]
    known = {fact.table[field] for fact in people}
    for fact in people:
        title = fact.table[field]
        if field in fact.table.get("inferred", ()):
            continue
        text = fold(" | ".join(fact.table["evidence"]))
        parts = [fold(part).strip() for part in TITLE_PARTS.split(ASIDE.sub("", title))]
        lacking = [part for part in parts if part and part not in text]
        if lacking:
            others = [
                each
                for each in known
                if each != title and fold(each) in text and fold(each) not in fold(title)
            ]
            others += called(fact, parts, {each[-1:] for each in known})
            found.append(Missing(fact, field, lacking[0], others))
    return found


def called(fact: RawFact, titles: list[str], ends: set[str]) -> list[str]:
    """What the evidence calls a person just before the name, if it is none of some titles: 市长张三.

    `ends` are characters with which titles end.
    """
    name = re.escape(str(fact.table.get("zh")))
    leads = [
        found[1]
        for fragment in fact.table["evidence"]
        for found in re.finditer(rf"([\u3400-\u9fff]{{2,12}}){name}", fragment)
    ]
    return [
        lead
        for lead in leads
        if lead[-1] in ends and not any(lead[-2:] == title[-2:] for title in titles)
    ]


def name_of(term: dict[str, Any], key: str) -> str:
    """The name of a term, without an aside."""
    return ASIDE.sub("", str(term.get("zh", term.get("en", key))))


def term_pattern(term: dict[str, Any]) -> re.Pattern[str]:
    """The forms of a term in a folded text, as a whole word or number."""
    names = [term.get("zh"), term.get("en"), *listed(term.get("written"))]
    folded = fold_all([ASIDE.sub("", name) for name in names if isinstance(name, str)])
    some = "|".join(re.escape(word) for word in folded if word)
    return re.compile(rf"(?<![a-z0-9.])(?:{some})(?![a-z0-9])" if some else r"(?!)")
