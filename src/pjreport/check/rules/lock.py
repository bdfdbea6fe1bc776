"""A rule about the lock: no fact was changed after it was checked."""

from ...model.diagnostics import Path
from ...model.lock import STALE
from ..context import Context
from ..rule import Findings


def stale_stamp(context: Context) -> Findings:
    """No fact was changed after it was stamped as checked."""
    lock = context.lock
    if lock is None:
        return
    base = context.base
    facts = {fact.id: fact.table for fact in base.facts if fact.kind.fits(fact.table)}
    states = lock.states(facts, base.section("vocabulary"), str(context.pinned))
    if lock.source != context.pinned:
        where: Path = ("report", "source", "sha256")
        yield where, "the stamp is from a check against another text; check with --stamp again"
        return
    for id, state in states.items():
        if state == STALE:
            yield base.by_id[id].path, f"'{id}' was changed after its check; check it again"
    for id in lock.facts:
        if id not in base.by_id:
            yield ("report",), f"stamped '{id}' is no fact any more; check with --stamp again"
