"""Whether a report that is too large to be held as a whole keeps the rules, part by part.

The rules are those that need the file alone, and are applied as to any file. They say whether
something is wrong; what, and where, is said of the whole.
"""

from collections.abc import Mapping
from typing import Any

from .base import Part, RawBase, Table
from .registry import BY_NAME, RULES
from .rules.references import contents

STEERS = BY_NAME["control-character"]
SHARED = BY_NAME["duplicate"]  # the one rule that compares facts with all others


def steers(tables: Table, text: str) -> bool:
    """Whether a control character stands in tables, which were parsed from `text`."""
    return any(STEERS.find(RawBase(tables, text)))


def doubtful(tables: Table, head: Table, facts: Mapping[str, Any]) -> bool:
    """Whether a rule is broken by some facts, or by `head` itself, beside all facts by their ids.

    All have the shape of a fact base. Control characters are not looked for, nor what facts share.
    """
    part = Part(tables, head, facts)
    rules = (rule for rule in RULES if rule.function and rule.needs == "file")
    return any(any(rule.find(part)) for rule in rules if part.facts == [] or rule is not SHARED)


def shared(tables: Table) -> list[int]:
    """Numbers of 64 bits for what no other fact may say, the same whenever the program says it.

    Two that are equal may still be of different texts, once in many millions.
    """
    facts = Part(tables, {}, {}).facts
    groups: dict[str, list[Any]] = {}
    for fact in facts:
        groups.setdefault(fact.kind.id, []).append((fact.path, fact.id, fact.table))
    return [hash(f"{group} {lang} {text}") for group, _, _, (lang, text) in contents(groups)]
