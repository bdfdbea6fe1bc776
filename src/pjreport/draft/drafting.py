"""A draft of a base from a text: proposed, held against the text, and accounted for."""

from typing import Any, NamedTuple

from ..source.text import SourceText
from .accounting import Item, account, ignored
from .base import tables_of
from .known import Known
from .merging import beyond, covered, drop_unknown, joined
from .proposal import Proposal
from .proving import Prover

Table = dict[str, Any]


class Draft(NamedTuple):
    """The tables of a proposed base, and what became of each piece of the text.

    `added` are the tables that the base did not have before; all of them if it is new.
    """

    tables: Table
    added: Table
    items: list[Item]


def draft(
    source: SourceText, file: str, id: str, base: Table | None = None, like: Table | None = None
) -> Draft:
    """Draft a base with this id from a text in a file with this name.

    Facts are added to the `base` that is there already. A base `like` it gives ids, names, topics
    and terms for the same subjects. Both are the tables of sound files.
    """
    proposal = Proposal(source, Known(base), Known(like))
    made = tables_of(proposal, file, id)
    if base is not None:
        known = covered(proposal, base)
        for each in known:
            kind, topic, key = each.split(".")
            del made[kind][topic][key]
            proposal.facts.pop(each)
        drop_unknown(made, proposal)
    tables = joined(made, base)
    own = {*proposal.facts, *(f"sections.{key}" for key in made["sections"])}
    prover = Prover(tables, source, own)
    prover.clarify(proposal.widen)
    facts = {**proposal.facts}
    reasons = prover.prove(proposal.rename)
    refused = {
        figure.start: reasons[id]
        for id, fact in facts.items()
        if id in reasons
        for figure in fact.figures
    }
    items = account(prover.last(), refused, proposal.reasons)
    entries = [] if base else ignored(items, proposal.lang)
    tables["ignored"] = [*tables.get("ignored", ()), *entries]
    return Draft(tables, beyond(tables, base), items)
