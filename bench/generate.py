#!/usr/bin/env python3
"""Write any number of facts as fact bases, the same ones at every call.

    bench/generate.py FACTS FOLDER

Each base is the report of a school on an academic year, with 150 facts, the last one with
what is left: figures with growths, shares and sums that fit, honours, people, visits and so
on in about the mixture of the shipped base. Ids return from report to report, as they do in
reality. A folder below FOLDER holds 20 schools of a city, ten years each. Every file is
seeded with its own number, so the first reports are the same for any FACTS. With `--forms`
the same facts are written as one file each for recutils, jq, Miller and SQLite, too.
"""

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import words
from forms import Forms
from school import FACTS, Report


def reports(count: int) -> Iterator[Report]:
    """Reports with `count` facts together."""
    for number in range(-(-count // FACTS)):
        yield Report(number, min(FACTS, count - number * FACTS))


def toml(value: Any) -> str:
    """A text without anything to escape, a number, or a list of such, as TOML."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    return str(value)


def table(header: str, fields: dict[str, Any]) -> str:
    """A table with its header; empty fields are left out."""
    lines = [f"{key} = {toml(value)}" for key, value in fields.items() if value != ""]
    return "\n".join([f"[{header}]", *lines, "\n"])


def vocabulary() -> str:
    """The tables that are the same in every base: sections, topics, and all terms but periods."""
    parts = [
        table(f"sections.{key}", {"zh": zh, "en": en, "heading": heading, "body": [first, last]})
        for key, (zh, en, heading, first, last) in words.SECTIONS.items()
    ]
    parts += [
        table(f"topics.{key}", {"zh": zh, "en": en, "section": section})
        for key, (zh, en, section) in words.TOPICS.items()
    ]
    for key, (zh, en, written) in words.UNITS.items():
        whole = "" if written == "-" else ", whole = true"
        forms = f", written = {toml(list(written))}" if len(written) > 1 else ""
        parts.append(f'units.{key} = {{ zh = "{zh}", en = "{en}"{whole}{forms} }}\n')
    parts.insert(-len(words.UNITS), "[vocabulary]\n")
    for group, terms in words.VOCABULARY.items():
        for key, rest in terms:
            zh, _, en = rest.partition(" ")
            shown = words.WRITTEN.get(key) if group == "levels" else None
            forms = f', written = ["{shown}"]' if shown else ""
            parts.append(f'{group}.{key} = {{ zh = "{zh}", en = "{en}"{forms} }}\n')
    return "".join(parts)


SAME = vocabulary()


def base(report: Report) -> str:
    """The text of a report's fact base."""
    facts = report.facts
    fields = {
        "id": report.id,
        "zh": f"{report.school}{report.year}学年办学成果",
        "en": f"Achievements of {report.school_en}, academic year {report.year}",
        "publisher_zh": report.school,
        "publisher_en": report.school_en,
        "version": "1.0",
        "period": f"academic-{report.year}",
        "key": [fact.id for fact in facts if fact.kind == "stats"][:6],
    }
    digest = hashlib.sha256(report.id.encode()).hexdigest()
    source = {"file": f"{report.id}.txt", "sha256": digest, "lines": 210}
    parts = ["schema = 1\n\n", table("report", fields), table("report.source", source), SAME]
    for year, zh in ((report.year, "学年"), (report.year - 1, "学年（上年）")):
        names = f'zh = "{year}{zh}", en = "academic year {year}"'
        parts.append(f"periods.academic-{year} = {{ {names} }}\n")
    parts.append("\n")
    parts += [table(fact.id, fact.table) for fact in facts]
    return "".join(parts)


def write(count: int, folder: Path, forms: Forms | None = None) -> None:
    """Write `count` facts below `folder`, and in other forms."""
    made = set()
    for report in reports(count):
        below = folder / report.folder
        if below not in made:
            os.makedirs(below, exist_ok=True)
            made.add(below)
        with open(below / f"{report.id}.toml", "w", encoding="utf-8") as file:
            file.write(base(report))
        if forms is not None:
            forms.add(report)


def main() -> None:
    """Write what is asked for."""
    count, folder = [word for word in sys.argv[1:] if word != "--forms"]
    if "--forms" not in sys.argv:
        write(int(count), Path(folder))
        return
    with Forms(Path(folder)) as forms:
        write(int(count), Path(folder) / "toml", forms)


if __name__ == "__main__":
    main()
