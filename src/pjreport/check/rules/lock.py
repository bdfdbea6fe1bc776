"""Rules about who looked: checked facts have not changed since, and people read what was proposed."""

from ...messages import tell
from ...model.diagnostics import Path
from ...model.lock import digests
from ..context import Context
from ..rule import Findings, quoted, rule


@rule("consistency", needs="facts", severity="warning")
def stale_stamp(context: Context) -> Findings:
    """No fact was changed after it was stamped as checked.

    The lock beside the base has a digest of each checked fact. Check with the source and --stamp.
    """
    lock = context.lock
    if lock is None:
        return
    base = context.base
    if lock.source != context.pinned:
        where: Path = ("report", "source", "sha256")
        yield (
            where,
            tell("the stamp is from a check against another text; check with --stamp again"),
        )
        return
    facts = {fact.id: fact.table for fact in base.facts if fact.kind.fits(fact.table)}
    for id, digest in digests(facts, base.section("vocabulary")).items():
        if id in lock.facts and lock.facts[id][1] != digest:
            yield (
                base.by_id[id].path,
                tell("'{id}' was changed after its check; check it again", id=id),
            )
    for id in lock.facts:
        if id not in base.by_id:
            yield (
                ("report",),
                tell("stamped '{id}' is no fact any more; check with --stamp again", id=id),
            )


@rule("consistency", needs="facts", severity="note")
def draft(context: Context) -> Findings:
    """A fact that the program proposed was looked at.

    Read the fact beside its evidence, mend what is wrong, and delete `draft = true`.
    """
    for fact in context.facts:
        if fact.table.get("draft"):
            name = quoted(str(fact.table.get("zh", fact.table.get("en"))))
            yield (
                (*fact.path, "draft"),
                tell("{name} is a draft; look at it, then delete this key", name=name),
            )
