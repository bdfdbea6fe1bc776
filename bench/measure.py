"""How long commands take, in turns, and what of it is kept."""

import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

LAUNCHER = Path(__file__).with_name("launch.py")
HIDDEN = (  # what would make a program do other things than it does for people
    *("PYTHONDONTWRITEBYTECODE", "COLUMNS", "NO_COLOR", "FORCE_COLOR"),
    *("PJREPORT_FACTS", "PJREPORT_LANG", "PYTHONPATH", "RIPGREP_CONFIG_PATH"),
)
Row = dict[str, Any]


class Cost(NamedTuple):
    """What one run took: exit status, seconds of wall and CPU time, MiB of peak memory."""

    status: int
    wall: float
    cpu: float
    memory: float


class Failed(Exception):  # noqa: N818 - what it is, not only that it is one
    """A command that did not do what it should, and why."""


def run(
    command: Sequence[str],
    output: Path,
    limit: int,
    variables: Mapping[str, str] | None = None,
) -> Cost:
    """One run of a cold process; raises `Failed` when it takes longer than `limit` seconds."""
    environment = {name: value for name, value in os.environ.items() if name not in HIDDEN}
    environment |= variables or {}
    launch = [sys.executable, "-I", "-S", str(LAUNCHER), str(limit), str(output), *command]
    answer = subprocess.run(launch, env=environment, capture_output=True, text=True, check=True)
    status, wall, cpu, memory = map(float, answer.stdout.split())
    if status == -9 and wall >= limit:
        raise Failed(f"takes longer than {limit} s")
    return Cost(int(status), wall, cpu, memory)


def times(first: float, most: int) -> int:
    """How often to run what took `first` seconds: 0 when that one run has to do."""
    for seconds, runs in ((0.3, most), (3, 5), (20, 3)):
        if first < seconds:
            return min(runs, most)
    return 0


def in_turn(first: Mapping[str, Cost], most: int, again: Callable[[str], Cost]) -> dict[str, Any]:
    """The costs of each name, one run of all after the other; of the first run where one must do.

    The first run of the others, which warmed the caches, does not count.
    """
    wanted = {name: times(cost.wall, most) for name, cost in first.items()}
    costs: dict[str, list[Cost]] = {name: [] for name in first}
    for turn in range(max(wanted.values(), default=0)):
        for name, runs in wanted.items():
            if turn < runs:
                costs[name].append(again(name))
    return {name: found or [first[name]] for name, found in costs.items()}


def ratio(mine: Sequence[Cost], its: Sequence[Cost]) -> float:
    """The median of how much longer `mine` took than `its`, each within its turn."""
    if min(len(mine), len(its)) == 1:
        return statistics.median(c.wall for c in mine) / statistics.median(c.wall for c in its)
    return statistics.median(a.wall / b.wall for a, b in zip(mine, its, strict=False))


def summary(costs: Sequence[Cost], reference: Sequence[Cost] | None) -> Row:
    """The medians of runs, and their ratio to those of the reference."""
    row: Row = {
        field: statistics.median(getattr(cost, field) for cost in costs)
        for field in ("wall", "cpu", "memory")
    }
    row |= {"runs": len(costs), "ratio": ratio(costs, reference) if reference else None}
    return row


def too_long(earlier: Mapping[int, Row | None], count: int, limit: int) -> str:
    """Why a tool is not even tried on `count` facts, from its rows on fewer; empty if it is."""
    for fewer, row in sorted(earlier.items(), reverse=True):
        if row is None or fewer >= count:
            continue
        if "wall" in row and row["wall"] * count / fewer > limit:
            return f"took {row['wall']:.0f} s for {fewer:,} facts, so more than {limit} s here"
        if "longer than" in row.get("skipped", "") or "so more than" in row.get("skipped", ""):
            return f"so more than {limit} s here, as for {fewer:,} facts"
        return ""
    return ""
