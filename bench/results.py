"""The measurements as tables, and the targets that they are compared with."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from forms import WORDS
from measure import Row
from tools import COMPILED, FILES, GET, GET_SHIPPED, LIMIT, NOTHING, SHIPPED, TOOLS

TITLES = {
    "id": "One fact by id, as JSON",
    "topic": "The figures of one topic of one report, as JSON",
    "search": f"A word in about 0.7 % of the facts ({WORDS['search']})",
    "rare": f"A rarer word ({WORDS['rare']})",
    "common": f"A commoner word ({WORDS['common']})",
    "check": "A full check",
    "compile": "Making the compiled base",
}
NOTES = {
    "id": "`pjreport get` prints one bare value.",
    "topic": "recsel, csvgrep and ripgrep print the facts as their files have them.",
    "search": f"""\
The task is to find the {LIMIT} best hits. A tool must look at all hits to know which are the best.
Tools that cannot rank print all hits. `first hits` stops after any {LIMIT} hits. This is an easier
task.""",
    "check": """\
The tools check different things. With TOML files, pjreport applies all rules that need no source.
With a compiled base, pjreport compares the digest. recfix checks the declared types and keys. The
other tools check that the fields exist and that no key is used twice.""",
}
SLOW = ("recsel", "jq", "Miller", "csvgrep")
SIMILAR = ("sqlite-utils", "DuckDB from Python", "Datasette")
FAST = ("sqlite3 shell", "ripgrep")
Results = Mapping[str, Mapping[int, Mapping[str, Row]]]  # task, number of facts, tool
Parts = dict[str, float | None]  # the values of a target; None where nothing was measured
Target = tuple[
    str, bool | None, str
]  # the target, whether it is met (None: not measured), the values


class Judge:
    """Compares the rows of the largest base with the targets."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.count = max((n for task in NOTHING for n in results.get(task, {})), default=0)

    def value(self, field: str, task: str, tool: str, count: int = 0) -> float | None:
        """A field of a row, if it was measured."""
        row = self.results.get(task, {}).get(count or self.count, {}).get(tool, {})
        return row.get(field)

    def beside(self, task: str, mine: str, its: str) -> float | None:
        """How much longer `mine` takes than `its`, from their ratios within a turn."""
        a, b = self.value("ratio", task, mine), self.value("ratio", task, its)
        return a / b if a and b and self.value("wall", task, COMPILED) else None

    def ahead(self, tools: Sequence[str]) -> Parts:
        """How much longer each tool takes than the compiled base, by task."""
        return {f"{tool} ({t})": self.beside(t, tool, COMPILED) for t in NOTHING for tool in tools}

    def behind(self) -> Parts:
        """By how many milliseconds the compiled base is slower than each of the fast tools."""
        parts: Parts = {}
        for tool in TOOLS:
            for task in tool.words.keys() & NOTHING if tool.name.startswith(FAST) else ():
                mine, its = (self.value("wall", task, name) for name in (COMPILED, tool.name))
                parts[f"{tool.name} ({task})"] = (mine - its) * 1000 if mine and its else None
        return parts

    def growth(self) -> Parts:
        """How much faster than the facts the time of a check grows, from one size to the next."""
        found = {
            n: self.value("wall", "check", FILES, n) for n in sorted(self.results.get("check", {}))
        }
        return {
            f"{a:,} to {b:,}": (y / x) / (b / a)
            for (a, x), (b, y) in pairwise(found.items())
            if x and y and a >= 10_000  # below, a start is most of it
        } or {"two sizes from 10,000 on": None}


def target(text: str, form: str, parts: Parts, *, most: float = 0, least: float = 0) -> Target:
    """A target for every part, with the nearest value. A missing value leaves the target open."""
    known = sorted((part, name) for name, part in parts.items() if part is not None)
    missing = [name for name, part in parts.items() if part is None]
    wrong = [each for each in known if (least and each[0] < least) or (most and each[0] > most)]
    shown = wrong or (known[:1] if least else known[-1:])
    said = [f"{name} {form.format(part)}" for part, name in shown]
    held = False if wrong else None if missing else True
    return (
        text,
        held,
        "; ".join([*said, *([f"not measured: {', '.join(missing)}"] * bool(missing))]),
    )


def targets(results: Results) -> list[Target]:
    """The targets, for the largest base whose tasks were measured."""
    judge = Judge(results)
    at = f"{judge.count:,} facts:"
    beside, value = judge.beside, judge.value
    lookups = {
        "show": beside("id", COMPILED, SHIPPED),
        "get": beside("id", GET, GET_SHIPPED),
        "stats": beside("topic", COMPILED, SHIPPED),
    }
    search = {"search": beside("search", COMPILED, SHIPPED)}
    memory = {task: value("memory", task, COMPILED) for task in NOTHING}
    check = {"check": value("wall", "check", FILES, 100_000)}
    compiled = {"compile": value("memory", "compile", COMPILED)}
    return [
        target(
            f"{at} id and topic within 1.15x of the shipped base", "{:.2f}x", lookups, most=1.15
        ),
        target(f"{at} search within 1.5x of the shipped base", "{:.2f}x", search, most=1.5),
        target(f"{at} 10x ahead of {', '.join(SLOW)}", "{:.1f}x", judge.ahead(SLOW), least=10),
        target(f"{at} ahead of {', '.join(SIMILAR)}", "{:.2f}x", judge.ahead(SIMILAR), least=1),
        target(
            f"{at} within 100 ms of {' and '.join(FAST)}", "{:+.0f} ms", judge.behind(), most=100
        ),
        target(f"{at} peak memory of a lookup under 30 MB", "{:.1f} MB", memory, most=30),
        target("100,000 facts: checked in under 30 s", "{:.1f} s", check, most=30),
        target(
            "the time of a check grows no faster than the facts",
            "{:.2f}x",
            judge.growth(),
            most=1.2,
        ),
        target(f"{at} compiled in under 200 MB", "{:.0f} MB", compiled, most=200),
    ]


def time(seconds: float) -> str:
    """A time as people read it."""
    if seconds < 1:
        return f"{seconds * 1000:.1f} ms"
    return f"{seconds:.2f} s" if seconds < 100 else f"{seconds:.0f} s"


def table(rows: Mapping[str, Row], floor: float) -> Iterator[str]:
    """One task's rows for one number of facts; `floor` is the least memory that can be seen."""
    files = {tool.name: tool.file for tool in TOOLS}
    yield "| tool | data | wall | CPU | peak memory | beside pjreport | runs | answers |"
    yield "|---|---|--:|--:|--:|--:|--:|---|"
    for name, row in rows.items():
        cells = [name, files[name]]
        if "wall" in row:
            seen = row["memory"] > floor + 0.5
            cells += [time(row["wall"]), time(row["cpu"])]
            cells += [f"{row['memory']:.1f} MB" if seen else f"at most {floor:.0f} MB"]
            cells += [f"{row['ratio']:.2f}x" if row["ratio"] else "", str(row["runs"])]
            cells += [row["answers"]]
        else:
            cells += [f"skipped: {row['skipped']}", *[""] * 5]
        yield f"| {' | '.join(cells)} |"


HEAD = """\
# pjreport compared with other tools

Written by `bench/peers.py`; measured {days} on {machine}.

Every run is a new process. The data is in the page cache. The tools take turns, run by run. The
times are medians. `beside pjreport` is the median of the ratios of wall time within a turn. A tool
is timed only after its answer was found correct. `bench/generate.py` makes the facts. All tools read
the same facts, each tool in the format that it reads best. `pjreport compile` makes `base.db`.
`facts.db` has an index for each task. Its index of words contains pairs of characters.

Versions: {versions}.
"""


def page(results: Results, about: Mapping[str, Any]) -> str:
    """The text of RESULTS.md."""
    days = " to ".join(dict.fromkeys((about["dates"][0], about["dates"][-1])))
    versions = "; ".join(f"{name} {number}" for name, number in sorted(about["versions"].items()))
    lines = [HEAD.format(days=days, machine=about["machine"], versions=versions)]
    lines += [
        "## Targets",
        "",
        "| target | met | nearest value, or the values that miss it |",
        "|---|---|---|",
    ]
    words = {True: "yes", False: "**no**", None: "not measured"}
    lines += [f"| {text} | {words[held]} | {how} |" for text, held, how in targets(results)]
    for task, title in TITLES.items():
        lines += ["", f"## {title}", ""] if task in results else []
        lines += [NOTES[task], ""] if task in results and task in NOTES else []
        for count, rows in sorted(results.get(task, {}).items()):
            lines += [f"### {count:,} facts", "", *table(rows, about["floor"]), ""]
    return "\n".join(lines).replace("\n\n\n", "\n\n").rstrip() + "\n"
