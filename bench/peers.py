#!/usr/bin/env python3
"""Measure pjreport beside what people would use instead, on the same facts.

    bench/peers.py [FACTS ...] [--only TASK,...] [--runs R] [--work FOLDER] [--peers ENVIRONMENT]

FACTS are numbers, by default 150, 10,000, 100,000 and 1,000,000. Data, the environment that
pjreport is installed in alone, and what was measured stay in FOLDER and are used again; by
default it is a temporary one. bench/RESULTS.md is written from all that was measured there.
A base is compiled once; `--only compile` makes it anew.
ENVIRONMENT is one of Python with peers in it (sqlite-utils, datasette, duckdb, csvkit); the
others (recutils, jq, miller, ripgrep, sqlite3) are looked for in PATH. What is missing is named
and skipped. A fast tool runs R times (default 11), a slow one less often; each run has a limit.
"""

import argparse
import contextlib
import datetime as dt
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import generate
import measure
import tools
from forms import ID, TOPIC, WORDS, Forms
from measure import Cost, Failed, Row
from results import TITLES, page
from sections import RESULTS, section
from startup import TITLE as STARTUP
from startup import TRIVIAL, fresh_environment
from tools import COMPILED, FILES, Tool
from tools import PYTHON_WITH_DUCKDB as DUCKDB

ROOT = Path(__file__).parents[1]
COUNTS = [150, 10_000, 100_000, 1_000_000]
FILES_UP_TO = 10_000  # facts that are looked up in TOML
PARQUET = "copy (select * replace (try_cast(value as double) as value) from read_csv('{}', all_varchar = true)) to '{}' (format parquet)"


class Bench:
    """The work folder, and the programs that are measured on what it holds."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder = folder
        self.runs = options.runs
        self.limit = options.limit
        python = Path(sys.executable) if options.here else self.environment()
        peers = Path(options.peers).absolute() if options.peers else None
        self.programs = tools.programs(python, peers)
        self.trivial = folder / "trivial.py"
        self.trivial.write_text(TRIVIAL)
        self.out = folder / "out"
        self.compiles = not self.cost([self.programs["pjreport"], "compile", "--help"]).status
        (folder / "results").mkdir(exist_ok=True)

    def environment(self) -> Path:
        """An environment with this version of the package alone in it; the path of its python."""
        shutil.rmtree(self.folder / "env", ignore_errors=True)
        return fresh_environment(self.folder / "env")

    def cost(self, command: list[str], limit: int = 0) -> Cost:
        """One run."""
        return measure.run(command, self.out, limit or self.limit)

    def build(self, count: int) -> dict[str, Any]:
        """Make what is missing of the data of `count` facts; the right answers."""
        data = self.folder / str(count)
        if not (data / "truth.json").exists():
            shutil.rmtree(data, ignore_errors=True)
            with Forms(data) as forms:
                generate.write(count, data / "toml", forms)
        parquet = data / "facts.parquet"
        if not parquet.exists():
            query = PARQUET.format(data / "facts.csv", parquet)
            for name, words in (
                ("duckdb", query),
                (DUCKDB, f"import duckdb; duckdb.sql({query!r})"),
            ):
                if self.programs[name] and not parquet.exists():
                    command = [self.programs[name], "-c", words]
                    subprocess.run(command, capture_output=True, check=True)
        truth: dict[str, Any] = json.loads((data / "truth.json").read_text())
        return truth

    def compiled(self, count: int) -> dict[str, Row]:
        """What it takes to compile the base of `count` facts."""
        if not self.compiles:
            return {COMPILED: {"skipped": "this version has no `compile`"}}
        data = self.folder / str(count)
        base = data / "base.db"
        base.unlink(missing_ok=True)
        words = ["compile", str(data / "toml"), "-o", str(base)]
        try:
            cost = self.cost([self.programs["pjreport"], *words], 1200)
        except Failed as failed:
            return {COMPILED: {"skipped": str(failed)}}
        if cost.status:
            return {COMPILED: {"skipped": self.complaint(cost)}}
        size = f"base.db, {base.stat().st_size / 1e6:,.1f} MB"
        return {COMPILED: measure.summary([cost], None) | {"answers": size}}

    def complaint(self, cost: Cost) -> str:
        """Why a run failed, in a line."""
        said = Path(f"{self.out}.err").read_text().split("\n")
        return f"exit status {cost.status}: {' '.join(filter(None, said))[-100:].replace('|', '')}"

    def command(self, tool: Tool, task: str, count: int, truth: dict[str, Any]) -> list[str]:
        """The command that asks a tool; raises `Failed` when that cannot be done."""
        file = self.folder / str(count) / tool.file
        if tool.file == "base.db" and not self.compiles:
            raise Failed("this version has no `compile`")
        if tool.name == FILES and task != "check" and count > FILES_UP_TO:
            raise Failed("so large a base is compiled")
        if not self.programs[tool.program]:
            raise Failed("not installed")
        if not file.exists():
            raise Failed(f"no {tool.file}")
        values = {"KEY": truth["id"][0], "REPORT": truth["report"], "ID": ID, "TOPIC": TOPIC}
        values |= {"FILE": str(file), "TRIVIAL": str(self.trivial), "WORD": WORDS.get(task, "")}
        words = tool.words["search" if task in WORDS else task]
        return [self.programs[tool.program], *tools.filled(words, values)]

    def answers(self, tool: Tool, task: str, count: int, command: list[str], truth: Any) -> Cost:
        """The first run of a tool, whose answer must be right."""
        earlier = {
            fewer: rows.get(tool.name) for fewer, rows in self.results().get(task, {}).items()
        }
        if why := measure.too_long(earlier, count, self.limit):
            raise Failed(why)
        cost = self.cost(command)
        output = self.out.read_text()
        errors = Path(f"{self.out}.err").read_text()
        if cost.status:
            raise Failed(self.complaint(cost))
        tools.verify(tool, task, output + (errors if task == "check" else ""), truth)
        return cost

    def task(self, task: str, count: int, truth: dict[str, Any]) -> dict[str, Row]:
        """The rows of a task: each tool's, or why it has none."""
        rows: dict[str, Row] = {}
        first: dict[str, Cost] = {}
        commands: dict[str, list[str]] = {}
        for tool in tools.TOOLS:
            if ("search" if task in WORDS else task) not in tool.words:
                continue
            if task in ("rare", "common") and not tool.indexed:
                continue
            rows[tool.name] = {}
            try:
                commands[tool.name] = self.command(tool, task, count, truth)
                first[tool.name] = self.answers(tool, task, count, commands[tool.name], truth)
            except Failed as failed:
                rows[tool.name] = {"skipped": str(failed)}
                print(f"{task}, {count:,} facts: {tool.name} skipped: {failed}", file=sys.stderr)
        costs = measure.in_turn(first, self.runs, lambda name: self.cost(commands[name]))
        reference = costs.get(FILES)
        if task != "check":  # the rows of a compiled base were checked when it was made
            reference = costs.get(COMPILED, reference)
        hits = {tool.name: tool.hits for tool in tools.TOOLS if task in WORDS}
        for name, found in costs.items():
            anchor = name in tools.ANCHORS[2:]
            answers = "" if anchor else hits.get(name, "")
            rows[name] = measure.summary(found, reference) | {"answers": answers}
        return rows

    def results(self) -> dict[str, dict[int, dict[str, Row]]]:
        """All rows that were ever measured in this folder."""
        found: dict[str, dict[int, dict[str, Row]]] = {}
        for path in sorted((self.folder / "results").glob("*-*.json")):
            task, _, count = path.stem.partition("-")
            found.setdefault(task, {})[int(count)] = json.loads(path.read_text())["rows"]
        return found

    def save(self, task: str, count: int, rows: dict[str, Row]) -> None:
        """Keep rows, with the day."""
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        path = self.folder / "results" / f"{task}-{count}.json"
        path.write_text(json.dumps({"date": today, "rows": rows}, indent=1))

    def about(self) -> dict[str, Any]:
        """When and on what it was measured, and with which versions."""
        paths = (self.folder / "results").glob("*-*.json")
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
        machine = f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB of memory, "
        return {
            "dates": sorted(json.loads(path.read_text())["date"] for path in paths),
            "machine": machine + platform.system(),
            "floor": self.cost(["/bin/true"]).memory,
            "versions": self.versions(),
        }

    def write(self, path: Path) -> None:
        """Write the page of all that was measured here, and keep its section of start-up."""
        sections = [page(self.results(), self.about()), section(path, STARTUP)]
        path.write_text("\n".join(filter(None, sections)), encoding="utf-8")

    def versions(self) -> dict[str, str]:
        """The version of each program that is there."""
        found = {}
        for name, path in self.programs.items():
            duck = name == DUCKDB
            words = ["-c", "import duckdb; print(duckdb.__version__)"] if duck else ["--version"]
            if path:
                said = subprocess.run([path, *words], capture_output=True, text=True, check=False)
                number = re.search(r"[0-9]+(\.[0-9]+)+", said.stdout)
                found["duckdb of Python" if duck else name] = number[0] if number else "?"
        return found


def main() -> None:
    """Measure what is asked for, and write the page after each task."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("facts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--only", default=",".join(TITLES), help="tasks: %(default)s; or none")
    parser.add_argument("--runs", type=int, default=11, help="of a fast tool (%(default)s)")
    parser.add_argument("--limit", type=int, default=300, help="seconds of a run (%(default)s)")
    parser.add_argument("--work", metavar="FOLDER", help="data and results, to be used again")
    parser.add_argument("--peers", metavar="ENVIRONMENT", help="a Python environment with peers")
    parser.add_argument("--here", action="store_true", help="pjreport of this environment")
    parser.add_argument("-o", dest="page", type=Path, default=RESULTS)
    options = parser.parse_args()
    with contextlib.ExitStack() as stack:
        temporary = options.work or stack.enter_context(tempfile.TemporaryDirectory())
        folder = Path(temporary).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(folder, options)
        for count in options.facts:
            truth = bench.build(count)
            if "compile" in options.only or not (folder / str(count) / "base.db").exists():
                bench.save("compile", count, bench.compiled(count))
            for task in TITLES:
                if task in options.only.split(",") and task != "compile":
                    bench.save(task, count, bench.task(task, count, truth))
                    bench.write(options.page)
        bench.write(options.page)


if __name__ == "__main__":
    main()
