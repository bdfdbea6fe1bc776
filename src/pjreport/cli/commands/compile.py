"""`compile`: writes many bases into one SQLite file that answers at once."""

import os
from collections.abc import Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ...errors import LoadError, UsageError
from ...model.base import FactBase
from ...search.corpus import said
from ...search.searched import ALSO, EVIDENCE, FIGURE, HEADING, ID, LABEL, NOTE, UNSTATED
from ...store import documents, find_all, is_compiled, is_lines, locate
from ...store.files import real
from ...store.lockfile import lock_path
from .. import output
from ..bases import doubts, repeated, states_of
from ..interface.parser import Options

if TYPE_CHECKING:
    from ...store.compiled.writer import Compiler

# The column of the full-text index for each place where a fact's text can stand.
COLUMN = {ID: 0, LABEL: 1, FIGURE: 2, ALSO: 2, EVIDENCE: 2, HEADING: 4, NOTE: 5, UNSTATED: 5}


def run(options: Options) -> None:
    """Write the compiled base."""
    if options.file is None:
        raise UsageError("where to? add -o base.db")
    if options.file == "-":
        raise UsageError("no base on standard output; name a file with -o")
    files = every_file(options.paths)
    folder = os.path.dirname(real(options.file))
    os.environ.setdefault("SQLITE_TMPDIR", folder)  # temporary data is as large as the result
    from ...store.compiled.writer import compiling

    problems: list[Any] = []
    seen: dict[str, str] = {}
    with ExitStack() as stack:
        step = stack.enter_context(output.progress(len(files)))
        compiler = stack.enter_context(compiling(options.file))
        for each in files:
            step(each)
            try:
                read(compiler, each, seen, problems)
            except LoadError as error:
                problems += error.problems
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
    """The files below some paths. Raises `LoadError` for those that cannot be compiled."""
    files, problems = find_all(paths)
    problems += (
        f"{file}:1:1: error: compiled already; name what it was compiled from [unreadable]"
        for file in files.values()
        if is_compiled(file)
    )
    if problems:
        raise LoadError(problems)
    return [*files.values()]


def read(compiler: "Compiler", file: str, seen: dict[str, str], problems: list[Any]) -> None:
    """Add the reports of a file. Problems are added to `problems`; then no report is added."""
    numbers: list[int] = []
    status = os.stat(file) if os.path.exists(file) else None
    for document in documents(file):
        if found := doubts(document) + repeated(document, seen):
            problems += locate(document, found)
        elif not problems and status is not None:
            base = FactBase(file, document.tables, states_of(document))
            numbers = numbers or inputs(compiler, file, status)
            compiler.add_report(base, *numbers)
            records = base.records.values()
            texts = (
                [(COLUMN.get(place, 3), text) for place, text in said(base, each)]
                for each in records
            )
            compiler.add_facts(base, texts)


def inputs(compiler: "Compiler", file: str, status: os.stat_result) -> list[int]:
    """Note a file and its lock. Returns both numbers, or the file's twice if it has no lock."""
    number = compiler.input(file, status)
    lock = lock_path(file)
    if is_lines(file) or not os.path.isfile(lock):
        return [number, number]
    return [number, compiler.input(lock, os.stat(lock))]
