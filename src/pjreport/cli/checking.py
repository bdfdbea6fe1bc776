"""Checks files one after the other. Only the results are kept in memory."""

import os
from collections.abc import Iterator, Sequence

from ..check import examine, read
from ..check.context import Context
from ..check.registry import BY_NAME, GROUPS
from ..check.rule import CheckRule
from ..check.rules.completeness import Completeness
from ..check.stamp import stamp as stamped
from ..errors import LoadError
from ..messages import tell
from ..model.diagnostics import Diagnostic
from ..source.text import SourceText
from ..store import Document, documents, is_compiled, is_lines, load_lock, locate, misfits
from ..store.lockfile import lock_text
from .bases import repeated


class Checked:
    """The result of checking one base.

    `problems` are the base's, `lock` those of an unreadable lock. `unchecked` says what was not
    checked and why. `coverage` says how much of the source the facts account for. `stamp` is the
    text of a new lock if one is wanted; `unfit` says why there can be none.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.facts = 0
        self.problems: list[Diagnostic] = []
        self.lock: list[Diagnostic] = []
        self.unchecked: list[str] = []
        self.coverage = ""
        self.stamp: str | None = None
        self.unfit = ""


def check(
    files: Sequence[str],
    sources: Sequence[SourceText],
    rules: Sequence[CheckRule],
    unread: list[Diagnostic],
    *,
    stamp: bool,
) -> Iterator[Checked]:
    """Check every base in some files. Problems of unreadable files are added to `unread`."""
    seen: dict[str, str] = {}
    for file in files:
        try:
            if is_compiled(file):
                yield check_compiled(file, rules)
                continue
            for document in documents(file):
                alone = len(files) == 1 and not is_lines(file)
                source = choose_source(document, sources, alone=alone)
                yield check_document(document, source, rules, seen, stamp=stamp, several=sources)
        except LoadError as error:
            unread += error.problems


def check_document(
    document: Document,
    source: SourceText | None,
    rules: Sequence[CheckRule],
    seen: dict[str, str],
    *,
    stamp: bool,
    several: Sequence[SourceText],
) -> Checked:
    """Check one base."""
    one = Checked(document.path)
    lock = None
    try:
        lock = load_lock(document.path)
    except LoadError as error:
        one.lock = error.problems
    context = read(document.tables, document.text, source, lock)
    found = [*misfits(document), *repeated(document, seen), *examine(context, rules)]
    one.problems = locate(document, found, source.path if source else "")
    one.facts = len(context.base.facts)
    wanted = {rule.group for rule in rules if rule.needs == "source"}
    if wanted and context.source is None:
        why = tell("no --source for it") if several else tell("no --source")
        groups = tell(" and ").join(group for group in GROUPS if group in wanted)
        one.unchecked.append(tell(" for {groups} rules ({why})", groups=groups, why=why))
    elif wanted and not context.same:
        one.unchecked.append(tell(" for more, this is another text"))
    elif "coverage" in wanted:
        one.coverage = context.once(Completeness).summary()
    unfit = one.facts - sum(fact.kind.fits(fact.table) for fact in context.base.facts)
    if wanted and context.source is not None and unfit:
        one.unchecked.append(
            tell(" for {count} facts whose shape is broken", count=unfit)
            if unfit != 1
            else tell(" for 1 fact whose shape is broken")
        )
    if stamp:
        one.unfit = unsound(one, context)
        one.stamp = None if one.unfit else lock_text(stamped(context))
    return one


def unsound(one: Checked, context: Context) -> str:
    """Why a base cannot be stamped; empty if it can."""
    if any(
        each.severity == "error" and each.path == one.path and BY_NAME[each.rule].group != "source"
        for each in one.problems
    ):
        return tell("it is not sound; mend the errors above")
    if context.source is None or context.source.sha256 != context.pinned:
        return tell("its own text was not given; name it")
    return ""


def check_compiled(path: str, rules: Sequence[CheckRule]) -> Checked:
    """Check that no byte of a compiled base and none of its inputs has changed."""
    from ..store.compiled.database import check_header
    from ..store.compiled.digest import CHANGED, intact
    from ..store.compiled.reader import StoredBases

    one = Checked(path)
    one.unfit = tell("it is compiled; stamp what it was made from")
    check_header(path)
    if not intact(path):
        one.problems.append(Diagnostic(path, 1, 1, "error", CHANGED, "damaged"))
        return one
    stored = StoredBases(path)
    one.facts = stored.size
    stale = stored.inputs.stale()
    if stale is None:
        one.unchecked.append(tell(" for changed inputs (their folders do not answer)"))
    for input in stale or ():
        message = tell("{input} has changed since it was compiled; compile it again", input=input)
        one.problems.append(Diagnostic(path, 1, 1, "warning", message, "changed-input"))
    if any(rule.needs != "file" for rule in rules):
        one.unchecked.append(tell(" for rules about facts (compiled; check what it was made from)"))
    return one


def check_export(path: str) -> Checked:
    """Check that an export has the files of its manifest, and no byte of them has changed."""
    from ..export.manifest import problems

    one = Checked(path)
    one.unfit = tell("it is an export; stamp what it was made from")
    made, found = problems(path)
    one.facts = made["facts"] if made else 0
    for name, message in found:
        where = os.path.join(path, name)
        one.problems.append(Diagnostic(where, 1, 1, "error", message, "damaged"))
    return one


def choose_source(
    document: Document, sources: Sequence[SourceText], *, alone: bool
) -> SourceText | None:
    """The source text of a base: by digest, or by file name, or the only text for the only base."""
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
