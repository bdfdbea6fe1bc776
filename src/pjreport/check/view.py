"""A file's tables laid out for the rules, however broken the file is."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ..model.diagnostics import Path
from ..model.fields import KEY_LENGTH, TEXT_LENGTH
from ..model.kinds import BY_ID, Kind

Table = dict[str, Any]


GUESSES = 30_000  # names compared to find the nearest ones, half a second's work


class Row(NamedTuple):
    """One fact's table."""

    kind: type[Kind]
    topic: str
    id: str
    path: Path
    table: Table


class View:
    """What a parsed file holds, with everything of a wrong type or far too long left out.

    The shape of a file is checked elsewhere; rules can rely on tables being
    tables and names being short, and on nothing else.
    """

    def __init__(self, raw: Table, text: str) -> None:
        """`raw` is what the TOML in `text` says."""
        self.raw = raw
        self.text = text
        self.guesses = GUESSES
        self.rows = list(self._rows())

    def _rows(self) -> Iterator[Row]:
        for name, kind in BY_ID.items():
            for topic, entries in tables(self.raw, name):
                for entry, table in tables(entries):
                    id = f"{name}.{topic}.{entry}"
                    yield Row(kind, topic, id, (name, topic, entry), table)

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their ids."""
        return {row.id: row for row in self.rows}

    def section(self, *keys: str) -> Table:
        """The table at `keys`, empty if there is none."""
        found: Any = self.raw
        for key in keys:
            found = found.get(key) if isinstance(found, dict) else None
        return found if isinstance(found, dict) else {}


def tables(parent: Table, *keys: str) -> Iterator[tuple[str, Table]]:
    """The (key, table) pairs below `parent`, or below its table at `keys`."""
    for key in keys:
        found = parent.get(key)
        parent = found if isinstance(found, dict) else {}
    for key, value in parent.items():
        if isinstance(value, dict) and len(key) <= KEY_LENGTH:
            yield key, value


def strings(value: Any) -> list[tuple[int | None, str]]:
    """A string, or the strings of a list, each with its index or None."""
    items = enumerate(value) if isinstance(value, list) else [(None, value)]
    return [
        (index, each) for index, each in items if isinstance(each, str) and len(each) <= TEXT_LENGTH
    ]


def place(path: Path, field: str, index: int | None) -> Path:
    """The path of a field, or of one item of its list."""
    return (*path, field) if index is None else (*path, field, index)
