"""A file's tables laid out for the rules, however broken the file is."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ..model.diagnostics import Path
from ..model.fields import KEY_LENGTH, TEXT_LENGTH
from ..model.formula import keepable
from ..model.kinds import BY_ID, Kind

Table = dict[str, Any]

GUESSES = 30_000  # names that are compared to find the nearest ones: half a second of work


class RawFact(NamedTuple):
    """One fact's table, whatever it holds."""

    kind: type[Kind]
    topic: str
    id: str
    path: Path
    table: Table


class RawBase:
    """What a parsed file holds, with everything of a wrong type or far too long left out.

    The shape of a file is checked elsewhere; rules can rely on tables being
    tables and names being short, and on nothing else.
    """

    def __init__(self, raw: Table, text: str) -> None:
        """`raw` is what the TOML in `text` says."""
        self.raw = raw
        self.text = text
        self.guesses = GUESSES
        self.facts = list(self._facts())

    def _facts(self) -> Iterator[RawFact]:
        for name, kind in BY_ID.items():
            for topic, entries in tables(self.raw, name):
                for entry, table in tables(entries):
                    id = f"{name}.{topic}.{entry}"
                    yield RawFact(kind, topic, id, (name, topic, entry), table)

    @cached_property
    def by_id(self) -> dict[str, RawFact]:
        """The facts by their ids."""
        return {fact.id: fact for fact in self.facts}

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
    if value is None:  # mostly: a field that is not stated
        return []
    items = enumerate(value) if isinstance(value, list) else [(None, value)]
    return [
        (index, each) for index, each in items if isinstance(each, str) and len(each) <= TEXT_LENGTH
    ]


def field_path(path: Path, field: str, index: int | None) -> Path:
    """The path of a field, or of one item of its list."""
    return (*path, field) if index is None else (*path, field, index)


def has_number(fact: RawFact) -> bool:
    """Whether a fact states a number that can be reckoned with."""
    value = fact.table.get("value")
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and keepable(value)
