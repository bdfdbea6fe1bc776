"""A new base for any text passes the check against this text."""

import tomli
from hypothesis import given
from hypothesis import strategies as st

from pjreport.check import examine, read
from pjreport.check.registry import RULES
from pjreport.curation.skeleton import HAN, Wanted, first_line, skeleton, titled
from pjreport.source.text import SourceText
from pjreport.store import Document, misfits

NAMES = st.text(st.characters(exclude_categories=["C"]), max_size=20).filter(
    lambda x: x.strip() == x
)
WANTED = st.builds(
    Wanted,
    st.sampled_from(["", "a-1"]),
    NAMES.filter(lambda name: not name or HAN.search(name)),
    NAMES,
    NAMES,
    NAMES,
    st.sampled_from([(), ("zh",), ("en",), ("zh", "en"), ("en", "zh")]),
)


@given(st.text(max_size=200), WANTED, st.sampled_from(["zh", "en"]))
def test_what_is_written_passes_the_check(text, wanted, lang):
    source = SourceText("报告 1.txt", text.encode(errors="ignore"))
    written = skeleton(text.encode(errors="ignore"), wanted, "报告 1.txt", lang)
    document = Document("", written, tomli.loads(written))
    assert misfits(document) == []
    rules = [rule for rule in RULES if rule.group != "coverage"]
    assert [*examine(read(document.tables, written, source, None), rules)] == []
    named = [each for each in ("zh", "en") if getattr(wanted, each)]
    assert document.tables["report"]["languages"] == [
        *(wanted.languages or named or [spoken(source)])
    ]


def spoken(source):
    first = first_line(source.lines)
    return "zh" if HAN.search(titled(first) or source.prose) else "en"


def test_a_file_is_written_once(tool, tmp_path):
    text, base = tmp_path / "Annual Report 2020.txt", tmp_path / "facts.toml"
    text.write_text("Annual report 2020\n\nWe had 12 staff.\n", encoding="utf-8")
    assert tool("init", str(text), "-o", str(base)).exit == 0
    tables = tomli.loads(base.read_text(encoding="utf-8"))
    assert tables["report"]["id"] == "annual-report-2020"
    assert tables["report"]["en"] == "Annual report 2020"
    assert tables["vocabulary"]["periods"]["year"] == {"en": "2020"}
    assert tables["report"]["source"]["lines"] == 3
    again = tool("init", str(text), "-o", str(base))
    assert (again.exit, "exists" in again.stderr) == (2, True)


def test_a_name_that_check_refuses_is_not_written(tool, tmp_path):
    text = tmp_path / "a.txt"
    text.write_text("年报", encoding="utf-8")
    said = tool("init", str(text), "--zh", "Report")
    assert said.exit == 2
    assert said.stderr.startswith("-:7:1: error: no Chinese character in the report's zh name")
