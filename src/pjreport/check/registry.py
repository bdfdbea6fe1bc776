"""The rules that a fact base must keep, in the order they are listed, checked and explained."""

from .rows import consistency, coverage, shape, source

GROUPS = ("shape", "consistency", "source", "coverage")
RULES = (*shape.RULES, *consistency.RULES, *source.RULES, *coverage.RULES)
BY_NAME = {rule.name: rule for rule in RULES}
