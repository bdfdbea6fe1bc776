"""What must hold of a fact base, alone and beside its source."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..model.diagnostics import Finding
from ..model.lock import Lock
from .raw import RawBase
from .rules import FILE, rules_of

if TYPE_CHECKING:  # what reads a source is loaded when there is one
    from ..source.text import SourceText
    from .context import Context
    from .rule import CheckRule


def consistency(tables: dict[str, Any], text: str) -> list[Finding]:
    """Every way the tables of a file, parsed from `text`, contradict themselves or each other."""
    base = RawBase(tables, text)
    return [
        Finding(where, message, rule.name)
        for rule in rules_of(FILE)
        for where, message in rule.find(base)
    ]


def read(
    tables: dict[str, Any], text: str, source: "SourceText | None", lock: Lock | None
) -> "Context":
    """The sound facts of a file beside its source and its lock, for `examine`."""
    from .context import Context

    return Context(RawBase(tables, text), source, lock)


def examine(context: "Context", rules: "Sequence[CheckRule]") -> Iterator[Finding]:
    """Where a file breaks some of the `rules`, those of the source only where there is one.

    `where` of a finding is a path in the file, or a `Place` in the source.
    """
    for rule in rules:
        if rule.needs != "source" or context.source is not None:
            for where, message in rule.find(context.base if rule.needs == "file" else context):
                yield Finding(where, message, rule.name, rule.severity)
