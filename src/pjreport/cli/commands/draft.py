"""`draft`: writes a proposed base for a report. People look at every fact of it."""

import os
import re

from ...draft.accounting import OPEN, OUTCOMES, REASONS, Item, counts
from ...draft.drafting import Draft, draft
from ...draft.keys import key_of
from ...errors import LoadError, OutputError, UsageError
from ...messages import english, marked, tell
from ...model.kinds import BY_ID
from ...model.table import Row
from ...source.text import SourceText
from ...store import Document, load, locate
from ...store.files import real
from ...store.toml import parse
from ...store.tomltext import added_text, text_of
from .. import output
from ..bases import doubts
from ..interface.parser import Options
from ..reading import read_report, say_how
from ..session import Session

FIELDS = ["line", "column", "sort", "text", "outcome", "ids", "why", "detail"]
USUAL = FIELDS[:-1]
FOR_PEOPLE = ["line", "sort", "text", "outcome", "ids", "why"]
TITLES = {
    "line": ("行", "at"),
    "column": ("列", "column"),
    "sort": ("种类", "sort"),
    "text": ("原文", "as printed"),
    "outcome": ("去向", "outcome"),
    "ids": ("事实", "facts"),
    "why": ("原因", "why"),
    "detail": ("核对说", "the check says"),
}
WORDS = {
    "proposed": ("已拟成事实", "proposed"),
    "left-out": ("略去", "left out"),
    "open": ("待定", "open"),
}
ADDED = marked("Added by pjreport from {file}. Look at each fact, and delete `draft = true`.")
HEADING = """\
Drafted by pjreport from {file}. Look at each fact beside its evidence, mend its name,
and delete `draft = true`. `pjreport check --source` lists what is left to do."""


def run(options: Options) -> None:
    """Draft a base and write it, or list what would become of each piece of the text."""
    if options.file is None and not options.listed:
        raise UsageError(tell("where to? add -o facts.toml, or --list to see what would be in it"))
    report = read_report(options.report_file)
    file, text_path = source_file(options.report_file, options.file, report.how)
    base = sound(options.file) if options.file and os.path.exists(options.file) else None
    like = sound(options.like) if options.like else None
    source = SourceText(options.report_file, report.data)
    if base is not None and base.tables["report"]["source"]["sha256"] != source.sha256:
        raise UsageError(
            tell(
                "{file} is of another text than {report}; if its lines moved, first run "
                "`pjreport check --fix --facts {file} --source {report}`, and for another report "
                "`pjreport draft {report} --like {file} -o NEW`",
                file=options.file,
                report=options.report_file,
            )
        )
    made = draft(
        source,
        file,
        report_id(file),
        base.tables if base else None,
        like.tables if like else None,
    )
    say_how(options.report_file, report)
    if options.listed:
        list_items(options, made)
        text_path = ""
    else:
        if text_path:
            write_text(text_path, report.data)
        save(options, made, base, file)
    summarise(made, options, text_path, new=base is None)


def write_text(path: str, data: bytes) -> None:
    """Write the text of a document. Another text that is there is left alone."""
    from ...store.writing import write_file

    if os.path.exists(path):
        with open(path, "rb") as file:
            if file.read() == data:
                return
        raise OutputError(
            tell("{path} is there with another text; move it, or name another base", path=path)
        )
    write_file(path, data.decode())


def sound(path: str) -> Document:
    """The base in a file. Raises `LoadError` for what is wrong with it."""
    document = load(path)
    if problems := doubts(document):
        raise LoadError(locate(document, problems))
    return document


def save(options: Options, made: Draft, base: Document | None, file: str) -> None:
    """Write a new base, or what is new behind one that is there."""
    if base is None:
        output.deliver(text_of(made.tables, HEADING.format(file=file)), options.file, people=False)
        return
    added = added_text(made.added)
    if not added:
        return
    text = f"{base.text.rstrip()}\n\n# {ADDED.format(file=file)}\n\n{added}"
    parse(base.path, text)  # tables that are written within another table cannot be added to
    output.deliver(text, options.file, people=False)


def source_file(report: str, base: str | None, how: str) -> tuple[str, str]:
    """The name of the text that a base names, and the path to write it to if it is not there."""
    name = os.path.basename(report)
    if not how:
        return name, ""
    stem = re.sub(r"\.[^.]*$", "", name)
    text = f"{stem}.txt"
    folder = os.path.dirname(base or "") if base != "-" else ""
    if real(os.path.join(folder, text)) == real(report):
        text = f"{stem}.utf-8.txt"
    return text, os.path.join(folder, text)


def report_id(file: str) -> str:
    """The id of a report, from the name of its file."""
    return key_of(re.sub(r"\.[^.]*$", "", file))


def summarise(made: Draft, options: Options, text_path: str, *, new: bool) -> None:
    """Say on standard error what was made of the text."""
    found = counts(made.items)
    said = ", ".join(f"{found[each]} {WORDS[each][english()]}" for each in OUTCOMES)
    output.complain(
        tell(
            "pjreport: {count} figures and names of the text: {said}",
            count=len(made.items),
            said=said,
        )
    )
    if options.listed:
        return
    if text_path:
        output.complain(
            tell(
                "pjreport: wrote {text_path}, the text that the lines refer to", text_path=text_path
            )
        )
    facts = sum(len(each) for kind in BY_ID for each in made.added.get(kind, {}).values())
    if options.file != "-":
        if facts or new:
            wrote = tell("wrote {file}", file=options.file)
        else:
            wrote = tell("{file} stays as it is", file=options.file)
        output.complain(tell("pjreport: {wrote}: {facts} new drafts", wrote=wrote, facts=facts))
    if found[OPEN]:
        output.complain(
            tell(
                "pjreport: `pjreport draft {report_file} --list` shows what is open",
                report_file=options.report_file,
            )
        )


def list_items(options: Options, made: Draft) -> None:
    """List what became of each figure and name of the text."""
    session = Session(options)
    people = session.format.people
    rows = [row(each, session.lang, people=people) for each in made.items]
    session.list_rows(rows, FOR_PEOPLE if people else USUAL, FIELDS, titles=TITLES)


def row(item: Item, lang: str, *, people: bool) -> Row:
    """An item as a row of the output."""
    found: Row = {**item._asdict(), "why": item.why or None, "detail": item.detail or None}
    if people:
        english = lang == "en"
        found["line"] = f"{item.line}:{item.column}"
        found["outcome"] = WORDS[item.outcome][english]
        found["why"] = REASONS[item.why][english] if item.why else ""
        found["ids"] = ", ".join(item.ids)
    return found
