#!/usr/bin/env python3
"""Measure what a lookup costs beside the smallest possible Typer program.

    bench/startup.py [RUNS] [--here]

Builds the package, installs it alone into a new environment, and runs every
case in turn, RUNS times (default 31), so that drift of the machine hits all
alike. Prints the median CPU time (user and system) of each and the median of
its ratio to the trivial program within a round, and its peak memory likewise.
`--here` measures the package of the environment this script runs in instead.

Start-up costs differ by a fifth from one run to the next on a busy machine:
trust the ratios, not the milliseconds.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
TRIVIAL = """\
import typer

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    print(name)


app()
"""
CASES = {  # variables and arguments: the most it may cost, in units of the trivial program
    "stats training --json": 1.1,
    "--help": 0.95,
    "stats training --format table": 1.4,
    "search 培训 --json": 1.2,
    "search peixun --json": 1.25,
    "search jndj --json": None,
    "search training --json": None,
    "_PJREPORT_COMPLETE=zsh stats tr": 1.3,
    "_PJREPORT_COMPLETE=zsh show stats.tr": 1.3,
    "stats training": None,
    "honours --json": None,
    "get stats.training.participations": None,
    "list": None,
}


def cost(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """CPU time in milliseconds and peak memory in MiB of one run; fails if the command does."""
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    process = os.posix_spawn(command[0], command, environment, file_actions=silent)
    _, status, used = os.wait4(process, 0)
    if status:
        raise subprocess.CalledProcessError(os.waitstatus_to_exitcode(status), command)
    return (used.ru_utime + used.ru_stime) * 1000, used.ru_maxrss / 1024


def fresh_environment(folder: Path) -> Path:
    """A new environment with the package alone in it; the path of its python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, str(ROOT)], check=True)
    return python


def main() -> None:
    """Measure and print."""
    arguments = [word for word in sys.argv[1:] if word != "--here"]
    runs = int(arguments[0]) if arguments else 31
    # Without byte code every start would compile every module again.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "PJREPORT_FACTS", "PJREPORT_LANG"):
        environment.pop(name, None)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        python = sys.executable if "--here" in sys.argv else fresh_environment(folder / "env")
        trivial = folder / "trivial.py"
        trivial.write_text(TRIVIAL)
        # The script that pip made, by its path: a shim would cost more than the program.
        script = Path(python).parent / "pjreport"
        commands = {"trivial Typer program": [str(python), str(trivial)]}
        for case in CASES:
            words = case.split()
            commands[f"pjreport {case}"] = [str(script), *(w for w in words if w[0] != "_")]
        commands["python -c pass"] = [str(python), "-c", "pass"]
        costs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for round_number in range(runs + 1):  # the first one warms the caches
            for name, command in commands.items():
                variables = dict(w.split("=", 1) for w in name.split() if w[0] == "_")
                taken = cost(command, environment | variables)
                if round_number:
                    costs[name].append(taken)
    base = costs["trivial Typer program"]
    print(f"{runs} alternating runs, CPU time and peak memory, Python {sys.version.split()[0]}")
    for name, taken in costs.items():
        ratio, memory = (
            statistics.median(
                mine[which] / its[which] for mine, its in zip(taken, base, strict=True)
            )
            for which in (0, 1)
        )
        time = statistics.median(each[0] for each in taken)
        limit = CASES.get(name.removeprefix("pjreport "))
        bound = f"  (time at most {limit:.2f})" if limit else ""
        print(f"{time:7.1f} ms  {ratio:5.2f}x  {memory:5.2f}x memory  {name}{bound}")


if __name__ == "__main__":
    main()
