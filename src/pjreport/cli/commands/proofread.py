"""`proofread`: every figure and honour of a draft, looked up in the facts."""

import sys
from collections.abc import Sequence

from ...errors import LoadError, NotFoundError, UsageError
from ...lookup import display
from ...model.base import FactBase
from ...model.diagnostics import Diagnostic
from ...model.table import Column, Row, Table
from ...proofread.judge import CONTRADICTED, DRAFT_RULES, UNKNOWN, Proofreader, Verdict, merged
from ...render import diagnostics
from ...store import read_bytes
from .. import output
from ..interface.parser import Options
from ..session import Session, chosen

STYLES = ("text", "sarif", "github")  # diagnostics: for editors and platforms
FIELDS = ["line", "column", "text", "sort", "verdict", "report", "ids", "says", "lines", "why"]
LIMIT = 4 * 1024 * 1024  # bytes; a draft is no archive
VERDICTS = {
    "backed": ("有据", "backed"),
    "contradicted": ("不符", "contradicted"),
    "computed": ("推算", "computed"),
    "unknown": ("无据", "unknown"),
}
TITLES = {
    "column": ("列", "column"),
    "text": ("稿中", "in the draft"),
    "verdict": ("结论", "verdict"),
    "ids": ("事实", "fact"),
    "says": ("报告", "the report"),
    "why": ("差异", "difference"),
}
SEVERITIES = {"contradicted": "error", "unknown": "note", "computed": "note"}


def run(options: Options) -> None:
    """Print the verdict on every figure and honour of a draft."""
    style = options.format if options.format in STYLES and not options.json else None
    if style is not None:
        options.format = None
        if options.fields is not None:
            raise UsageError(f"--fields with --format {style}; leave one of them out")
    session = Session(options)
    text = read(options.draft)
    best: list[tuple[FactBase, Verdict]] = []
    for base in session.bases:
        found = list(Proofreader(base).read(text))
        best = merged(best, [(base, each) for each in found])
    if style is not None:
        problems = [problem(options.draft, base, each) for base, each in best if reported(each)]
        written = diagnostics.renderer(style)(problems, DRAFT_RULES)
        if session.file is not None:
            from ...store.writing import write_file  # for this path only

            write_file(session.file, written, session.bases.paths)
        else:
            output.write(written, people=style == "text")
    else:
        table(session, best)
    counts = [
        f"{sum(each.verdict == verdict for _, each in best)} {words[1]}"
        for verdict, words in VERDICTS.items()
    ]
    output.complain(f"pjreport: {len(best)} figures and honours: {', '.join(counts)}")
    if any(each.verdict == CONTRADICTED for _, each in best):
        raise NotFoundError


def read(path: str) -> str:
    """The text of a draft; raises `LoadError` when it cannot be read or is no UTF-8."""
    if path == "-":
        data = sys.stdin.buffer.read(LIMIT + 1) if sys.stdin is not None else b""
    else:
        data = read_bytes(path)
    if len(data) > LIMIT:
        message = f"larger than {LIMIT >> 20} MiB; split it"
        raise LoadError([Diagnostic(path, 1, 1, "error", message, "unreadable")])
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the draft as UTF-8"
        raise LoadError([Diagnostic(path, line, 1, "error", message, "encoding")]) from None


def reported(verdict: Verdict) -> bool:
    """Whether a verdict is a finding; what is backed is none."""
    return verdict.verdict in SEVERITIES


def says(base: FactBase, verdict: Verdict, lang: str) -> str:
    """What the report says of a mention, by its first fact: the figure and the name."""
    if not verdict.ids or verdict.verdict == UNKNOWN:
        return ""
    record = base.records[verdict.ids[0]]
    figure = display.figure(base, record, lang) if "value" in record else ""
    return f"{record[lang]} {figure}".strip()


def problem(path: str, base: FactBase, verdict: Verdict) -> Diagnostic:
    """A verdict as a diagnostic of the draft."""
    if verdict.verdict == UNKNOWN:
        like = f"; the same number: {', '.join(verdict.ids)}" if verdict.ids else ""
        message = f"'{verdict.text}' is in no fact{like}"
    else:
        said = says(base, verdict, "zh")
        ids = ", ".join(verdict.ids)
        message = f"'{verdict.text}' is computed, not printed: {said} ({ids})"
        if verdict.verdict == CONTRADICTED:
            message = f"'{verdict.text}', but the report has: {said} ({ids}); {verdict.why}"
    severity = SEVERITIES[verdict.verdict]
    return Diagnostic(path, *verdict.place, severity, message, verdict.verdict)


def table(session: Session, verdicts: Sequence[tuple[FactBase, Verdict]]) -> None:
    """The verdicts as a table for people, or as data."""
    people = session.format.people
    rows: list[Row] = []
    for base, each in verdicts:
        records = [base.records[id] for id in each.ids]
        lines = sorted({line for record in records[:1] for line in record["lines"]})
        row: Row = {
            "line": each.place.line,
            "column": each.place.column,
            "text": each.text,
            "sort": each.sort,
            "verdict": each.verdict,
            "report": each.report,
            "ids": each.ids,
            "says": says(base, each, session.lang) or None,
            "lines": lines if each.verdict != UNKNOWN else [],
            "why": each.why or None,
        }
        if people:
            row["verdict"] = VERDICTS[each.verdict][session.lang != "zh"]
            row["lines"] = display.line_numbers(row["lines"])
            row["line"] = f"{each.place.line}:{each.place.column}"
            row["ids"] = "; ".join(each.ids) or "-"
        rows.append(row)
    usual = ["line", "text", "verdict", "says", "ids", "lines"] if people else FIELDS
    names = usual
    if session.options.fields is not None:
        names = chosen(session.options.fields, usual, FIELDS)
    zh = session.lang == "zh"
    titles = {name: words[not zh] for name, words in TITLES.items()}
    titles |= {"line": "稿行" if zh else "at", "lines": "原文行" if zh else "lines"}
    roles = {"text": "name", "ids": "id"}
    columns = [
        Column(name, titles.get(name, name) if people else name, roles.get(name, "text"))
        for name in names
    ]
    session.write(Table(columns, rows))
