"""What the tests of exports share: a base that is hard to write, and what the tool says of it."""

import json
import subprocess
import sys
from collections import defaultdict
from decimal import Decimal, localcontext

from pjreport.cli.bases import open_bases
from pjreport.model.kinds import KINDS

from .conftest import ROOT, TESTS

SHIPPED = ROOT / "data/facts.toml"
BASES = TESTS / "bases"
FORMS = TESTS / "forms"  # every form of figure; reports in one language
SHIPPED_FACTS = sum(len(base.records) for base in open_bases([str(SHIPPED)]))
EVERY = frozenset(kind.id for kind in KINDS)
SCRIPT = """
import os, signal, sys
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
{patch}
from pjreport.__main__ import main
main()
"""
LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))"
LABELS = (
    *("=1+1", "+5", "-5", "@x", '"', "'", "''); DROP TABLE fact; --", "a\\tb"),
    *("\\", "\\n", "\\x00", "\\u0000", "%00", "a|b", "a,b", "{}", "[]", "null", "NULL", "?", ":id"),
    *("report_period=x", "$(id)", "<script>", "&amp;", "𠮷野家", "e\u0301", "🙂", " x "),
)
VALUES = (
    *("0", "-0", "0.0", "-0.0", "99.50", "1.0", "1e3", "-7.25", "0.1", "0.2", "1e17", "1e-18"),
    *("999999999999999999", "-999999999999999999", "123456789.012345678", "0.000000000000000001"),
)


def hostile(folder):
    """A folder with two sound bases of odd texts and figures, of different periods."""
    folder.mkdir()
    for name, period in (("a", "2021"), ("b", "1e3")):
        text = (BASES / "school-a.toml").read_text(encoding="utf-8")
        text = text.replace("school-a", f"odd-{name}").replace("periods.year", f"periods.{period}")
        text = text.replace('period = "year"', f'period = "{period}"')
        units = """whole = true, written = ["人", "\\"", "a,b"] }\nunits.odd = { zh = "=1", en = "'" }"""
        text = text.replace("whole = true }", units)
        for number, value in enumerate(VALUES):
            figure = f'value = {value}\nunit = "odd"\nperiod = "{period}"\n'
            text += fact(f"stats.pupils.odd{number}", f"数{number}", figure)
        for number, label in enumerate(LABELS):
            about = 'about = ["stats.pupils.total", "stats.pupils.odd0"]\n'
            text += fact(f"outcomes.pupils.odd{number}", f"{label}号{number}", about)
        text += '\n[[ignored]]\ntext = "6"\nlines = [1, 2]\nzh = "页码"\nen = "A page number"\n'
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def fact(id, label, more):
    """A fact's table."""
    shown = json.dumps(label, ensure_ascii=False)
    return (
        f"\n[{id}]\nzh = {shown}\nen = {shown}\nnote_zh = {shown}\nnote_en = {shown}\n{more}"
        f'lines = [1, 2, 9]\nevidence = [{shown}, "{id}"]\n'
    )


def steering():
    """A base with texts that no file may hold: whoever gives it, they stay in their place."""
    [base] = open_bases([str(BASES / "school-a.toml")])
    for record, text in zip(
        base.records.values(), ("a\nb\r\n\tc", "a\0b\x1b[31m\u202e\u2028"), strict=True
    ):
        record |= {"zh": text, "note_en": text, "evidence": [text, "x"]}
    return base


def records(tool, *facts):
    """The records of these bases as the tool prints them."""
    words = [word for path in facts for word in ("--facts", str(path))]
    result = tool("list", "--json", *words)
    assert (result.exit, result.stderr) == (0, "")
    return json.loads(result.stdout, parse_float=Decimal)


def summed(records):
    """For each kind and topic the number of facts, of figures, and their exact sum."""
    found = defaultdict(lambda: [0, 0, Decimal(0)])
    for record in records:
        group = found[record["kind"], record["topic"]]
        group[0] += 1
        if record.get("value") is not None:
            group[1] += 1
            with localcontext(prec=80):
                group[2] += record["value"]
    return {key: tuple(group) for key, group in found.items()}


def run(patch, *arguments):
    """The tool in a process of its own, with something changed."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(patch=patch), *map(str, arguments)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        # A limit or a kill must not leave half a compiled module behind.
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
    )
