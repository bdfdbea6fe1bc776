"""The lock of a checked base: the verdict and digest of every fact."""

from ..model.kind import Printed
from ..model.lock import FOUND, NOT_SHOWN, Lock, digests
from .context import NOT_FOUND, VERDICTS, Context
from .rules import DECIDING, rules_of


def stamp(context: Context) -> Lock:
    """The verdict and digest of every fact of a sound file with the stated source.

    A printed fact has the worst verdict of its fragments. It is not found if a rule in `DECIDING`
    has an error, and not shown if one has a warning. A computed fact is as good as its worst input.
    """
    base = context.base
    verdicts = {fact.id: FOUND for fact in base.facts}
    for match in context.matches:
        worst = max(verdicts[match.fact.id], match.verdict, key=VERDICTS.index)
        verdicts[match.fact.id] = worst
    for rule in rules_of(DECIDING):
        lack = NOT_FOUND if rule.severity == "error" else NOT_SHOWN
        for where, _ in rule.find(context):
            id = ".".join(map(str, where[:3]))
            verdicts[id] = max(verdicts[id], lack, key=VERDICTS.index)
    for fact in base.facts:
        if not issubclass(fact.kind, Printed):
            inputs = {verdicts[id] for id in sources(context, fact.id)}
            lacks = {NOT_FOUND} if inputs - {FOUND, NOT_SHOWN} else inputs
            verdicts[fact.id] = max(lacks, key=VERDICTS.index, default=FOUND)
    facts = {fact.id: fact.table for fact in base.facts}
    now = digests(facts, base.section("vocabulary"))
    return Lock(str(context.pinned), {id: (verdicts[id], now[id]) for id in facts})


def sources(context: Context, id: str) -> set[str]:
    """The printed facts that a computed fact depends on, directly or through others."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        table = context.base.by_id[waiting.pop()].table
        named = [*table.get("inputs", ()), *table.get("growth_of", ()), *table.get("rate_of", ())]
        waiting += [each for each in named if each not in found]
        found.update(named)
    return found
