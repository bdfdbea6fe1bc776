"""`proofread`: looks up every figure and honour of a draft in the facts."""

from ...errors import NotFoundError, UsageError
from ...lookup import display
from ...model.base import FactBase
from ...model.diagnostics import Diagnostic
from ...model.table import Row
from ...proofread.judge import CONTRADICTED, DRAFT_RULES, UNKNOWN, Proofreader, Verdict, merged
from ...render import diagnostics
from .. import output
from ..interface.parser import Options
from ..reading import read_text
from ..session import Session

STYLES = ("text", "sarif", "github")  # diagnostics: for editors and platforms
FIELDS = ["line", "column", "text", "sort", "verdict", "report", "ids", "says", "lines", "why"]
MAX_DRAFT_BYTES = 4 * 1024 * 1024
VERDICTS = {
    "backed": ("有据", "backed"),
    "contradicted": ("不符", "contradicted"),
    "computed": ("推算", "computed"),
    "unknown": ("无据", "unknown"),
}
TITLES = {
    "line": ("稿行", "at"),
    "column": ("列", "column"),
    "text": ("稿中", "in the draft"),
    "sort": ("sort", "sort"),
    "verdict": ("结论", "verdict"),
    "report": ("report", "report"),
    "ids": ("事实", "fact"),
    "says": ("报告", "the report"),
    "lines": ("原文行", "lines"),
    "why": ("差异", "difference"),
}
# A verdict without a severity is not a problem.
SEVERITIES = {"contradicted": "error", "unknown": "note", "computed": "note"}


def run(options: Options) -> None:
    """Print the verdict on every figure and honour of a draft."""
    style = options.format if options.format in STYLES and not options.json else None
    if style is not None:
        options.format = None
        if options.fields is not None:
            raise UsageError(f"--fields with --format {style}; leave one of them out")
    session = Session(options)
    text = read_text(options.draft, "draft", MAX_DRAFT_BYTES)
    best = merged((base, each) for base in session.bases for each in Proofreader(base).read(text))
    if style is not None:
        problems = [
            problem(options.draft, base, each) for base, each in best if each.verdict in SEVERITIES
        ]
        written = diagnostics.renderer(style)(problems, DRAFT_RULES)
        output.deliver(written, session.file, people=style == "text")
    else:
        people = session.format.people
        rows = [row(base, each, session.lang, people=people) for base, each in best]
        usual = ["line", "text", "verdict", "says", "ids", "lines"] if people else FIELDS
        session.list_rows(rows, usual, FIELDS, titles=TITLES)
    counts = [
        f"{sum(each.verdict == verdict for _, each in best)} {words[1]}"
        for verdict, words in VERDICTS.items()
    ]
    output.complain(f"pjreport: {len(best)} figures and honours: {', '.join(counts)}")
    if any(each.verdict == CONTRADICTED for _, each in best):
        raise NotFoundError


def says(base: FactBase, verdict: Verdict, lang: str) -> str:
    """The name and figure of the first fact that a verdict rests on; empty if unknown."""
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


def row(base: FactBase, verdict: Verdict, lang: str, *, people: bool) -> Row:
    """A verdict as a row of the output: data, or words for people."""
    lines: list[int] = []
    if verdict.ids and verdict.verdict != UNKNOWN:
        lines = sorted(set(base.records[verdict.ids[0]]["lines"]))
    row: Row = {
        "line": verdict.place.line,
        "column": verdict.place.column,
        "text": verdict.text,
        "sort": verdict.sort,
        "verdict": verdict.verdict,
        "report": verdict.report,
        "ids": verdict.ids,
        "says": says(base, verdict, lang) or None,
        "lines": lines,
        "why": verdict.why or None,
    }
    if people:
        row["line"] = f"{verdict.place.line}:{verdict.place.column}"
        row["verdict"] = VERDICTS[verdict.verdict][lang == "en"]
        row["ids"] = "; ".join(verdict.ids) or "-"
        row["lines"] = display.line_numbers(lines)
    return row
