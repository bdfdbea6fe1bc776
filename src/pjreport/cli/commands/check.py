"""`check`: what is wrong with fact bases, on their own and against their sources."""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ... import trust
from ...errors import LoadError, NotFoundError, UsageError
from ...load import Document, find_files, load, load_lock, locate, misfits, read_bytes
from ...load.lock import lock_path, written
from ...model.problem import Problem
from ...model.table import Column, Table
from ...query import select
from ...render import diagnostics
from ...trust.evidence import Reading
from ...trust.source import Source
from ...trust.stamp import stamp as stamped
from .. import output
from ..options import LOOKS, READING, Options, argument, command, option
from ..session import Session, paths, repeated

RULE = argument(
    "rules",
    list[str] | None,
    None,
    metavar="[RULE...]",
    help="Only these rules or groups: shape, consistency, source, coverage.",
)
SOURCE = option(
    "sources",
    list[str] | None,
    None,
    "--source",
    metavar="FILE",
    help="The text the facts were taken from; may be repeated.",
)
STAMP = option("stamp", bool, False, "--stamp", help="Write what was found to the base's lock.")
STRICT = option("strict", bool, False, "--strict", help="Warnings fail, too.")
LIST = option("listed", bool, False, "--list", help="List the rules and check nothing.")
FORMAT = option(
    "style",
    str | None,
    None,
    "--format",
    metavar="NAME",
    help=f"{', '.join(diagnostics.NAMES)}.",
)
TO = option("file", str | None, None, "-o", "--output", metavar="FILE", help="Write to FILE.")
SEVERITIES = ("error", "warning", "note")


class Checked(NamedTuple):
    """A base that was checked, as far as it could be: its text, and its facts if they parse.

    `lock` says what is wrong with a lock that cannot be read.
    """

    document: Document
    reading: Reading
    problems: list[Problem]
    lock: list[Problem]


def build(_name: str) -> Callable[..., None]:
    """The function of `check`."""

    def run(
        options: Options,
        rules: list[str] | None,
        sources: list[str] | None,
        stamp: bool,
        strict: bool,
        listed: bool,
        style: str | None,
        file: str | None,
    ) -> None:
        if listed:
            list_rules(options)
            return
        style = known(style or "text", diagnostics.NAMES, "format")
        chosen = choose(rules or [])
        if stamp and (rules or not sources):
            lack = "with rules of one's choice" if rules else "without --source"
            raise UsageError(f"--stamp {lack}; check everything against the source")
        texts = [open_source(path) for path in sources or ()]
        if rules and not texts and all(rule.needs == "source" for rule in chosen):
            raise UsageError(f"nothing to check: {' and '.join(rules)} need the text; add --source")
        checked, unread = check(paths(options.facts), texts, chosen)
        names = {rule.name for rule in chosen}
        found = [each for one in checked for each in one.problems if each.rule in names]
        locks = [each for one in checked for each in one.lock]
        problems = sorted([*unread, *locks, *found])
        text = diagnostics.renderer(style)(problems, trust.RULES)
        inputs = [one.document.path for one in checked] + [text.path for text in texts]
        if file is None or file == "-":
            output.write(text, people=style == "text")
        else:
            output.write_file(file, text, inputs)
        summarise(checked, problems, chosen, texts)
        failing = [each for each in problems if each.severity == "error"]
        if stamp:
            save(checked, failing)
        if unread:
            raise LoadError([])
        if failing or (strict and any(each.severity == "warning" for each in problems)):
            raise NotFoundError

    return command(run, RULE, SOURCE, STAMP, STRICT, LIST, FORMAT, TO, shared=(*LOOKS, *READING))


def known(name: str, names: Sequence[str], what: str) -> str:
    """`name`, if it is one of `names`; else raises `UsageError`."""
    if name not in names:
        near = select.meant(name, {each: each for each in names}, names)
        raise UsageError(f"no {what} '{name}'; {near}")
    return name


def choose(wanted: Sequence[str]) -> list[trust.Rule]:
    """The rules of these names or groups; all of them for none."""
    names = [*trust.GROUPS, *trust.BY_NAME]
    for name in wanted:
        known(name, names, "rule")
    return [
        rule for rule in trust.RULES if not wanted or rule.name in wanted or rule.group in wanted
    ]


def open_source(path: str) -> Source:
    """A source text; raises `LoadError` if it cannot be read, or is no UTF-8."""
    data = read_bytes(path)
    try:
        return Source(path, data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{data[error.start]:02x} is not UTF-8; save the text as UTF-8"
        raise LoadError([Problem(path, line, 1, "error", message, "encoding")]) from None


def check(
    given: Sequence[str], sources: Sequence[Source], rules: Sequence[trust.Rule]
) -> tuple[list[Checked], list[Problem]]:
    """Every base below the `given` paths, checked; and why others cannot be read at all."""
    files: dict[str, str] = {}
    unread: list[Problem] = []
    documents: list[Document] = []
    for path in given:
        try:
            files.update({os.path.realpath(file): file for file in find_files(path)})
        except LoadError as error:
            unread += error.problems
    for file in files.values():
        try:
            documents.append(load(file))
        except LoadError as error:
            unread += error.problems
    seen: dict[str, str] = {}
    checked = []
    for document in documents:
        source = choose_source(document, sources, alone=len(documents) == 1)
        lock, broken = None, []
        try:
            lock = load_lock(document.path)
        except LoadError as error:
            broken = error.problems
        reading = trust.read(document.tables, document.text, source, lock)
        found = misfits(document) + repeated(document, seen)
        found += trust.examine(reading, rules)
        problems = locate(document, found, source.path if source else "")
        checked.append(Checked(document, reading, problems, broken))
    return checked, unread


def choose_source(document: Document, sources: Sequence[Source], *, alone: bool) -> Source | None:
    """The text of a base among several: by its digest, else by its name; any, for one alone."""
    report = document.tables.get("report")
    stated = report.get("source") if isinstance(report, dict) else None
    stated = stated if isinstance(stated, dict) else {}
    for source in sources:
        if source.sha256 == stated.get("sha256"):
            return source
    for source in sources:
        if os.path.basename(source.path) == stated.get("file"):
            return source
    return sources[0] if alone and len(sources) == 1 else None


def summarise(
    checked: Sequence[Checked],
    problems: Sequence[Problem],
    rules: Sequence[trust.Rule],
    sources: Sequence[Source],
) -> None:
    """What was found, what was not checked and why, on standard error."""
    counts = [
        f"{number} {severity}{'s'[number == 1 :]}"
        for severity in SEVERITIES
        for number in [sum(each.severity == severity for each in problems)]
    ]
    facts = sum(len(one.reading.view.rows) for one in checked)
    output.complain(f"pjreport: {facts} facts checked: {', '.join(counts)}")
    wanted = {rule.group for rule in rules if rule.needs == "source"}
    for one in checked:
        path, reading = one.document.path, one.reading
        if wanted and reading.source is None:
            why = "no --source for it" if sources else "no --source"
            groups = " and ".join(group for group in trust.GROUPS if group in wanted)
            output.complain(f"pjreport: not checked: {path} for {groups} rules ({why})")
        elif wanted and not reading.same:
            output.complain(f"pjreport: not checked: {path} for more, this is another text")
        elif "coverage" in wanted:
            output.complain(f"pjreport: {reading.coverage.summary()}")
        unfit = len(reading.view.rows) - sum(row.kind.fits(row.table) for row in reading.view.rows)
        if wanted and reading.source is not None and unfit:
            output.complain(f"pjreport: not checked: {unfit} facts whose shape is broken")


def save(checked: Sequence[Checked], failing: Sequence[Problem]) -> None:
    """Write the lock of each base that is sound and was checked against its own text."""
    for one in checked:
        path, reading = one.document.path, one.reading
        unsound = [
            each
            for each in failing
            if each.path == path and trust.BY_NAME[each.rule].group != "source"
        ]
        if unsound:
            raise NotFoundError(f"{path} is not stamped: it is not sound; mend the errors above")
        if reading.source is None or reading.source.sha256 != reading.pinned:
            raise NotFoundError(f"{path} is not stamped: its own text was not given; name it")
        output.write_file(lock_path(path), written(stamped(reading)), [path])
        output.complain(f"pjreport: wrote {lock_path(path)}")


def list_rules(options: Options) -> None:
    """The rules as a table, or in a pipe as lines."""
    session = Session(options)
    rows = [
        {
            "id": rule.name,
            "group": rule.group,
            "severity": rule.severity,
            "needs": rule.needs,
            "summary": rule.summary,
        }
        for rule in trust.RULES
    ]
    roles = {"id": "id"}
    names = ["id", "group", "severity", "summary"]
    session.write(Table([Column(name, name, roles.get(name, "text")) for name in names], rows))
