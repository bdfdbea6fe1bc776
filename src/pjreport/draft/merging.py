"""Adds proposed facts to a base that is there already, and leaves what it has as it is."""

from typing import Any

from ..check.context import Context
from ..check.raw import RawBase
from ..model.diagnostics import Span
from ..model.fields import items
from ..model.kinds import BY_ID
from .accounting import Owners, numeral
from .known import BRACKET
from .proposal import Proposal
from .proving import drop_reference

Table = dict[str, Any]
GROUPS = ("sections", "topics")  # tables with a name each, beside facts and terms


def covered(proposal: Proposal, base: Table) -> list[str]:
    """The ids of proposed facts that a base has already."""
    context = Context(RawBase(base, ""), proposal.source)
    owners = Owners(context)
    by_id = context.base.by_id
    taken = {
        (each.kind, name)
        for each in proposal.base.facts
        for name in proposal.base.names(each.table)
    }
    found = []
    for id, fact in proposal.facts.items():
        spans = [Span(each.start, each.end - 1) for each in fact.figures]
        numerals = [numeral(context, span) for span in spans]
        shown = [by_id[other].table for span in numerals for other in owners.of(span)]
        same = any(magnitudes(each) & magnitudes(fact.table) for each in shown)
        names = proposal.base.names(fact.table)
        names += proposal.base.names({proposal.lang: BRACKET.sub("", fact.table[proposal.lang])})
        named = not spans and any((fact.kind, name) in taken for name in names)
        if same or named:
            found.append(id)
    return found


def magnitudes(table: Table) -> set[Any]:
    """The numbers that a stat states, without their signs."""
    return {abs(table[each]) for each in ("value", "low", "high") if each in table}


def drop_unknown(made: Table, proposal: Proposal) -> None:
    """Drop what only facts that are not added needed, and references to them."""
    ids = {*proposal.facts, *proposal.base.ids}
    for kind, of in BY_ID.items():
        for entries in made.get(kind, {}).values():
            for table in entries.values():
                for field in of.references:
                    for each in items(table.get(field)):
                        if each not in ids:
                            drop_reference(table, field, each)
    used = {each.topic for each in proposal.facts.values()}
    for group in GROUPS:
        made[group] = {key: table for key, table in made[group].items() if key in used}
    terms = {
        (group, str(each))
        for fact in proposal.facts.values()
        for field, group in BY_ID[fact.kind].terms.items()
        for value in [fact.table.get(field)]
        for each in (value if isinstance(value, list) else [value])
    }
    made["vocabulary"] = {
        group: {key: term for key, term in table.items() if (group, key) in terms}
        for group, table in made["vocabulary"].items()
    }


def joined(made: Table, base: Table | None) -> Table:
    """The tables of a base with those made for it. What stands in the base stays as it is."""
    if base is None:
        return made
    found = {**base}
    for group in (*GROUPS, *BY_ID):
        mine = made.get(group, {})
        theirs = base.get(group, {})
        if group in GROUPS:
            found[group] = {**mine, **theirs}
        elif mine:
            found[group] = {**theirs} | {
                topic: {**theirs.get(topic, {}), **entries}
                for topic, entries in mine.items()
                if entries
            }
    terms = base.get("vocabulary", {})
    found["vocabulary"] = {**terms} | {
        group: {**table, **terms.get(group, {})}
        for group, table in made["vocabulary"].items()
        if table
    }
    return found


def beyond(tables: Table, base: Table | None) -> Table:
    """What some tables have that a base has not."""
    if base is None:
        return tables
    found: Table = {"vocabulary": {}}
    for group in GROUPS:
        theirs = base.get(group, {})
        found[group] = {
            key: each for key, each in tables.get(group, {}).items() if key not in theirs
        }
    for group, table in tables.get("vocabulary", {}).items():
        theirs = base.get("vocabulary", {}).get(group, {})
        found["vocabulary"][group] = {key: each for key, each in table.items() if key not in theirs}
    for kind in BY_ID:
        for topic, entries in tables.get(kind, {}).items():
            theirs = base.get(kind, {}).get(topic, {})
            new = {key: each for key, each in entries.items() if key not in theirs}
            if new:
                found.setdefault(kind, {})[topic] = new
    return found
