"""Bytes to tables, and problems with their places."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.factfile import FactFile
from .document import Document
from .files import find_all, is_compiled, read_bytes, read_text
from .lockfile import load_lock

if TYPE_CHECKING:  # what describes problems is loaded when there are some
    from ..model.diagnostics import Diagnostic, Finding

__all__ = [
    "LINES",
    "Document",
    "documents",
    "find_all",
    "is_compiled",
    "load",
    "load_lock",
    "locate",
    "misfits",
    "read_bytes",
]

LINES = ".jsonl"  # a file of records that a program wrote


def documents(path: str) -> Iterator[Document]:
    """The reports in the file at `path`: of TOML one, of JSON lines any number.

    Raises `LoadError` when it is not readable.
    """
    if path.endswith(LINES):
        from .jsonl import reports

        yield from reports(path)
    else:
        yield load(path)


def load(path: str) -> Document:
    """The file at `path`; raises `LoadError` when it is no readable TOML."""
    from .toml import parse  # not needed where all facts are compiled

    text = read_text(path)
    return Document(path, text, parse(path, text))


def misfits(document: Document) -> "list[Finding]":
    """Every way a file differs from the shape of a fact base; found quickly when there is none."""
    if FactFile.fits(document.tables):
        return []
    from .shape import explain

    return explain(document.tables)


def locate(
    document: Document, findings: "Sequence[Finding]", source: str = ""
) -> "list[Diagnostic]":
    """The findings as problems with line and column, in the order of the file.

    `source` is the path of the text that findings with a `Place` are about.
    """
    from ..model.diagnostics import Diagnostic, Place

    places = document.places(each.where for each in findings if not isinstance(each.where, Place))
    found = set()
    for where, message, rule, severity in findings:
        path = source if isinstance(where, Place) else document.path
        line, column = where if isinstance(where, Place) else places.at(where)
        found.add(Diagnostic(path, line, column, severity, message, rule))
    return sorted(found)
