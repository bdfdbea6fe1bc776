"""The layers of the package: who may import whom, read from the source and not from a run."""

import ast
from functools import cache

import pytest

from .conftest import ROOT

SOURCE = ROOT / "src"
PACKAGE = "pjreport"

# Layer: what it may import of the package, beside itself and the version. A module of the
# package's top is a layer of its own.
MAY_IMPORT = {
    "errors": set(),
    "safe": set(),
    "model": {"errors", "safe"},
    "load": {"errors", "safe", "model"},
    "query": {"errors", "safe", "model"},
    "trust": {"errors", "safe", "model"},
    "render": {"errors", "safe", "model.table", "model.problem"},
    "export": {"errors", "safe", "model", "render.json"},
    "cli": {"errors", "safe", "model", "load", "query", "trust", "render", "export"},
    "__main__": {"errors", "safe", "cli"},
    "__init__": set(),
}


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
        ("pjreport.load.toml", "from ..query import select", "pjreport.query.select"),
        ("pjreport.load.__init__", "from ..query.select import fold", "pjreport.query.select"),
        ("pjreport.query.select", "import pjreport.trust", "pjreport.trust"),
        ("pjreport.trust.names", "from pjreport import render", "pjreport.render"),
        ("pjreport.trust.names", "from .. import load", "pjreport.load"),
        ("pjreport.render.tsv", "from ..model.base import items", "pjreport.model.base"),
        ("pjreport.render.tsv", "from ..model import kinds", "pjreport.model.kinds"),
        ("pjreport.model.base", "from ..cli.session import Session", "pjreport.cli.session"),
        ("pjreport.safe", "from .errors import PjreportError", "pjreport.errors"),
        ("pjreport.errors", "def late():\n    from . import safe", "pjreport.safe"),
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
        "pjreport.load.toml": ast.parse("from .read import LIMIT\nimport os\nimport loader"),
        "pjreport.cli.app": ast.parse("from .. import __version__, load"),
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
        if layer != "__main__":
            assert not calls(tree, *exits), module
    assert calls(ast.parse("print(1)\nsys.exit(2)"), "print", *exits) == ["print", "sys.exit"]


@pytest.mark.parametrize(
    ("library", "owners"),
    [
        ("rich", {"pjreport.render.progress", "pjreport.render.table"}),
        ("tomli", {"pjreport.load.toml"}),
        ("jsonschema", {"pjreport.load.misfit"}),
        (
            "sqlite3",
            {f"pjreport.load.{each}" for each in ("compiler", "database", "staged", "stored")}
            | {"pjreport.export.sqlite"},
        ),
        ("pyarrow", {"pjreport.export.parquet"}),
        ("typer", {"pjreport.cli.app", "pjreport.cli.options"}),
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
