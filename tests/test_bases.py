"""Several fact bases at once: where they are looked for, and how their facts are told apart."""

import json
import os

import pytest

from pjreport.model.base import Chain, Loaded

from .conftest import TESTS

BASES = TESTS / "bases"
A = BASES / "school-a.toml"
B = BASES / "deeper" / "school-b.toml"
ONE_A = "stats.pupils.total\t在校生\tStudents\t120\tstudent\tfalse\t3\t120人\tunchecked\tschool-a\n"
TWO_A = "stats.pupils.local\t本地学生\tLocal students\t80\tstudent\tfalse\t4\t80人\tunchecked\tschool-a\n"
ONE_B = (
    "stats.pupils.total\t在册学生\tStudents\t340\tstudent\tfalse\t3\t340人\tunchecked\tschool-b\n"
)


@pytest.fixture
def both(tool):
    """The tool on both bases, school A's first."""
    return lambda *words: tool(*words, "--facts", str(A), "--facts", str(B))


def without_report(lines):
    return lines.replace("\tschool-a\n", "\n").replace("\tschool-b\n", "\n")


# ---- where they are


def test_facts_come_in_the_order_of_the_options(tool, both):
    assert both("list") == (0, ONE_A + TWO_A + ONE_B, "")
    assert tool("list", "--facts", str(B), "--facts", str(A)) == (0, ONE_B + ONE_A + TWO_A, "")


def test_a_folder_stands_for_every_toml_file_below_it_in_order(tool):
    # deeper/school-b.toml comes before school-a.toml.
    assert tool("list", "--facts", str(BASES)) == (0, ONE_B + ONE_A + TWO_A, "")


def test_other_files_in_a_folder_are_not_read(tool, tmp_path):
    (tmp_path / "a.toml").write_bytes(A.read_bytes())
    (tmp_path / "b.toml.bak").write_text("not a fact base", encoding="utf-8")
    (tmp_path / "toml").write_text("not a fact base", encoding="utf-8")
    assert tool("list", "--facts", str(tmp_path)) == (0, without_report(ONE_A + TWO_A), "")


def test_the_variable_names_several(tool):
    paths = os.pathsep.join(map(str, (A, B)))
    assert tool("list", PJREPORT_FACTS=paths) == (0, ONE_A + TWO_A + ONE_B, "")


def test_the_option_goes_before_the_variable(tool):
    result = tool("list", "--facts", str(A), PJREPORT_FACTS=str(B))
    assert result == (0, without_report(ONE_A + TWO_A), "")


def test_an_empty_variable_is_none(tool):
    assert tool("overview", PJREPORT_FACTS="") == tool("overview")


def test_the_same_file_twice_is_read_once(tool, tmp_path):
    link = tmp_path / "link.toml"
    link.symlink_to(A)
    words = [
        word for path in (A, BASES / "deeper" / ".." / A.name, link) for word in ("--facts", path)
    ]
    assert tool("list", *map(str, words)) == (0, without_report(ONE_A + TWO_A), "")


# ---- telling them apart


def test_two_bases_of_one_report_are_refused_by_both_names(tool, tmp_path):
    copy = tmp_path / "copy.toml"
    copy.write_bytes(A.read_bytes())
    result = tool("list", "--facts", str(A), "--facts", str(copy))
    message = f"report id 'school-a' is also that of {A}; give each its own [duplicate-report]"
    assert result == (2, "", f"{copy}:4:1: error: {message}\n")


def test_one_report_can_be_asked_for(both):
    assert both("list", "--report", "school-b") == (0, without_report(ONE_B), "")
    assert both("get", "stats.pupils.total", "--report", "school-b") == (0, "340\n", "")


def test_an_unknown_report_gets_the_known_ones(both):
    message = "pjreport: no report 'x'; use school-a, school-b\n"
    assert both("list", "--report", "x") == (1, "", message)
    assert both("list", "--report", "x", "--json") == (1, "[]\n", message)


def test_an_id_in_two_reports_has_no_one_value(both):
    message = "'stats.pupils.total' is in several reports; add --report school-a or school-b"
    assert both("get", "stats.pupils.total") == (2, "", f"pjreport: {message}\n")
    assert both("get", "stats.pupils.local") == (0, "80\n", "")


def test_an_id_in_two_reports_is_shown_twice(both):
    records = json.loads(both("show", "stats.pupils.total", "--json").stdout)
    assert [(record["report"], record["value"]) for record in records] == [
        ("school-a", 120),
        ("school-b", 340),
    ]
    # A reference stays within its report.
    assert [record["referenced_by"] for record in records] == [["stats.pupils.local"], []]


def test_an_id_in_neither_report_is_a_miss(both):
    result = both("show", "stats.pupils.locals")
    assert (result.exit, result.stdout) == (1, "")
    assert "did you mean stats.pupils.local" in result.stderr


@pytest.mark.parametrize("command", ["list", "topics", "overview"])
@pytest.mark.parametrize("format", ["table", "csv"])
def test_only_several_reports_need_a_column(tool, both, command, format):
    alone = tool(command, "--facts", str(A), "--format", format).stdout.splitlines()
    several = both(command, "--format", format).stdout.splitlines()
    assert not any("report" in line.replace("Report of", "").split() for line in alone)
    assert any("report" in line.replace(",", " ").split() for line in several)
    assert sum("school-b" in line for line in several) > sum("school-b" in line for line in alone)


def test_the_heading_names_every_report(both):
    line = both("list", "--format", "table").stdout.splitlines()[0]
    assert line == "Report of School A, Report of School B · unchecked"


# ---- broken ones


def test_one_broken_base_among_sound_ones_stops_everything(tool, tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("schema = \n", encoding="utf-8")
    for order in ((A, broken, B), (broken, A, B), (A, B, broken)):
        words = [word for path in order for word in ("--facts", str(path))]
        result = tool("list", "--report", "school-b", *words)
        message = "1:10: error: not TOML: invalid value; mend it here or just before [syntax]"
        assert result == (2, "", f"{broken}:{message}\n")


def test_the_problems_of_all_files_are_named_at_once(tool, tmp_path):
    text = A.read_text(encoding="utf-8")
    (tmp_path / "a.toml").write_text(text.replace("120\n", '"120"\n'), encoding="utf-8")
    other = text.replace('"school-a"', '"school-b"').replace("lines = [4]", "lines = [0]")
    (tmp_path / "b.toml").write_text(other, encoding="utf-8")
    (tmp_path / "c.toml").write_bytes(b"\xff\n")
    missing = tmp_path / "no" / "such.toml"
    (tmp_path / "none").mkdir()
    words = [word for path in (missing, tmp_path, tmp_path / "none") for word in ("--facts", path)]
    result = tool("list", *map(str, words))
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr.replace(f"{tmp_path}/", "").splitlines() == [
        "none:1:1: error: no *.toml file in this folder; name a fact base [unreadable]",
        "no/such.toml:1:1: error: no such file; check the path [unreadable]",
        "a.toml:29:1: error: '120' is a string; write a number [wrong-type]",
        "b.toml:42:10: error: 0 is below 1; write at least 1 [impossible-number]",
        "c.toml:1:1: error: byte 0xff is not UTF-8 (GBK?); save the file as UTF-8 [encoding]",
    ]


# ---- names count for the report that gives them

UNIT = 'units.student = { zh = "人", en = "students", whole = true }'


@pytest.fixture
def mixed_up(tool, tmp_path):
    """Runs on two bases that use one key for two things: a topic, and a unit."""
    text = A.read_text(encoding="utf-8")
    other = (
        text.replace('id = "school-a"', 'id = "school-c"')
        .replace('zh = "学生"\nen = "Students"', 'zh = "车辆"\nen = "Vehicles"')
        .replace(UNIT, UNIT.replace("人", "辆").replace("students", "vehicles"))
        .replace("[vocabulary]", '[topics.learners]\nzh = "学生"\nen = "Students"\n\n[vocabulary]')
        + '\n[works.learners.list]\nzh = "名册"\nen = "List"\ntype = "list"\n'
        'lines = [5]\nevidence = ["名册"]\n'
    ).replace("[vocabulary]\n", '[vocabulary]\ntypes.list = { zh = "册", en = "list" }\n')
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "c.toml").write_text(other, encoding="utf-8")

    def call(*words, order="ac"):
        facts = [word for name in order for word in ("--facts", str(tmp_path / f"{name}.toml"))]
        return tool(*words, "--fields", "report,id", *facts).stdout.splitlines()

    return call


@pytest.mark.parametrize("order", ["ac", "ca"])
def test_a_topic_is_each_reports_own(mixed_up, order):
    """A name means what the fact's own report calls so, whatever comes first."""
    own = {"school-a\tstats.pupils.total", "school-a\tstats.pupils.local"}
    assert set(mixed_up("list", "学生", order=order)) == own | {"school-c\tworks.learners.list"}
    vehicles = {"school-c\tstats.pupils.total", "school-c\tstats.pupils.local"}
    assert set(mixed_up("list", "车辆", order=order)) == vehicles
    assert set(mixed_up("stats", "pupils", order=order)) == own | vehicles


@pytest.mark.parametrize("order", ["ac", "ca"])
def test_a_filter_is_each_reports_own(mixed_up, order):
    """A unit means what the fact's own report calls so."""
    own = {"school-a\tstats.pupils.total", "school-a\tstats.pupils.local"}
    assert set(mixed_up("stats", "--unit", "人", order=order)) == own
    assert len(mixed_up("stats", "--unit", "student", order=order)) == 4


def test_an_id_goes_before_a_name(tool, tmp_path):
    """A topic whose name is another one's id does not hide that one."""
    text = A.read_text(encoding="utf-8").replace(
        "[vocabulary]", '[topics.other]\nzh = "其他"\nen = "pupils"\n\n[vocabulary]'
    )
    path = tmp_path / "a.toml"
    path.write_text(text, encoding="utf-8")
    result = tool("stats", "pupils", "--fields", "id", "--facts", str(path))
    assert result.stdout.splitlines() == ["stats.pupils.total", "stats.pupils.local"]


def test_a_variable_of_separators_is_none(tool):
    assert tool("overview", PJREPORT_FACTS=os.pathsep) == tool("overview")


def test_a_report_is_named_twice_though_the_first_file_is_broken(tool, tmp_path):
    """The second file with a report's id is named in the same run as what ails the first."""
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    text = A.read_text(encoding="utf-8")
    first.write_text(text.replace("value = 120", "value = true"), encoding="utf-8")
    second.write_text(text, encoding="utf-8")
    result = tool("list", "--facts", str(first), "--facts", str(second))
    assert result.exit == 2
    assert [line.rpartition(" ")[2] for line in result.stderr.splitlines()] == [
        "[wrong-type]",
        "[duplicate-report]",
    ]


def test_the_packaged_base_is_no_exception(tool, tmp_path, monkeypatch):
    """The program's own base is not checked, but it does not stand beside its copy."""
    copy = tmp_path / "copy.toml"
    copy.write_bytes(A.read_bytes())
    monkeypatch.setattr("pjreport.cli.bases.PACKAGED", str(A))
    result = tool("list", "--facts", str(copy), "--facts", str(A))
    assert (result.exit, result.stdout) == (2, "")
    assert "duplicate-report" in result.stderr


def test_a_report_that_no_lot_has_is_a_key_error():
    with pytest.raises(KeyError):
        Chain([Loaded([]), Loaded([])]).of_report("no-such")
