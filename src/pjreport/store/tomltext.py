"""Writes the tables of a base as TOML text, as a person would."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..model.formula import plain

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
KINDS_DEPTH = 3  # parts of the name of a fact's table
AROUND = ("schema", "report", "sections", "topics", "vocabulary", "ignored")


def text_of(tables: Mapping[str, Any], heading: str = "") -> str:
    """A whole base as TOML. `heading` are comments above it, without their signs."""
    parts = [f"# {line}".rstrip() for line in heading.splitlines()]
    parts += [f"schema = {tables['schema']}", "", *lines_of(("report",), tables["report"])]
    for group in ("sections", "topics"):
        for key, table in tables.get(group, {}).items():
            parts += lines_of((group, key), table)
    for group, terms in tables.get("vocabulary", {}).items():
        if terms:
            parts += [f"[vocabulary.{group}]"]
            parts += [f"{key} = {value_text(term)}" for key, term in terms.items()]
            parts.append("")
    for entry in tables.get("ignored", ()):
        parts += lines_of(("ignored",), entry, array=True)
    parts += facts_of(tables)
    return "\n".join(parts).rstrip("\n") + "\n"


def added_text(tables: Mapping[str, Any]) -> str:
    """Tables as TOML that can stand behind a base which has other tables of these groups."""
    parts: list[str] = []
    for group in ("sections", "topics"):
        for key, table in tables.get(group, {}).items():
            parts += lines_of((group, key), table)
    for group, terms in tables.get("vocabulary", {}).items():
        for key, term in terms.items():
            parts += lines_of(("vocabulary", group, key), term)
    parts += facts_of(tables)
    return "\n".join(parts).rstrip("\n") + "\n" if parts else ""


def facts_of(tables: Mapping[str, Any]) -> Iterator[str]:
    """The lines of the facts among some tables, in their order."""
    for kind, topics in tables.items():
        if kind in AROUND:
            continue
        for topic, entries in topics.items():
            for name, table in entries.items():
                yield from lines_of((kind, topic, name), table)


def lines_of(path: tuple[str, ...], table: Mapping[str, Any], *, array: bool = False) -> list[str]:
    """The lines of one table, with an empty line behind it. Tables in it follow it."""
    name = ".".join(path)
    found = [f"[[{name}]]" if array else f"[{name}]"]
    inner = {key: value for key, value in table.items() if isinstance(value, Mapping)}
    found += [f"{key} = {value_text(value)}" for key, value in table.items() if key not in inner]
    found.append("")
    for key, value in inner.items():
        found += lines_of((*path, key), value)
    return found


def value_text(value: Any) -> str:
    """A value in TOML.

    >>> value_text({"zh": "人", "whole": True}), value_text(["a", 5]), value_text(Decimal("1.50"))
    ('{ zh = "人", whole = true }', '["a", 5]', '1.50')
    """
    match value:
        case bool():
            return str(value).lower()
        case int() | Decimal():
            return plain(value)
        case str():
            return f'"{"".join(map(character, value))}"'
        case list() | tuple():
            return f"[{', '.join(map(value_text, value))}]"
        case Mapping():
            return (
                f"{{ {', '.join(f'{key} = {value_text(each)}' for key, each in value.items())} }}"
            )
    raise TypeError(type(value).__name__)


def character(each: str) -> str:
    """A character of a basic string."""
    if each in ESCAPES:
        return ESCAPES[each]
    return each if each.isprintable() or ord(each) > 0xFFFF else f"\\u{ord(each):04x}"
