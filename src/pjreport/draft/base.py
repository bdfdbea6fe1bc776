"""The tables of a proposed base, around its facts and with them."""

import re
from collections.abc import Sequence
from typing import Any

from ..model.factfile import filled, named_tables
from ..text.tokens import HAN as HAN_RANGE
from ..vocabulary import expression
from .keys import harmless
from .passage import HAN
from .proposal import Proposal
from .topics import GENERAL

Table = dict[str, Any]
FIRST_LINES = 3  # that may name the publisher
BODY = re.compile(rf"[{HAN_RANGE}]{{2,24}}?{expression('drafting.bodies', 'zh')}")


def tables_of(proposal: Proposal, file: str, id: str) -> Table:
    """The tables of the proposed base of a text in a file."""
    lines, title = proposal.source.lines, title_of(proposal) or id
    report: Table = {
        "id": id,
        proposal.lang: title,
        f"publisher_{proposal.lang}": publisher_of(proposal) or title,
        "version": "0.1",
        "period": proposal.period,
        "languages": [*(proposal.like.languages or (proposal.lang,))],
        "source": {
            "file": file,
            "sha256": proposal.source.sha256,
            "lines": len(lines) - (len(lines) > 1 and not lines[-1]),
        },
    }
    tables: Table = {"schema": 1, "report": report, "sections": {}, "topics": {}}
    used = {each.topic for each in proposal.facts.values()} or {GENERAL}
    known = proposal.like.topic_names | proposal.base.topic_names
    tables["topics"] = {key: dict(names) for key, names in known.items() if key in used}
    for topic in proposal.topics.all:
        if topic.key not in used:
            continue
        tables["topics"].setdefault(topic.key, dict(topic.names))
        if heading := topic.heading:
            tables["sections"][topic.key] = {
                proposal.lang: heading.name,
                "heading": heading.line,
                "body": [heading.first, heading.last],
            }
            tables["topics"][topic.key]["section"] = topic.key
    tables["vocabulary"] = {"units": proposal.terms.units, "periods": proposal.terms.periods}
    tables["vocabulary"] |= proposal.terms.others
    for fact in proposal.facts.values():
        kind = tables.setdefault(fact.kind, {})
        fact.table["draft"] = True
        kind.setdefault(fact.topic, {})[fact.key] = fact.table
    return named(tables, proposal.base.languages or proposal.like.languages or (proposal.lang,))


def named(tables: Table, wanted: Sequence[str]) -> Table:
    """Tables with names in each of the languages wanted; the name there is stands for a missing one."""
    if len(wanted) > 1:
        for _, _, entry in named_tables(tables):
            full = filled(entry)
            entry.update({key: full[key] for key in full if key not in entry})
    return tables


def title_of(proposal: Proposal) -> str:
    """The first line of the text that says something in its language."""
    lines = filter(None, map(harmless, proposal.source.lines))
    return next((each for each in lines if proposal.lang == "en" or HAN.search(each)), "")


def publisher_of(proposal: Proposal) -> str:
    """The body that the first lines name: a line of its own, or the start of the title."""
    lines = [*filter(None, map(harmless, proposal.source.lines))][:FIRST_LINES]
    for match in (BODY.fullmatch, BODY.match):
        for line in lines if proposal.lang == "zh" else ():
            if found := match(line):
                return found[0]
    return ""
