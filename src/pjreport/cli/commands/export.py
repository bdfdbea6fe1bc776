"""`export`: whole bases as files that other programs open."""

import gc
import os
from collections.abc import Iterable, Iterator
from itertools import islice

from ... import export
from ...errors import UsageError
from ...model.base import FactBase
from ...text.suggest import meant
from .. import files as place
from .. import output
from ..interface.parser import Options
from ..session import Session
from .listing import kinds_of

LINES = 1000  # that standard output gets at a time


def run(options: Options) -> None:
    """Write the bases in a format that other programs open."""
    path = options.output
    if not path:
        raise UsageError("nowhere to write to; name a file or folder with -o")
    format = format_of(path, options.format)
    kinds = frozenset(kinds_of(options.kind))
    if format.lines and options.kind is not None:
        raise UsageError(f"--kind with {format.name}, which holds whole bases; leave it out")
    write = export.writer(format)
    bases = Session(options).bases
    gc.enable()  # a long life, unlike a lookup's
    if path == "-":
        to_standard_output(bases, kinds)
        return
    read: set[str] = set()
    if format.folder:
        from ...export.parquet import is_export

        with place.new_folder(path, is_export) as temporary:
            facts = write(temporary, bases, kinds)
    else:
        with place.new_file(path, read) as temporary:
            facts = write(temporary, passing(bases, read), kinds)
    output.complain(f"pjreport: {facts} fact{'' if facts == 1 else 's'} in {path}")


def format_of(path: str, wanted: str | None) -> export.Format:
    """The format: as `wanted`, or by the extension of `path`; raises `UsageError`."""
    if wanted is None:
        extension = os.path.splitext(path.rstrip("/"))[1].lower()
        if extension not in export.BY_EXTENSION:
            known = ", ".join(export.BY_EXTENSION)
            raise UsageError(f"no format for '{path}'; use --format, or one of {known}")
        return export.BY_EXTENSION[extension]
    if wanted not in export.BY_NAME:
        names = {name: name for name in export.BY_NAME}
        raise UsageError(f"no format '{wanted}'; {meant(wanted, names, [*names])}")
    format = export.BY_NAME[wanted]
    if path == "-" and not format.lines:
        raise UsageError(f"no {wanted} on standard output; name a file or folder")
    return format


def passing(bases: Iterable[FactBase], read: set[str]) -> Iterator[FactBase]:
    """The bases one by one, and in `read` the files that they come from."""
    for base in bases:
        read.add(base.path)
        yield base


def to_standard_output(bases: Iterable[FactBase], kinds: frozenset[str]) -> None:
    """The lines, some at a time."""
    from ...export.jsonl import lines

    rest = lines(bases, kinds)
    while some := list(islice(rest, LINES)):
        output.write("".join(some), people=False)
