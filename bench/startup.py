#!/usr/bin/env python3
"""Measure what a lookup costs, compared with the smallest possible Typer program.

    bench/startup.py [RUNS] [--here] [--write] [--strict]

Builds the package, installs it alone into a new environment, and runs every
case in turn, RUNS times (default 31), so that drift of the machine hits all
alike. Prints a Markdown table: the median CPU time (user and system) of each,
the median of its ratios to the trivial program and to a plain lookup within a
turn, and the target.

Milliseconds differ by a fifth from one run to the next on a busy machine:
trust the ratios.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from measure import Cost, run
from sections import RESULTS, put

ROOT = Path(__file__).parents[1]
TITLE = "Start-up"
TRIVIAL = """\
import typer

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    print(name)


app()
"""
SMALLEST, BARE = "trivial Typer program", "python -c pass"
LOOKUP = "stats training --json"  # what a search and a question are compared with


class Case(NamedTuple):
    """A command line with its variables, and the most it may cost, in trivial programs."""

    line: str
    most: float | None = None


# A base of one's own, or that of a checkout, is read and checked at each start: 0.15 more.
CASES = (
    Case("get stats.training.participations", 0.55),
    Case("get stats.training.participations --facts COMPILED"),
    Case("stats training --json", 0.55),
    Case("stats training --json --facts COPY", 0.70),
    Case("PYTHONPATH=CHECKOUT stats training --json", 0.70),
    Case("search 培训 --json", 0.70),
    Case("search peixun --json"),
    Case("search training --json", 0.70),
    Case("ask 培训了多少人次 --json", 0.70),
    Case("ask 有哪些企业 --json", 0.70),
    Case("ask 培训了多少人次 --format table", 1.15),
    Case("stats training"),
    Case("stats training --format table", 1.15),
    Case("--help", 0.90),
    Case("_PJREPORT_COMPLETE=zsh stats tr", 0.60),
    Case("_PJREPORT_COMPLETE=zsh show stats.tr", 0.60),
)


def fresh_environment(folder: Path) -> Path:
    """A new environment with the package alone in it; the path of its python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, str(ROOT)], check=True)
    return python


def measured(python: Path, runs: int, folder: Path) -> dict[str, list[Cost]]:
    """What each line took in each turn, beside the trivial program and bare Python."""
    trivial = folder / "trivial.py"
    trivial.write_text(TRIVIAL)
    for name in ("facts.toml", "facts.lock.toml"):
        shutil.copy(ROOT / "data" / name, folder)
    places = {"COPY": str(folder / "facts.toml"), "PYTHONPATH=CHECKOUT": f"PYTHONPATH={ROOT}/src"}
    places["COMPILED"] = str(folder / "base.db")
    compiling = [str(python.parent / "pjreport"), "compile", places["COPY"], "-o"]
    subprocess.run([*compiling, places["COMPILED"]], check=True, capture_output=True)
    commands = {SMALLEST: [str(python), str(trivial)], BARE: [str(python), "-c", "pass"]}
    for case in CASES:
        # The script that pip made, by its path: a shim would cost more than the program.
        words = [places.get(word, word) for word in case.line.split()]
        commands[case.line] = [str(python.parent / "pjreport"), *words]
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for turn in range(runs + 1):  # the first one warms the caches
        for name, (program, *words) in commands.items():
            variables = dict(w.split("=") for w in words if "=" in w)
            command = [program, *(w for w in words if "=" not in w)]
            cost = run(command, folder / "out", 60, variables)
            if cost.status:
                raise subprocess.CalledProcessError(cost.status, command)
            if turn:
                costs[name].append(cost)
    return costs


def rows(costs: dict[str, list[Cost]]) -> Iterator[tuple[str, bool]]:
    """The lines of the table, and whether each target is met."""
    yield "| command | CPU | ratio | of a lookup | target | met |", True
    yield "|---|--:|--:|--:|--:|---|", True
    cpu = {name: [cost.cpu for cost in each] for name, each in costs.items()}
    for line, most in (Case(SMALLEST), Case(BARE), *CASES):
        turns = zip(cpu[line], cpu[SMALLEST], strict=True)
        ratio = statistics.median(mine / unit for mine, unit in turns)
        lookup = statistics.median(a / b for a, b in zip(cpu[line], cpu[LOOKUP], strict=True))
        held = most is None or ratio <= most
        cells = [f"`{line}`", f"{statistics.median(cpu[line]) * 1000:.1f} ms", f"{ratio:.2f}x"]
        cells.append(f"{lookup:.2f}x")
        cells += [f"{most:.2f}x", "yes" if held else "**no**"] if most else ["", ""]
        yield f"| {' | '.join(cells)} |", held


def main() -> int:
    """Measure, print, and write where that is asked for; 1 if a target must be met and is not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("runs", nargs="?", type=int, default=31, help="of each (%(default)s)")
    parser.add_argument("--here", action="store_true", help="pjreport of this environment")
    parser.add_argument("--write", action="store_true", help=f"to {RESULTS.name}, too")
    parser.add_argument("--strict", action="store_true", help="fail if a target is missed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        python = Path(sys.executable) if options.here else fresh_environment(folder / "env")
        found = list(rows(measured(python, options.runs, folder)))
    about = f"{options.runs} turns, Python {platform.python_version()}, {os.cpu_count()} cores."
    text = "\n".join([f"`bench/startup.py`: {about}", "", *(line for line, _ in found)])
    print(text)
    if options.write:
        put(RESULTS, TITLE, text)
    return int(options.strict and not all(held for _, held in found))


if __name__ == "__main__":
    sys.exit(main())
