"""`audit`: whether growths, rates and parts fit their counts."""

from decimal import Decimal

from ...audit.arithmetic import CONSISTENT, IMPOSSIBLE, UNTESTED, Result, audit
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
        "finding": (in_chinese if lang == "zh" else in_english)(base, result),
        "chance": chance,
    }


def reading(base: FactBase, result: Result) -> str:
    """What the counts are, by the last parts of their ids, and what they come to."""
    current = "" if result.current is None else plain(result.current)
    parts = [plain(base.records[id]["value"]) for id in result.reading]
    return f"{'+'.join(parts)} = {current}" if len(parts) > 1 else current


def in_english(base: FactBase, result: Result) -> str:
    """What the arithmetic says, in English."""
    if result.verdict == UNTESTED:
        return result.missing
    count = reading(base, result)
    pairs = ", ".join(f"{each} gives {plain(rate)} %" for each, rate in result.neighbours)
    if result.relation == "part":
        return f"{plain(result.computed or 0)} % of {plain(result.current or 0)} (computed)"
    if result.relation == "parts":
        return f"{count}, within {plain(result.value)}"
    if result.verdict == IMPOSSIBLE:
        return f"no whole number fits {count}: {pairs}"
    only = "" if result.verdict == CONSISTENT else "only "
    base_of = "after" if result.relation == "growth" else "of"
    implied = result.missing if result.computed is None else f"{plain(result.computed)} (computed)"
    return f"{only}{count} {base_of} {implied}"


def in_chinese(base: FactBase, result: Result) -> str:
    """What the arithmetic says, in Chinese."""
    if result.verdict == UNTESTED:
        return untested(result)
    count = reading(base, result)
    pairs = "，".join(f"{each} 则 {plain(rate)}%" for each, rate in result.neighbours)
    if result.relation == "part":
        whole = plain(result.current or 0)
        return f"占 {whole} 的 {plain(result.computed or 0)}%（推算）"
    if result.relation == "parts":
        return f"{count}，不超过 {plain(result.value)}"
    if result.verdict == IMPOSSIBLE:
        return f"没有整数与 {count} 相合：{pairs}"
    only = "" if result.verdict == CONSISTENT else "只合于 "
    before = "上期 " if result.relation == "growth" else "总数 "
    implied = "不止一个" if result.computed is None else f"{plain(result.computed)}（推算）"
    return f"{only}{count}，{before}{implied}"


def untested(result: Result) -> str:
    """Why a rate can't be tested, in Chinese."""
    if result.least is not None:
        return f"未载所据的数；总数至少 {result.least}"
    return "未载所据的数" if not result.reading else "所据的数无从验算"
