"""What each command must not load: start-up time is what people feel, and imports make most of it.

Modules are named and never milliseconds; `bench/startup.py` measures those. One fresh
interpreter runs all the command lines, each in a child of its own that it forks.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pjreport.cli.interface.commands import COMMANDS
from pjreport.render import FORMATS

from .conftest import ROOT
from .test_packaged import build

# Reads command lines from standard input, forks for each, and prints what its child loaded.
SCRIPT = """
import os, sys
lines = eval(sys.stdin.read())
for words, variables, packaged in lines:
    sys.stdout.flush()
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(null, stream)
        folder = sys.argv[1]
        sys.argv = ["pjreport", *words]
        os.environ.update(variables)
        before = set(sys.modules)
        from pjreport.__main__ import run
        if packaged:
            import pjreport
            import pjreport.cli.bases as bases
            pjreport.__path__.append(folder)
            bases.PACKAGED = bases.CHECKOUT
        status = run()
        os.write(into, " ".join([str(status), *sorted(set(sys.modules) - before)]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as answer:
        print(answer.read() or "-1")
    os.waitpid(child, 0)
"""

# Each of these costs more than a lookup, or means that something is read, checked or measured
# that nobody asked for.
COSTLY = {
    *("dataclasses", "difflib", "email", "http", "importlib.metadata", "importlib.resources"),
    *("logging", "pickle", "pydantic", "random", "socket", "sqlite3", "tempfile", "tomllib"),
    *("zipfile", "jsonschema", "pyarrow"),
}
DRAWING = {"rich", "pjreport.render.table", "pjreport.lookup.display"}
CHECKING = {"pjreport.check", "pjreport.source", "pjreport.audit", "pjreport.proofread"}
SEARCHING = {"pjreport.search", "pjreport.text.pinyin", "pjreport.text.matcher"}
EXPLAINING = {"pjreport.store.shape", "pjreport.store.positions", "pjreport.model.schema"}
READING = {"pjreport.store", "tomli", "pjreport.model"}
TYPER = {"typer", "pjreport.cli.interface.app"}
PARSING = {"tomli", "pjreport.store.toml", "hashlib"}  # of the shipped base nothing is parsed
LOOKUP = TYPER | COSTLY | DRAWING | CHECKING | SEARCHING | EXPLAINING | PARSING
HELP = {"rich", "jsonschema", "pyarrow", "sqlite3", "pydantic"} | CHECKING | SEARCHING
OWN = "--facts data/facts.toml"

# A command line, and what it must not load; `own` is a base of one's own, `|` the installed one.
CASES = [
    ("", HELP | DRAWING | READING),
    ("-h", HELP | DRAWING | READING),
    ("--help", HELP | DRAWING | READING),
    ("stats -h", HELP | {"tomli"}),
    ("--version", HELP | EXPLAINING),
    ("stats training --json", LOOKUP),
    ("stats training", LOOKUP | {"json"}),
    ("stats --format csv", LOOKUP | {"json"}),
    ("stats --format jsonl", LOOKUP),
    ("honours --level provincial", LOOKUP | {"json"}),
    ("honours --level 省级", LOOKUP),
    ("list 职业培训 --sort id", LOOKUP),
    ("get stats.training.exams", LOOKUP | {"json"}),
    ("search 培训 --json", LOOKUP - SEARCHING),
    ("search peixun --json", LOOKUP - SEARCHING),
    ("search jndj", LOOKUP - SEARCHING),
    ("search 陪训", LOOKUP - SEARCHING),
    ("search trainng", LOOKUP - SEARCHING),
    ("search nosuchword", LOOKUP - SEARCHING - {"difflib"}),
    ("ask 培训了多少人次 --json", LOOKUP - SEARCHING),
    ("培训了多少人次", LOOKUP - SEARCHING | {"json"}),
    ("ask 培训了多少人次 --format table", LOOKUP - SEARCHING - DRAWING | {"rich", "json"}),
    ("stats training --format record", LOOKUP - DRAWING | {"rich", "json"}),
    ("stats training --format markdown", LOOKUP - DRAWING | {"rich", "json"}),
    (
        "stats training --format table --color never",
        LOOKUP - DRAWING - {"dataclasses", "pickle", "random"},
    ),
    (
        "stats training --format table --color always",
        LOOKUP - DRAWING - {"dataclasses", "pickle", "random"},
    ),
    ("stats no-such", LOOKUP - SEARCHING - {"difflib"}),
    ("stats --levle x", HELP | {"tomli"}),
    ("statz -h", (HELP - SEARCHING) | {"tomli"}),
    ("get x", LOOKUP - SEARCHING - {"difflib"}),
    (f"stats --json {OWN}", COSTLY | DRAWING | EXPLAINING | {"pjreport.source"}),
    ("export -o /dev/null/x.jsonl", LOOKUP - {"tempfile", "random"}),
    ("mcp", TYPER | COSTLY | EXPLAINING | CHECKING | {"rich", "tomli"}),
    ("_PJREPORT_COMPLETE=zsh st", LOOKUP),
    ("_PJREPORT_COMPLETE=zsh stats tr", LOOKUP | {"json"}),
    ("_PJREPORT_COMPLETE=zsh show st", LOOKUP - DRAWING | {"rich"}),
    ("_PJREPORT_COMPLETE=zsh honours --level 省", LOOKUP),
    ("_PJREPORT_COMPLETE=zsh stats --fo", LOOKUP - DRAWING | {"tomli", "rich"}),
]


class Loaded:
    """What one run loaded: its exit status, and all modules by their names."""

    def __init__(self, answer):
        status, *modules = answer.split()
        self.status = int(status)
        self.modules = set(modules)

    def within(self, names):
        """The modules of `names` that were loaded, or that something inside them was."""
        heads = {
            ".".join(parts[:size])
            for parts in (module.split(".") for module in self.modules)
            for size in range(1, len(parts) + 1)
        }
        return names & heads


def loads(lines, *, packaged=True):
    """What each of some command lines loads."""
    jobs = []
    for line in lines:
        words = line.split()
        variables = dict(word.split("=", 1) for word in words if word[0] == "_")
        words = [word for word in words if word[0] != "_"]
        help_page = line in ("", "-h", "--help")
        jobs.append((words, variables, packaged and OWN not in line and not help_page))
    with TemporaryDirectory() as folder:
        build(Path(folder))
        result = subprocess.run(
            [sys.executable, "-c", SCRIPT, folder],
            input=repr(jobs),
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            text=True,
        )
    return dict(zip(lines, map(Loaded, result.stdout.splitlines()), strict=True))


@pytest.fixture(scope="module")
def loaded():
    return loads([line for line, _ in CASES])


@pytest.mark.parametrize(("line", "never"), CASES, ids=[line or "nothing" for line, _ in CASES])
def test_a_command_loads_nothing_that_it_does_not_use(line, never, loaded):
    assert loaded[line].status >= 0
    assert loaded[line].within(never) == set()


def test_what_is_forbidden_is_what_others_load(loaded):
    """The names above are those of modules: each is loaded by some command line that needs it."""
    more = loads(
        [
            "search 陪训 --format table",
            "check --facts data/facts.toml --source tests/drafts/source.txt",
            "proofread tests/drafts/release.md",
            "audit",
            "stats --facts tests/broken/many/bad.toml",
            "export -o /dev/null/x.db",
        ],
        packaged=False,
    )
    seen = Loaded("0")
    for each in (*loaded.values(), *more.values()):
        seen.modules |= each.modules
    ours = {name for _, never in CASES for name in never if name.startswith("pjreport")}
    assert seen.within(ours) == ours


def test_nothing_imports_pydantic():
    """Whatever the command and format: it would cost as much as all the rest together."""
    lines = [f"{command.name} -h" for command in COMMANDS]
    lines += [f"topics --format {format.name}" for format in FORMATS if not format.numbers]
    lines += ["overview", "schema output", "show stats.training.exams"]
    for line, each in loads(lines).items():
        assert each.status == 0, line
        assert each.within({"pydantic", "pydantic_core", "msgspec", "click"}) == set()
