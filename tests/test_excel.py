"""Workbooks and CSV for Excel, read back by another library than wrote them."""

import csv
import io
import sys
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pjreport.model.kinds import KINDS
from pjreport.model.table import Column, Look, Percent, Table
from pjreport.render.bars import svg
from pjreport.render.xlsx import workbook
from pjreport.text.terminal import safe

from .conftest import TESTS, on_terminal


def sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def written(tmp_path, tool, *words):
    path = tmp_path / "facts.xlsx"
    assert tool(*words, "-o", str(path)).exit == 0
    return sheets(path.read_bytes())


def test_a_figure_is_a_number_with_its_unit_beside_it(tool, tmp_path):
    [[head, *rows]] = written(tmp_path, tool, "stats", "--lang", "zh").values()
    assert head[:4] == ["编号", "名称", "数值", "单位"]
    found = {row[0]: row for row in rows}
    assert found["stats.training.participations"][2:4] == [5228, "人次"]
    assert found["stats.accreditation.pass-rate"][2:4] == [0.9297, ""]  # shown as 92.97 %
    computed = found["derived.contests.medals"]
    assert computed[2:4] == [19, "枚"]
    assert computed[head.index("推算")] == "是"


def test_an_export_has_a_sheet_for_each_kind(tool, tmp_path):
    found = written(tmp_path, tool, "export", "--lang", "en")
    assert list(found) == [kind.name[1] for kind in KINDS]
    assert sum(len(rows) - 1 for rows in found.values()) == 191
    assert list(written(tmp_path, tool, "export", "--kind", "works")) == ["Works"]


def test_a_qualifier_and_a_range_are_not_lost(tool, tmp_path):
    [[head, *rows]] = written(
        tmp_path, tool, "stats", "--facts", str(TESTS / "forms/zh.toml"), "--lang", "en"
    ).values()
    said = {tuple(row[head.index(name)] for name in ("value", "qualifier")) for row in rows}
    assert any(qualifier for _, qualifier in said)
    assert any(isinstance(value, str) and "–" in value for value, _ in said)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "https://a.b"])
def test_a_text_is_no_formula_and_no_link(text):
    rows = [{"name": text, "value": Decimal("1.50")}]
    data = workbook([("s", Table([Column("name"), Column("value")], rows))], Look())
    assert sheets(data) == {"s": [["name", "value"], [text, 1.5]]}
    assert b"<f>" not in data


def test_a_percentage_keeps_its_digits():
    rows = [{"value": Percent(Decimal(each))} for each in ("99.5", "46.15", "84")]
    data = workbook([("s", Table([Column("value")], rows))], Look(header=False))
    assert sheets(data)["s"] == [[0.995], [0.4615], [0.84]]


def test_other_rows_have_headings_too(tool, tmp_path):
    [[head, first, *_]] = written(tmp_path, tool, "topics", "--lang", "zh").values()
    assert head == ["编号", "名称", "栏目", "条数", "类型"]
    assert first[3] == 11


def test_a_workbook_needs_a_file_and_its_library(tool, tmp_path, monkeypatch):
    result = tool("stats", "--format", "xlsx")
    assert (result.exit, result.stdout) == (2, "")
    assert result.stderr == "pjreport: xlsx to standard output; name a file with -o\n"
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    for command in ("stats", "export"):
        result = tool(command, "-o", str(tmp_path / "x.xlsx"))
        assert result.exit == 2
        assert "pip install XlsxWriter" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_csv_for_excel_has_headings_in_the_language(tool):
    shown = tool("stats", "--excel", "--format", "csv", "--lang", "zh", "--limit", "1").stdout
    [head, row] = csv.reader(io.StringIO(shown.removeprefix("\ufeff")))
    assert head[:4] == ["编号", "中文", "英文", "数值"]
    assert len(row) == len(head)


def test_csv_on_a_terminal_says_what_excel_needs(tmp_path):
    command = [sys.executable, "-m", "pjreport", "stats", "-o", str(tmp_path / "x.csv")]
    seen, code = on_terminal(command, 80)
    assert code == 0
    assert seen == "pjreport: for Excel, add --excel or write to a name that ends with .xlsx\n"


def test_a_chart_is_a_picture_for_a_file_of_its_kind(tool, tmp_path):
    path = tmp_path / "medals.svg"
    assert tool("stats", "--unit", "medals", "--chart", "-o", str(path)).exit == 0
    picture = ET.parse(path).getroot()
    name = "{http://www.w3.org/2000/svg}"
    widths = [int(bar.get("width")) for bar in picture.iter(f"{name}rect")]
    texts = [text.text for text in picture.iter(f"{name}text")]
    assert len(widths) == 5
    assert max(widths) / min(widths) == pytest.approx(19 / 4, abs=0.05)
    assert "4 medals" in texts
    assert texts[0] == picture.find(f"{name}title").text


@given(st.text(max_size=20), st.text(max_size=20))
def test_nothing_in_a_picture_is_markup(name, value):
    rows = [(name, value, Decimal(1))]
    texts = [each.text for each in ET.fromstring(svg("x", rows)).iter()]
    assert any(safe(name) in (text or "") for text in texts)
    assert any(safe(value) in (text or "") for text in texts)
