"""`audit`: whether the figures of bases, or of a text, fit one another."""

from collections import Counter
from decimal import Decimal

from ...audit.arithmetic import audit
from ...audit.result import Result
from ...audit.sentences import VERDICTS, sentence, summary
from ...lookup import display
from ...lookup.verdicts import signed
from ...messages import tell
from ...model.base import FactBase
from ...model.formula import plain
from ...model.table import Row
from .. import output
from ..interface.parser import Options
from ..session import Session

FIELDS = [
    *("report", "id", "zh", "en", "relation", "value", "verdict"),
    *("reading", "current", "computed", "neighbours", "chance", "missing"),
    *("before", "low", "high", "rounding", "finding"),
]
SHOWN = ["id", "name", "value", "verdict", "finding", "chance"]
TITLES = {
    "verdict": ("结论", "verdict"),
    "finding": ("验算", "arithmetic"),
    "chance": ("巧合", "by chance"),
    "relation": ("关系", "relation"),
    "reading": ("所据", "of"),
    "current": ("本期", "counts"),
    "computed": ("推算", "computed"),
    "neighbours": ("邻近", "neighbours"),
    "missing": ("缺", "missing"),
    "before": ("上期或总数", "before or whole"),
    "low": ("低", "from"),
    "high": ("高", "to"),
    "rounding": ("取舍", "rounding"),
}


def run(options: Options) -> None:
    """Print the verdict on every growth, rate and part of the bases, or on a text."""
    if options.text is not None:
        from .audit_text import run as run_text

        run_text(options)
        return
    session = Session(options)
    people = session.format.people
    rows = []
    verdicts: Counter[str] = Counter()
    for base in session.bases:
        figures = {id: each for id, each in base.records.items() if each["kind"] == "stats"}
        for result in audit(figures, base.vocabulary["units"]):
            verdicts[result.verdict] += 1
            row = data(base, result, session.lang)
            rows.append(row | in_words(base, result, row, session.lang) if people else row)
    names = session.list_rows(rows, SHOWN if people else FIELDS, [*FIELDS, "name"], titles=TITLES)
    if "chance" in names and people and any(row["chance"] for row in rows):
        output.complain(
            tell(
                "pjreport: by chance: how likely a rate printed so would fit some whole "
                "number anyway"
            )
        )
    if rows and options.limit != 0:
        output.complain(f"pjreport: {summary(verdicts, session.lang)}")


def data(base: FactBase, result: Result, lang: str) -> Row:
    """A result as plain data. `neighbours` are `COUNT: RATE`; `chance` is from 0 to 1."""
    record = base.records[result.id]
    chance = None if result.chance is None else Decimal(f"{result.chance:.4f}")
    return {
        "report": base.id,
        "zh": record["zh"],
        "en": record["en"],
        **result._asdict(),
        "reading": list(result.reading),
        "neighbours": [f"{count}: {plain(rate)}" for count, rate in result.neighbours],
        "chance": chance,
        "missing": result.missing or None,
        "rounding": result.rounding or None,
        "finding": sentence(result, base.records, lang),
        "name": record[lang],
    }


def in_words(base: FactBase, result: Result, row: Row, lang: str) -> Row:
    """What people see in other words than programs."""
    return {
        "value": display.figure(base, base.records[result.id], lang),
        "verdict": signed(result.verdict, VERDICTS[result.verdict][lang == "en"]),
        "chance": "" if result.chance is None else f"{result.chance:.2%}",
        "neighbours": "; ".join(row["neighbours"]),
        "reading": "; ".join(result.reading),
    }
