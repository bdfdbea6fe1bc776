"""Looking at drafts: each decision changes what it must, and survives; names go to a translator and back."""

import csv
import fcntl
import io
import os
import pty
import select
import shutil
import subprocess
import sys
import termios
import time
from contextlib import nullcontext

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.cli import keys
from pjreport.cli.commands.review import joined, visible
from pjreport.curation import translation
from pjreport.curation.decisions import Review, drafts
from pjreport.errors import LoadError, OutputError, UsageError
from pjreport.store import load, parsed

from .conftest import ROOT, TESTS

TYPING = 20  # seconds, after which a text that is waited for is taken never to come

FIRST = ("stats", "general", "yanchu-changci")
SECOND = ("stats", "general", "gongyi-kecheng")
MORE = """
# what is signed
[topics.more]
zh = "其他"

[stats.general.growth]
zh = "公益课程增加"
value = 5 # 门
unit = "men"
period = "year"
growth_of = ["stats.general.gongyi-kecheng"]
lines = [4]
evidence = ["比上年增加5门"]
draft = true

[outcomes.more.lively]
zh = "活动丰富"
about = ["stats.general.growth"]
lines = [3]
evidence = ["举办演出"]
"""


@pytest.fixture
def hall(tmp_path):
    """A base with three drafts, and its text."""
    text = (TESTS / "years/hall.toml").read_text(encoding="utf-8")
    for fragment in ("86场", "开设公益课程35门"):
        line = f'evidence = ["{fragment}"]\n'
        text = text.replace(line, f"{line}draft = true # 待看\n")
    base = tmp_path / "hall.toml"
    base.write_text(text + MORE, encoding="utf-8")
    shutil.copy(TESTS / "years/hall.txt", tmp_path / "hall.txt")
    return base


@pytest.fixture
def review(hall):
    return Review(load(str(hall)))


def lost(before, after):
    """The lines of a text that another one does not have; the others stand in the same order."""
    rest = iter(after.splitlines())
    return [line for line in before.splitlines() if line not in rest] if after else None


# ---- decisions


def test_the_drafts_are_listed_in_order(review):
    assert [path[2] for path in drafts(review.document.tables)] == [FIRST[2], SECOND[2], "growth"]


def test_accepting_takes_one_line_away(review, hall):
    before = hall.read_text(encoding="utf-8")
    review.accept(FIRST)
    after = hall.read_text(encoding="utf-8")
    assert len(after.splitlines()) == len(before.splitlines()) - 1
    assert after == before.replace("draft = true # 待看\n", "", 1)
    review.accept(FIRST)  # nothing more to do
    assert hall.read_text(encoding="utf-8") == after


def test_dropping_takes_one_table_away(review, hall):
    before = hall.read_text(encoding="utf-8")
    review.drop(FIRST)
    start = before.index("[stats.general.yan")
    end = before.index("[stats.general.gong")
    assert hall.read_text(encoding="utf-8") == before[:start] + before[end:]


def test_the_last_table_of_the_file_can_be_dropped(review, hall):
    before = hall.read_text(encoding="utf-8")
    review.drop(("outcomes", "more", "lively"))
    assert hall.read_text(encoding="utf-8") == before.partition("\n[outcomes")[0]


def test_what_others_refer_to_is_not_dropped(review, hall):
    before = hall.read_bytes()
    with pytest.raises(UsageError, match=r"stats.general.growth refers to it; change that first"):
        review.drop(SECOND)
    hall.write_text(
        hall.read_text(encoding="utf-8").replace("# key = []", f'key = ["{".".join(FIRST)}"]'),
        encoding="utf-8",
    )
    with pytest.raises(UsageError, match="key of the report refers to it"):
        Review(load(str(hall))).drop(FIRST)
    assert hall.read_bytes() != before


def test_a_fact_without_a_header_of_its_own_is_left_to_the_hand(hall):
    text = hall.read_text(encoding="utf-8").partition("\n[outcomes")[0]
    entry = 'zh = "{0}", lines = [3], evidence = ["{0}"], draft = true'
    both = ", ".join(
        f"{key} = {{ {entry.format(name)} }}" for key, name in (("x", "演出"), ("y", "观众"))
    )
    hall.write_text(f"{text}\n[outcomes]\ngeneral = {{ {both} }}\n", encoding="utf-8")
    review = Review(load(str(hall)))
    with pytest.raises(OutputError, match="it has no header of its own"):
        review.drop(("outcomes", "general", "x"))
    review.accept(("outcomes", "general", "x"))
    assert "draft" not in review.table(("outcomes", "general", "x"))


def test_a_name_is_changed_and_nothing_else(review, hall):
    before = hall.read_text(encoding="utf-8")
    review.name(FIRST, "zh", "演出“场数”")
    assert hall.read_text(encoding="utf-8") == before.replace('"演出场次"', '"演出“场数”"')
    review.name(FIRST, "zh", "演出“场数”")
    assert len(review.earlier) == 1


def test_a_name_that_is_taken_is_refused(review, hall):
    before = hall.read_bytes()
    with pytest.raises(LoadError, match="duplicate"):
        review.name(FIRST, "zh", "公益课程")
    assert hall.read_bytes() == before


def test_another_topic_changes_the_id_and_all_that_refers_to_it(review, hall):
    text = hall.read_text(encoding="utf-8")
    hall.write_text(text.replace("# key = []", 'key = ["stats.general.growth"]'), encoding="utf-8")
    review = Review(load(str(hall)))
    before = hall.read_text(encoding="utf-8")
    new = review.move(("stats", "general", "growth"), "其他")
    assert new == ("stats", "more", "growth")
    after = before.replace("[stats.general.growth]", "[stats.more.growth]")
    after = after.replace('"stats.general.growth"', '"stats.more.growth"')
    assert hall.read_text(encoding="utf-8") == after
    assert review.move(new, "more") == new
    with pytest.raises(UsageError, match="no topic 'x'; use one of general, more"):
        review.move(new, "x")


def test_a_topic_that_has_the_name_already_is_refused(hall):
    text = hall.read_text(encoding="utf-8")
    other = text[text.index("[stats.general.yan") : text.index("[stats.general.gong")]
    other = other.replace("general", "more").replace("演出场次", "场次").replace("86场", "演出86场")
    hall.write_text(text + "\n" + other, encoding="utf-8")
    with pytest.raises(UsageError, match="there is a fact 'stats"):
        Review(load(str(hall))).move(FIRST, "more")


def test_each_decision_is_taken_back(review, hall):
    before = hall.read_bytes()
    review.accept(FIRST)
    review.name(SECOND, "zh", "课程")
    review.move(("stats", "general", "growth"), "more")
    assert [review.undo() for _ in range(4)] == [True, True, True, False]
    assert hall.read_bytes() == before


# ---- on a terminal


def typed(command, columns, steps, **how):
    """What is shown when a person waits for a text, then types; and the exit code."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    shown = b""
    how |= {"start_new_session": True, "preexec_fn": lambda: fcntl.ioctl(0, termios.TIOCSCTTY)}
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, **how) as process:
        os.close(theirs)
        try:
            for wait, keys in [*steps, (None, "")]:
                mark, end = len(shown), time.monotonic() + TYPING
                while wait is None or wait.encode() not in shown[mark:]:
                    assert time.monotonic() < end, shown.decode()
                    if select.select([ours], [], [], 0.1)[0]:
                        try:
                            shown += os.read(ours, 65536)
                        except OSError:  # the other end is closed
                            break
                    elif wait is None and process.poll() is not None:
                        break
                os.write(ours, keys.encode())
            process.wait(TYPING)
        finally:
            process.kill()
    os.close(ours)
    return shown.decode().replace("\r\n", "\n"), process.returncode


def walk(hall, steps, columns=80, *words):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "xterm", "PJREPORT_LANG": "en"}
    environment.pop("COLUMNS", None)
    command = [sys.executable, "-m", "pjreport", "review", str(hall), *words]
    return typed(command, columns, steps, env=environment)


def test_a_person_walks_through_the_drafts(hall):
    shown, code = walk(
        hall,
        [
            ("[q]uit", "\x1b[A?"),  # an arrow key does nothing
            ("[q]uit", "a"),
            ("2/3", "e"),
            ("Chinese: ", "\x15公益课\n"),
            ("English: ", "\n"),
            ("topic: ", "\x15more\n"),
            ("stats.more.gongyi-kecheng", "l"),
            ("3/3", "d"),
            ("press d again", "x"),
            ("3/3", "b"),
            ("2/3", "q"),
        ],
    )
    assert code == 0, shown
    assert "2 drafts left" in shown
    assert "86场\x1b[0m" in shown  # marked
    tables = tomli.loads(hall.read_text(encoding="utf-8"))
    assert "draft" not in tables["stats"]["general"]["yanchu-changci"]
    assert tables["stats"]["more"]["gongyi-kecheng"]["zh"] == "公益课"
    assert tables["stats"]["general"]["growth"]["growth_of"] == ["stats.more.gongyi-kecheng"]


def test_the_walk_goes_on_where_it_ended(hall):
    shown, _ = walk(hall, [("1/3", "a"), ("2/3", "q")], 40, "--color", "never")
    assert max(map(len, shown.splitlines())) <= 40
    shown, _ = walk(
        hall,
        [
            ("1/2", "d"),
            ("again", "d"),
            ("not dropped", "u"),
            ("1/2", "u"),
            ("nothing to undo", "a"),
            ("2/2", "u"),
            ("1/2", "a"),
            ("2/2", "d"),
            ("again", "d"),
            ("not dropped", "a"),
        ],
    )
    assert "all drafts are looked at" in shown
    assert b"draft" not in hall.read_bytes()


def test_the_end_of_the_input_and_an_interruption_end_the_walk(hall):
    before = hall.read_bytes()
    assert walk(hall, [("1/3", "\x04")])[1] == 0
    assert walk(hall, [("1/3", "\x03")])[1] == 130
    assert hall.read_bytes() == before


def test_what_was_dropped_comes_back(hall):
    steps = [
        ("1/3", "d"),
        ("again", "d"),
        ("2/3", "b"),
        ("it was dropped", "e"),
        ("it was dropped", "u"),
    ]
    shown, code = walk(hall, [*steps, ("draft", "q")])
    assert code == 0, shown
    assert b"yanchu-changci" in hall.read_bytes()


def test_without_a_terminal_there_is_a_list(tool, hall):
    refused = tool("review", str(hall))
    assert (refused.exit, "review without a terminal; add --list" in refused.stderr) == (2, True)
    found = tool("review", str(hall), "--list")
    assert [line.split("\t")[0] for line in found.stdout.splitlines()] == [
        ".".join(path) for path in (FIRST, SECOND, ("stats", "general", "growth"))
    ]
    assert tool("review", "tests/years/hall.toml", "--list").stdout == ""
    hall.write_text("schema = 1\n", encoding="utf-8")
    assert tool("review", str(hall)).exit == 2


def test_marks_that_overlap_are_one():
    assert [*joined([(5, 9), (0, 2), (1, 3), (9, 12)])] == [(0, 3), (5, 12)]
    assert [*joined([])] == []
    assert visible("a\x1b\u202eb") == "a  b"


# ---- names


def filled_in(text, give):
    """A table as a translator returns it: the English of each row as `give` says."""
    rows = [*csv.reader(io.StringIO(text), delimiter="\t")]
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows(
        [rows[0], *([*row[:2], give(row)] for row in rows[1:])]
    )
    return out.getvalue()


def test_all_names_make_a_report_in_two_languages(tool, hall, tmp_path):
    table = tmp_path / "names.tsv"
    assert tool("review", str(hall), "--export", str(table)).exit == 0
    given = filled_in(table.read_text(encoding="utf-8"), lambda row: f"English of {row[0]}")
    table.write_text(given, encoding="utf-16")
    before = hall.read_text(encoding="utf-8")
    result = tool("review", str(hall), "--import", str(table))
    assert (result.exit, result.stderr) == (0, "pjreport: 12 names filled in\n")
    after = hall.read_text(encoding="utf-8")
    tables = tomli.loads(after)
    assert tables["report"]["languages"] == ["zh", "en"]
    assert tables["report"]["publisher_en"] == "English of report:publisher"
    assert tables["stats"]["general"]["growth"]["en"] == "English of stats.general.growth"
    assert 'zh = "公益课程增加"\nen = "English of stats.general.growth"\nvalue = 5 # 门\n' in after
    assert "# what is signed" in after
    assert tool("check", "--facts", str(hall)).exit == 0
    assert len(before.splitlines()) < len(after.splitlines())
    assert (
        tool("review", str(hall), "--import", str(table)).stderr == "pjreport: 0 names filled in\n"
    )


def test_some_names_leave_the_languages_as_they_are(tool, hall, tmp_path):
    table = tmp_path / "names.csv"
    table.write_text(
        '\ufeffplace,zh,en,who\ntopics.more,其他,"Other, things",me\n\ntopics.none,x,y,\ntopics.general,旧名,old,\n',
        encoding="utf-8",
    )
    result = tool("review", str(hall), "--import", str(table))
    assert result.exit == 1
    assert "line 4: no topics.none in the base; not filled in" in result.stderr
    assert "line 5: topics.general is called something else by now; not filled in" in result.stderr
    tables = tomli.loads(hall.read_text(encoding="utf-8"))
    assert tables["topics"]["more"] == {"zh": "其他", "en": "Other, things"}
    assert tables["report"]["languages"] == ["zh"]
    table.write_text("place;zh;en\ntopics.more;其他;Others\n", encoding="utf-8")
    assert tool("review", str(hall), "--import", str(table)).exit == 0
    assert tomli.loads(hall.read_text(encoding="utf-8"))["topics"]["more"]["en"] == "Others"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\tb\n", "no columns place, zh, en; export it again"),
        (b"", "no columns place, zh, en; export it again"),
        (b"\xff\xff", "not UTF-8; save it as Unicode text or as CSV UTF-8"),
        (b'place\tzh\ten\na\t"\0"b\t\n', None),
        ("place\tzh\ten\ntopics.more\t其他\ta\ntopics.more\t其他\tb\n".encode(), "stands twice"),
    ],
)
def test_a_table_that_is_none_is_refused(tool, hall, tmp_path, data, message):
    table, before = tmp_path / "names.tsv", hall.read_bytes()
    table.write_bytes(data)
    result = tool("review", str(hall), "--import", str(table))
    assert result.exit in (1, 2)
    assert message is None or message in result.stderr
    assert hall.read_bytes() == before


def test_export_and_import_at_once_are_refused(tool, hall):
    assert "give one of them" in tool("review", str(hall), "--export", "-", "--import", "x").stderr


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)


@given(st.dictionaries(TEXTS.filter(str.isalnum), TEXTS, min_size=1, max_size=6))
def test_names_survive_a_spreadsheet(given_names):
    """Whatever a name begins with, it comes back as it was."""
    base = 'schema = 1\n[report]\nlanguages = ["zh"]\nzh = "报告"\n'
    for number, name in enumerate(given_names):
        base += f'[topics.t{number}]\nzh = "{name}" # kept\n'
    document = parsed("", base)
    table = translation.exported(document.tables)
    for cell in (each for row in csv.reader(io.StringIO(table), delimiter="\t") for each in row):
        assert cell[:1] not in ("=", "+", "-", "@")
    rows = translation.read_table("", table.encode())
    rows = [(line, row | {"en": given_names.get(row["zh"], "x")}) for line, row in rows]
    found = translation.imported(document, rows)
    tables = tomli.loads(found.text)
    for number, (name, text) in enumerate(given_names.items()):
        assert tables["topics"][f"t{number}"] == {"zh": name, "en": text}
    assert found.text.count("# kept") == len(given_names)
    assert translation.restored(translation.defused("=x")) == "=x"


# ---- the walk in this process


@pytest.fixture
def keyed(tool, plain, hall):
    """Walks with these keys; edits are answered in turn, and an answer of None keeps what is there."""

    def call(pressed, answers=(), *words):
        waiting, given_answers = iter(pressed), iter(answers)
        plain.setattr(keys, "interactive", lambda: True)
        plain.setattr(keys, "single_keys", nullcontext)
        plain.setattr(keys, "whole_lines", nullcontext)
        plain.setattr(keys, "key", lambda: next(waiting, "q"))
        plain.setattr(keys, "line", lambda _, current: next(given_answers, None) or current)
        return tool("review", str(hall), *words, COLUMNS="60")

    return call


def test_keys_decide(keyed, hall):
    result = keyed("?aelu", [None, None, "more"])
    assert result.exit == 0
    assert result.stderr == "pjreport: 2 drafts left\n"
    tables = tomli.loads(hall.read_text(encoding="utf-8"))
    assert "gongyi-kecheng" in tables["stats"]["general"]  # taken back
    assert "draft" not in tables["stats"]["general"]["yanchu-changci"]


def test_the_page_shows_what_a_person_needs(keyed, hall):
    text = hall.with_suffix(".txt")
    text.write_text(
        text.read_text(encoding="utf-8") + "\n中间。\n\n另有舞蹈5门。\n", encoding="utf-8"
    )
    base = hall.read_text(encoding="utf-8").replace("lines = 5\n", "lines = 9\n")
    base = base.replace(
        'lines = [4]\nevidence = ["比上年增加5门"]',
        'lines = [4, 9]\nevidence = ["比上年增加5门", "舞蹈5门"]',
    )
    hall.write_text(base, encoding="utf-8")
    shown = keyed("ll", (), "--lang", "zh").stdout
    assert "3/3  stats.general.growth  草稿\n" in shown
    assert "5: 馆员52人，其中高级职称11人，占21.15%。\n...\n9: 另有舞蹈5门。\n" in shown
    assert "增长的是: 公益课程\n" in shown
    assert "[a] 对  [e] 改  [d] 删  [l] 以后再看" in shown


def test_what_the_check_says_is_shown(keyed, hall):
    hall.write_text(
        hall.read_text(encoding="utf-8").replace("value = 86", "value = 68"), encoding="utf-8"
    )
    assert (
        "error: 68 is not printed" in keyed("q").stdout or "[value-not-shown]" in keyed("q").stdout
    )


def test_without_the_text_the_fact_is_shown_alone(keyed, hall):
    hall.with_suffix(".txt").unlink()
    shown = keyed("q").stdout
    assert "Chinese: 演出场次\n" in shown
    assert "3: " not in shown


def test_the_last_draft_ends_the_walk(keyed):
    assert keyed("aaa").stderr == "pjreport: all drafts are looked at\n"
    assert keyed("").stderr == "pjreport: all drafts are looked at\n"


def test_an_edit_that_is_refused_says_why(keyed, hall):
    shown = keyed("e", ["公益课程", None, None]).stdout
    assert "[duplicate]" in shown
    assert keyed("euu", ["演出数", "Shows", None]).stdout.count("演出数") >= 1
    assert b"Shows" not in hall.read_bytes()


def test_what_was_accepted_says_so(keyed):
    assert "1/3  stats.general.yanchu-changci  accepted\n" in keyed("ab").stdout


def test_a_dropped_fact_is_not_edited(keyed):
    shown = keyed("ddbe").stdout
    assert "press d again to drop it" in shown
    assert shown.count("it was dropped") == 3
    assert "nothing to undo" in keyed("u").stdout


# ---- keys


@pytest.fixture
def keyboard(plain):
    """A terminal as standard input; returns what types on it."""
    ours, theirs = pty.openpty()
    with (
        open(theirs, encoding="utf-8", buffering=1) as terminal,
        open(os.devnull, "w", encoding="utf-8") as out,
    ):
        plain.setattr("sys.stdin", terminal)
        plain.setattr("sys.stdout", out)
        yield lambda text: os.write(ours, text.encode())
    os.close(ours)


def test_keys_come_one_by_one(keyboard):
    with keys.single_keys():
        keyboard("A\x1b[A\x1b[15~\x1bOBé \x04\x1b")
        assert [keys.key() for _ in range(5)] == ["a", "\ufffd", "\ufffd", " ", "\x04"]
        mode = termios.tcgetattr(sys.stdin.fileno())[3]
        assert not mode & termios.ECHO
        with keys.whole_lines():
            assert termios.tcgetattr(sys.stdin.fileno())[3] & termios.ICANON
        assert termios.tcgetattr(sys.stdin.fileno())[3] == mode
    assert termios.tcgetattr(sys.stdin.fileno())[3] & termios.ECHO
    assert not keys.interactive()  # standard output is no terminal


def test_a_line_can_be_edited(plain):
    plain.setattr("builtins.input", lambda question: {"a: ": " b ", "c: ": ""}[question])
    assert (keys.line("a", "x"), keys.line("c", "x")) == ("b", "x")

    def ended(_):
        raise EOFError

    plain.setattr("builtins.input", ended)
    assert keys.line("a", "x") == "x"
    plain.setitem(sys.modules, "readline", None)
    plain.setattr("builtins.input", lambda question: question)
    assert keys.line("a", "x") == "a [x]:"


def test_without_single_keys_there_is_no_walk(plain):
    plain.setitem(sys.modules, "termios", None)
    assert not keys.interactive()


def test_names_are_not_written_over_their_base(tool, tmp_path):
    base, link = tmp_path / "facts.toml", tmp_path / "link.toml"
    shutil.copy(ROOT / "data/facts.toml", base)
    link.symlink_to(base)
    before = base.read_bytes()
    for name in (base, link):
        result = tool("review", str(base), "--export", str(name))
        assert result.exit == 2
        assert "it is the fact base" in result.stderr
    assert base.read_bytes() == before
