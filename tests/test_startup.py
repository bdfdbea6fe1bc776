"""What each command imports: start-up time is what people feel, and imports are what it is made of.

Modules are counted and never milliseconds. What `import typer` brings along is
not ours to choose, so only what comes beyond it is looked at.
"""

import subprocess
import sys
from functools import cache

import pytest

from pjreport.cli.app import COMMANDS
from pjreport.render import FORMATS

from .conftest import ROOT

SCRIPT = """
import sys
import typer
before = set(sys.modules)
from pjreport.__main__ import run
if {packaged}:
    import pjreport.cli.opening as opening
    opening.PACKAGED = opening.CHECKOUT
status = run()
sys.stdout.flush()
print(chr(0), status, *sorted(set(sys.modules) - before))
"""

HELP = {"__main__", "cli", "cli.app", "cli.output", "errors"}
LOOKUP = HELP | {
    *("cli.commands", "cli.opening", "cli.options", "cli.session"),
    *("load", "load.lock", "load.read", "load.toml", "query", "query.select", "render"),
    *("model", "model.base", "model.document", "model.formula", "model.kinds"),
    *("model.stamp", "model.table", "model.types"),
}
NAMES = {"model.fold", "model.numerals"}  # where a name is compared, and not only looked up
SEARCH = {
    *("cli.commands.search", "query.said", "query.search"),
    *("model.near", "model.pinyin", "model.texts"),
}
CHECK = NAMES | {
    *("trust", "trust.figures", "trust.names", "trust.rules", "trust.texts", "trust.view"),
    *("model.problem", "safe"),
}
LISTING = LOOKUP | {"cli.commands.listing"}
CELLS = {"render.cells", "safe"}
PEOPLE = CELLS | {"query.display"}
TABLE = PEOPLE | {"render.table", "render.layout"}
# None of these on the way of a lookup: each costs more than the lookup itself, or means that
# something is read, checked or measured that nobody asked for.
COSTLY = {
    *("dataclasses", "difflib", "email", "http", "importlib.metadata", "importlib.resources"),
    *("json", "logging", "pickle", "random", "socket", "sqlite3", "tempfile", "tomllib", "zipfile"),
}


class Loaded:
    """What one run loaded: modules of ours, other libraries, the standard library's."""

    def __init__(self, status, modules):
        self.status = status
        inside = {name for name in modules if name.split(".")[0] == "pjreport"}
        self.ours = {name.removeprefix("pjreport.") for name in inside} - {"pjreport"}
        self.standard = {name for name in modules if name.split(".")[0] in sys.stdlib_module_names}
        others = {name.split(".")[0] for name in modules - inside - self.standard}
        # Typer's own parts, and the compiled half of tomli.
        self.others = {name for name in others if name != "typer" and not name.endswith("__mypyc")}


@cache
def run(*arguments, packaged=False):
    """What `pjreport` loads with these arguments in a fresh interpreter."""
    result = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(packaged=packaged), *arguments],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )
    status, *modules = result.stdout.decode().rpartition("\0")[2].split()
    return Loaded(int(status), set(modules))


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A fact base that is no fact base."""
    path = tmp_path_factory.mktemp("broken") / "facts.toml"
    path.write_text("schema = 2\n")
    return str(path)


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_help_reads_no_facts_and_imports_no_command(arguments):
    loaded = run(*arguments)
    assert loaded.status == 0
    assert loaded.ours == HELP
    assert loaded.others == set()
    assert loaded.standard & COSTLY == set()


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (("stats", "training", "--json"), {"render.json"}),
        (("stats", "training"), CELLS | {"render.tsv"}),
        (("stats", "--format", "csv"), CELLS | {"render.csv"}),
        (("stats", "--format", "jsonl"), {"render.jsonl", "render.json"}),
        (("honours", "--level", "provincial"), CELLS | {"render.tsv"}),
        (("list", "职业培训", "--sort", "id"), NAMES | CELLS | {"render.tsv"}),
        (("honours", "--level", "省级"), NAMES | CELLS | {"render.tsv"}),
        (("search", "培训", "--json"), NAMES | SEARCH | {"render.json"}),
        (("search", "peixun", "--json"), NAMES | SEARCH | {"render.json"}),
        (("search", "trainng"), NAMES | SEARCH | CELLS | {"render.tsv"}),
    ],
    ids=" ".join,
)
def test_a_lookup_imports_what_it_uses(arguments, more):
    """From an installed package the shipped base is not checked again; in a checkout it is."""
    installed = run(*arguments, packaged=True)
    assert installed.status == 0
    assert installed.ours == LISTING | more
    assert installed.others == {"tomli"}
    assert installed.standard & COSTLY == set()
    checkout = run(*arguments)
    assert checkout.ours == LISTING | more | CHECK
    assert (checkout.others, checkout.standard & COSTLY) == ({"tomli"}, set())


def test_one_value_imports_less_than_a_listing():
    loaded = run("get", "stats.training.exams", packaged=True)
    assert loaded.ours == LOOKUP | CELLS | {"cli.commands.get"}
    assert loaded.others == {"tomli"}
    assert loaded.standard & COSTLY == set()


@pytest.mark.parametrize(
    ("arguments", "more"),
    [
        (("--format", "record"), {"render.record"}),
        (("--format", "markdown"), {"render.markdown"}),
    ],
)
def test_text_for_people_in_a_pipe_needs_no_rich(arguments, more):
    loaded = run("stats", "training", *arguments, packaged=True)
    assert loaded.ours == LISTING | PEOPLE | more
    assert loaded.others == {"tomli"}


@pytest.mark.parametrize("word", ["peixun", "培训", "jndj", "陪训", "nosuchword"])
def test_a_search_needs_no_library_and_no_table_that_its_words_do_not_ask_for(word):
    loaded = run("search", word, packaged=True)
    assert loaded.others == {"tomli"}
    assert loaded.standard & (COSTLY - {"difflib"}) == set()


@pytest.mark.parametrize("color", ["never", "always"])
def test_a_table_imports_rich_and_nothing_that_checks(color):
    loaded = run("stats", "training", "--format", "table", "--color", color, packaged=True)
    assert loaded.status == 0
    assert loaded.ours == LISTING | TABLE
    assert loaded.others == {"tomli", "rich"}
    assert not loaded.standard & {"json", "importlib.metadata", "tempfile", "logging", "sqlite3"}


def test_the_version_asks_no_package_database():
    loaded = run("--version", packaged=True)
    assert loaded.status == 0
    assert loaded.ours == LOOKUP | {"cli.commands.version", "safe"}
    assert loaded.others == {"tomli"}
    assert loaded.standard & COSTLY == set()


@pytest.mark.parametrize(
    "arguments", [("stats", "no-such"), ("stats", "--levle", "x"), ("statz", "-h"), ("get", "x")]
)
def test_a_mistake_is_told_without_what_draws_or_checks(arguments):
    loaded = run(*arguments, packaged=True)
    assert loaded.status != 0
    assert loaded.others <= {"tomli"}
    assert loaded.standard & (COSTLY - {"difflib"}) == set()


@pytest.mark.parametrize(
    ("format", "more"),
    [
        ("jsonl", {"render.json"}),
        ("sqlite", {"export.columns", "render.json"}),
    ],
)
def test_an_export_imports_its_own_format_alone(format, more, tmp_path):
    path = str(tmp_path / f"x.{format}")
    loaded = run("export", "-o", path, packaged=True)
    assert loaded.status == 0
    own = {"cli.commands.export", "cli.place", "export", f"export.{format}"}
    assert loaded.ours == LISTING | own | more | {"safe"}  # safe: it says how many
    assert loaded.others == {"tomli"}
    assert ("sqlite3" in loaded.standard) == (format == "sqlite")


def test_a_broken_base_imports_what_explains_it_and_nothing_that_draws(broken):
    loaded = run("stats", "--format", "table", "--facts", broken)
    assert loaded.status == 2
    assert loaded.ours == LISTING | CHECK | {"load.misfit", "load.positions", "model.schema"}
    assert "jsonschema" in loaded.others
    assert "rich" not in loaded.others


def test_a_sound_base_of_ones_own_needs_nothing_that_explains():
    loaded = run("stats", "--json", "--facts", "data/facts.toml")
    assert loaded.ours == LISTING | CHECK | {"render.json"}
    assert loaded.others == {"tomli"}


def test_nothing_imports_pydantic(broken, tmp_path):
    """Whatever the command and format: it would cost as much as all the rest together."""
    runs = [run(command.name, "-h") for command in COMMANDS]
    runs += [run("topics", "--format", format.name) for format in FORMATS]
    runs += [run("overview"), run("schema", "output"), run("show", "stats.training.exams")]
    runs += [run("list", "-o", str(tmp_path / "x.csv")), run("stats", "--facts", broken)]
    for loaded in runs:
        assert not loaded.others & {"pydantic", "pydantic_core", "msgspec", "click"}
