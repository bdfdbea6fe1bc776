"""Facts that nobody has looked at yet: every command says so."""

import json

from pjreport.model.lock import digests

from .conftest import ROOT

BASE = str(ROOT / "tests/broken/draft/bad.toml")


def test_a_draft_has_a_state_of_its_own_in_every_format(tool):
    """A program reads the key or the state, a person reads the word."""
    records = json.loads(tool("stats", "training", "--facts", BASE, "--json").stdout)
    drafts = [each["id"] for each in records if each["draft"]]
    assert drafts == ["stats.training.trained"]
    assert [each["id"] for each in records if each["state"] == "draft"] == drafts
    page = tool("ask", "培训了多少人次", "--facts", BASE, "--lang", "zh", "--format", "record")
    assert "草稿" in page.stdout
    listing = tool("stats", "--facts", BASE, "--format", "table", "--lang", "en").stdout
    assert listing.count("draft") == 1


def test_a_compiled_base_knows_its_drafts(tool, tmp_path):
    """The state is stored with the fact."""
    compiled = str(tmp_path / "base.pjr")
    assert tool("compile", BASE, "-o", compiled).exit == 0
    record = json.loads(
        tool("show", "stats.training.trained", "--facts", compiled, "--json").stdout
    )
    assert (record[0]["draft"], record[0]["state"]) == (True, "draft")


def test_looking_at_a_fact_keeps_its_stamp():
    """Whether somebody has looked changes nothing that a fact states."""
    fact = {"zh": "培训", "value": 5228}
    assert digests({"stats.a.b": fact}, {}) == digests({"stats.a.b": {**fact, "draft": True}}, {})
