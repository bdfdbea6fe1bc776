"""The lock: what a check said of each fact, kept beside the base, and worth nothing after an edit."""

import hashlib
import json
import os
import re
import shutil
import sys

import pytest

from pjreport.model.kinds import BY_ID
from pjreport.model.lock import STATES, Digester, canonical, digests, sha256

from .conftest import ROOT, TESTS

SAMPLE = TESTS / "broken" / "evidence-not-found"
SHIPPED = ROOT / "data"


@pytest.fixture
def base(tmp_path):
    """A sound base with its source, in a folder of its own; not stamped."""
    shutil.copy(SAMPLE / "good.toml", tmp_path / "facts.toml")
    shutil.copy(SAMPLE / "source.txt", tmp_path)
    return tmp_path / "facts.toml"


@pytest.fixture
def stamp(tool, base):
    """Checks the base and stamps it."""

    def call(*more):
        source = str(base.parent / "source.txt")
        return tool("check", "--facts", str(base), "--source", source, "--stamp", *more)

    return call


@pytest.fixture
def states(tool, base):
    """The states of the base's facts, by id."""

    def call():
        rows = json.loads(tool("list", "--json", "--facts", str(base)).stdout)
        return {row["id"]: row["state"] for row in rows}

    return call


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_facts_are_unchecked_until_they_are_stamped(base, stamp, states):
    assert set(states().values()) == {"unchecked"}
    result = stamp()
    assert result.exit == 0
    assert f"wrote {base.parent / 'facts.lock.toml'}" in result.stderr
    assert set(states().values()) == {"verified"}


@pytest.mark.parametrize(
    ("old", "new", "stale"),
    [
        ("value = 16", "value = 61", {"stats.research.approved"}),
        ('en = "Trained"', 'en = "People trained"', {"stats.training.trained"}),
        ('zh = "册"', 'zh = "本"', {"stats.training.books"}),
        ('en = "media"', 'en = "newspaper"', {"organisations.research.paper"}),
        ('year = { zh = "年度"', 'year = { zh = "全年"', "stats"),
        ('zh = "扩大培训 服务企业"', 'zh = "扩大培训"', set()),
    ],
)
def test_an_edit_after_the_check_makes_a_fact_stale(old, new, stale, base, stamp, states):
    stamp()
    if stale == "stats":  # each figure has a period
        stale = {id for id in states() if id.startswith("stats.")}
    change(base, old, new)
    assert {id for id, state in states().items() if state != "verified"} == stale
    assert {state for id, state in states().items() if id in stale} <= {"stale"}


@pytest.mark.parametrize("field", ["level", "rank", "class", "recipient_group"])
def test_an_honour_whose_terms_are_called_otherwise_is_stale(field):
    group = BY_ID["honours"].terms[field]
    facts = {"honours.t.a": {field: "one"}, "honours.t.b": {field: "two"}}
    terms = {"one": {"zh": "甲", "en": "A"}, "two": {"zh": "乙", "en": "B"}}
    before = digests(facts, {group: terms})
    after = digests(facts, {group: {**terms, "one": {"zh": "甲", "en": "C"}}})
    assert {id for id in facts if before[id] != after[id]} == {"honours.t.a"}


def test_a_term_in_a_list_counts_too():
    facts = {"programmes.t.a": {"actions": ["one", "two"]}}
    old = {"actions": {"one": {"zh": "甲"}, "two": {"zh": "乙"}}}
    new = {"actions": {"one": {"zh": "甲"}, "two": {"zh": "丙"}}}
    assert digests(facts, old) != digests(facts, new)
    assert digests(facts, {"actions": 1}) == digests(facts, {})


def test_a_lock_of_an_older_version_verifies_nothing(base, stamp, states, tool):
    stamp()
    lock = base.parent / "facts.lock.toml"
    change(lock, "schema = 2", "schema = 1")
    assert set(states().values()) == {"unchecked"}
    said = tool("list", "--facts", str(base)).stderr
    assert "not a lock of this version, so it verifies nothing; check with --source" in said


def test_another_source_makes_everything_stale(base, stamp, states):
    stamp()
    text = base.read_text(encoding="utf-8")
    base.write_text(re.sub('sha256 = ".*"', f'sha256 = "{"0" * 64}"', text), encoding="utf-8")
    assert set(states().values()) == {"stale"}


def test_a_new_fact_is_unchecked_and_a_deleted_one_is_named(base, stamp, states, tool):
    stamp()
    change(base, "[honours.training.pioneer]", "[honours.training.leader]")
    found = states()
    assert found.pop("honours.training.leader") == "unchecked"
    assert set(found.values()) == {"verified"}
    result = tool("check", "stale-stamp", "--facts", str(base))
    assert "'honours.training.pioneer' is no fact any more" in result.stdout


def test_a_fact_that_is_not_found_is_stamped_so(base, stamp, states):
    change(base, '"培训学员", "5228人次"', '"培训学生", "5228人次"')
    result = stamp()
    assert result.exit == 1
    found = states()
    assert found.pop("stats.training.trained") == "not-found"
    assert set(found.values()) == {"verified"}


def test_a_number_that_may_be_another_s_is_not_verified(base, stamp, states):
    change(base, '"结题29项"', '"29项"')
    assert stamp().exit == 0
    found = {id: state for id, state in states().items() if state != "verified"}
    assert found == {"stats.research.concluded": "not-shown"}


def test_a_value_that_is_not_shown_is_stamped_so_and_what_rests_on_it(base, stamp, states):
    text = base.read_text(encoding="utf-8").replace("value = 16", "value = 17")
    computed = """
[derived.research.both]
zh = "合计"
en = "Both"
formula = "sum"
inputs = ["stats.research.approved", "stats.research.concluded"]
unit = "items"
period = "year"

[derived.research.base]
zh = "上年"
en = "Before"
formula = "implied-base"
inputs = ["stats.training.growth"]
unit = "items"
period = "year"
"""
    base.write_text(text + computed, encoding="utf-8")
    assert stamp().exit == 1
    found = {id: state for id, state in states().items() if state != "verified"}
    assert found == {"stats.research.approved": "not-found", "derived.research.both": "not-found"}
    change(base, "value = 29", "value = 28")
    assert states()["derived.research.both"] == "stale"
    assert states()["derived.research.base"] == "verified"


@pytest.mark.parametrize("format", ["tsv", "csv", "json", "jsonl", "markdown", "table", "record"])
def test_every_format_shows_the_state(format, base, stamp, tool):
    words = ("list", "--facts", str(base), "--format", format)
    assert "verified" not in tool(*words).stdout
    stamp()
    assert "verified" in tool(*words).stdout
    change(base, 'en = "Trained"', 'en = "People trained"')
    assert "stale" in tool(*words).stdout
    assert "verified" in tool(*words).stdout


def test_states_are_said_once_where_all_are_alike_and_in_a_column_else(base, stamp, tool):
    stamp()
    words = ("stats", "--facts", str(base), "--format", "markdown")
    assert tool(*words).stdout.splitlines()[0].endswith("· verified")
    assert "state" not in tool(*words).stdout
    assert (
        "| state |" in tool(*words, "--no-header").stdout
        or "verified" in tool(*words, "--no-header").stdout
    )
    change(base, 'en = "Trained"', 'en = "People trained"')
    assert "state" in tool(*words).stdout
    assert "· verified" not in tool(*words).stdout


# ---- who writes it, and who does not


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('role = "media"', 'role = "nobody"', "it is not sound"),
        ("sha256 = ", f'sha256 = "{"0" * 64}" #', "its own text was not given"),
    ],
)
def test_what_is_not_sound_is_not_stamped(old, new, why, base, stamp):
    change(base, old, new)
    result = stamp()
    assert result.exit == 1
    assert why in result.stderr
    assert not (base.parent / "facts.lock.toml").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--stamp"], "--stamp without --source"),
        (["evidence-moved", "--stamp", "--source", "README.md"], "with rules of one's choice"),
    ],
)
def test_a_stamp_needs_everything_checked(words, why, base, tool):
    result = tool("check", "--facts", str(base), *words)
    assert (result.exit, result.stdout) == (2, "")
    assert why in result.stderr


def test_a_lookup_and_a_check_write_nothing(base, tool):
    source = str(base.parent / "source.txt")
    tool("check", "--facts", str(base), "--source", source)
    tool("list", "--facts", str(base))
    assert {path.name for path in base.parent.iterdir()} == {"facts.toml", "source.txt"}


def test_a_folder_takes_no_lock_for_a_base(base, stamp, tool):
    stamp()
    result = tool("list", "--facts", str(base.parent))
    assert (result.exit, result.stderr) == (0, "")


# ---- locks that are none

HOSTILE = [
    "",
    "schema = 1",
    "schema = 1\nsource = ''\n[facts]",
    "schema = 3\nsource = ''\n[facts]",
    "schema = 2\nsource = 1\n[facts]",
    "schema = 2\nsource = ''\nfacts = 1",
    "schema = 2\nsource = ''\n[facts]\na = 1",
    "schema = 2\nsource = ''\n[facts]\na = ['found']",
    "schema = 2\nsource = ''\n[facts]\na = ['found', 1]",
    "= \x1b[31m",
    "a" * 10,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_broken_lock_is_named_and_verifies_nothing(text, base, states, tool):
    (base.parent / "facts.lock.toml").write_text(text, encoding="utf-8")
    result = tool("list", "--facts", str(base))
    assert result.exit == 0
    assert f"{base.parent / 'facts.lock.toml'}:1:" in result.stderr
    assert "\x1b" not in result.stderr
    assert set(states().values()) == {"unchecked"}
    checked = tool("check", "--facts", str(base))
    assert checked.exit == 1
    assert "facts.lock.toml:1:" in checked.stdout


NO_LOCKS = {
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "nowhere": lambda path: path.symlink_to("nowhere"),
    "circle": lambda path: path.symlink_to(path),
    "device": lambda path: path.symlink_to("/dev/zero"),
    "UTF-16": lambda path: path.write_text("schema = 1", encoding="utf-16"),
    "bytes": lambda path: path.write_bytes(b"\xff\x00\xfe"),
}


@pytest.mark.parametrize("make", NO_LOCKS.values(), ids=NO_LOCKS)
def test_whatever_lies_where_the_lock_should_stops_no_lookup(make, base, states, tool):
    lock = base.parent / "facts.lock.toml"
    make(lock)
    result = tool("list", "--facts", str(base))
    assert result.exit == 0
    assert re.fullmatch(rf"{re.escape(str(lock))}:1:\d+: error: .+\n", result.stderr)
    assert "write" not in result.stderr
    assert set(states().values()) == {"unchecked"}
    assert tool("check", "--facts", str(base)).exit == 1


def test_a_stamp_is_written_over_a_broken_lock(base, stamp, states):
    (base.parent / "facts.lock.toml").write_text("broken", encoding="utf-8")
    stamp()
    assert set(states().values()) == {"verified"}


def test_a_lock_that_verifies_what_it_does_not_know_verifies_nothing(base, states):
    lock = f'schema = 2\nsource = "{"0" * 64}"\n[facts]\n"a.b.c" = ["found", "00"]\n'
    (base.parent / "facts.lock.toml").write_text(lock, encoding="utf-8")
    assert set(states().values()) == {"unchecked"}


# ---- the shipped base


def test_the_shipped_base_is_stamped_and_unchanged_since(tool):
    """If not: `pjreport check --source FILE --stamp`."""
    rows = json.loads(tool("list", "--json", "--facts", str(SHIPPED / "facts.toml")).stdout)
    assert {row["state"] for row in rows} == {"verified"}
    assert tool("check", "stale-stamp", "--strict", "--facts", str(SHIPPED)).exit == 0


def test_only_facts_that_are_shown_are_digested(tool, monkeypatch):
    """Of the shipped base, in whatever order."""
    digested = []
    digest = Digester.digest

    def noting(digester, of, above=()):
        if not above:
            digested.append(of)
        return digest(digester, of, above)

    monkeypatch.setattr(Digester, "digest", noting)
    tool("search", "培训", "--limit", "3")
    assert len(digested) == 3
    shown = tool("list", "--sort", "state", "--limit", "3", "--fields", "id,state")
    assert {line.split("\t")[1] for line in shown.stdout.splitlines()} == {"verified"}
    assert len(set(digested)) > 150  # to sort by it, it must be known
    digested.clear()
    for words in ("topics", "get stats.training.exams", "show stats.training.exams"):
        tool(*words.split())
    assert digested == ["stats.training.exams"] * 2


# ---- digests


def test_different_data_have_different_texts():
    values = [
        *("", "a", "ab", ["a", "b"], ["ab"], ["a", ["b"]], {"a": "b"}, [{"a": "b"}], "s1:a"),
        *(1, "1", True, "True", None, [], {}, [[]], ("x",), 1.5, "1.5"),
    ]
    texts = [canonical(value) for value in values]
    assert len(set(texts)) == len(values)
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})
    assert set(STATES) == {"verified", "stale", "not-found", "not-shown", "unchecked", "draft"}


def test_a_python_without_its_own_hashes_digests_the_same(monkeypatch):
    facts = {"a": {"zh": "甲"}}
    before = digests(facts, {})
    for module in ("_sha2", "_sha256"):
        monkeypatch.setitem(sys.modules, module, None)
    sha256.cache_clear()
    assert digests(facts, {}) == before
    assert sha256() is hashlib.sha256
    sha256.cache_clear()


def test_a_circle_of_inputs_has_digests_too():
    """A broken base is refused elsewhere; here it must not hang."""
    facts = {"a": {"inputs": ["b"]}, "b": {"inputs": ["a"]}, "c": {"inputs": ["nowhere"]}}
    assert len(set(digests(facts, {}).values())) == len(facts)


def test_a_stamp_of_another_text_is_named(base, stamp, tool):
    stamp()
    text = base.read_text(encoding="utf-8")
    base.write_text(re.sub('sha256 = ".*"', f'sha256 = "{"0" * 64}"', text), encoding="utf-8")
    result = tool("check", "stale-stamp", "--facts", str(base))
    assert "the stamp is from a check against another text" in result.stdout
    assert result.stdout.count("[stale-stamp]") == 1


def test_a_circle_of_inputs_that_begins_later_has_a_digest():
    """a is computed from b, which is computed from c, which is computed from b."""
    inputs = {"a": ["b"], "b": ["c"], "c": ["b"]}
    facts = {
        f"derived.t.{id}": {"inputs": [f"derived.t.{i}" for i in of]} for id, of in inputs.items()
    }
    found = digests(facts, {})
    assert len(set(found.values())) == 3
    changed = facts | {"derived.t.c": {"inputs": ["derived.t.b"], "formula": "sum"}}
    assert digests(changed, {})["derived.t.a"] != found["derived.t.a"]
