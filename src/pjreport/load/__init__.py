"""Bytes to tables, and problems with their places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..model.document import FactFile
from .lock import load_lock
from .read import find_files, read_bytes, read_text
from .toml import parse

if TYPE_CHECKING:  # what describes problems is loaded when there are some
    from ..model.problem import Finding, Problem

__all__ = ["Document", "find_files", "load", "load_lock", "locate", "misfits", "read_bytes"]


class Document:
    """A parsed file: its text, and its tables as plain data."""

    def __init__(self, path: str, text: str, tables: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.tables = tables


def load(path: str) -> Document:
    """The file at `path`; raises `LoadError` when it is no readable TOML."""
    text = read_text(path)
    return Document(path, text, parse(path, text))


def misfits(document: Document) -> "list[Finding]":
    """Every way a file differs from the shape of a fact base; found quickly when there is none."""
    if FactFile.fits(document.tables):
        return []
    from .misfit import explain

    return explain(document.tables)


def locate(document: Document, findings: "Sequence[Finding]", source: str = "") -> "list[Problem]":
    """The findings as problems with line and column, in the order of the file.

    `source` is the path of the text that findings with a `Place` are about.
    """
    from ..model.problem import Place, Problem
    from .positions import Positions

    positions = Positions(
        document.text, (each.where for each in findings if not isinstance(each.where, Place))
    )
    found = set()
    for where, message, rule, severity in findings:
        if isinstance(where, Place):
            found.add(Problem(source, *where, severity, message, rule))
        else:
            found.add(Problem(document.path, *positions.at(where), severity, message, rule))
    return sorted(found)
