"""The layers of the package: who may import whom, read from the source and not from a run."""

import ast
from collections import Counter
from functools import cache

import pytest

from .conftest import ROOT

SOURCE = ROOT / "src"
PACKAGE = "pjreport"

# Layer: what it may import of the package, beside itself and the version. A module of the
# package's top is a layer of its own.
MAY_IMPORT = {
    "messages": set(),
    "errors": set(),
    "model": {"errors"},
    "vocabulary": set(),
    "text": {"errors", "vocabulary"},
    "quantities": {"errors", "model", "vocabulary", "text"},
    "store": {"errors", "model", "text"},
    "search": {"errors", "model", "vocabulary", "text", "quantities"},
    "lookup": {"errors", "model", "text", "quantities"},
    "source": {"errors", "model", "vocabulary", "text", "quantities"},
    "audit": {"errors", "model", "vocabulary", "text", "quantities"},
    "check": {"errors", "model", "vocabulary", "text", "quantities", "source", "audit"},
    "proofread": {"errors", "model", "vocabulary", "text", "quantities", "source"},
    "compare": {"errors", "model", "vocabulary", "text", "quantities", "audit"},
    "curation": {
        *("errors", "model", "vocabulary", "text", "quantities", "store", "source", "check"),
        "draft",
    },
    "draft": {
        *("errors", "model", "vocabulary", "text", "quantities", "source", "audit", "check"),
    },
    "render": {"errors", "text.terminal", "text.wrapping", "model.table", "model.diagnostics"},
    "export": {"errors", "model", "text.terminal", "render.json"},
    "mcp": {"errors", "model", "text.terminal", "lookup", "render.json"},
    "site": {
        *("errors", "model", "vocabulary", "text", "search", "lookup", "render.json"),
    },
    "cli": {
        *("errors", "model", "text", "quantities", "store", "search", "lookup", "source"),
        *("audit", "check", "compare", "curation", "proofread", "draft"),
        *("render", "export", "mcp", "site"),
    },
    "__main__": {"errors", "cli"},
    "__init__": set(),
}
for layer, allowed in MAY_IMPORT.items():
    if layer not in ("messages", "vocabulary", "__init__"):
        allowed.add("messages")  # everything speaks to users


@cache
def modules():
    """Every module of the package by its dotted name, parsed."""
    return {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts): ast.parse(path.read_bytes())
        for path in sorted((SOURCE / PACKAGE).rglob("*.py"))
    }


def known(name, names):
    return name in names or f"{name}.__init__" in names


def imports(module, tree, names):
    """The modules that `module` imports, wherever in it, by dotted names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = node.module or ""
            if node.level:
                folder = module.split(".")[: -node.level]
                origin = ".".join([*folder, *filter(None, [node.module])])
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield inner if known(inner, names) else origin


def violations(modules):
    """Every import that the table of layers forbids, as (importer, imported)."""
    for module, tree in modules.items():
        layer = module.split(".")[1]
        allowed = {f"{PACKAGE}.{each}" for each in MAY_IMPORT[layer] | {layer}}
        for target in imports(module, tree, modules):
            inside = target == PACKAGE or target.startswith(PACKAGE + ".")
            fine = target == PACKAGE or any(
                target == each or target.startswith(each + ".") for each in allowed
            )
            if inside and not fine:
                yield module, target


def test_no_layer_imports_what_it_may_not():
    """Siblings do not know each other, and nothing below knows the command line."""
    assert list(violations(modules())) == []


def test_every_layer_has_its_row_and_every_row_its_layer():
    """A new folder of the package needs a row in the table, before anything is held."""
    assert {module.split(".")[1] for module in modules()} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("module", "line", "target"),
    [
        ("pjreport.store.toml", "from ..lookup import select", "pjreport.lookup.select"),
        ("pjreport.store.__init__", "from ..lookup.select import x", "pjreport.lookup.select"),
        ("pjreport.lookup.select", "import pjreport.check", "pjreport.check"),
        ("pjreport.check.rules.figures", "from pjreport import render", "pjreport.render"),
        ("pjreport.check.rules.figures", "from ... import store", "pjreport.store"),
        ("pjreport.render.tsv", "from ..model.base import Record", "pjreport.model.base"),
        ("pjreport.render.tsv", "from ..model import kinds", "pjreport.model.kinds"),
        ("pjreport.model.base", "from ..cli.session import Session", "pjreport.cli.session"),
        ("pjreport.errors", "def late():\n    from .text import near", "pjreport.text.near"),
        ("pjreport.cli.commands.get", "from ...__main__ import run", "pjreport.__main__"),
        ("pjreport.model.base", "from ..nowhere import x", "pjreport.nowhere"),
    ],
)
def test_the_check_sees_a_violation(module, line, target):
    """Each way to write an import is seen, also inside a function."""
    assert module in modules()
    assert list(violations(modules() | {module: ast.parse(line)})) == [(module, target)]


def test_the_check_lets_through_what_is_allowed():
    """What the layers allow is not reported, so that the test above means something."""
    sound = {
        "pjreport.render.tsv": ast.parse("from ..model.table import Row"),
        "pjreport.store.toml": ast.parse(
            "from .files import MAX_FILE_BYTES\nimport os\nimport loader"
        ),
        "pjreport.cli.interface.app": ast.parse("from .. import __version__, store"),
    }
    assert list(violations(modules() | sound)) == []


def calls(tree, *names):
    """The calls in `tree` of these functions, as written."""
    written = (ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call))
    return [name for name in written if name in names]


def test_only_the_command_line_prints_and_only_the_entry_point_exits():
    """All other layers return what they have to say."""
    exits = ("exit", "quit", "sys.exit", "os._exit")
    for module, tree in modules().items():
        layer = module.split(".")[1]
        if layer != "cli":
            assert not calls(tree, "print", "sys.stdout.write", "typer.echo"), module
        if module not in ("pjreport.__main__", "pjreport.cli.reports"):  # which ends its children
            assert not calls(tree, *exits), module
    assert calls(ast.parse("print(1)\nsys.exit(2)"), "print", *exits) == ["print", "sys.exit"]


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("rich", {"pjreport.render.progress", "pjreport.render.table"}),
        ("tomli", {"pjreport.store.toml"}),
        ("jsonschema", {"pjreport.store.shape"}),
        (
            "sqlite3",
            {
                f"pjreport.store.compiled.{each}"
                for each in ("database", "placement", "reader", "writer")
            }
            | {"pjreport.export.sqlite"},
        ),
        ("pyarrow", {"pjreport.export.parquet"}),
        ("jinja2", {"pjreport.site.page"}),
        ("typer", {"pjreport.cli.interface.app"}),
        ("pydantic", set()),
        ("click", set()),
        ("pickle", set()),
    ],
)
def test_each_library_is_known_in_one_place(library, owners):
    """To change a library, or to leave it, is to change one file."""
    everything = modules()
    found = {
        module
        for module, tree in everything.items()
        for target in imports(module, tree, everything)
        if target.split(".")[0] == library
    }
    assert found == owners


# ---- sizes and circles

LINES, MODULES = 300, 13  # of a file; of a folder, its __init__ apart

FULL = {"pjreport.cli.commands"}  # a file for each command


def test_a_file_can_be_read_at_once():
    """A file of more than 300 lines is divided by what it does."""
    long = {
        ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for path in SOURCE.rglob("*.py")
        if path.read_bytes().count(b"\n") > LINES
    }
    assert long == set()


def test_a_folder_can_be_seen_at_once():
    folders = Counter(
        module.rpartition(".")[0] for module in modules() if not module.endswith(".__init__")
    )
    assert {folder for folder, count in folders.items() if count > MODULES} == FULL


def circles(modules):
    """The largest groups of modules that each import all others, if through others."""
    direct = {
        module: {
            target if target in modules else f"{target}.__init__"
            for target in imports(module, tree, modules)
            if known(target, modules)
        }
        for module, tree in modules.items()
    }
    reached = {}
    for module in direct:
        reached[module], ahead = set(), [module]
        while ahead:
            new = direct[ahead.pop()] - reached[module]
            reached[module] |= new
            ahead += new
    groups = {
        frozenset(each for each in reached[module] if module in reached[each])
        for module in direct
        if module in reached[module]
    }
    return sorted(map(sorted, groups))


def test_no_files_import_each_other_in_a_circle():
    """Whoever reads or changes one file of a circle must know all of them."""
    assert circles(modules()) == []


def test_a_circle_is_seen_whole():
    """Wherever in a file the import is written, and however many files are between."""
    names = ("a.__init__", "a.b", "a.c", "a.d", "a.e")
    lines = (
        "from .b import x",
        "from .c import x",
        "def f():\n    import a",
        "from . import e",
        "",
    )
    assert circles(dict(zip(names, map(ast.parse, lines), strict=True))) == [
        ["a.__init__", "a.b", "a.c"]
    ]
