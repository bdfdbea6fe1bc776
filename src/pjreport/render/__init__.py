"""Output formats: one file each, named as the format is; they see a `Table` and no fact.

A format's module has `render(table, look)`, which returns the whole text.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ..model.table import Look, Table


class Format(NamedTuple):
    """A format: for `people` it shows names and units, else the data as it is.

    Of the data, a `whole` format prints every field, the others the usual ones.
    """

    name: str
    extensions: tuple[str, ...] = ()
    people: bool = False
    whole: bool = False


FORMATS = (  # as people meet them: on the screen, in a pipe, in scripts, in documents
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
    """The function that renders in the format called `name`, imported at first use."""
    render: Callable[[Table, Look], str] = import_module(f"{__name__}.{name}").render
    return render
