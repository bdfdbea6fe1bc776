"""`audit`: whether growths, rates and parts fit their counts."""

from decimal import Decimal

from ...audit.arithmetic import Result, audit
from ...audit.sentences import sentence
from ...lookup import display
from ...model.base import FactBase
from ...model.formula import plain
from ...model.table import Column, Row, Table
from .. import output
from ..interface.parser import Options
from ..session import Session, chosen

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
    zh = session.lang == "zh"
    people = session.format.people
    rows = []
    for base in session.bases:
        figures = {id: each for id, each in base.records.items() if each["kind"] == "stats"}
        found = audit(figures, base.vocabulary["units"])
        rows += [shown(base, each, session.lang) if people else data(base, each) for each in found]
    usual = ["id", "name", "value", "verdict", "finding", "chance"] if people else FIELDS
    names = usual
    if options.fields is not None:
        names = chosen(options.fields, usual, usual)
    titles = {
        name: TITLES[name][not zh] if name in TITLES else display.title(name, session.lang)
        for name in usual
        if people
    }
    roles = {"id": "id", "name": "name", "value": "value"}
    columns = [Column(name, titles.get(name, name), roles.get(name, "text")) for name in names]
    session.write(Table(columns, rows[: options.limit]))
    if "chance" in names and people and any(row["chance"] for row in rows):
        output.complain(
            "pjreport: by chance: how likely a rate printed so would fit some whole number anyway"
        )


def data(base: FactBase, result: Result) -> Row:
    """A result as plain data: `neighbours` as `COUNT: RATE`, `chance` from 0 to 1."""
    record = base.records[result.id]
    chance = None if result.chance is None else Decimal(f"{result.chance:.4f}")
    return {
        "report": base.id,
        "id": result.id,
        "zh": record["zh"],
        "en": record["en"],
        "relation": result.relation,
        "value": result.value,
        "verdict": result.verdict,
        "reading": list(result.reading),
        "current": result.current,
        "computed": result.computed,
        "neighbours": [f"{count}: {plain(rate)}" for count, rate in result.neighbours],
        "chance": chance,
        "missing": result.missing or None,
    }


def shown(base: FactBase, result: Result, lang: str) -> Row:
    """A result in words."""
    record = base.records[result.id]
    chance = "" if result.chance is None else f"{result.chance:.2%}"
    return {
        "id": result.id,
        "name": record[lang],
        "value": display.figure(base, record, lang),
        "verdict": VERDICTS[result.verdict][lang != "zh"],
        "finding": sentence(result, base.records, lang),
        "chance": chance,
    }
