"""What must hold before a fact is shown: the rules, in the order they are listed."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ..model.problem import Finding
from . import figures, names, texts
from .names import Found
from .view import View

__all__ = ["RULES", "Rule", "consistency"]


class Rule(NamedTuple):
    """A rule: its name in messages, and the function that finds where it is broken."""

    name: str
    find: Callable[[View], Found]


# Texts first: what they hold is quoted by the messages of all others.
RULES = (
    Rule("control-character", texts.control_character),
    Rule("one-language", texts.one_language),
    Rule("inferred-field", texts.inferred_field),
    Rule("unknown-topic", names.unknown_topic),
    Rule("unknown-section", names.unknown_section),
    Rule("unknown-term", names.unknown_term),
    Rule("dangling-reference", names.dangling_reference),
    Rule("duplicate", names.duplicate),
    Rule("cycle", names.cycle),
    Rule("impossible-number", figures.impossible_number),
    Rule("impossible-line", figures.impossible_line),
    Rule("relations", figures.relations),
    Rule("formula", figures.formula),
)


def consistency(tables: dict[str, Any], text: str) -> list[Finding]:
    """Every way the tables of a file, parsed from `text`, contradict themselves or each other."""
    view = View(tables, text)
    return [
        Finding(where, message, rule.name) for rule in RULES for where, message in rule.find(view)
    ]
