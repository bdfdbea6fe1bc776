"""Whole bases as files for other programs: one file a format, named as the format is.

A format's module has `write(path, bases, kinds)`, which fills the empty file or
folder at `path` with the facts of these kinds and returns how many they are.
Bases are read one by one, so that memory does not grow with their number.
"""

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from typing import NamedTuple

from ..errors import UsageError
from ..model.base import FactBase

Writer = Callable[[str, Iterable[FactBase], Collection[str]], int]


class ExportFormat(NamedTuple):
    """A format: a `folder` or one file; of `lines`, which are whole bases to be read back.

    `needs` is a library for it that comes as an extra, which has the name of the format.
    """

    name: str
    extensions: tuple[str, ...]
    folder: bool = False
    lines: bool = False
    needs: str | None = None


FORMATS = (  # for engines, for anything that reads SQLite, for this program
    ExportFormat("parquet", (".parquet",), folder=True, needs="pyarrow"),
    ExportFormat("sqlite", (".sqlite", ".sqlite3", ".db")),
    ExportFormat("jsonl", (".jsonl", ".ndjson"), lines=True),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {ext: format for format in FORMATS for ext in format.extensions}


def writer(format: ExportFormat) -> Writer:
    """The function that writes a format, imported at first use.

    Raises `UsageError` where the library that it needs is not there.
    """
    try:
        write: Writer = import_module(f"{__name__}.{format.name}").write
    except ImportError:
        if format.needs is None:
            raise
        raise UsageError(
            f"no {format.needs}, which {format.name} needs; pip install 'pjreport[{format.name}]'"
        ) from None
    return write
