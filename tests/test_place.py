"""A folder in the place of another: whole, or not at all. Files are in `test_output.py`."""

import errno
import os

import pytest

from pjreport.errors import OutputError
from pjreport.store import writing


def ours(folder):
    """Whether a folder holds an export, for these tests."""
    return os.path.exists(os.path.join(folder, "mark"))


def fill(folder, text="new"):
    """What an export of these tests holds."""
    os.makedirs(os.path.join(folder, "inside"), exist_ok=True)
    for name in ("mark", "inside/x"):
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)


def placed(path, meanwhile=lambda: None):
    """Put a folder at `path`, of which something happens while it is filled."""
    with writing.new_folder(str(path), ours) as temporary:
        fill(temporary)
        meanwhile()


def content(folder):
    return (folder / "inside/x").read_text()


@pytest.mark.parametrize("before", ["nothing", "empty", "export", "link"])
def test_a_folder_takes_the_place_of_an_empty_one_or_an_export(tmp_path, before):
    mask = os.umask(0o022)
    target = path = tmp_path / "x"
    if before == "link":
        target = tmp_path / "real"
        path.symlink_to(target)
    if before != "nothing":
        target.mkdir(mode=0o750)
    if before in ("export", "link"):
        fill(target, "old")
        (target / "more").write_text("of the old")
    placed(path)
    os.umask(mask)
    assert content(path) == "new"
    assert sorted(os.listdir(path)) == ["inside", "mark"]
    assert path.stat().st_mode & 0o777 == (0o755 if before == "nothing" else 0o750)
    assert sorted(os.listdir(tmp_path)) == (["real", "x"] if before == "link" else ["x"])


def test_any_other_thing_in_the_place_of_a_folder_is_refused(tmp_path):
    (tmp_path / "file").write_text("old")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").write_text("old")
    os.mkfifo(tmp_path / "fifo")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for name, why in (
        ("file", "not a folder"),
        ("fifo", "not a folder"),
        ("full", "a folder with other things than an export in it"),
        ("loop", "too many levels of symbolic links"),
        ("no/x", "no such file or directory"),
    ):
        path = tmp_path / name
        with pytest.raises(OutputError, match=why):
            placed(path, pytest.fail)
    assert (tmp_path / "full" / "mine").read_text() == "old"


def test_what_was_put_there_meanwhile_is_not_replaced(tmp_path):
    path = tmp_path / "x"

    def intrude():
        path.mkdir()
        (path / "mine").write_text("kept")

    with pytest.raises(OutputError, match="other things"):
        placed(path, intrude)
    assert (path / "mine").read_text() == "kept"
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize("error", [OSError(errno.EIO, ""), KeyboardInterrupt()])
def test_a_folder_that_cannot_be_placed_leaves_the_old_one(tmp_path, monkeypatch, error):
    path = tmp_path / "x"
    fill(path, "old")
    real = os.rename
    calls = []

    def rename(*names):
        calls.append(names)
        if len(calls) == 2:
            raise error
        real(*names)

    monkeypatch.setattr(os, "rename", rename)
    expected = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        placed(path)
    assert content(path) == "old"
    assert os.listdir(tmp_path) == ["x"]


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, ""), KeyboardInterrupt(), ZeroDivisionError()]
)
def test_a_folder_that_is_not_finished_leaves_the_old_one(tmp_path, error):
    path = tmp_path / "x"
    fill(path, "old")

    def fail():
        raise error

    with pytest.raises(OutputError if isinstance(error, OSError) else type(error)):
        placed(path, fail)
    assert content(path) == "old"
    assert os.listdir(tmp_path) == ["x"]
