"""`site` as a command: what it writes and where, and what the page says without its script."""

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

from pjreport.cli.commands import site as command

from .conftest import ROOT, TESTS

pytest.importorskip("jinja2")

BASES = str(TESTS / "bases")
FORMS = str(TESTS / "forms")
SHIPPED = str(ROOT / "data/facts.toml")


class Reader(HTMLParser):
    """The texts of a page by element, and its open elements."""

    VOID = frozenset({"meta", "link", "input", "br", "rect"})

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.texts = [], [], []

    def handle_starttag(self, tag, attrs):
        self.ids += [value for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] not in (["script"], ["style"]):
            self.texts.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def made(tool, path, *arguments, **environment):
    result = tool("site", *arguments, "-o", str(path), **environment)
    assert (result.exit, result.stdout) == (0, ""), result.stderr
    return result.stderr


@pytest.mark.parametrize(("lang", "words"), [("zh", "已核对"), ("en", "verified")])
def test_the_page_reads_without_its_script(tool, tmp_path, lang, words):
    path = tmp_path / "page.html"
    said = made(tool, path, "--lang", lang)
    said = said.replace(" 中有 ", " facts in ").replace(" 条事实，", ", ") if lang == "zh" else said
    assert re.fullmatch(
        rf"pjreport: ([0-9]+ facts in {path}|{path} facts in [0-9]+), 2\d\d KB\n", said
    )
    html = path.read_text(encoding="utf-8")
    page = read(html)
    text = "".join(page.texts)
    assert html.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert words in text
    assert "岗前培训等5228人次" in text
    assert "stats.training.participations" in page.ids
    assert len(page.ids) == len({*page.ids})
    assert '<form role="search" hidden>' in html


def test_of_several_bases_each_fact_has_the_id_of_its_report(tool, tmp_path):
    path = tmp_path / "page.html"
    made(tool, path, BASES, FORMS, SHIPPED)
    page = read(path.read_text(encoding="utf-8"))
    assert "school-a/stats.pupils.total" in page.ids
    assert "pinghu-2021/stats.training.participations" in page.ids
    assert len(page.ids) == len({*page.ids})


def test_the_bases_may_be_given_as_facts_and_narrowed(tool, tmp_path):
    one, other = tmp_path / "one.html", tmp_path / "other.html"
    made(tool, one, "--facts", BASES, "--report", "school-b")
    made(tool, other, BASES, "--report", "school-b")
    assert one.read_bytes() == other.read_bytes()
    assert "stats.pupils.total" in read(one.read_text(encoding="utf-8")).ids


def test_a_compiled_base_gives_the_same_page(tool, tmp_path):
    base = str(tmp_path / "base.db")
    assert tool("compile", BASES, SHIPPED, "-o", base).exit == 0
    made(tool, tmp_path / "a.html", base)
    made(tool, tmp_path / "b.html", BASES, SHIPPED)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_standard_output(tool, tmp_path):
    made(tool, tmp_path / "page.html", BASES)
    result = tool("site", BASES, "-o", "-")
    assert (result.exit, result.stderr) == (0, "")
    assert result.stdout == (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_same_base_gives_the_same_page(tmp_path):
    """No order that differs from run to run gets into it."""
    pages = []
    for seed in "12":
        run = [sys.executable, "-m", "pjreport", "site", "-o", "-"]
        environment = os.environ | {"PYTHONHASHSEED": seed, "PJREPORT_LANG": "zh"}
        pages.append(subprocess.check_output(run, env=environment, cwd=tmp_path))
    assert pages[0] == pages[1] != b""


# ---- folders


def test_a_folder_has_a_page_of_all_and_one_of_each(tool, tmp_path):
    folder = tmp_path / "site"
    made(tool, folder, BASES)
    assert sorted(os.listdir(folder)) == [
        *("index.html", "report-school-a.html", "report-school-b.html"),
    ]
    alone = tmp_path / "alone.html"
    made(tool, alone, BASES, "--report", "school-b")
    assert (folder / "report-school-b.html").read_bytes() == alone.read_bytes()


def test_a_folder_of_one_report_has_one_page(tool, tmp_path):
    folder = tmp_path / "site"
    made(tool, folder, BASES)
    made(tool, folder, BASES, "--report", "school-b")  # replaces the other
    assert os.listdir(folder) == ["index.html"]


@pytest.mark.parametrize(
    ("name", "text"), [("notes.txt", "mine"), ("index.html", "<p>mine</p>"), ("index.html", "")]
)
def test_a_folder_of_somebody_s_is_not_replaced(tool, tmp_path, name, text):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    result = tool("site", BASES, "-o", str(folder))
    assert result.exit == 2
    assert "choose another name" in result.stderr
    assert (folder / name).read_text(encoding="utf-8") == text


def test_a_base_is_not_overwritten(tool, tmp_path):
    base = tmp_path / "base.html"
    base.write_text((TESTS / "bases/school-a.toml").read_text(encoding="utf-8"), encoding="utf-8")
    before = base.read_bytes()
    result = tool("site", str(base), "-o", str(base))
    assert result.exit == 2
    assert "it is the fact base" in result.stderr
    assert base.read_bytes() == before


def test_without_jinja_the_message_says_what_to_install(tool, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    monkeypatch.delitem(sys.modules, "pjreport.site.page", raising=False)
    monkeypatch.delattr("pjreport.site.page", raising=False)
    result = tool("site", BASES, "-o", str(tmp_path / "page.html"))
    assert result.exit == 2
    assert "pip install jinja2" in result.stderr
    assert os.listdir(tmp_path) == []


def test_what_is_a_page_of_this_command(tool, tmp_path):
    made(tool, tmp_path / "page.html", BASES)
    assert command.is_page(tmp_path / "page.html")
    assert command.is_site(tmp_path)


# ---- several years


@pytest.fixture
def years(tmp_path):
    """Makes a report of the school for each year: its number of pupils, and the unit of that."""

    def call(**pupils):
        folder = tmp_path / "years"
        folder.mkdir()
        text = (TESTS / "bases/school-a.toml").read_text(encoding="utf-8")
        for year, (number, unit) in pupils.items():
            own = text.replace("school-a", f"school-{year}").replace("120", str(number))
            own = own.replace('"学年"', f'"{year[1:]}学年"').replace('"人"', f'"{unit}"')
            own = own.replace("人", unit).replace(f"本地学{unit}", "本地学生")
            (folder / f"{year}.toml").write_text(own, encoding="utf-8")
        return folder

    return call


def compared(tool, folder):
    """The headings, the rows and the lengths of the bars of the comparison by year."""
    html = tool("site", str(folder), "-o", "-", "--lang", "zh").stdout
    read(html)
    [table] = re.findall(r'<table class="years">(.*?)</table>', html, re.DOTALL)
    cells = [
        [re.sub("<[^>]*>", "", cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row)]
        for row in re.findall("<tr>(.*?)</tr>", table)
    ]
    return cells, re.findall('rect width="([^"]*)"', table)


def test_years_are_compared_in_their_order(tool, years):
    folder = years(y2022=(150, "人"), y2021=(120, "人"))
    cells, bars = compared(tool, folder)
    assert cells[0] == ["数据", "甲校年报 · 2021学年", "甲校年报 · 2022学年"]
    assert ["在校生", "120人", "150人"] in cells
    assert bars[:2] == ["96", "120"]


def test_figures_of_two_units_have_no_bars(tool, years):
    cells, bars = compared(tool, years(y2022=(150, "户"), y2021=(120, "人")))
    assert ["在校生", "120人", "150户"] in cells
    assert bars == []


def test_reports_of_two_publishers_are_not_compared(tool):
    assert 'class="years"' not in tool("site", BASES, FORMS, "-o", "-").stdout


# ---- what other programs read


def linked(html):
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(text)


def test_the_dataset_is_that_of_schema_org(tool, tmp_path):
    path = tmp_path / "page.html"
    made(tool, path)
    data = linked(path.read_text(encoding="utf-8"))
    assert (data["@context"], data["@type"]) == ("https://schema.org", "Dataset")
    assert data["name"] == "2021学年学院办学成果"
    assert data["temporalCoverage"] == "2021"
    assert 50 <= len(data["description"]) <= 5000
    assert "license" not in data  # the report names none
    figures = {each["propertyID"]: each for each in data["variableMeasured"]}
    assert figures["stats.training.participations"]["value"] == 5228
    assert figures["stats.training.participations"]["unitText"] == "人次"


def test_ranges_and_ratios_of_the_dataset(tool, tmp_path):
    path = tmp_path / "page.html"
    made(tool, path, FORMS)
    html = path.read_text(encoding="utf-8")
    figures = [each for report in linked(html)["@graph"] for each in report["variableMeasured"]]
    assert any(each["minValue"] < each["maxValue"] for each in figures if "maxValue" in each)
    assert any(isinstance(each.get("value"), str) for each in figures)
    assert not any("unitText" in each for each in figures if each["propertyID"].endswith("ratio"))
