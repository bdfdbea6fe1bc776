#!/usr/bin/env python3
"""Measure what a whole check of the shipped base costs beyond a start, and a draft.

    bench/check.py SOURCE [RUNS]

Runs `pjreport --version`, `check --source SOURCE` and `proofread` of the tests' draft in
turn, RUNS times (default 21), with the package of the environment this script runs in.
Prints the median wall and CPU time of each and the median of what it takes beyond the
first, within a round.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 150  # milliseconds that a check may take beyond a start


def cost(arguments: list[str]) -> tuple[float, float]:
    """Wall and CPU time of one run, in milliseconds."""
    before, start = os.times(), time.perf_counter()
    command = [str(Path(sys.executable).with_name("pjreport")), *arguments]
    status = subprocess.run(command, capture_output=True, check=False, cwd=ROOT).returncode
    wall, after = time.perf_counter() - start, os.times()
    assert status in (0, 1), arguments
    used = (
        after.children_user - before.children_user + after.children_system - before.children_system
    )
    return wall * 1000, used * 1000


def main() -> None:
    """Measure and print; exit 1 when the check takes longer than it may."""
    source = os.path.abspath(sys.argv[1])
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 21
    cases = {
        "--version": ["--version"],
        "check": ["check", "--source", source],
        "proofread": ["proofread", "tests/drafts/release.md"],
        "audit": ["audit", "--json"],
    }
    rounds = [{name: cost(words) for name, words in cases.items()} for _ in range(runs + 1)][1:]
    for name in cases:
        wall, cpu = (statistics.median(each[name][i] for each in rounds) for i in (0, 1))
        beyond = statistics.median(each[name][0] - each["--version"][0] for each in rounds)
        print(f"{name:10} {wall:6.1f} ms wall {cpu:6.1f} ms CPU  {beyond:+6.1f} ms")
        if name == "check" and beyond > MOST:
            sys.exit(f"a check takes more than {MOST} ms beyond a start")


if __name__ == "__main__":
    main()
