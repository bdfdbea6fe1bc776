"""Word files, PDF and web pages: the same facts as from their text."""

import sys

import pytest

from pjreport.draft.drafting import draft
from pjreport.source import documents
from pjreport.source.documents.pages import joined
from pjreport.source.text import SourceText
from pjreport.store.toml import parse

from .documents import docx, paragraph, pdf, table

pytest.importorskip("pypdf")
pytest.importorskip("mammoth")
pytest.importorskip("selectolax")

ROWS = [
    ("指标", "2023年", "2024年"),
    ("到馆人次（万人次）", "96.8", "109.2"),
    ("持证读者（人）", "186,420", "203,155"),
]
TEXT = """\
柳溪图书馆2024年度报告
一、基本情况
现有在编职工118人，其中研究馆员4人。
总馆每周开放72小时，全年开放352天。
二、服务数据
| 指标 | 2023年 | 2024年 |
| 到馆人次（万人次） | 96.8 | 109.2 |
| 持证读者（人） | 186,420 | 203,155 |
读者满意度98.2%，投诉6件。
"""
HEADER, FOOTER = "柳溪图书馆年度报告", "第 {} 页 共 3 页"


def stated(tables):
    """Every stat without its lines and evidence, which are those of another text."""
    units = tables["vocabulary"]["units"]
    return {
        id: (
            each["zh"],
            *(each.get(key) for key in ("value", "low", "high", "qualifier")),
            units.get(each.get("unit"), {}).get("zh"),
        )
        for topic, entries in tables["stats"].items()
        for id, each in ((f"{topic}.{key}", table) for key, table in entries.items())
    }


def word():
    lines = [paragraph(each) for each in TEXT.splitlines()]
    return docx([*lines[:5], table(ROWS), lines[8]], HEADER, "第1页")


def columns():
    """A PDF of three pages: two columns on the first, a table on the second."""
    lines = TEXT.splitlines()
    rows = [
        (60 + 160 * place, 700 - 20 * number, cell)
        for number, row in enumerate(ROWS)
        for place, cell in enumerate(row)
    ]
    bodies = [
        [(60, 760, lines[0]), (60, 700, lines[1]), (60, 680, lines[2]), (320, 700, lines[3])],
        [(60, 740, lines[4]), *rows],
        [(60, 740, lines[8])],
    ]
    return pdf(
        [
            [(60, 800, HEADER), *body, (280, 30, FOOTER.format(number))]
            for number, body in enumerate(bodies, 1)
        ]
    )


def page():
    rows = "".join(f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in row)}</tr>" for row in ROWS)
    lines = TEXT.splitlines()
    return (
        f"<html><head><title>x 99</title></head><body><nav>菜单12项</nav><h1>{lines[0]}</h1><h2>{lines[1]}</h2>"
        f"<p>{lines[2]}</p><div>{lines[3]}</div><h2>{lines[4]}</h2><table>{rows}</table>{lines[8]}<footer>第5页</footer></body></html>"
    ).encode()


@pytest.mark.parametrize(("name", "make"), [("docx", word), ("pdf", columns), ("html", page)])
def test_a_document_gives_the_facts_of_its_text(tool, tmp_path, name, make):
    report, base = tmp_path / f"report.{name}", tmp_path / "facts.toml"
    report.write_bytes(make())
    result = tool("draft", str(report), "-o", str(base))
    assert result.exit == 0
    text = (tmp_path / "report.txt").read_text(encoding="utf-8")
    assert HEADER not in text.splitlines()
    assert "页" not in text
    source = SourceText("report.txt", TEXT.encode())
    expected = stated(draft(source, "report.txt", "report").tables)
    assert len(expected) == 10
    assert stated(parse("facts.toml", base.read_text(encoding="utf-8"))) == expected
    assert tool("check", "--facts", str(base), "--source", str(tmp_path / "report.txt")).exit == 0


def test_another_text_beside_the_base_is_left_alone(tool, tmp_path):
    report = tmp_path / "report.html"
    report.write_bytes(page())
    (tmp_path / "report.txt").write_text("mine", encoding="utf-8")
    result = tool("draft", str(report), "-o", str(tmp_path / "facts.toml"))
    assert result.exit == 2
    assert "is there with another text" in result.stderr
    assert not (tmp_path / "facts.toml").exists()


def test_without_the_libraries_one_line_says_what_to_install(tool, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.delitem(sys.modules, "pjreport.source.documents.pdf", raising=False)
    monkeypatch.delattr(documents, "pdf", raising=False)
    report = tmp_path / "report.pdf"
    report.write_bytes(columns())
    result = tool("draft", str(report), "--list")
    assert result.exit == 2
    assert result.stderr == (
        "pjreport: no pypdf, which .pdf needs; pip install pypdf mammoth selectolax\n"
    )


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", b"%PDF-1.7\n"), ("a.docx", b"PK\x03\x04"), ("a.pdf", pdf([[]]))]
)
def test_a_document_that_cannot_be_read_is_one_line(tool, tmp_path, name, data):
    report = tmp_path / name
    report.write_bytes(data)
    result = tool("draft", str(report), "--list")
    assert result.exit == 2
    assert result.stderr.count("\n") == 1
    assert "save it as text" in result.stderr


def test_rows_that_repeat_are_no_headers_and_numbers_alone_only_if_every_page_has_one():
    pages = [["Head 2021", "total 5", "a", "b", "c", "94"], ["Head 2021", "d", "e", "f", "g"]]
    assert joined(pages) == "total 5\na\nb\nc\n94\nd\ne\nf\ng\n"
    assert joined([["12"]]) == "12\n"
    assert joined([]) == ""
