"""Whether a report that is too large to be held as a whole keeps the rules, part by part.

The rules are those that need the file alone, and are applied as to any file. They say whether
something is wrong; what, and where, is said of the whole.
"""

from collections.abc import Mapping
from typing import Any

from .registry import BY_NAME, RULES
from .rules.references import marks
from .view import Part, Table, View

STEERS = BY_NAME["control-character"]
SHARED = BY_NAME["duplicate"]  # the one rule that compares facts with all others


def steers(tables: Table, text: str) -> bool:
    """Whether a control character stands in tables, which were parsed from `text`."""
    return any(STEERS.find(View(tables, text)))


def doubtful(tables: Table, head: Table, facts: Mapping[str, Any]) -> bool:
    """Whether a rule is broken by some facts, or by `head` itself, beside all facts by their ids.

    All have the shape of a fact base. Control characters are not looked for, nor what facts share.
    """
    part = Part(tables, head, facts)
    rules = (rule for rule in RULES if rule.module and rule.needs == "file")
    return any(any(rule.find(part)) for rule in rules if part.rows == [] or rule is not SHARED)


def shared(tables: Table) -> list[int]:
    """Numbers of 64 bits for what no other fact may say, the same whenever the program says it.

    Two that are equal may still be of different texts, once in many millions.
    """
    rows = Part(tables, {}, {}).rows
    groups: dict[str, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.kind.id, []).append((row.path, row.id, row.table))
    return [hash(f"{group} {lang} {text}") for group, _, _, (lang, text) in marks(groups)]
