"""`compile`: writes many bases into one SQLite file that answers at once."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from ...errors import LoadError, UsageError
from ...messages import tell
from ...store import documents, find_all, is_compiled, locate
from ...store.files import real
from .. import output
from ..bases import repeated
from ..interface.parser import Options

if TYPE_CHECKING:
    from ...store.compiled.writer import Compiler
    from ..reports import Found


def run(options: Options) -> None:
    """Write the compiled base."""
    if options.file is None:
        raise UsageError(tell("where to? add -o base.db"))
    if options.file == "-":
        raise UsageError(tell("no base on standard output; name a file with -o"))
    files = every_file(options.paths)
    folder = os.path.dirname(real(options.file))
    os.environ.setdefault("SQLITE_TMPDIR", folder)  # temporary data is as large as the result
    from ...store.compiled.writer import compiling

    with ExitStack() as stack:
        # Before the base is begun, because a process would hold its lock.
        found = reading(files, stack)
        step = stack.enter_context(output.progress(len(files)))
        compiler = stack.enter_context(compiling(options.file))
        fill(compiler, files, found, step)
        for doing in compiler.finish():
            step(doing)
    size = os.path.getsize(options.file) / 1e6
    output.complain(
        tell(
            "pjreport: wrote {file}: {facts:,} facts of {reports:,} reports from "
            "{count:,} files, {size:,.1f} MB",
            file=options.file,
            facts=compiler.facts,
            reports=compiler.reports,
            count=len(files),
            size=size,
        )
    )


def every_file(paths: Sequence[str]) -> list[str]:
    """The files below some paths. Raises `LoadError` for those that cannot be compiled."""
    files, problems = find_all(paths)
    problems += (
        tell(
            "{file}:1:1: error: compiled already; name what it was compiled from [unreadable]",
            file=file,
        )
        for file in files.values()
        if is_compiled(file)
    )
    if problems:
        raise LoadError(problems)
    return [*files.values()]


def reading(files: Sequence[str], stack: ExitStack) -> "Iterator[Found]":
    """What is found in the files. The processes that read them end with the stack."""
    from ..reports import Reader, Readers, processes

    if (count := processes(files)) == 1:
        return Reader().all(files)
    readers = Readers(files, count)
    stack.callback(readers.close)
    return readers.all()


def fill(compiler: "Compiler", files: Sequence[str], found: "Iterable[Found]", step: Any) -> None:
    """Add all reports. Raises `LoadError` with the problems of all files."""
    from ..reports import problems as received

    problems: list[Any] = []
    seen: dict[str, str] = {}
    numbers: list[int] = []
    rest = iter(files)
    file = next(rest, "")
    step(file)
    for kind, what in found:
        id, wrong = None, []
        if kind == "problems":
            id, sent = what
            wrong = received(sent)
        elif kind == "counts":
            compiler.count(what)
        elif kind == "end":
            numbers, file = [], next(rest, "")
            if file:
                step(file)
        else:
            report, inputs = what
            id = report[0]
            if id not in seen and not problems:
                numbers = numbers or [compiler.input(each) for each in inputs]
                compiler.add(report, numbers[0], numbers[-1])
        if id in seen:
            wrong = sorted([*wrong, *twice(file, id, seen)])
        elif id is not None:
            seen[id] = file
        problems += wrong
    if problems:
        raise LoadError(problems)


def twice(file: str, report: str, seen: dict[str, str]) -> list[Any]:
    """The problem that a report's id was seen in another file, too."""
    same = [each for each in documents(file) if each.report == report]
    document = same[seen[report] == file and len(same) > 1]
    return locate(document, repeated(document, seen))
