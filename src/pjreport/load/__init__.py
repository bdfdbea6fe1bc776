"""Bytes to tables, and problems with their places."""

from typing import TYPE_CHECKING, Any

from ..model.document import FactFile
from .read import find_files, read_text
from .toml import parse

if TYPE_CHECKING:  # what describes problems is loaded when there are some
    from ..model.problem import Finding, Problem

__all__ = ["Document", "find_files", "load", "locate", "misfits"]


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


def locate(document: Document, findings: "list[Finding]") -> "list[Problem]":
    """The findings as problems with line and column, in the order of the file."""
    from ..model.problem import Problem
    from .positions import Positions

    positions = Positions(document.text, (where for where, _, _ in findings))
    return sorted(
        {
            Problem(document.path, *positions.at(where), "error", message, rule)
            for where, message, rule in findings
        }
    )
