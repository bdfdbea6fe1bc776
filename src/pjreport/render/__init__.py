"""Output formats: one file each, named as the format is; they see a `Table` and no fact.

A format's module has `render(table, look)`, which returns the whole text.
"""

from collections.abc import Callable
from importlib import import_module

from ..model.table import Look, Table


class Format:
    """A format: for `people` it shows names and units, else the data as it is.

    Of the data, a `whole` format prints every field, the others the usual ones.
    """

    def __init__(
        self,
        name: str,
        summary: str,
        *extensions: str,
        people: bool = False,
        whole: bool = False,
    ) -> None:
        self.name = name
        self.summary = summary
        self.extensions = extensions
        self.people = people
        self.whole = whole


FORMATS = (  # as people meet them: on the screen, in a pipe, in scripts, in documents
    Format("table", "aligned columns; the default on a terminal", ".txt", people=True),
    Format("record", "one field a line; the default of show and in narrow windows", people=True),
    Format("tsv", "one fact a line, tab-separated; the default in a pipe", ".tsv"),
    Format("csv", "comma-separated values with a header", ".csv"),
    Format("json", "one array of flat objects", ".json", whole=True),
    Format("jsonl", "one JSON object a line", ".jsonl", ".ndjson", whole=True),
    Format("markdown", "a table for a document", ".md", people=True),
)
BY_NAME = {format.name: format for format in FORMATS}
BY_EXTENSION = {ext: format for format in FORMATS for ext in format.extensions}


def renderer(name: str) -> Callable[[Table, Look], str]:
    """The function that renders in the format called `name`, imported at first use."""
    render: Callable[[Table, Look], str] = import_module(f"{__name__}.{name}").render
    return render
