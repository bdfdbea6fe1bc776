"""The values that completion offers: one function for each sort of values, by name in `OFFERS`."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from ...model.base import Record
from ...model.fields import items
from ...model.kinds import BY_ID, KINDS, filters
from ...model.records import every_field
from ..interface.choices import CHOICES, Choice
from .line import Line

OWN_FIELDS = (
    "topics",
    "count",
    "audit",
    "compare",
    "proofread",
    "figures",
)  # commands whose rows are not facts
MAX_FACTS = 5000  # read for the values of a filter
FEW_IDS = 20  # shown whole; more ids are shown by their first parts


def offers(line: Line, values: str) -> Iterable[Choice]:
    """The values of a sort, each with its meaning."""
    return OFFERS[values](line) if values in OFFERS else CHOICES.get(values, ())


def kinds(line: Line) -> list[str]:
    """The kinds of fact that a command line may list."""
    if line.command in BY_ID:
        return ["stats", "derived"] if line.command == "stats" else [line.command]
    if line.command == "show":
        wanted = line.given["ids"]
    elif line.command == "overview":
        wanted = [id for base in line.bases for id in base.report.get("key", [])]
    else:
        kind = line.last("kind")
        return [each.id for each in KINDS if kind in (None, each.id)]
    found = {id.partition(".")[0] for id in wanted}
    return [kind.id for kind in KINDS if kind.id in found]


def labelled(line: Line, entries: Iterable[tuple[str, Record]]) -> Iterator[Choice]:
    """The keys of entries with labels; if Chinese is typed, the Chinese labels instead."""
    for key, entry in entries:
        if line.word.isascii():
            yield key, entry[line.lang]
        else:
            yield entry["zh"], key


def topics(line: Line) -> Iterator[Choice]:
    """The topics of such facts, without those that are given."""
    given = set(line.given.get("topics", []))
    return labelled(
        line,
        (
            (key, topic)
            for base, key in line.bases.about(kinds(line))
            for topic in [base.topics[key]]
            if not given & {key, topic["zh"], topic["en"]}
        ),
    )


def filtering(line: Line) -> Iterator[Choice]:
    """The values that the facts of a kind have in the fields of a filter."""
    assert line.parameter is not None
    fields = filters(line.command)[line.parameter.name]
    found: dict[str, Record] = {}
    for record in line.bases.records(kinds(line), limit=MAX_FACTS):
        base = line.bases.of_report(record["report"])
        group = BY_ID[record["kind"]].terms
        for field in fields:
            terms = base.vocabulary.get(group[field], {}) if field in group else base.records
            found |= {key: terms[key] for key in items(record.get(field))}
    # The last part of an id is enough, unless two ids share it.
    short = [key.rpartition(".")[2] for key in found]
    whole = "." in line.word
    return labelled(
        line,
        (
            (key if whole or short.count(name) > 1 else name, entry)
            for name, (key, entry) in zip(short, found.items(), strict=True)
        ),
    )


def ids(line: Line) -> Iterator[Choice]:
    """The ids, without those that are given. Many are offered part by part."""
    given = line.given["ids"]
    known = [id for id in line.bases.ids(line.word) if id not in given]
    labels = {f"{kind.id}.": kind.name[line.lang == "en"] for kind in KINDS}
    for stem, inside in stems(known, len(line.word)).items():
        base, record = next(line.bases.holding(inside[0]))
        if len(inside) == 1:
            yield inside[0], record[line.lang]
        else:
            label = labels.get(stem) or base.topics[record["topic"]][line.lang]
            yield stem, f"{label} ({len(inside)})"


def stems(ids: list[str], start: int) -> dict[str, list[str]]:
    """Ids by their beginnings up to the next dot that divides them; whole ids if they are few."""
    if len(ids) <= FEW_IDS:
        return {id: [id] for id in ids}
    found: dict[str, list[str]] = {}
    for id in ids:
        end = id.find(".", start) + 1 or len(id)
        found.setdefault(id[:end], []).append(id)
    if len(found) == 1:
        [stem] = found
        return stems(ids, len(stem)) if stem.endswith(".") else found
    return found


def ids_and_field(line: Line) -> Iterator[Choice]:
    """The ids; behind an id, the fields of this fact that are not empty, too."""
    from ...lookup import titles

    last = line.last("ids") or "."
    if "." not in last:  # the field is there
        return
    yield from ids(line)
    for base in line.bases:
        record = base.records.get(line.last("ids") or "", {})
        if record:
            base.fill_state(record)
        for name, value in record.items():
            if value is not None and value != []:
                yield name, titles.title(name, line.lang)


def fields(line: Line) -> Iterator[Choice]:
    """The fields that a command can list, without those already typed before a comma."""
    chosen = line.word[: line.word.rfind(",") + 1]
    line.skip(len(chosen))
    alone = not line.before.endswith((",", "+"))
    if line.word.startswith("+"):
        line.skip(1)
        alone = False
    given = {name.removeprefix("+") for name in chosen.split(",")}
    yield from ((name, text) for name, text in every(line) if name not in given)
    if alone:
        yield "all", ""


def sorting(line: Line) -> Iterator[Choice]:
    """The fields that a command can sort by."""
    if line.word.startswith("-"):
        line.skip(1)
    return every(line)


def every(line: Line) -> Iterator[Choice]:
    """Every field of a command's rows."""
    from ...lookup import titles

    if line.command in OWN_FIELDS:
        names = import_module(f"pjreport.cli.commands.{line.command}").FIELDS
        return ((name, titles.TITLES.get(name, ("", ""))[line.lang == "en"]) for name in names)
    found = ["match", "missing"]
    more = {"show": ["referenced_by"], "search": found, "ask": found}
    names = [*every_field(kinds(line)), *more.get(line.command, [])]
    return ((name, titles.title(name, line.lang)) for name in names)


def counting(line: Line) -> Iterator[Choice]:
    """The fields that facts can be counted by."""
    from ...lookup import tally, titles

    return ((name, titles.title(name, line.lang)) for name in tally.fields(kinds(line)))


def reports(line: Line) -> Iterator[Choice]:
    """The report ids."""
    return ((base.id, base.report[line.lang]) for base in line.every_base)


def rules(_line: Line) -> Iterator[Choice]:
    """The rules of `check`."""
    from ...check.registry import RULES

    return ((rule.name, rule.summary) for rule in RULES)


def rules_and_groups(line: Line) -> Iterator[Choice]:
    """The groups of rules of `check`, and the rules."""
    from ...check.registry import GROUPS

    yield from ((name, "") for name in GROUPS)
    yield from rules(line)


OFFERS: dict[str, Callable[[Line], Iterable[Choice]]] = {
    "topics": topics,
    "filtering": filtering,
    "ids": ids,
    "ids_and_field": ids_and_field,
    "fields": fields,
    "sorting": sorting,
    "counting": counting,
    "kinds": lambda line: [(kind.id, kind.name[line.lang == "en"]) for kind in KINDS],
    "reports": reports,
    "rules": rules,
    "rules_and_groups": rules_and_groups,
}
