"""The rules of `check`, one concern a file, in the order in which they are listed and applied."""

from collections.abc import Iterable
from importlib import import_module

from ..rule import WRITTEN, CheckRule

# Characters first: messages of all other rules quote what texts hold.
FILE = ("characters", "references", "figures")  # the file is enough: applied at each start
# A fact that breaks a rule of these is not shown by its evidence.
DECIDING = ("shown_numbers", "subject", "clauses", "swapped", "shown_fields")
MODULES = (*FILE, "audit", "lock", "evidence", *DECIDING, "completeness", "sections")


def rules_of(modules: Iterable[str]) -> list[CheckRule]:
    """The rules of some modules, which are loaded for it."""
    loaded = [import_module(f"{__name__}.{module}") for module in modules]
    return [rule for module in loaded for rule in WRITTEN[module.__name__]]
