"""Bases made from reports whose every figure, honour and person is written out.

`reports_check.py` says what such a report has. The names of the facts are what the figures are of,
in the one language of the report. The evidence is the clause around a figure. A figure that is
printed twice is one fact with two lines.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from reports_check import CLAUSE, Report, fact, number

Table = dict[str, Any]
CUT = {"zh": "{}（第{}行）", "en": "{} (line {})"}
BREAK = {"zh": "", "en": " "}  # for a line break inside a fragment


def write(folder: Path, path: Path) -> None:
    """Write the base of the report in a folder."""
    report = Report(folder)
    path.write_text(toml(tables(report)), encoding="utf-8")


def tables(report: Report) -> Table:
    """The tables of a report's base."""
    lang, truth = report.language, report.truth
    stats: dict[str, Table] = {}
    days: dict[str, Table] = {}
    units: dict[str, Table] = {}
    names: dict[str, Table] = {}
    for count, (figure, evidence) in enumerate(printed(report)):
        if figure["kind"] == "year":
            table: Table = {"lines": [figure["line"]], "evidence": [evidence]}
            if figure["value"] is not None:
                table["year"] = number(figure["value"])
            facts = days
        else:
            table = fact(figure, evidence) or {}
            table.pop("grows")
            del table["zh"], table["en"]
            if unit := table.pop("unit"):
                key = next((key for key, term in units.items() if term[lang] == unit), "")
                key = key or f"u{len(units)}"
                units.setdefault(key, {lang: unit, "whole": True})
                whole = figure["kind"] == "count" and table.get("value", 0) % 1 == 0
                units[key]["whole"] = units[key]["whole"] and whole
                table["unit"] = key
            facts = stats
        table["evidence"] = [evidence.replace("\n", BREAK[lang])]
        name = figure["subject"]
        if (known := names.get(name)) and same(known, table):
            if figure["line"] not in known["lines"]:
                known["lines"].append(figure["line"])
                known["evidence"].append(evidence)
            continue
        if known:
            name = CUT[lang].format(name, figure["line"])
            if name in names:
                continue  # of several on a line, the first
        names[name] = table
        facts[f"f{count}"] = {lang: name, **table}
    for unit in units.values():
        if not unit["whole"]:
            del unit["whole"]
    roles = {f"r{number}": each["title"] for number, each in enumerate(truth["people"])}
    source = {"sha256": report.source.sha256, "lines": len(report.source.lines)}
    return {
        "schema": 1,
        "report": {
            "id": report.name,
            lang: truth["title"],
            f"publisher_{lang}": truth["title"],
            "version": "1.0",
            "period": "year",
            "key": [f"stats.t.{next(iter(stats))}"],
            "languages": [lang],
            "source": {"file": "source.txt", **source},
        },
        "topics": {"t": {lang: truth["title"]}},
        "vocabulary": {
            "units": units,
            "periods": {"year": {lang: {"zh": "本期", "en": "this period"}[lang]}},
            "roles": {key: {lang: name} for key, name in roles.items()},
        },
        "stats": {"t": stats},
        "outcomes": {"t": days},
        "honours": {
            "t": {f"h{n}": honour(report, each) for n, each in enumerate(truth["honours"])}
        },
        "people": {
            "t": {
                f"p{n}": {
                    lang: each["name"],
                    f"title_{lang}": each["title"],
                    "role": f"r{n}",
                    "lines": [each["line"]],
                    "evidence": [around(report, each)],
                }
                for n, each in enumerate(truth["people"])
            }
        },
    }


def printed(report: Report) -> list[tuple[Table, str]]:
    """The figures and dates of a report, each with the clause around it."""
    found = [(figure, report.evidence(start, end, CLAUSE)) for figure, start, end in report.places]
    for figure in report.truth["figures"]:
        if figure["kind"] == "year":
            start = report.text.find(figure["text"], report.starts[figure["line"] - 1])
            end = start + len(figure["text"])
            found.append((figure, report.evidence(start, end, CLAUSE)))
    return sorted(found, key=lambda each: each[0]["line"])


def same(one: Table, other: Table) -> bool:
    """Whether two facts say the same number."""
    return all(one.get(key) == other.get(key) for key in {*one, *other} - {"lines", "evidence"})


def honour(report: Report, entry: Table) -> Table:
    """An honour as a fact: the name, the year, and the clause around the name."""
    table = {report.language: entry["name"], "lines": [entry["line"]]}
    if entry["year"]:
        table["year"] = int(entry["year"][:4])
    return table | {"evidence": [around(report, entry)]}


def around(report: Report, entry: Table) -> str:
    """The clause around a name, or the line if the name is not printed in one piece."""
    first = report.starts[entry["line"] - 1]
    start = report.text.find(entry["name"], first, report.starts[entry["line"]])
    if start < 0:
        return report.text[first : report.starts[entry["line"]]].strip()
    return report.evidence(start, start + len(entry["name"]), CLAUSE)


def toml(tables: Table, path: tuple[str, ...] = ()) -> str:
    """Tables as TOML."""
    plain = {key: each for key, each in tables.items() if not isinstance(each, dict)}
    lines = [f"[{'.'.join(path)}]"] if path and plain else []
    for key, each in plain.items():
        text = str(each) if isinstance(each, Decimal) else json.dumps(each, ensure_ascii=False)
        lines.append(f"{key} = {text}")
    further = [toml(each, (*path, key)) for key, each in tables.items() if isinstance(each, dict)]
    return "\n".join([*lines, *further])
