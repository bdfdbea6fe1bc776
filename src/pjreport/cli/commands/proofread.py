"""`proofread`: looks up every figure and honour of a draft in the facts, or in a text."""

from ...errors import NotFoundError, UsageError
from ...lookup import display
from ...lookup.verdicts import signed
from ...messages import english, tell
from ...model.diagnostics import Diagnostic
from ...model.table import Row
from ...proofread.judge import CONTRADICTED, UNKNOWN
from ...proofread.proofreader import DRAFT_RULES, Proofreader, Verdict, merged
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
    "why": ("说明", "why"),
}
# Why a claim is contradicted, or is not known, in both languages.
REASONS = {
    "value": ("数值不同", "another value"),
    "unit": ("单位不同", "another unit"),
    "qualifier": ("程度词不同", "not as exact as the report says"),
    "rounded": ("只是约数，稿中未说明", "rounded, and the draft does not say so"),
    "direction": ("升降相反", "another direction"),
    "denied": ("稿中否认", "the draft denies it"),
    "grade": ("等级不同", "another grade"),
    "class": ("类别不同", "another class"),
    "ordinal": ("届次不同", "another edition"),
    "day": ("日期不同", "another date"),
    "holder": ("另有得主", "another holder"),
    "unlike": ("所数不同", "of something else"),
    "place": ("地方不同", "another place"),
    "name": ("名称不同", "another name"),
    "time": ("时间不同", "of another time"),
    "scope": ("语气或范围不同", "denied, planned, or of another scope"),
    "body": ("另有所指的单位或地方", "of another body or place"),
    "rival": ("稿中的词更合另一个数", "the words fit another figure better"),
    "before": ("所说的事物未见", "of the subject before, which is not the report's"),
    "part": ("只说了一部分", "the draft names only a part of what the figure is of"),
    "words": ("词语不全相合", "not all words agree"),
    "nothing": ("未见", "not said"),
}
MISSING = ("未涉及：", "not accounted for: ")
JOINT = ("、", ", ")
# A verdict without a severity is not a problem.
SEVERITIES = {"contradicted": "error", "unknown": "note", "computed": "note"}
MAX_WORDS = 5  # of a claim that are named
SHOWN = 40  # characters of a text's own words


def run(options: Options) -> None:
    """Print the verdict on every figure and honour of a draft."""
    style = options.format if options.format in STYLES and not options.json else None
    if style is not None:
        options.format = None
        if options.fields is not None:
            raise UsageError(
                tell("--fields with --format {style}; leave one of them out", style=style)
            )
    session = Session(options)
    text = read_text(options.draft, "draft", MAX_DRAFT_BYTES)
    best = merged(each for one in proofreaders(session, options) for each in one.read(text))
    if style is not None:
        problems = [
            problem(options.draft, session, each) for each in best if each.verdict in SEVERITIES
        ]
        written = diagnostics.renderer(style)(problems, DRAFT_RULES)
        output.deliver(written, session.file, people=style == "text")
    else:
        people = session.format.people
        rows = [row(session, each, people=people) for each in best]
        usual = ["line", "text", "verdict", "says", "ids", "lines", "why"] if people else FIELDS
        if options.sources and people:
            usual.remove("ids")
        session.list_rows(rows, usual, FIELDS, titles=TITLES)
    counts = [
        f"{sum(each.verdict == verdict for each in best)} {words[english()]}"
        for verdict, words in VERDICTS.items()
    ]
    output.complain(
        tell(
            "pjreport: {count} figures and honours: {names}",
            count=len(best),
            names=", ".join(counts),
        )
    )
    if any(each.verdict == CONTRADICTED for each in best):
        raise NotFoundError


def proofreaders(session: Session, options: Options) -> list[Proofreader]:
    """One for each text that the draft was made from, or for each base."""
    if options.sources:
        return [Proofreader.of_text(read_text(path, "text"), path) for path in options.sources]
    return [Proofreader.of_base(base) for base in session.bases]


def says(session: Session, verdict: Verdict, lang: str) -> str:
    """What the report says: the name and figure of a fact, or a text's own words."""
    statement = verdict.statement
    if statement is None:
        return ""
    if not statement.id:
        return " ".join(statement.said.split())[:SHOWN]
    base = session.bases.of_report(verdict.report)
    record = base.records[statement.id]
    stated = record.get("value") is not None or record.get("low") is not None
    figure = display.figure(base, record, lang) if stated else ""
    return f"{base.label(statement.id, lang)} {figure}".strip()


def why(verdict: Verdict, lang: str) -> str:
    """How a draft differs from the report, and what of it the report does not account for."""
    if not verdict.why:
        return ""
    english = lang == "en"
    said = REASONS[verdict.why][english]
    if not verdict.words:
        return said
    named = MISSING[english] + JOINT[english].join(verdict.words[:MAX_WORDS])
    return (
        named if verdict.why == "words" else f"{said}; {named}" if english else f"{said}；{named}"
    )


def problem(path: str, session: Session, verdict: Verdict) -> Diagnostic:
    """A verdict as a diagnostic of the draft."""
    lang = "en" if english() else "zh"
    said = says(session, verdict, "zh")
    where = ", ".join(verdict.ids) or lines_of(verdict)
    if verdict.verdict == UNKNOWN:
        like = tell("; the same number: {where}", where=where) if verdict.ids else ""
        what = tell("in no fact") if session.options.sources == [] else tell("not in the text")
        message = tell(
            "'{text}' is {what}: {why}{like}",
            text=verdict.text,
            what=what,
            why=why(verdict, lang),
            like=like,
        )
    elif verdict.verdict == CONTRADICTED:
        message = tell(
            "'{text}', but the report has: {said} ({where}); {verdict}",
            text=verdict.text,
            said=said,
            where=where,
            verdict=why(verdict, lang),
        )
    else:
        message = tell(
            "'{text}' is computed, not printed: {said} ({where})",
            text=verdict.text,
            said=said,
            where=where,
        )
    return Diagnostic(path, *verdict.place, SEVERITIES[verdict.verdict], message, verdict.verdict)


def lines_of(verdict: Verdict) -> str:
    """The lines of the text that a verdict rests on."""
    lines = verdict.statement.lines if verdict.statement else ()
    return f"line {display.line_numbers(lines)}" if lines else ""


def row(session: Session, verdict: Verdict, *, people: bool) -> Row:
    """A verdict as a row of the output: data, or words for people."""
    lang = session.lang
    known = verdict.verdict != UNKNOWN
    lines = sorted(set(verdict.statement.lines)) if verdict.statement and known else []
    reason = why(verdict, lang)
    if not known and verdict.statement and reason and people:
        reason = (
            f"{says(session, verdict, lang)}: {reason}"
            if lang == "en"
            else f"{says(session, verdict, lang)}：{reason}"
        )
    row: Row = {
        "line": verdict.place.line,
        "column": verdict.place.column,
        "text": verdict.text,
        "sort": verdict.sort,
        "verdict": verdict.verdict,
        "report": verdict.report,
        "ids": verdict.ids,
        "says": (says(session, verdict, lang) if known else "") or None,
        "lines": lines,
        "why": reason or None,
    }
    if people:
        row["line"] = f"{verdict.place.line}:{verdict.place.column}"
        row["verdict"] = signed(verdict.verdict, VERDICTS[verdict.verdict][lang == "en"])
        row["ids"] = "; ".join(verdict.ids) or "-"
        row["lines"] = display.line_numbers(lines)
    return row
