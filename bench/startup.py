#!/usr/bin/env python3
"""Measure what a lookup costs beside the smallest possible Typer program.

    bench/startup.py [RUNS] [--here]

Builds the package, installs it alone into a new environment, and runs every
case in turn, RUNS times (default 31), so that drift of the machine hits all
alike. Prints the median CPU time (user and system) of each and the median of
its ratio to the trivial program within a round. `--here` measures the package
of the environment this script runs in instead.

Start-up costs differ by a fifth from one run to the next on a busy machine:
trust the ratios, not the milliseconds.
"""

import os
import resource
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
CASES = {  # arguments: the most it may cost, in units of the trivial program
    "stats training --json": 1.1,
    "--help": 0.95,
    "stats training --format table": 1.4,
    "stats training": None,
    "honours --json": None,
    "get stats.training.participations": None,
    "list": None,
}


def cpu_time(command: list[str], environment: dict[str, str]) -> float:
    """User and system time of one run, in milliseconds; fails if the command does."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, env=environment, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    return (user + system) * 1000


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
        commands |= {f"pjreport {case}": [str(script), *case.split()] for case in CASES}
        commands["python -c pass"] = [str(python), "-c", "pass"]
        times: dict[str, list[float]] = {name: [] for name in commands}
        for round_number in range(runs + 1):  # the first one warms the caches
            for name, command in commands.items():
                taken = cpu_time(command, environment)
                if round_number:
                    times[name].append(taken)
    base = times["trivial Typer program"]
    print(f"{runs} alternating runs, CPU time, Python {sys.version.split()[0]}")
    for name, taken in times.items():
        ratio = statistics.median(a / b for a, b in zip(taken, base, strict=True))
        limit = CASES.get(name.removeprefix("pjreport "))
        bound = f"  (at most {limit:.2f})" if limit else ""
        print(f"{statistics.median(taken):7.1f} ms  {ratio:5.2f}x  {name}{bound}")


if __name__ == "__main__":
    main()
