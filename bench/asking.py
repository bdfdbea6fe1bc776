#!/usr/bin/env python3
"""Measure how often `ask` has the right answer.

    bench/asking.py [--misses] [--facts BASE --questions FILE.json]

The questions of `tests/questions.tsv` are asked of the shipped base. Their writers saw the report
and not the base. Half of them, `tune`, may be looked at by whoever changes the search; the other
half is only counted. Prints for each language and half how often a right fact is the first one
and among the first three, how often a question that the report does not answer is recognised
(the exit code is 1, or words of it are named as missing), and how often an answered one is taken
for such a one. `--misses` lists the misses of the half `tune`.

With `--facts` and `--questions`, another base is asked the questions of a JSON file. There a
fact is right if it stands on one of the lines that answer.
"""

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pjreport.cli.bases import open_bases
from pjreport.cli.commands.ask import reply_of, searches
from pjreport.model.base import Chain, Record
from pjreport.search.ranking import Search

ROOT = Path(__file__).parents[1]
HELD = "report"  # the half that is only counted


class Row(NamedTuple):
    """A question, the ids or lines of the facts that answer it, and its part of the table."""

    lang: str
    question: str
    right: frozenset[str]
    half: str = ""

    def answered_by(self, record: Record) -> bool:
        """Whether a fact is one of those that answer."""
        return not self.right.isdisjoint((record["id"], *map(str, record["lines"])))


def of_table(path: Path) -> Iterator[Row]:
    """The questions about the shipped base."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = frozenset(filter(None, row["ids"].split("|")))
            yield Row(row["lang"], row["question"], right, row["half"])


def of_report(path: Path) -> Iterator[Row]:
    """The questions about another report."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        lang = "en" if row["q"].isascii() else "zh"
        yield Row(lang, row["q"], frozenset(map(str, row["lines"])))


def outcome(bases: Chain, lots: list[Search], row: Row) -> tuple[set[str], list[Record]]:
    """What came of a question: `first`, `three`, `exit 1`, `named`; and the facts."""
    found, _ = reply_of(bases, lots, [row.question])
    marks = {"all"}
    for place, record in enumerate(found.records[:3]):
        if row.answered_by(record):
            marks |= {"three"} if place else {"first", "three"}
    if not found.answered:
        marks.add("exit 1")
    if found.missing:
        marks.add("named")
    if marks & {"exit 1", "named"}:
        marks.add("recognised")
    return marks, found.records


def main() -> None:
    """Ask all questions and print the rates."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="of the half that may be looked at")
    parser.add_argument("--facts", help="another base")
    parser.add_argument("--questions", type=Path, default=ROOT / "tests/questions.tsv")
    options = parser.parse_args()
    bases = open_bases([options.facts or str(ROOT / "data/facts.toml")])
    lots = searches(bases)
    read = of_report if options.questions.suffix == ".json" else of_table
    counts: dict[tuple[str, str, bool], Counter[str]] = {}
    for row in read(options.questions):
        marks, records = outcome(bases, lots, row)
        counts.setdefault((row.lang, row.half, bool(row.right)), Counter()).update(marks)
        good = "first" in marks and "exit 1" not in marks if row.right else "recognised" in marks
        if options.misses and row.half != HELD and not good:
            found = " ".join(f"{each['id']}{each['missing'] or ''}" for each in records[:3])
            print(f"{sorted(marks - {'all'})} {row.question}\n    {found}\n    {set(row.right)}")
    print("| questions | n | first | first three | exit 1 | words named |")
    print("|---|--:|--:|--:|--:|--:|")
    for (lang, half, answered), count in sorted(
        counts.items(), key=lambda each: (each[0][1], each[0])
    ):
        sort = "answered" if answered else "not answered"
        rates = [
            f"{count[mark] / count['all']:.0%}" if answered or mark in ("exit 1", "named") else ""
            for mark in ("first", "three", "exit 1", "named")
        ]
        if not answered:
            rates[-1] += f" (either {count['recognised'] / count['all']:.0%})"
        print(f"| {lang} {half} {sort} | {count['all']} | {' | '.join(rates)} |")


if __name__ == "__main__":
    main()
