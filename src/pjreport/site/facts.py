"""Facts as the page shows them: what it says in each language, its evidence, and its links."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..lookup import display, sentence
from ..lookup.titles import title
from ..model.base import FactBase, Record
from ..model.fields import LANGUAGES, items
from ..model.kinds import BY_ID, KINDS
from ..model.records import shown_by_all

# Shown elsewhere on the page: as a heading, in the sentence, or beside it.
ELSEWHERE = frozenset(
    (
        *("id", "report", "kind", "topic", "zh", "en", "value", "unit", "period"),
        *("lines", "evidence", "state", "also", "computed", "note_zh", "note_en", "inferred"),
    )
)
Both = tuple[str, str]  # Chinese, English


class Link(NamedTuple):
    """The name of another fact in both languages, and its place on the page."""

    anchor: str
    name: Both


class Detail(NamedTuple):
    """A field: its title, the facts that it refers to, and its text behind them."""

    title: Both
    text: Both
    links: Sequence[Link]


class Fact(NamedTuple):
    """A fact. Its sentence is `name`, `lead`, `value` and `rest`. `summed` is what it is computed from."""

    anchor: str
    id: str
    kind: str
    topic: str
    name: Both
    lead: Both
    value: Both
    rest: Both
    evidence: Sequence[str]
    summed: Both
    where: Both
    state: str
    state_name: Both
    note: Both
    details: Sequence[Detail]


class Group(NamedTuple):
    """The facts of one kind on one topic."""

    name: Both
    facts: Sequence[Fact]


def anchor(report: str, id: str, *, several: bool) -> str:
    """The place of a fact on the page: its id, behind the id of its report if there are `several`."""
    return f"{report}/{id}" if several else id


def fact(base: FactBase, record: Record, *, several: bool) -> Fact:
    """A fact as the page shows it."""
    base.fill_state(record)
    said = [divided(base, record, lang) for lang in LANGUAGES]
    lead, value, rest = map(both, zip(*said, strict=True))
    computed = bool(record.get("computed"))
    return Fact(
        anchor(base.id, record["id"], several=several),
        record["id"],
        record["kind"],
        record["topic"],
        both([record[lang] for lang in LANGUAGES]),
        lead,
        value,
        rest,
        record["evidence"],
        both([sentence.quoted(base, record, lang) if computed else "" for lang in LANGUAGES]),
        both([lines(record, lang) for lang in LANGUAGES]),
        record["state"],
        both([display.STATES[record["state"]][number] for number in range(2)]),
        both([sentence.note(record, lang) for lang in LANGUAGES]),
        [*details(base, record, several=several)],
    )


def lines(record: Record, lang: str) -> str:
    """The lines of a fact; nothing for a computed one."""
    numbers = display.line_numbers(record["lines"])
    return sentence.LINES[lang](numbers, len(record["lines"])) if numbers else ""


def divided(base: FactBase, record: Record, lang: str) -> tuple[str, str, str]:
    """What the sentence of a fact says behind its name: before its figure, the figure, the rest."""
    said = sentence.statement(base, record, lang).removeprefix(record[lang])
    if not BY_ID[record["kind"]].figure:
        return "", "", said
    return said.partition(display.figure(base, record, lang))


def both(texts: Sequence[str]) -> Both:
    """A text in both languages."""
    chinese, english = texts
    return chinese, english


def details(base: FactBase, record: Record, *, several: bool) -> Iterator[Detail]:
    """The fields that the sentence does not say, and all links to and from other facts."""
    kind = BY_ID[record["kind"]]
    rows = [display.row(base, record, lang) for lang in LANGUAGES]
    said = () if kind.figure else (*shown_by_all([kind.id]), *kind.added)
    for field in kind.fields:
        stem = field.removesuffix("_zh")
        if field in kind.references and record[field]:
            inferred = field in record["inferred"]
            text = both([display.INFERRED[lang] if inferred else "" for lang in LANGUAGES])
            yield Detail(titled(field), text, links(base, items(record[field]), several))
        elif field not in {*said, *ELSEWHERE} and stem in rows[0] and not field.endswith("_en"):
            yield Detail(titled(stem), both([row.get(stem, "") for row in rows]), ())
    pointing: dict[str, list[str]] = {}
    for field, id in base.incoming[record["id"]]:
        pointing.setdefault(f"{field}<", []).append(id)
    for field, ids in pointing.items():
        yield Detail(titled(field), ("", ""), links(base, ids, several))


def titled(field: str) -> Both:
    """The heading of a field in both languages."""
    return title(field, "zh"), title(field, "en")


def links(base: FactBase, ids: Sequence[str], several: bool) -> list[Link]:
    """Links to facts of the same report."""
    return [
        Link(
            anchor(base.id, id, several=several),
            both([base.label(id, lang) for lang in LANGUAGES]),
        )
        for id in dict.fromkeys(ids)
    ]


def groups(base: FactBase, topic: str, *, several: bool) -> list[Group]:
    """The facts on a topic by kind, in the order of the kinds."""
    found = []
    for kind in KINDS:
        if records := base.select([kind.id], [topic]):
            facts = [fact(base, record, several=several) for record in records]
            found.append(Group(kind.name, facts))
    return found
