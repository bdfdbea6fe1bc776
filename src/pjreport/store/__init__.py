"""From files to tables, and from problems to lines and columns."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..model.factfile import FactFile, missing_names
from ..model.kinds import BY_ID
from .document import Document
from .files import find_all, is_compiled, is_lines, read_bytes, read_text
from .lockfile import load_lock

if TYPE_CHECKING:  # loaded at run time only when there are problems
    from ..model.diagnostics import Diagnostic, Finding

__all__ = [
    "Document",
    "documents",
    "find_all",
    "is_compiled",
    "is_lines",
    "load",
    "load_lock",
    "locate",
    "misfits",
    "parsed",
    "read_bytes",
]


def documents(path: str) -> Iterator[Document]:
    """The reports in a file: one in TOML, any number in JSON lines. Raises `LoadError`."""
    if is_lines(path):
        from .jsonl import reports

        yield from reports(path)
    else:
        yield load(path)


def load(path: str) -> Document:
    """The report in a TOML file. Raises `LoadError` when it cannot be read."""
    return parsed(path, read_text(path))


def parsed(path: str, text: str) -> Document:
    """The report in a text in TOML. Raises `LoadError` when it is not sound TOML."""
    from . import toml  # not needed where all facts are compiled

    return Document(path, text, toml.parse(path, text))


def misfits(document: Document) -> "list[Finding]":
    """Every difference between a file and the shape of a fact base. A sound file is fast."""
    found: list[Finding] = []
    nameless = [*missing_names(document.tables)]
    if not FactFile.fits(document.tables):
        from .shape import explain

        found += (each for each in explain(document.tables) if not wrong_term(each))
    if nameless:
        from .shape import missing

        found += (missing(where, key) for where, key in nameless)
    return found


def wrong_term(finding: "Finding") -> bool:
    """Whether a finding is about a text that is no key of a term; a rule names the term it means."""
    where = finding.where
    kind = BY_ID.get(str(where[0])) if len(where) > 3 else None
    term = where == ("report", "period") or (kind is not None and where[3] in kind.terms)
    return term and finding.rule == "wrong-value"


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
