"""Formats of whole bases for other programs: one module each, with the format's name.

Its function `write(path, bases, kinds)` fills the empty file or folder at `path` with the facts of
these kinds and returns their number. It reads bases one by one, so memory does not grow.
"""

from collections.abc import Callable, Collection, Iterable
from importlib import import_module
from typing import NamedTuple

from ..errors import UsageError
from ..messages import tell
from ..model.base import FactBase

Writer = Callable[[str, Iterable[FactBase], Collection[str]], int]


class ExportFormat(NamedTuple):
    """A format: a `folder` or one file. `lines` can be read back, and hold whole bases only.

    More reports can be added to one that `grows`. `sheets` are for people: facts with names and units, in a language, kind by kind. `needs` is a
    library, which is installed with the extra that has the format's name.
    """

    name: str
    extensions: tuple[str, ...]
    folder: bool = False
    grows: bool = False
    lines: bool = False
    sheets: bool = False
    needs: str | None = None


FORMATS = (
    ExportFormat("parquet", (".parquet",), folder=True, grows=True, needs="pyarrow"),
    ExportFormat("csv", (), folder=True),
    ExportFormat("sqlite", (".sqlite", ".sqlite3", ".db")),
    ExportFormat("xlsx", (".xlsx",), sheets=True, needs="XlsxWriter"),
    ExportFormat("jsonl", (".jsonl", ".ndjson"), lines=True),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {ext: format for format in FORMATS for ext in format.extensions}


def writer(format: ExportFormat) -> Writer:
    """The function `write` of a format. Raises `UsageError` if its library is missing."""
    try:
        write: Writer = import_module(f"{__name__}.{format.name}").write
    except ImportError:
        if format.needs is None:
            raise
        raise UsageError(
            tell(
                "no {needs}, which {name} needs; pip install {needs2}",
                needs=format.needs,
                name=format.name,
                needs2=format.needs,
            )
        ) from None
    return write
