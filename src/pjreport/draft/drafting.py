"""A draft of a base from a text: proposed, held against the text, and accounted for."""

from typing import Any, NamedTuple

from ..source.text import SourceText
from .accounting import Item, account, ignored
from .base import tables_of
from .proposal import Proposal
from .proving import clarify, prove

Table = dict[str, Any]


class Draft(NamedTuple):
    """The tables of a proposed base, and what became of each piece of the text."""

    tables: Table
    items: list[Item]


def draft(source: SourceText, file: str, id: str) -> Draft:
    """Draft a base with this id from a text in a file with this name."""
    proposal = Proposal(source)
    tables = tables_of(proposal, file, id)
    facts = {**proposal.facts}
    clarify(tables, source, proposal.widen, set(facts))
    reasons = prove(tables, source, set(facts), proposal.rename)
    refused = {
        figure.start: reasons[id]
        for id, fact in facts.items()
        if id in reasons
        for figure in fact.figures
    }
    items = account(tables, source, refused, proposal.reasons)
    tables["ignored"] = ignored(items, proposal.lang)
    return Draft(tables, items)
