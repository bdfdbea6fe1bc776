"""`export`: writes whole bases as files for other programs."""

import gc
from collections.abc import Collection
from itertools import islice

from ... import export
from ...errors import UsageError
from ...model.kinds import KINDS
from ...store import writing
from .. import output
from ..interface.parser import Options
from ..session import Session, format_of
from .listing import kinds_of

LINES = 1000  # written to standard output at a time


def run(options: Options) -> None:
    """Write the bases in a format that other programs open."""
    path = options.output
    if not path:
        raise UsageError("nowhere to write to; name a file or folder with -o")
    format = format_of(path.rstrip("/"), options.format, export.BY_NAME, export.BY_EXTENSION)
    if path == "-" and not format.lines:
        raise UsageError(f"no {format.name} on standard output; name a file or folder")
    kinds = frozenset(kinds_of(options.kind))
    if format.lines and options.kind is not None:
        raise UsageError(f"--kind with {format.name}, which holds whole bases; leave it out")
    if format.sheets:
        sheets(options, kinds)
        return
    write = export.writer(format)
    bases = Session(options).bases
    gc.enable()  # `main` turns it off for short commands; an export may run long
    if path == "-":
        from ...export.jsonl import lines

        every_line = (line for base in bases for line in lines(base))
        while some := "".join(islice(every_line, LINES)):
            output.write(some, people=False)
        return
    if format.folder:
        from ...export.parquet import is_export

        with writing.new_folder(path, is_export) as temporary:
            facts = write(temporary, bases, kinds)
    else:
        with writing.new_file(path) as temporary:
            facts = write(temporary, bases, kinds)
    output.complain(f"pjreport: {facts} fact{'' if facts == 1 else 's'} in {path}")


def sheets(options: Options, kinds: Collection[str]) -> None:
    """Write a workbook with a sheet for each kind of fact, in the language that is chosen."""
    from ...lookup.titles import title
    from ...render.xlsx import workbook

    session = Session(options)
    listed = {kind.id: session.bases.records([kind.id]) for kind in KINDS if kind.id in kinds}
    for records in listed.values():
        session.bases.fill_states(records)
    tables = [
        (title(kind, session.lang), session.table(records, [kind]))
        for kind, records in listed.items()
        if records
    ]
    session.deliver(session.rendered(lambda _: workbook(tables, session.look())))
    facts = sum(map(len, listed.values()))
    output.complain(f"pjreport: {facts} fact{'' if facts == 1 else 's'} in {options.output}")
