"""Nothing that a command reads, names or was made from is its output."""

import os
import shutil
from hashlib import sha256

import pytest

from pjreport.store.originals import is_source, same

from .conftest import ROOT, TESTS

BASE = (TESTS / "bases" / "school-a.toml").read_text(encoding="utf-8")


@pytest.fixture
def here(tmp_path, plain, tool):
    """A folder with a base, its lock, its source, what was compiled from it, and a draft."""
    plain.chdir(tmp_path)
    for name in ("facts.toml", "facts.lock.toml"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    (tmp_path / "pinghu-2021.txt").write_text("原文", encoding="utf-8")
    (tmp_path / "d.md").write_text("培训5228人次。", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to("facts.toml")
    os.link(tmp_path / "facts.toml", tmp_path / "hard.csv")
    assert tool("compile", "facts.toml", "-o", "c.db").exit == 0
    (tmp_path / "new").mkdir()
    shutil.copy(tmp_path / "facts.toml", tmp_path / "new")
    assert tool("compile", "new", "-o", "new.db").exit == 0
    return tmp_path


BASE_, READ = "the fact base", "read by this command"
LOCK, MADE = "the place of the lock of a fact base", "what the fact base was compiled from"
SOURCE = "the source of the report"
CASES = {
    "draft": ("proofread d.md --facts facts.toml --format csv -o d.md", READ),
    "draft-as-sarif": ("proofread d.md --facts facts.toml --format sarif -o d.md", READ),
    "draft-again": ("proofread d.md --facts facts.toml --format csv -o ./new/../d.md", READ),
    "base": ("list --facts facts.toml --format csv -o facts.toml", BASE_),
    "base-by-a-link": ("list --facts facts.toml -o link.csv", BASE_),
    "base-by-another-name": ("list --facts facts.toml -o hard.csv", BASE_),
    "one-of-a-folder": ("list --facts new --format csv -o new/facts.toml", BASE_),
    "lock": ("list --facts facts.toml --format csv -o facts.lock.toml", LOCK),
    "compiled": ("list --facts c.db --format csv -o c.db", BASE_),
    "input": ("list --facts c.db --format csv -o facts.toml", MADE),
    "lock-of-an-input": ("list --facts c.db --format csv -o facts.lock.toml", MADE),
    "new-lock-of-an-input": ("list --facts new.db --format csv -o new/facts.lock.toml", LOCK),
    "source": ("export --facts facts.toml --format jsonl -o pinghu-2021.txt", SOURCE),
    "source-of-a-compiled-base": ("list --facts c.db --format csv -o pinghu-2021.txt", SOURCE),
    "source-given": (
        "check --facts facts.toml --source pinghu-2021.txt -o pinghu-2021.txt",
        READ,
    ),
    "base-checked": ("check --facts facts.toml -o facts.toml", BASE_),
    "base-exported": ("export --facts facts.toml --format sqlite -o facts.toml", BASE_),
    "lock-compiled": ("compile new/facts.toml -o new/facts.lock.toml", LOCK),
    "audited": ("audit --facts facts.toml --format csv -o facts.toml", BASE_),
    "text-audited": ("audit d.md --format csv -o d.md", READ),
}


@pytest.mark.parametrize(("line", "what"), CASES.values(), ids=CASES)
def test_it_is_refused(line, what, here, tool):
    words = line.split()
    files = [path for path in here.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    result = tool(*words)
    assert (result.exit, result.stdout) == (2, "")
    said = f"pjreport: cannot write {words[-1]}: it is {what}; choose another name\n"
    assert result.stderr.endswith(said)
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == before


def test_everything_else_is_written(here, tool):
    """A file that was there, a link to one, and a name beside the base."""
    (here / "old.csv").write_text("old")
    (here / "to-old.csv").symlink_to("old.csv")
    for name in ("old.csv", "to-old.csv", "facts.csv", "other.lock.csv"):
        assert tool("list", "--facts", "facts.toml", "-o", name).exit == 0
        assert (here / name).read_text(encoding="utf-8").startswith("id,")
    assert (here / "to-old.csv").is_symlink()


def test_the_source_by_another_name_is_known_by_its_content(tmp_path, tool):
    text = "全校学生120人。\n"
    base, source = tmp_path / "a.toml", tmp_path / "renamed.csv"
    source.write_text(text, encoding="utf-8")
    digest = sha256(text.encode()).hexdigest()
    start = BASE.index('sha256 = "') + len('sha256 = "')
    base.write_text(BASE[:start] + digest + BASE[start + 64 :], encoding="utf-8")
    result = tool("list", "--facts", str(base), "-o", str(source))
    assert result.exit == 2
    assert SOURCE in result.stderr
    assert source.read_text(encoding="utf-8") == text
    source.write_bytes(b"another text")
    assert tool("list", "--facts", str(base), "-o", str(source)).exit == 0


def test_without_reports_nothing_is_a_source(tmp_path, plain):
    plain.setattr("pjreport.store.originals.SOURCES", {})
    plain.setattr("pjreport.store.originals.COMPILED", [])
    path = tmp_path / "a.csv"
    path.write_text("a")
    assert not is_source(str(path))
    assert not same(str(path), str(tmp_path / "none"))


# ---- locks


@pytest.fixture
def stamping(tmp_path, plain, tool):
    """Stamps a sound base with its own text."""
    plain.chdir(tmp_path)
    text = "学校概况\n办学情况\n全校学生120人，其中本地学生80人。\n"
    start = BASE.index('sha256 = "') + len('sha256 = "')
    digest = sha256(text.encode()).hexdigest()
    base = BASE[:start] + digest + BASE[start + 64 :]
    (tmp_path / "a.toml").write_text(base, encoding="utf-8")
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")

    def stamp(*more):
        return tool("check", "--facts", "a.toml", "--source", *(more or ["a.txt"]), "--stamp")

    return stamp


def test_a_lock_that_is_a_link_is_replaced(stamping, tmp_path):
    """What it points to may be anything, and stays."""
    victim = tmp_path / "victim.toml"
    victim.write_text("schema = 1\n")
    for target in (victim, tmp_path / "none", tmp_path):
        lock = tmp_path / "a.lock.toml"
        lock.unlink(missing_ok=True)
        lock.symlink_to(target)
        result = stamping()
        assert "pjreport: wrote a.lock.toml" in result.stderr
        assert not lock.is_symlink()
        assert "stats.pupils.total" in lock.read_text()
        assert victim.read_text() == "schema = 1\n"
    assert not (tmp_path / "none").exists()


def test_a_lock_is_stamped_again(stamping, tmp_path):
    assert "wrote a.lock.toml" in stamping().stderr
    (tmp_path / "a.lock.toml").chmod(0o600)
    assert "wrote a.lock.toml" in stamping().stderr
    assert (tmp_path / "a.lock.toml").stat().st_mode & 0o777 == 0o600


def test_a_source_that_lies_where_the_lock_goes_stays(stamping, tmp_path):
    (tmp_path / "a.txt").rename(tmp_path / "a.lock.toml")
    before = (tmp_path / "a.lock.toml").read_bytes()
    result = stamping("a.lock.toml")
    assert result.exit == 2
    assert f"cannot write a.lock.toml: it is {READ}; choose another name" in result.stderr
    assert (tmp_path / "a.lock.toml").read_bytes() == before
