"""Rules about arithmetic: the findings of the audit among the other diagnostics."""

from ...audit.arithmetic import IMPOSSIBLE, OTHER, UNTESTED, Result, audit
from ...audit.sentences import english
from ...model.formula import plain
from ..context import Context
from ..raw import RawFact
from ..rule import Findings, rule


@rule("consistency", needs="facts", severity="warning")
def impossible_rate(context: Context) -> Findings:
    """A printed growth or rate fits the counts it is of.

    No whole number gives the printed rate: the two next to it are shown with what they would
    give. A slip of the report's is kept as printed and noted; a slip of the base's is mended.
    """
    for fact, result, sentence in results(context, IMPOSSIBLE):
        message = f"a {result.relation} of {plain(result.value)} %: {sentence}"
        yield (*fact.path, "value"), f"{message}; check both figures"


@rule("consistency", needs="facts", severity="warning")
def other_reading(context: Context) -> Findings:
    """A growth fits what it is stated to be of, and not only something else.

    The rate fits other counts, or only one of the readings the text leaves open; the one that
    fits is named.
    """
    for fact, result, sentence in results(context, OTHER):
        names = " + ".join(id.rpartition(".")[2] for id in result.reading)
        message = f"a {result.relation} of {plain(result.value)} % fits {sentence}, that is {names}"
        yield (*fact.path, "growth_of"), f"{message}; check what grew"


@rule("consistency", needs="facts", severity="note")
def not_testable(context: Context) -> Findings:
    """A rate can be tested against counts.

    The counts behind the rate are not in the report, or any number would fit.
    """
    for fact, result, sentence in results(context, UNTESTED):
        message = f"{plain(result.value)} can't be tested: {sentence}"
        yield (*fact.path, "value"), f"{message}; read it as printed"


def results(context: Context, verdict: str) -> list[tuple[RawFact, Result, str]]:
    """The results of the audit with this verdict; of parts, `impossible-number` speaks."""
    by_id = context.base.by_id
    return [
        (by_id[each.id], each, english(each, context.figures))
        for each in context.once(audited)
        if each.verdict == verdict and each.relation != "part"
    ]


def audited(context: Context) -> list[Result]:
    """What the arithmetic says of the printed figures."""
    return list(audit(context.figures, context.base.section("vocabulary", "units")))
