"""`compile`: many bases into one file that answers at once."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from ...errors import LoadError, UsageError
from ...model.base import FactBase
from ...search.document import CONTEXT, EVIDENCE, FIGURE, ID, LABEL, NOTE, said
from ...store import LINES, Document, find_files, is_compiled, locate
from ...store.lock import lock_path
from .. import output
from ..bases import doubts, lock_of, repeated
from ..interface.parser import Options

if TYPE_CHECKING:
    from ...store.compiled.writer import Compiler

# What a fact says, to the column of the index it belongs in.
COLUMN = {ID: 0, LABEL: 1, FIGURE: 2, EVIDENCE: 2, CONTEXT: 3, NOTE: 4}


def run(options: Options) -> None:
    """Write the compiled base."""
    if options.file is None:
        raise UsageError("where to? add -o base.db")
    if options.file == "-":
        raise UsageError("no base on standard output; name a file with -o")
    files = every_file(options.paths)
    folder = os.path.dirname(os.path.realpath(options.file))
    os.environ.setdefault("SQLITE_TMPDIR", folder)  # what is sorted is as large as the result
    from ...store.compiled.writer import compiling

    problems: list[object] = []
    seen: dict[str, str] = {}
    with ExitStack() as stack:
        step = stack.enter_context(output.progress(len(files)))
        compiler = stack.enter_context(compiling(options.file))
        for each in files:
            step(each)
            try:
                read(compiler, each, seen, problems)
            except LoadError as error:
                problems += error.lines
        if problems:
            raise LoadError(problems)
        for doing in compiler.finish():
            step(doing)
    size = os.path.getsize(options.file) / 1e6
    output.complain(
        f"pjreport: wrote {options.file}: {compiler.facts:,} facts of {compiler.reports:,} reports "
        f"from {len(files):,} files, {size:,.1f} MB"
    )


def every_file(paths: Sequence[str]) -> list[str]:
    """The files below some paths, each once; raises `LoadError` for paths that cannot be read."""
    problems: list[object] = []
    files: dict[str, str] = {}
    for path in paths:
        try:
            files.update({os.path.realpath(file): file for file in find_files(path)})
        except LoadError as error:
            problems += error.lines
    problems += (
        f"{file}:1:1: error: compiled already; name what it was compiled from [unreadable]"
        for file in files.values()
        if is_compiled(file)
    )
    if problems:
        raise LoadError(problems)
    return [*files.values()]


def read(compiler: "Compiler", file: str, seen: dict[str, str], problems: list[object]) -> None:
    """Add the reports of a file; where anything is wrong it goes to `problems` and they do not."""
    from ...store.large import Large, reports  # what reads files, when there is one

    numbers: list[int] = []
    status = os.stat(file) if os.path.exists(file) else None
    for report in reports(file):
        if isinstance(report, Large):
            from ..large import in_parts, staging  # with SQLite

            with staging(report) as staged:
                head = Document(file, "", staged.head if staged is not None else {})
                if staged is not None and not repeated(head, seen):
                    if not problems and status is not None:
                        numbers = numbers or inputs(compiler, file, status)
                        compiler.add_report(FactBase(file, staged.head), len(staged), *numbers)
                        for part in in_parts(file, staged, lock_of(head)):
                            compiler.add_facts(part, texts(part))
                    continue
            document = report.whole()
        else:
            document = report
        if found := doubts(document) + repeated(document, seen):
            problems += locate(document, found)
        elif not problems and status is not None:
            base = FactBase(file, document.tables, lock_of(document))
            numbers = numbers or inputs(compiler, file, status)
            compiler.add_report(base, len(base.records), *numbers)
            compiler.add_facts(base, texts(base))


def inputs(compiler: "Compiler", file: str, status: os.stat_result) -> list[int]:
    """Note a file, and the lock beside it; their numbers, twice the file's if it has none."""
    number = compiler.input(file, status)
    lock = lock_path(file)
    if file.endswith(LINES) or not os.path.isfile(lock):
        return [number, number]
    return [number, compiler.input(lock, os.stat(lock))]


def texts(base: FactBase) -> Iterator[list[tuple[int, str]]]:
    """What each fact of a base says, in their order, and in which column of the index."""
    for record in base.records.values():
        yield [(COLUMN[where], text) for where, text in said(base, record)]
