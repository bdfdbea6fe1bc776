"""The tables of a file as the rules see them, even if the file has mistakes."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ..model.diagnostics import Path
from ..model.fields import KEY_LENGTH, LANGUAGES, TEXT_LENGTH
from ..model.formula import keepable
from ..model.kind import Kind
from ..model.kinds import BY_ID

Table = dict[str, Any]

GUESSES = 30_000  # names compared to find the nearest ones; takes half a second


class RawFact(NamedTuple):
    """The table of one fact, whatever it contains."""

    kind: type[Kind]
    topic: str
    id: str
    path: Path
    table: Table


class RawBase:
    """A parsed file without values of a wrong type and overlong names.

    Rules can rely on tables being tables and names being short. Other mistakes of shape are
    reported elsewhere.
    """

    def __init__(self, raw: Table, text: str) -> None:
        """`raw` is the parsed content of the TOML in `text`."""
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


def labels(table: Table) -> list[str]:
    """The names that a sound table has, in the languages of its report."""
    return [table[lang] for lang in LANGUAGES if lang in table]


def strings(value: Any) -> list[tuple[int | None, str]]:
    """A string, or the strings of a list, each with its index or None."""
    if value is None:  # fast path: the field is absent
        return []
    items = enumerate(value) if isinstance(value, list) else [(None, value)]
    return [
        (index, each) for index, each in items if isinstance(each, str) and len(each) <= TEXT_LENGTH
    ]


def field_path(path: Path, field: str, index: int | None) -> Path:
    """The path of a field, or of one item of its list."""
    return (*path, field) if index is None else (*path, field, index)


def has_number(fact: RawFact) -> bool:
    """Whether the value of a fact is a number that formulas can use."""
    return number(fact.table.get("value"))


def has_range(fact: RawFact) -> bool:
    """Whether a fact has a range that formulas can use: an end or two, and no value."""
    ends = [fact.table[end] for end in ("low", "high") if end in fact.table]
    return "value" not in fact.table and bool(ends) and all(map(number, ends))


def number(value: Any) -> bool:
    """Whether a value is a number of a size that can be kept."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool) and keepable(value)
