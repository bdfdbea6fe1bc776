"""The shipped base as the module that an installed package reads it from."""

import json
import sys
from decimal import Decimal

import pytest
import tomli

import pjreport
from pjreport.cli import bases as opening

from .conftest import ROOT

SHIPPED = ROOT / "data/facts.toml"


def build(folder):
    """Make the module as a build does, in a folder."""
    sys.path.insert(0, str(ROOT))
    try:
        from hatch_build import Hook
    finally:
        sys.path.remove(str(ROOT))
    made = {}
    for version in ("editable", "standard"):
        data = {"force_include": {}}
        hook = Hook(str(ROOT), {}, None, None, str(folder), "wheel")
        hook.initialize(version, data)
        for path, name in data["force_include"].items():
            with open(path, encoding="utf-8") as file:
                made[version, name] = file.read()
        hook.finalize(version, data, "")
    [((version, name), text)] = made.items()
    assert (version, name) == ("standard", "pjreport/packaged.py")
    (folder / "packaged.py").write_text(text, encoding="utf-8")


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """The module, as if it were installed."""
    build(tmp_path)
    monkeypatch.setattr(pjreport, "__path__", [*pjreport.__path__, str(tmp_path)])
    monkeypatch.setattr(opening, "PACKAGED", opening.CHECKOUT)
    from pjreport import packaged

    yield packaged
    del sys.modules["pjreport.packaged"]
    del pjreport.packaged


def test_the_module_holds_what_the_files_say(packaged):
    """Decimals with their digits."""
    tables = tomli.loads(SHIPPED.read_text(encoding="utf-8"), parse_float=Decimal)
    assert repr(packaged.TABLES) == repr(tables)
    assert len(packaged.STATES) > 150


@pytest.mark.parametrize(
    "words", ["list --json", "overview", "search peixun --json", "get stats.training.exams"]
)
def test_it_answers_as_the_file_does(words, packaged, tool, monkeypatch):
    """And nothing of it is checked or digested."""
    wanted = tool(*words.split(), "--facts", "tests/../data/facts.toml")
    assert wanted.exit == 0
    for name in ("pjreport.cli.bases.doubts", "pjreport.cli.bases.load_lock"):
        monkeypatch.setattr(name, None)
    assert tool(*words.split()) == wanted
    assert {row["state"] for row in json.loads(tool("list", "--json").stdout)} == set(
        packaged.STATES.values()
    )


@pytest.mark.usefixtures("packaged")
def test_a_copy_beside_it_is_named(tool, tmp_path):
    copy = tmp_path / "copy.toml"
    copy.write_bytes(SHIPPED.read_bytes())
    for paths in ([copy, SHIPPED], [SHIPPED, copy]):
        result = tool("list", *(word for path in paths for word in ("--facts", str(path))))
        assert (result.exit, result.stdout) == (2, "")
        assert result.stderr.count("duplicate-report") == 1


def test_a_package_without_the_module_reads_the_file(tool, monkeypatch):
    """It was built in another way."""
    wanted = tool("list", "--json")
    monkeypatch.setattr(opening, "PACKAGED", opening.CHECKOUT)
    assert tool("list", "--json") == wanted
