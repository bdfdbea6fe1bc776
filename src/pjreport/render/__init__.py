"""Output formats: one module each, with the format's name and a function `render(table, look)`."""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ..model.table import Look, Table


class Format(NamedTuple):
    """A format. `people`: show names and units. `whole`: print every field, not only usual ones."""

    name: str
    extensions: tuple[str, ...] = ()
    people: bool = False
    whole: bool = False


FORMATS = (
    Format("table", (".txt",), people=True),
    Format("record", people=True),
    Format("tsv", (".tsv",)),
    Format("csv", (".csv",)),
    Format("json", (".json",), whole=True),
    Format("jsonl", (".jsonl", ".ndjson"), whole=True),
    Format("markdown", (".md",), people=True),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {ext: format for format in FORMATS for ext in format.extensions}


def renderer(name: str) -> Callable[[Table, Look], str]:
    """The function `render` of a format. Only its module is imported."""
    render: Callable[[Table, Look], str] = import_module(f"{__name__}.{name}").render
    return render
