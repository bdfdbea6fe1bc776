"""Output formats: one module each, with the format's name and a function `render(table, look)`."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ..model.table import Look, Table


class Format(NamedTuple):
    """A format. `people`: show names and units. `whole`: print every field, not only usual ones.

    `numbers`: figures are numbers with a unit beside them, and the output is bytes for a file. It
    `needs` a library.
    """

    name: str
    extensions: tuple[str, ...] = ()
    people: bool = False
    whole: bool = False
    numbers: bool = False
    needs: str | None = None


FORMATS = (
    Format("table", (".txt",), people=True),
    Format("record", people=True),
    Format("tsv", (".tsv",)),
    Format("csv", (".csv",)),
    Format("json", (".json",), whole=True),
    Format("jsonl", (".jsonl", ".ndjson"), whole=True),
    Format("markdown", (".md",), people=True),
    Format("xlsx", (".xlsx",), people=True, numbers=True, needs="XlsxWriter"),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {ext: format for format in FORMATS for ext in format.extensions}


def renderer(name: str) -> Callable[[Table, Look], str | bytes]:
    """The function `render` of a format. Only its module is imported."""
    render: Callable[[Table, Look], str | bytes] = import_module(f"{__name__}.{name}").render
    return render
