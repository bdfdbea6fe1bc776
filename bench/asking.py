#!/usr/bin/env python3
"""Measure how often `ask` has the right answer.

    bench/asking.py [--misses] [--facts BASE --questions FILE.json]
    bench/asking.py --reports FOLDER [--curated FOLDER] [--misses]

The questions of `tests/questions.tsv` are asked of the shipped base. Their writers saw the report
and not the base. Half of them, `tune`, may be looked at by whoever changes the search; the other
half is only counted. Prints for each language and half how often a right fact is the first one
and among the first three, how often a question that the report does not answer is recognised
(the exit code is 1, or words of it are named as missing), and how often an answered one is taken
for such a one. `--misses` lists the misses of the half `tune`.

With `--facts` and `--questions`, another base is asked the questions of a JSON file. There a
fact is right if it stands on one of the lines that answer.

With `--reports`, a base is made from each report in FOLDER: its `truth.json` has every figure,
honour and person. Each is a fact with what the figure is of as its name, in one language and without
other words for it. The evidence is the clause around it. `--curated` has bases that somebody wrote
of some of the reports, each as `REPORT/facts.toml`. There a fact is right if it also has the number
or the words of the answer.
"""

import argparse
import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import truth
from pjreport.cli.bases import open_bases
from pjreport.cli.commands.ask import reply_of, searches
from pjreport.model.base import Chain, Record
from pjreport.quantities.reader import read
from pjreport.search.ranking import Search
from pjreport.text.normalise import fold

ROOT = Path(__file__).parents[1]
HELD = "report"  # the half that is only counted
# What came of the questions of a language and half, answered ones or others.
Counts = dict[tuple[str, str, bool], Counter[str]]


class Row(NamedTuple):
    """A question, the ids or lines of the facts that answer it, and its part of the table."""

    lang: str
    question: str
    right: frozenset[str]
    half: str = ""
    said: tuple[str, ...] = ()
    values: tuple[Decimal, ...] = ()

    def answered_by(self, record: Record) -> bool:
        """Whether a fact is one of those that answer."""
        if self.right.isdisjoint((record["id"], *map(str, record["lines"]))):
            return False
        if not self.said:
            return True
        if self.values and record["kind"] == "stats":
            return not numbers(record).isdisjoint(self.values)
        texts = [fold(text) for text in (record["zh"], record["en"], *record["evidence"]) if text]
        texts.append(str(record.get("date")))
        return any(fold(each) in text for each in self.said for text in texts)


def numbers(record: Record) -> set[Decimal]:
    """The numbers of a figure; a fraction or ratio has those that it comes to."""
    held = [Decimal(record[name]) for name in ("value", "low", "high") if record.get(name)]
    if record.get("of") and record.get("form") != "rank":
        part = held[0] / Decimal(record["of"])
        held += [part, 100 * part]
    return {round(abs(each), 2) for each in held}


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


def of_truth(path: Path, half: str) -> Iterator[Row]:
    """The questions about a report whose answers are written out."""
    entries = json.loads(path.read_text(encoding="utf-8"))
    for row, entry in zip(of_report(path), entries, strict=True):
        said = [*entry.get("answer", ()), *entry.get("also", ())]
        found = [each["value"] for each in entry.get("values", ()) if each and each["value"]]
        for quantity in (each for text in said for each in read(text)):
            found += [quantity.value, quantity.low, quantity.high]
        values = tuple(round(abs(Decimal(each)), 2) for each in found if each is not None)
        yield row._replace(half=half, said=tuple(said), values=values)


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
    parser.add_argument("--facts", type=Path, default=ROOT / "data/facts.toml")
    parser.add_argument("--reports", type=Path, help="reports with all their figures")
    parser.add_argument("--curated", type=Path, help="bases of the same reports")
    parser.add_argument("--questions", type=Path, default=ROOT / "tests/questions.tsv")
    options = parser.parse_args()
    counts: Counts = {}
    if options.reports:
        with tempfile.TemporaryDirectory() as made:
            for path in sorted(options.reports.glob("*/questions.json")):
                name = path.parent.name
                file = Path(made, f"{name}.toml")
                truth.write(path.parent, file)
                ask(file, of_truth(path, name), counts, misses=options.misses)
                curated = options.curated and options.curated / name / "facts.toml"
                if curated and curated.exists():
                    ask(curated, of_truth(path, f"{name}, curated"), counts, misses=options.misses)
    else:
        path = options.questions
        rows = of_truth(path, "") if path.suffix == ".json" else of_table(path)
        ask(options.facts, rows, counts, misses=options.misses)
    report(counts)


def ask(file: Path, rows: Iterable[Row], counts: Counts, *, misses: bool) -> None:
    """Ask a base questions, and count what comes of them."""
    bases = open_bases([str(file)])
    lots = searches(bases)
    for row in rows:
        marks, records = outcome(bases, lots, row)
        counts.setdefault((row.lang, row.half, bool(row.right)), Counter()).update(marks)
        good = "first" in marks and "exit 1" not in marks if row.right else "recognised" in marks
        if misses and row.half != HELD and not good:
            found = " ".join(
                f"{each['zh']}{each['missing'] or ''}"
                if row.said
                else f"{each['id']}{each['missing'] or ''}"
                for each in records[:3]
            )
            wanted = row.said or {*row.right}
            print(f"{sorted(marks - {'all'})} {row.question}\n    {found}\n    {wanted}")


def report(counts: Counts) -> None:
    """Print the rates, and those of all questions together."""
    for answered in (True, False):
        all_of = [count for key, count in counts.items() if key[2] is answered]
        counts["all", "", answered] = sum(all_of, Counter())
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
