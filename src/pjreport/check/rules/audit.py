"""Rules that report the findings of the audit."""

from ...audit.arithmetic import audit
from ...audit.result import Counts, Result
from ...audit.sentences import sentence
from ...audit.statement import IMPOSSIBLE, OTHER, UNTESTED
from ...messages import spoken, tell
from ...model.diagnostics import Path
from ...model.formula import plain
from ..context import Context
from ..raw import RawFact
from ..rule import Findings, rule


@rule("consistency", needs="facts", severity="warning")
def impossible_rate(context: Context) -> Findings:
    """A printed growth or rate fits the counts it is of.

    No whole number gives the printed rate. The two nearest are shown with the rates they give. Keep
    a mistake of the report as printed, with a note; correct a mistake of the base.
    """
    for fact, result, said in results(context, IMPOSSIBLE):
        yield (
            place(fact),
            tell("{result}: {said}; check both figures", result=what(result, context), said=said),
        )


@rule("consistency", needs="facts", severity="warning")
def other_reading(context: Context) -> Findings:
    """A growth fits what it is stated to be of, and not only something else.

    The rate fits other counts, or only one of several possible readings. The message names the one
    that fits.
    """
    for fact, result, said in results(context, OTHER):
        if result.rounding:
            message = f"{what(result, context)} fits {said}"
            yield place(fact), tell("{message}; check both figures", message=message)
        elif result.relation == "growth":
            names = " + ".join(id.rpartition(".")[2] for id in result.reading)
            message = tell(
                "{result} fits {said}, that is {names}",
                result=what(result, context),
                said=said,
                names=names,
            )
            yield (*fact.path, "growth_of"), tell("{message}; check what grew", message=message)


@rule("consistency", needs="facts", severity="note")
def not_testable(context: Context) -> Findings:
    """A rate can be tested against counts.

    The counts behind the rate are not in the report, or any number would fit.
    """
    for fact, result, said in results(context, UNTESTED):
        value = "a range" if result.value is None else plain(result.value)
        message = tell("{value} can't be tested: {said}", value=value, said=said)
        yield place(fact), tell("{message}; read it as printed", message=message)


def results(context: Context, verdict: str) -> list[tuple[RawFact, Result, str]]:
    """The audit's results with this verdict. Parts are left to the rule `impossible-number`."""
    by_id = context.base.by_id
    return [
        (by_id[each.id], each, sentence(each, context.figures, spoken[0]))
        for each in context.once(audited)
        if each.verdict == verdict and each.relation != "part"
    ]


def what(result: Result, context: Context) -> str:
    """The figure that a result is for, in words."""
    value = tell("a range") if result.value is None else plain(result.value)
    sign = " %" if context.once(counts).percent(result.id) else ""
    return tell(
        "a {relation} of {value}{sign}", relation=tell(result.relation), value=value, sign=sign
    )


def place(fact: RawFact) -> Path:
    """Where a figure stands: its value, or the end of a range that it has."""
    return (*fact.path, next(each for each in ("value", "low", "high") if each in fact.table))


def counts(context: Context) -> Counts:
    """The printed figures of the base."""
    return Counts(context.figures, context.base.section("vocabulary", "units"))


def audited(context: Context) -> list[Result]:
    """The audit of the printed figures."""
    return list(audit(context.figures, context.base.section("vocabulary", "units")))
