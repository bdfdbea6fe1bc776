"""`export`: writes whole bases as files for other programs."""

import gc
import os
from collections.abc import Collection
from itertools import islice

from ... import export
from ...errors import OutputError, UsageError
from ...messages import tell
from ...model.base import Bases
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
        raise UsageError(tell("nowhere to write to; name a file or folder with -o"))
    format = format_of(path.rstrip("/"), options.format, export.BY_NAME, export.BY_EXTENSION)
    if path == "-" and not format.lines:
        raise UsageError(
            tell("no {name} on standard output; name a file or folder", name=format.name)
        )
    kinds = frozenset(kinds_of(options.kind))
    if format.lines and options.kind is not None:
        raise UsageError(
            tell("--kind with {name}, which holds whole bases; leave it out", name=format.name)
        )
    if options.append and not format.grows:
        raise UsageError(
            tell("--append with {name}; only parquet can be added to", name=format.name)
        )
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
    if options.append and os.path.isdir(path) and os.listdir(path):
        facts = append(path, bases, kinds)
    elif format.folder:
        from ...export.manifest import is_export

        with writing.new_folder(path, is_export) as temporary:
            facts = write(temporary, bases, kinds)
    else:
        with writing.new_file(path) as temporary:
            facts = write(temporary, bases, kinds)
    output.complain(
        tell(
            "pjreport: {facts} fact{which} in {path}",
            facts=facts,
            which="" if facts == 1 else "s",
            path=path,
        )
    )


def append(path: str, bases: Bases, kinds: Collection[str]) -> int:
    """Add bases to an export; all of them or none. Returns the number of facts in it."""
    from ...export.manifest import added_to, is_export
    from ...export.parquet import add, stated

    old = added_to(path, stated(), sorted(kinds)) if is_export(path) else None

    def unchanged(folder: str) -> bool:
        if old is None or not is_export(folder):
            return False
        if added_to(folder, stated(), sorted(kinds)) != old:
            raise OutputError(
                tell("cannot add to {path}: it has changed meanwhile; try again", path=path)
            )
        return True

    with writing.new_folder(path, unchanged) as temporary:
        return add(temporary, bases, kinds, old, path)


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
    output.complain(
        tell(
            "pjreport: {facts} fact{which} in {output}",
            facts=facts,
            which="" if facts == 1 else "s",
            output=options.output,
        )
    )
