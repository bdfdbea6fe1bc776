"""What must hold before a fact is shown, and what can be known of it beside its source."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..model.diagnostics import Finding
from ..model.lock import Lock
from .registry import BY_NAME, GROUPS, RULES, Rule
from .view import View

if TYPE_CHECKING:  # what reads a source is loaded when there is one
    from ..source.text import Source
    from .context import Reading

__all__ = ["BY_NAME", "GROUPS", "RULES", "Rule", "consistency", "examine", "read"]


def consistency(tables: dict[str, Any], text: str) -> list[Finding]:
    """Every way the tables of a file, parsed from `text`, contradict themselves or each other."""
    view = View(tables, text)
    return [
        Finding(where, message, rule.name)
        for rule in RULES
        if rule.module and rule.needs == "file"
        for where, message in rule.find(view)
    ]


def read(
    tables: dict[str, Any], text: str, source: "Source | None", lock: Lock | None
) -> "Reading":
    """The sound facts of a file beside its source and its lock, for `examine`."""
    from .context import Reading

    return Reading(View(tables, text), source, lock)


def examine(reading: "Reading", rules: Sequence[Rule]) -> Iterator[Finding]:
    """Where a file breaks some of the `rules`, those of the source only where there is one.

    `where` of a finding is a path in the file, or a `Place` in the source.
    """
    for rule in rules:
        if rule.module and (rule.needs != "source" or reading.source is not None):
            found = rule.find(reading.view if rule.needs == "file" else reading)
            for where, message in found:
                yield Finding(where, message, rule.name, rule.severity)
