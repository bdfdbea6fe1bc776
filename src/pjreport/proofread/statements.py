"""What a base or a text states, as frames: those of a draft are compared with them."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model.base import FactBase, Record
from ..model.fields import items
from ..quantities.quantity import Quantity
from ..text.normalise import fold
from ..vocabulary import LANGUAGES, words
from .agreement import SHARES
from .cues import EARLIER, YEAR
from .frames import Frame, frames
from .passages import title
from .terms import ALIKE, GRADE, content, grade, measure

# 4金 are 金牌.
LOOSE, MEDAL = frozenset(words("units.loose", "zh")), words("synonyms.medals", "zh")[0]
TELLING = 2  # characters that say what a figure is of
VISITS, COMING = frozenset(words("visits")), words("visits.coming", "zh")


def of_text(text: str) -> Iterator[Frame]:
    """The statements of a text."""
    head = title(text)
    for each in frames(text, wrapped=False):
        # The title is about everything.
        top = each.sort == "day" and each.place.line <= head.count("\n") + 1
        medals = "".join(f" {MEDAL} {unit}{MEDAL[-1]}" for unit in each.units & LOOSE)
        yield each._replace(
            near=text if top else each.near + medals,
            wide=f"{each.wide} {head}",
        )


def of_base(base: FactBase) -> Iterator[Frame]:
    """The statements of the facts of a base."""
    report = base.report
    keys = ("zh", "en", "publisher_zh", "publisher_en")
    own = "|".join(report[key] for key in keys if report.get(key))
    period = report.get("period")
    when = years_in(
        names_of(report) + (names_of(base.vocabulary["periods"][period]) if period else "")
    )
    for record in base.records.values():
        around = surroundings(base, record)
        named = tuple(record[lang] for lang in LANGUAGES if record.get(lang))
        wide = [names_of(base.topics[record["topic"]]), own]
        holders = base.records.get(record.get("holders") or "", record)
        for each in (record, holders):
            wide += named_by(base, each, (("scope", "scopes"), ("recipient_group", "groups")))
        period = record.get("period")
        years = (
            years_in(
                "|".join(named) + (names_of(base.vocabulary["periods"][period]) if period else "")
            )
            or when
        )
        cues = frozenset(["earlier"] if any(map(EARLIER.search, named)) else [])
        for sort, key, quantity, units in stated(base, record):
            yield Frame(
                sort,
                key,
                quantity,
                units,
                "",
                (*named, *telling(record, units)),
                "",
                "|".join((around, *units, *counting(units))),
                "|".join(wide),
                years,
                cues,
                lines=tuple(record.get("lines") or ()),
                id=record["id"],
                computed=bool(record.get("computed")),
            )


def counting(units: frozenset[str]) -> Iterator[str]:
    """Other measures of what some units count, and what is said of people who come."""
    known = set(map(measure, units))
    yield from (word for word, key in ALIKE.items() if key in known)
    if not VISITS.isdisjoint(known):
        yield from COMING


def telling(record: Record, units: frozenset[str]) -> Iterator[str]:
    """The evidence of a fact, if it says what the fact is of."""
    evidence = "".join(record.get("evidence", ()))
    said = GRADE.sub("", evidence)
    for unit in units:
        said = said.replace(unit, "")
    if len("".join(content(said).split())) >= TELLING:
        yield evidence


def stated(
    base: FactBase, record: Record
) -> Iterator[tuple[str, str, Quantity | None, frozenset[str]]]:
    """The sort, key, quantity and forms of the unit of everything that a fact states."""
    if record.get("value") is not None or record.get("low") is not None:
        yield "figure", "", *figure(base, record)
    for field in ("edition", "batch", "ordinal"):
        if record.get(field):
            yield "ordinal", str(record[field]), None, frozenset()
    if record.get("date"):
        month, day = record["date"].lstrip("-").split("-")
        yield "day", f"{record.get('year') or ''}-{int(month)}-{int(day)}", None, frozenset()
    elif record.get("year"):
        yield "day", f"{record['year']}--", None, frozenset()
    names = [record[lang] for lang in LANGUAGES if record.get(lang)]
    if record.get("rank"):
        term = base.vocabulary["ranks"][record["rank"]]
        ranks = [found for each in LANGUAGES if (found := GRADE.fullmatch(str(term.get(each, ""))))]
        if ranks:
            yield "grade", grade(ranks[0]), None, frozenset()
    if record.get("class"):
        term = base.vocabulary["classes"][record["class"]]
        for each in LANGUAGES:
            if found := GRADE.match(str(term.get(each, ""))):
                yield "class", grade(found), None, frozenset()
    if record["kind"] == "people":
        for name in names:
            yield "person", fold(name), None, frozenset()
    if record["kind"] == "honours":
        for name in names:
            yield "honour", fold(name), None, frozenset()


def figure(base: FactBase, record: Record) -> tuple[Quantity, frozenset[str]]:
    """The quantity of a fact, and the forms of its unit."""
    term: Mapping[str, Any] = base.vocabulary["units"].get(record.get("unit") or "", {})
    units = frozenset(fold(each) for each in forms_of(term)) or frozenset([""])
    value, low, high = (
        None if record.get(key) is None else Decimal(record[key])
        for key in ("value", "low", "high")
    )
    form, of = record.get("form"), record.get("of")
    if value is not None and of and form == "fraction":
        value, units = round(100 * value / Decimal(of), 2), frozenset(SHARES)
    elif value is not None and of and form == "ratio":
        value, units = (
            Decimal(of) if value == 1 else round(value / Decimal(of), 4).normalize(),
            frozenset([""]),
        )
    growth = bool(record.get("growth_of"))
    share = not units.isdisjoint(SHARES)
    kind = (
        ("growth" if share else "change")
        if growth
        else form
        if form in ("rank", "ratio")
        else "share"
        if share
        else "count"
    )
    exponent = value.as_tuple().exponent if value is not None else 0
    step = Decimal(
        record.get("step") or Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    )
    size = abs(value) if growth and value is not None else value
    way = None if not growth or value is None else "down" if value < 0 else "up"
    printed = str(size)
    unit = str(term.get(LANGUAGES[0]) or term.get(LANGUAGES[1]) or "")
    return Quantity(
        0, 0, printed, size, low, high, step, unit, record.get("qualifier"), kind, way, ""
    ), units


def forms_of(term: Mapping[str, Any]) -> list[str]:
    """How texts write a unit of a base."""
    found = [term.get("zh"), term.get("en"), term.get("en_one"), *(term.get("written") or ())]
    return [each for each in found if each]


def surroundings(base: FactBase, record: Record) -> str:
    """The words of a fact that are not its name: evidence, terms, and facts that it refers to."""
    found = [*record.get("evidence", ()), *(record.get("also") or ())]
    found += [
        *named_by(base, record, (("level", "levels"), ("rank", "ranks"), ("class", "classes")))
    ]
    for field in (
        "competition",
        "medium",
        "recipient",
        "about",
        "part_of",
        "rate_of",
        "holders",
        "granted_by",
    ):
        found += [
            names_of(base.records[id]) for id in items(record.get(field)) if id in base.records
        ]
    contest = names_of(base.records.get(record.get("competition") or "", {}))
    if any(map(contest.__contains__, words("members.bodies"))) and not record.get(
        "recipient_group"
    ):
        found += words("members")  # they take part in a contest of their schools
    return "|".join(found)


def named_by(base: FactBase, record: Record, fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The names of the terms in some fields; each field has the name of its group."""
    for field, group in fields:
        if record.get(field):
            yield names_of(base.vocabulary[group][record[field]])


def names_of(table: Mapping[str, Any]) -> str:
    """The names of a fact, topic or term in each language."""
    return "|".join(str(table[lang]) for lang in LANGUAGES if table.get(lang))


def years_in(text: str) -> frozenset[str]:
    """The years that a text names."""
    return frozenset(YEAR.findall(text))
