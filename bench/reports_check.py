#!/usr/bin/env python3
"""Check bases that are made from reports whose every figure is written out.

    bench/reports_check.py FOLDER [--show N]

FOLDER has a folder for each report, with `source.txt` and `truth.json`. Each figure becomes a fact:
value, unit, qualifier, line, and a fragment of the text around it as evidence. The fragment is cut
in five ways, from the bare number to the whole line. No correct fact may have an error. Then one
mistake at a time is planted in each fact, and `check` must find it. `--show` prints up to N of the
rows that are wrong.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from pjreport.check import examine, read
from pjreport.check.registry import RULES
from pjreport.check.rule import CheckRule
from pjreport.model.diagnostics import Place
from pjreport.source.text import SourceText

Table = dict[str, Any]
MARKS = "，。；：！？、,;:!?（）()|•·\n"
SENTENCE = "。！？\n"
JOINABLE = re.compile(r"[0-9A-Za-z.,，０-９％%万亿千百十一二三四五六七八九两几余多 \'’\-]")
QUALIFIERS = ("over", "nearly", "about", "at-least", "under", "at-most")
RULES_OF_SOURCE = [rule for rule in RULES if rule.group == "source"]
COVERAGE = [rule for rule in RULES if rule.name == "unclaimed"]
BARE, CLAUSE, LEFT, NEAR, LINE = "bare", "clause", "left", "near", "line"
STYLES = (BARE, CLAUSE, LEFT, NEAR, LINE)


class Report:
    """A report's text with its figures."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.text = (folder / "source.txt").read_text(encoding="utf-8")
        self.source = SourceText(str(folder / "source.txt"), self.text.encode())
        self.truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        self.language = self.truth["language"]
        self.starts = [0]
        for line in self.text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.places = [*self._places()]

    def _places(self) -> Iterator[tuple[Table, int, int]]:
        """The figures that a stat can state, each with its span in the text."""
        done = 0
        for figure in self.truth["figures"]:
            start = self.starts[figure["line"] - 1]
            pattern = re.escape(figure["text"]).replace(r"\ ", r"\s+")
            pattern = re.sub(r"(?<=[^\\a-zA-Z]) ?(?=[^\\a-zA-Z])", "", pattern)
            first = start + figure["col"] if "col" in figure else max(start, done)
            found = re.compile(pattern).search(self.text, first)
            if found is None:
                found = re.compile(pattern).search(self.text, start)
            if found is None or found.start() >= self.starts[figure["line"]]:
                continue  # broken over two lines
            done = found.end()
            if figure["kind"] != "year":
                yield figure, found.start(), found.end()

    def evidence(self, start: int, end: int, style: str) -> str:
        """A fragment of the text around a figure."""
        text = self.text
        line = text.count("\n", 0, start)
        low, high = self.starts[line], self.starts[line + 1] - 1
        if style == LINE:
            return text[low:high].strip()
        if style == NEAR:
            low, high = max(low, start - 10), min(high, end + 6)
            while low > 0 and JOINABLE.match(text[low]) and JOINABLE.match(text[low - 1]):
                low -= 1
            while high < len(text) and all(map(JOINABLE.match, text[high - 1 : high + 1])):
                high += 1
            return text[low:high].strip()
        first, last = start, end
        if style in (CLAUSE, LEFT):
            while first > low and not mark(text, first - 1):
                first -= 1
        if style == CLAUSE:
            while last < high and not mark(text, last):
                last += 1
        return text[first:last].strip()


def mark(text: str, place: int) -> bool:
    """Whether a clause ends here: not at the comma of 5,228."""
    inside = text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()
    return (text[place] in MARKS and not (inside and text[place] in ",，:")) or (
        text[place] == "." and not text[place + 1 : place + 2].isdigit()
    )


def base(report: Report, style: str) -> tuple[Table, list[str]]:
    """The tables of a base of a report's figures, and the ids of its facts."""
    units: dict[str, Table] = {}
    stats: dict[str, Table] = {}
    known: dict[str, str] = {}
    for number, (figure, start, end) in enumerate(report.places):
        table = fact(figure, report.evidence(start, end, style))
        if table is None:
            continue
        unit = table.pop("unit")
        if unit:
            key = known.setdefault(unit, f"u{len(known)}")
            units[key] = {"zh": unit, "en": unit}
            if report.language == "en" and unit.endswith("s"):
                units[key]["en_one"] = unit[:-1]
            table["unit"] = key
        stats[f"f{number}"] = table
    first = f"stats.t.{next(iter(stats))}"
    for table in stats.values():
        if table.pop("grows"):
            table["growth_of"] = [first]
    tables = {
        "report": {"source": {"sha256": report.source.sha256, "lines": len(report.source.lines)}},
        "topics": {"t": {"zh": "全部", "en": "All"}},
        "vocabulary": {"units": units, "periods": {"year": {"zh": "年度", "en": "year"}}},
        "stats": {"t": stats},
    }
    return tables, [*stats]


def fact(figure: Table, evidence: str) -> Table | None:
    """A figure as the table of a stat; None if a stat cannot state it."""
    value, unit = figure["value"], figure["unit"]
    table: Table = {"zh": figure["subject"], "en": figure["subject"], "period": "year"}
    if "fraction" in figure:
        value, unit = str(round(float(100 * Fraction(figure["fraction"])), 2)), "%"
    if "ratio" in figure:
        value, of = figure["ratio"].split(":")
        table |= {"form": "ratio", "of": number(of)}
    elif figure["kind"] == "rank":
        table["form"] = "rank"
    if value is None:
        table |= {"low": number(figure["low"]), "high": number(figure["high"])}
    else:
        table["value"] = number(value)
    down = figure.get("direction") == "down" or figure.get("sign") == "-"
    table["grows"] = figure["kind"] == "growth" and unit == "%"
    if down and table["grows"]:
        table["value"] = -table["value"]
    if figure["qualifier"] and None not in figure.get("qualifier_alt", ()):
        table["qualifier"] = figure["qualifier"]
    return table | {"unit": unit, "lines": [figure["line"]], "evidence": [evidence]}


def number(text: str) -> int | Decimal:
    """A number as TOML has it."""
    value = Decimal(text)
    return int(value) if value == value.to_integral() else value


def findings(report: Report, tables: Table, rules: list[CheckRule]) -> dict[str, list[str]]:
    """`severity rule message` of the findings by fact, with those of the text under an empty key."""
    context = read(tables, "", report.source, None)
    found: dict[str, list[str]] = {}
    for each in examine(context, rules):
        if each.severity == "note":
            continue  # says what could be added, and finds no mistake
        key = "" if isinstance(each.where, Place) else str(each.where[2])
        found.setdefault(key, []).append(f"{each.severity} {each.rule}: {each.message}")
    return found


# ---- mistakes


def wrong_value(table: Table, _: list[Table], __: Report) -> Table | None:
    """A digit of the value is another."""
    if "value" not in table:
        return None
    digits = f"{table['value']}"
    place = next(i for i, each in enumerate(digits) if each.isdigit())
    other = str((int(digits[place]) + 3) % 9 + 1)
    return table | {"value": number(digits[:place] + other + digits[place + 1 :])}


def wrong_both(table: Table, others: list[Table], report: Report) -> Table | None:
    """Value and evidence have the same wrong digit."""
    wrong = wrong_value(table, others, report)
    digits = str(abs(table.get("value", 0)))
    if wrong is None or digits not in table["evidence"][0]:
        return None
    new = str(abs(wrong["value"]))
    return wrong | {"evidence": [table["evidence"][0].replace(digits, new, 1)]}


def neighbour(table: Table, others: list[Table], _: Report) -> Table | None:
    """The value is that of another figure on the line."""
    for other in others:
        same = other["lines"] == table["lines"] and other.get("unit") == table.get("unit")
        if same and "value" in other and "value" in table and other["value"] != table["value"]:
            return table | {"value": other["value"]}
    return None


def wrong_unit(table: Table, others: list[Table], _: Report) -> Table | None:
    """The unit is another figure's."""
    for other in others:
        if other.get("unit") and table.get("unit") and other["unit"] != table["unit"]:
            return table | {"unit": other["unit"]}
    return None


def wrong_qualifier(table: Table, _: list[Table], __: Report) -> Table:
    """A qualifier is added, or another, or dropped."""
    stated = table.get("qualifier")
    if stated is None:
        return table | {"qualifier": QUALIFIERS[int(table["lines"][0]) % 6]}
    if table["lines"][0] % 2:
        return table | {"qualifier": "over" if stated != "over" else "under"}
    return {key: value for key, value in table.items() if key != "qualifier"}


def wrong_sign(table: Table, _: list[Table], __: Report) -> Table | None:
    """A growth is a fall, and the other way round."""
    return table | {"value": -table["value"]} if table.get("growth_of") else None


def wrong_line(table: Table, _: list[Table], report: Report) -> Table | None:
    """Another line is stated."""
    line = table["lines"][0]
    known = {
        each
        for span in report.source.find(table["evidence"][0])
        for each in report.source.lines_of(span)
    }
    for other in (line + 1, line - 1, line + 2):
        if 0 < other <= len(report.source.lines) and other not in known:
            return table | {"lines": [other]}
    return None


Mistake = Callable[[Table, list[Table], Report], Table | None]
MISTAKES: dict[str, Mistake] = {
    "value": wrong_value,
    "value and evidence": wrong_both,
    "value of a neighbour": neighbour,
    "unit": wrong_unit,
    "qualifier": wrong_qualifier,
    "sign": wrong_sign,
    "line": wrong_line,
}
SWAP = "swap"
STRIDE = 6  # mistakes are planted in every sixth fact at once
SWAPPED = ("value", "low", "high", "qualifier", "lines", "evidence", "growth_of")


def swaps(stats: dict[str, Table]) -> Iterator[tuple[str, str]]:
    """Pairs of facts in one unit that are next to each other."""
    last: dict[str, str] = {}
    for name, table in stats.items():
        other = last.get(table.get("unit", ""))
        differ = other and stats[other]["zh"] != table["zh"]
        if other and differ and stats[other].get("value") != table.get("value"):
            yield other, name
        last[table.get("unit", "")] = name


Total = Counter[tuple[str, str, str]]


def measure(folder: Path, styles: Sequence[str], only: Sequence[str] = (), most: int = 0) -> Total:
    """Count what is found in right and in wrong facts. `most` rows of a sort are printed."""
    shown: Counter[str] = Counter()

    def show(what: str, *said: Any) -> None:
        shown[what] += 1
        if shown[what] <= most:
            print(f"  {what}:", *said)

    reports = [Report(path.parent) for path in sorted(folder.glob("*/truth.json"))]
    total: Total = Counter()
    for report in reports:
        for style in styles:
            tables, names = base(report, style)
            stats = tables["stats"]["t"]
            right = findings(report, tables, RULES_OF_SOURCE)
            for name in names:
                said = right.get(name, [])
                total[style, "facts", ""] += 1
                wrong = [each for each in said if each.startswith("error")]
                total[style, "facts", "error"] += bool(wrong)
                total[style, "facts", "warning"] += bool(said) and not wrong
                if wrong:
                    show(f"correct {style}", report.name, stats[name], wrong)
                elif said:
                    show(f"not shown {style}", report.name, stats[name], said)
            for what, change in MISTAKES.items():
                if only and what not in only:
                    continue
                planted = {
                    name: wrong
                    for name in names
                    for others in [[stats[each] for each in names if each != name]]
                    if (wrong := change(stats[name], others, report)) is not None
                }
                for step in range(STRIDE):
                    some = dict([*planted.items()][step::STRIDE])
                    changed = tables | {"stats": {"t": stats | some}}
                    found = findings(report, changed, RULES_OF_SOURCE)
                    for name, wrong in some.items():
                        said = found.get(name, [])
                        count(total, style, what, said)
                        if not said:
                            show(f"missed {what} {style}", report.name, wrong)
            pairs = [*swaps(stats)] if not only or SWAP in only else []
            for step in range(STRIDE):
                some = {}
                for one, other in pairs[step::STRIDE]:
                    if one not in some and other not in some:
                        some[one] = exchanged(stats[one], stats[other])
                        some[other] = exchanged(stats[other], stats[one])
                changed = tables | {"stats": {"t": stats | some}}
                found = findings(report, changed, RULES_OF_SOURCE)
                for one, other in pairs[step::STRIDE]:
                    if one in some and other in some:
                        said = [*found.get(one, ()), *found.get(other, ())]
                        count(total, style, SWAP, said)
                        if not said:
                            show(f"missed swap {style}", report.name, some[one], some[other])
        if not only:
            tables, _ = base(report, CLAUSE)
            said = findings(report, tables, COVERAGE).get("", [])
            total["coverage", report.name, ""] += len(said)
            for each in said:
                show(f"coverage {report.name}", each)
    return total


def told(total: Total) -> Iterator[str]:
    """The counts in lines: for a style, the right facts, then each sort of mistake."""
    for style in STYLES:
        facts = total[style, "facts", ""]
        if not facts:
            continue
        errors, warnings = (total[style, "facts", each] for each in ("error", "warning"))
        yield f"{style:7} {facts} right facts: {errors} with an error, {share(warnings, facts)} with a warning"
        for what in (*MISTAKES, SWAP):
            if all_of := total[style, what, ""]:
                found = [share(total[style, what, each], all_of) for each in ("error", "warning")]
                missed = total[style, what, "missed"]
                yield f"{style:7} {what:20} {all_of:4}: {found[0]} errors, {found[1]} warnings, {missed} missed"
    for key in sorted(total):
        if key[0] == "coverage":
            yield f"coverage {key[1]}: {total[key]} warnings"


def share(part: int, whole: int) -> str:
    """A part of a whole in per cent."""
    return f"{100 * part / whole:.1f} %"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--style", action="append")
    parser.add_argument("--only", action="append")
    options = parser.parse_args()
    styles = options.style or STYLES
    for line in told(measure(options.folder, styles, options.only or (), options.show)):
        print(line)


def exchanged(table: Table, other: Table) -> Table:
    """A fact with the figure of another."""
    kept = {key: value for key, value in table.items() if key not in SWAPPED}
    return kept | {key: other[key] for key in SWAPPED if key in other}


def count(total: Counter[tuple[str, str, str]], style: str, what: str, said: list[str]) -> None:
    """Count a planted mistake as found by an error, by a warning, or not at all."""
    total[style, what, ""] += 1
    found = "error" if any(each.startswith("error") for each in said) else "warning"
    total[style, what, found if said else "missed"] += 1


if __name__ == "__main__":
    sys.exit(main())
