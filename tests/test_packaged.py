"""The shipped base as the module that an installed package reads it from."""

import json
import os
import re
import sys
from decimal import Decimal

import pytest
import tomli

import pjreport
from pjreport.cli import bases as opening
from pjreport.model.base import Loaded
from pjreport.model.kinds import KINDS
from pjreport.search.corpus import prepared
from pjreport.text.normalise import fold

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
    assert {version for version, _ in made} == {"standard"}
    for (_, name), text in made.items():
        (folder / name.removeprefix("pjreport/")).write_text(text, encoding="utf-8")


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """The module, as if it were installed."""
    build(tmp_path)
    monkeypatch.setattr(pjreport, "__path__", [*pjreport.__path__, str(tmp_path)])
    monkeypatch.setattr(opening, "PACKAGED", opening.CHECKOUT)
    from pjreport import packaged

    yield packaged
    for name in ("packaged", "packaged_texts"):
        if sys.modules.pop(f"pjreport.{name}", None):
            delattr(pjreport, name)


def test_the_module_holds_what_the_files_say(packaged):
    """Decimals with their digits."""
    tables = tomli.loads(SHIPPED.read_text(encoding="utf-8"), parse_float=Decimal)
    assert repr(packaged.TABLES) == repr(tables)
    assert len(packaged.STATES) > 150


@pytest.mark.usefixtures("packaged")
def test_the_texts_are_those_that_a_search_gathers():
    """Folded as a search folds them."""
    from pjreport.packaged_texts import TEXTS

    [base] = opening.open_bases([str(SHIPPED)])
    bases = Loaded([base])
    records = bases.records([kind.id for kind in KINDS])
    assert prepared(bases, records) == TEXTS
    assert all(fold(text) == folded for text, folded, _ in TEXTS[0])
    assert base.texts is not None


@pytest.mark.parametrize(
    "words",
    [
        *("list --json", "overview", "search peixun --json", "get stats.training.exams"),
        *("search 培训 --json", "search 培训 --kind stats --json", "ask 培训了多少人次 --json"),
        "ask how many papers were published --json",
    ],
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


def test_an_edited_base_is_read_as_it_is_now(packaged, tool, tmp_path, monkeypatch):
    """Whoever edits the file of an installed package gets one answer, however the file is named."""
    copy = tmp_path / "facts.toml"
    lock = ROOT / "data" / "facts.lock.toml"
    (tmp_path / "facts.lock.toml").write_bytes(lock.read_bytes())
    monkeypatch.setattr(opening, "PACKAGED", str(copy))
    monkeypatch.setattr(packaged, "STATES", dict.fromkeys(packaged.STATES, "not-found"))
    words = ("stats", "training", "--json", "--fields", "value,state")
    text = SHIPPED.read_text(encoding="utf-8")
    copy.write_text(text, encoding="utf-8")
    from_module = tool(*words).stdout
    assert '"value": 5228, "state": "not-found"' in from_module
    assert tool(*words, "--facts", os.path.relpath(copy, ROOT)).stdout == from_module
    copy.write_text(text.replace("value = 5228", "value = 5229"), encoding="utf-8")
    for more in ((), ("--facts", os.path.relpath(copy, ROOT))):
        assert '"value": 5229, "state": "stale"' in tool(*words, *more).stdout


def test_a_build_keeps_the_states_of_the_lock(tmp_path, monkeypatch):
    """What the lock did not find, or finds no more, is not verified in the module either."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "facts.toml").write_bytes(SHIPPED.read_bytes())
    text = (ROOT / "data" / "facts.lock.toml").read_text(encoding="utf-8")
    found = '"stats.training.exams" = ["found"'
    assert found in text
    changed = text.replace(found, found.replace('"found"', '"not-found"'))
    line = r'(?<="stats\.training\.participations" = \["found", ")[0-9a-f]{16}'
    changed, times = re.subn(line, "0" * 16, changed)
    assert times == 1
    (data / "facts.lock.toml").write_text(changed, encoding="utf-8")
    monkeypatch.syspath_prepend(str(ROOT))
    import hatch_build

    monkeypatch.setattr(hatch_build, "ROOT", tmp_path)
    (tmp_path / "src").symlink_to(ROOT / "src")
    made = {}
    exec(hatch_build.module(), made)
    states = made["STATES"]
    assert states["stats.training.exams"] == "not-found"
    assert states["stats.training.participations"] == "stale"
    assert states["stats.employment.rate"] == "verified"
