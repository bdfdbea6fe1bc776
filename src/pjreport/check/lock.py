"""What a check says of each fact, to be kept, and facts that were changed since."""

from ..model.diagnostics import Path
from ..model.kinds import Printed
from ..model.lock import FOUND, Lock, digests
from .context import NOT_FOUND, VERDICTS, Found, Reading
from .registry import RULES

OF_FACTS = (
    "rules.printed",
    "rules.beside",
)  # modules whose rules say that a fact's evidence does not show it


def stale_stamp(reading: Reading) -> Found:
    """No fact was changed after it was stamped as checked."""
    lock = reading.lock
    if lock is None:
        return
    view = reading.view
    if lock.source != reading.pinned:
        where: Path = ("report", "source", "sha256")
        yield where, "the stamp is from a check against another text; check with --stamp again"
        return
    now = digests(
        {row.id: row.table for row in view.rows if row.kind.fits(row.table)},
        view.section("vocabulary"),
    )
    for id, digest in now.items():
        if id in lock.facts and lock.facts[id][1] != digest:
            yield view.by_id[id].path, f"'{id}' was changed after its check; check it again"
    for id in lock.facts:
        if id not in view.by_id:
            yield ("report",), f"stamped '{id}' is no fact any more; check with --stamp again"


def stamp(reading: Reading) -> Lock:
    """The verdict and digest of every fact; for a sound file whose source is the stated one.

    A printed fact has the worst verdict of its fragments, and is not found
    where its evidence shows another value, unit or ordinal, or stands beside
    another subject; a computed one is found when all its inputs are.
    """
    view = reading.view
    verdicts = {row.id: FOUND for row in view.rows}
    for match in reading.matches:
        worst = max(verdicts[match.row.id], match.verdict, key=VERDICTS.index)
        verdicts[match.row.id] = worst
    for rule in RULES:
        if rule.module in OF_FACTS:
            for where, _ in rule.find(reading):
                verdicts[".".join(map(str, where[:3]))] = NOT_FOUND
    for row in view.rows:
        if not issubclass(row.kind, Printed) and not all(
            verdicts[id] == FOUND for id in sources(reading, row.id)
        ):
            verdicts[row.id] = NOT_FOUND
    facts = {row.id: row.table for row in view.rows}
    now = digests(facts, view.section("vocabulary"))
    return Lock(str(reading.pinned), {id: (verdicts[id], now[id]) for id in facts})


def sources(reading: Reading, id: str) -> set[str]:
    """The printed facts that a computed one rests on, what its rates are of included."""
    found: set[str] = set()
    waiting = [id]
    while waiting:
        table = reading.view.by_id[waiting.pop()].table
        named = [*table.get("inputs", ()), *table.get("growth_of", ()), *table.get("rate_of", ())]
        waiting += [each for each in named if each not in found]
        found.update(named)
    return found
