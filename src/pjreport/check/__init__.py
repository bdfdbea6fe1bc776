"""Check a fact base, alone and against its source."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..model.diagnostics import Finding
from ..model.lock import Lock
from .raw import RawBase
from .rules import FILE, rules_of

if TYPE_CHECKING:  # not loaded at each start: only `check` reads a source
    from ..source.text import SourceText
    from .context import Context
    from .rule import CheckRule


def consistency(tables: dict[str, Any], text: str) -> list[Finding]:
    """The contradictions in the tables of a file, which were parsed from `text`."""
    base = RawBase(tables, text)
    return [
        Finding(where, message, rule.name)
        for rule in rules_of(FILE)
        for where, message in rule.find(base)
    ]


def read(
    tables: dict[str, Any], text: str, source: "SourceText | None", lock: Lock | None
) -> "Context":
    """The well-formed facts of a file, with source and lock, for `examine`."""
    from .context import Context

    return Context(RawBase(tables, text), source, lock)


def examine(context: "Context", rules: "Sequence[CheckRule]") -> Iterator[Finding]:
    """The findings of some rules. Rules that need the source are skipped without one.

    `where` of a finding is a path in the file, or a `Place` in the source.
    """
    for rule in rules:
        if rule.needs != "source" or context.source is not None:
            for where, message in rule.find(context.base if rule.needs == "file" else context):
                yield Finding(where, message, rule.name, rule.severity)
