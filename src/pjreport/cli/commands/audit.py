"""`audit`: whether growths, rates and parts fit their counts."""

from decimal import Decimal

from ...audit.arithmetic import Result, audit
from ...audit.sentences import sentence
from ...lookup import display
from ...model.base import FactBase
from ...model.formula import plain
from ...model.table import Row
from .. import output
from ..interface.parser import Options
from ..session import Session

FIELDS = [
    *("report", "id", "zh", "en", "relation", "value", "verdict"),
    *("reading", "current", "computed", "neighbours", "chance", "missing"),
]
VERDICTS = {
    "consistent": ("相合", "consistent"),
    "other-reading": ("另一读法才合", "only otherwise"),
    "impossible": ("不合", "impossible"),
    "not-testable": ("无从验算", "not testable"),
}
TITLES = {
    "verdict": ("结论", "verdict"),
    "finding": ("验算", "arithmetic"),
    "chance": ("巧合", "by chance"),
}


def run(options: Options) -> None:
    """Print the verdict on every growth, rate and part of the bases."""
    session = Session(options)
    people = session.format.people
    rows = []
    for base in session.bases:
        figures = {
            id: each
            for id, each in base.records.items()
            if each["kind"] == "stats" and each["value"] is not None and each["form"] is None
        }
        for result in audit(figures, base.vocabulary["units"]):
            words = in_words(base, result, session.lang) if people else {}
            rows.append(data(base, result) | words)
    usual = ["id", "name", "value", "verdict", "finding", "chance"] if people else FIELDS
    names = session.list_rows(rows, usual, usual, titles=TITLES)
    if "chance" in names and people and any(row["chance"] for row in rows):
        output.complain(
            "pjreport: by chance: how likely a rate printed so would fit some whole number anyway"
        )


def data(base: FactBase, result: Result) -> Row:
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
    }


def in_words(base: FactBase, result: Result, lang: str) -> Row:
    """A result in words for people."""
    record = base.records[result.id]
    return {
        "name": record[lang],
        "value": display.figure(base, record, lang),
        "verdict": VERDICTS[result.verdict][lang == "en"],
        "finding": sentence(result, base.records, lang),
        "chance": "" if result.chance is None else f"{result.chance:.2%}",
    }
