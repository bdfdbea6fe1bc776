"""The same facts in the forms that other tools read best, each in one file.

`facts.rec` for recutils, `facts.jsonl` for jq and ripgrep, `facts.csv` for Miller, csvkit and
DuckDB, `facts.db` for whatever reads SQLite; `truth.json` holds the right answers to what
is asked: a fact and a topic of a report two thirds through, and words.
A fact of any report is identified by its `key`: the report, a slash and the id.
"""

import csv
import json
import os
import sqlite3
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from school import FACTS, Report
from words import COMMON, RARE, WORD

COLUMNS = (  # one for each field that many facts have, and one for the others together
    *("key", "report", "id", "kind", "topic", "zh", "en", "value", "unit", "period"),
    *("lines", "evidence", "note_zh", "note_en", "more"),
)
ID, TOPIC = "stats.training.participations", "contests"  # what is looked for in one report
WORDS = {"search": WORD, "rare": RARE, "common": COMMON}  # and in all of them
RECORD = """\
%rec: Fact
%key: key
%mandatory: report id kind topic zh en
%type: lines int
%type: value real
%type: kind enum stats derived honours competitions people visits organisations agreements
+ programmes initiatives outcomes works coverage publication

"""
SCHEMA = f"""
create table facts ({", ".join(COLUMNS)});
create virtual table pairs using fts5(zh, content='', detail=none);
"""
INDEXES = """
create unique index by_key on facts(key);
create index by_id on facts(id, report);
create index by_topic on facts(report, topic, kind);
insert into pairs(pairs) values ('optimize');
analyze;
"""


class Forms:
    """Files that grow by one report after another."""

    def __init__(self, folder: Path) -> None:
        os.makedirs(folder, exist_ok=True)
        self.folder = folder
        self.count = 0
        self.hits: dict[str, list[str]] = {task: [] for task in WORDS}
        self.rec, self.jsonl, self.csv = (
            (folder / f"facts.{form}").open("w", encoding="utf-8", newline="")
            for form in ("rec", "jsonl", "csv")
        )
        self.rec.write(RECORD)
        self.rows = csv.writer(self.csv, lineterminator="\n")
        self.rows.writerow(COLUMNS)
        (folder / "facts.db").unlink(missing_ok=True)
        self.db = sqlite3.connect(folder / "facts.db")
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in (self.rec, self.jsonl, self.csv):
            file.close()
        self.db.commit()
        self.db.executescript(INDEXES)
        self.db.close()
        report = Report(self.count // FACTS * 2 // 3)
        keys = {
            task: [f"{report.id}/{fact.id}" for fact in report.facts if fact.id.startswith(begins)]
            for task, begins in (("id", (ID,)), ("topic", (f"stats.{TOPIC}.", f"derived.{TOPIC}.")))
        }
        [value] = [fact.table["value"] for fact in report.facts if fact.id == ID]
        truth = {"facts": self.count, "report": report.id, "value": value, **keys} | self.hits
        (self.folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False))

    def add(self, report: Report) -> None:
        """All facts of a report, in every form."""
        recs, lines, rows, tokens = [], [], [], []
        for fact in report.facts:
            key = f"{report.id}/{fact.id}"
            record = {"key": key, "report": report.id, "id": fact.id, "kind": fact.kind}
            record |= {"topic": fact.topic, **fact.table}
            if fact.computed is not None:
                record["value"] = fact.computed
            for task, word in WORDS.items():
                if word in record["zh"]:
                    self.hits[task].append(key)
            recs.append(rec(record))
            lines.append(json.dumps(record, ensure_ascii=False, default=float) + "\n")
            more = {name: value for name, value in record.items() if name not in COLUMNS}
            flat = record | {"more": json.dumps(more, ensure_ascii=False) if more else None}
            rows.append([joined(flat.get(name)) for name in COLUMNS])
            self.count += 1
            tokens.append((self.count, " ".join(a + b for a, b in pairwise(record["zh"]))))
        self.rec.writelines(recs)
        self.jsonl.writelines(lines)
        self.rows.writerows(rows)
        marks = ",".join("?" * len(COLUMNS))
        self.db.executemany(f"insert into facts values ({marks})", rows)
        self.db.executemany("insert into pairs(rowid, zh) values (?, ?)", tokens)


def joined(value: Any) -> Any:
    """A value for a cell: the items of a list with bars between them."""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return float(value) if isinstance(value, Decimal) else value


def rec(record: dict[str, Any]) -> str:
    """A record of recutils: a list is a field that returns."""
    lines = []
    for name, value in record.items():
        lines += [f"{name}: {each}" for each in (value if isinstance(value, list) else [value])]
    return "\n".join([*lines, "", ""])
