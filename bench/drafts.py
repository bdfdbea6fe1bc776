#!/usr/bin/env python3
"""Count how much of reports is drafted rightly.

    bench/drafts.py --at FOLDER [--misses] [--subjects N]

FOLDER has a folder for each report, with `source.txt` and `truth.json`, in which every figure,
honour and person is written out. Each report is drafted. Counted are the figures that became a stat
with the right value, unit and qualifier, the stats that are no figure, the honours and people, the
errors of `check`, and the time for 1,000 lines. Whether a name says what its figure is of, a person
judges: `--subjects` prints N names with the words of the truth.
"""

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from pjreport.check.registry import RULES
from pjreport.draft.accounting import PROPOSED
from pjreport.draft.drafting import Draft, draft
from pjreport.draft.proving import findings
from pjreport.source.text import SourceText
from pjreport.text.normalise import fold
from yardsticks import plain, unit_right, value_right

ERRORS = [rule for rule in RULES if rule.severity == "error"]
LINES = 1000
Table = dict[str, Any]


def stated(table: Table, tables: Table) -> Iterator[Any]:
    """A stat as figures of a text: one for each form of its unit."""
    value = table.get("value")
    low, high = table.get("low"), table.get("high")
    form = table.get("form")
    if form == "rank" and value is None:
        value, high = high, None
    if form in ("fraction", "ratio"):
        value = Decimal(value) / Decimal(table["of"]) * (100 if form == "fraction" else 1)
    value = None if value is None else abs(Decimal(value))
    if form == "ratio":
        value = max(value or 0, 1 / value if value else 0)  # the side that is not 1
    unit = tables["vocabulary"]["units"].get(table.get("unit"), {})
    forms = [unit.get("zh"), unit.get("en"), *unit.get("written", ())]
    if form:
        forms += ["%" if form == "fraction" else "", "位", "名", "强"]
    for each in dict.fromkeys([*filter(None, forms), *([""] if "unit" not in table else [])]):
        yield SimpleNamespace(
            value=value, low=low, high=high, unit=each, qualifier=table.get("qualifier")
        )


def right(truth: Table, table: Table, tables: Table) -> tuple[bool, bool, bool]:
    """Whether value, unit and qualifier of a stat are those of the truth."""
    forms = [*stated(table, tables)]
    positive = truth | {"value": truth["value"] and str(abs(Decimal(truth["value"])))}
    value = any(value_right(each, form) for form in forms for each in (truth, positive))
    unit = table.get("form") is not None or any(unit_right(truth, form) for form in forms)
    wanted = (truth["qualifier"], *truth.get("qualifier_alt", []))
    qualifier = forms[0].qualifier in wanted or table.get("form") == "rank"
    return value, value and unit, value and qualifier


def facts(made: Draft, kind: str) -> list[Table]:
    """The tables of the facts of a kind."""
    return [each for topic in made.tables.get(kind, {}).values() for each in topic.values()]


def same_name(one: str, other: str) -> bool:
    """Whether two names of an honour are one: the shorter one is in the longer one."""
    short, long = sorted((re.sub(r"[“”\s]", "", fold(each)) for each in (one, other)), key=len)
    return len(short) > 1 and short in long


def measure(folder: Path, show: bool, subjects: list[str]) -> Iterator[str]:
    """One line a report."""
    sums: Counter[str] = Counter()
    for path in sorted(folder.glob("*/truth.json")):
        name = path.parent.name
        source = SourceText(
            str(path.parent / "source.txt"), (path.parent / "source.txt").read_bytes()
        )
        truths = json.loads(path.read_text(encoding="utf-8"))
        made = draft(source, "source.txt", "report")
        counts: Counter[str] = Counter()
        places: dict[int, list[tuple[Any, Table]]] = {}
        for item in made.items:
            places.setdefault(item.line, []).append((item, {}))
        taken: set[int] = set()
        for truth in truths["figures"]:
            found = [
                each for each, _ in places.get(truth["line"], []) if touches(each, truth, source)
            ]
            taken |= set(map(id, found))
            if truth.get("optional") or truth["kind"] == "year":
                continue
            counts["figures"] += 1
            best = (False, False, False)
            label = ""
            for item in found:
                for fact in item.ids:
                    kind, topic, key = fact.split(".")
                    if kind != "stats":
                        continue
                    table = made.tables[kind][topic][key]
                    if (score := right(truth, table, made.tables)) > best:
                        best, label = score, table.get("zh") or table["en"]
            counts.update(value=best[0], unit=best[1], qualifier=best[2], right=all(best))
            subjects.append(
                f"{name}:{truth['line']}: {truth['text']}: {label} | {truth['subject']}"
            )
            if show and not all(best):
                yield f"  {name}:{truth['line']}: {truth['text']!r}: {label or 'none'} {best}"
        for item, _ in (each for some in places.values() for each in some):
            if item.sort == "figure" and item.outcome == PROPOSED:
                counts["proposed"] += 1
                if id(item) not in taken:
                    counts["spurious"] += 1
                    if show:
                        yield f"  {name}:{item.line}: no figure: {item.text!r} {item.ids}"
        given = facts(made, "honours")
        for truth in truths.get("honours", []):
            if truth.get("optional"):
                continue
            counts["honours"] += 1
            hit = any(
                same_name(truth["name"], each.get("zh") or each["en"])
                and str(each.get("year") or truth.get("year")) in str(truth.get("year"))
                for each in given
            )
            counts["honours found"] += hit
            if show and not hit:
                yield f"  {name}:{truth['line']}: honour {truth['name']} {truth.get('year')}"
        for each in given:
            known = any(
                same_name(truth["name"], each.get("zh") or each["en"])
                for truth in truths["honours"]
            )
            counts["honours proposed"] += 1
            counts["honours wrong"] += not known
            if show and not known:
                yield f"  {name}: no honour: {each.get('zh') or each['en']}"
        for truth in truths.get("people", []):
            counts["people"] += 1
            hit = any(
                truth["name"] in (each.get("zh") or each["en"])
                or (each.get("zh") or each["en"]) in truth["name"]
                for each in facts(made, "people")
            )
            counts["people found"] += hit
            if show and not hit:
                yield f"  {name}:{truth['line']}: person {truth['name']}"
        counts["errors"] = len(findings(made.tables, source, ERRORS))
        yield summary(name, counts)
        sums += counts
    yield summary("all", sums)


def touches(item: Any, truth: Table, source: SourceText) -> bool:
    """Whether an item stands where the truth has a figure."""
    line = source.lines[truth["line"] - 1]
    if "col" in truth:
        start = truth["col"]
    else:
        start = line.find(truth["text"].split("\n")[0])
        if start < 0:
            digits = re.search(r"[\d,.]+", truth["text"])
            start = line.find(digits[0]) if digits else 0
        if plain(item.text) == plain(truth["text"]):
            return True
    end = start + len(truth["text"])
    return item.column - 1 < end and start < item.column - 1 + len(item.text)


def summary(name: str, counts: Counter[str]) -> str:
    """The line of a report."""
    total = max(1, counts["figures"])
    parts = [
        f"{each} {100 * counts[each] / total:.1f} %"
        for each in ("right", "value", "unit", "qualifier")
    ]
    spurious = 100 * counts["spurious"] / max(1, counts["proposed"])
    return (
        f"{name:16} {counts['figures']:4} figures: {', '.join(parts)}; spurious {counts['spurious']} ({spurious:.1f} %);"
        f" honours {counts['honours found']} of {counts['honours']}, {counts['honours wrong']} of {counts['honours proposed']} proposed are none;"
        f" people {counts['people found']} of {counts['people']}; errors {counts['errors']}"
    )


def timed(folder: Path) -> str:
    """The time that 1,000 lines take, made of the lines of the Chinese reports."""
    lines: list[str] = []
    texts = [
        path.read_text(encoding="utf-8").split("\n")
        for path in sorted(folder.glob("zh-*/source.txt"))
    ]
    while len(lines) < LINES and texts:
        for text in texts:
            lines += text
    source = SourceText("long.txt", "\n".join(lines[:LINES]).encode())
    start = time.process_time()
    made = draft(source, "long.txt", "long")
    seconds = time.process_time() - start
    return f"{LINES} lines, {sum(len(facts(made, kind)) for kind in ('stats', 'honours'))} facts: {seconds:.2f} s"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--at", type=Path, required=True, help="the folder of the reports")
    parser.add_argument("--misses", action="store_true", help="list what was not drafted rightly")
    parser.add_argument("--subjects", type=int, default=0, metavar="N", help="print N names")
    options = parser.parse_args()
    subjects: list[str] = []
    for line in measure(options.at, options.misses, subjects):
        sys.stdout.write(f"{line}\n")
    if options.subjects:
        step = max(1, len(subjects) // options.subjects)
        sys.stdout.writelines(f"{each}\n" for each in subjects[::step])
    else:
        sys.stdout.write(f"{timed(options.at)}\n")


if __name__ == "__main__":
    main()
