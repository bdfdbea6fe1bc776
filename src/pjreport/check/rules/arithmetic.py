"""Rules about arithmetic: the findings of the audit among the other diagnostics."""

from ...audit.arithmetic import IMPOSSIBLE, OTHER, UNTESTED, Result, audit
from ...model.formula import plain
from ..base import RawFact
from ..context import Context
from ..rule import Findings


def impossible_rate(context: Context) -> Findings:
    """A printed growth or rate fits the counts it is of."""
    for fact, result in results(context, IMPOSSIBLE):
        yield (*fact.path, "value"), f"{said(result)}; check both figures"


def other_reading(context: Context) -> Findings:
    """A growth fits what it is stated to be of, and not only something else."""
    for fact, result in results(context, OTHER):
        yield (*fact.path, "growth_of"), f"{said(result)}; check what grew"


def not_testable(context: Context) -> Findings:
    """A rate can be tested against counts."""
    for fact, result in results(context, UNTESTED):
        yield (*fact.path, "value"), f"{said(result)}; read it as printed"


def results(context: Context, verdict: str) -> list[tuple[RawFact, Result]]:
    """The results of the audit with this verdict; of parts, `impossible-number` speaks."""
    by_id = context.base.by_id
    return [
        (by_id[each.id], each)
        for each in context.once(audited)
        if each.verdict == verdict and each.relation != "part"
    ]


def said(result: Result) -> str:
    """What the audit found, in words."""
    rate = f"{plain(result.value)}"
    current = plain(result.current) if result.current is not None else ""
    if result.verdict == UNTESTED:
        return f"{rate} can't be tested: {result.missing}"
    if result.verdict == IMPOSSIBLE:
        of = "growth" if result.relation == "growth" else "rate"
        pairs = " and ".join(f"{base} gives {plain(given)} %" for base, given in result.neighbours)
        to = "to" if result.relation == "growth" else "of"
        return f"no whole number gives a {of} of {rate} % {to} {current}: {pairs}"
    names = " + ".join(id.rpartition(".")[2] for id in result.reading)
    base = "" if result.computed is None else f" after {plain(result.computed)}"
    return f"{rate} % fits only {current}{base}, that is {names}"


def audited(context: Context) -> list[Result]:
    """What the arithmetic says of the printed figures."""
    return list(audit(context.figures, context.base.section("vocabulary", "units")))
