"""The rules of `check`, one concern in each file. `MODULES` is their order."""

from collections.abc import Iterable
from importlib import import_module

from ..rule import WRITTEN, CheckRule

# These need only the file and run at each start. Characters come first, because the messages
# of other rules quote texts.
FILE = ("characters", "references", "figures")
# A fact with a finding of these rules is stamped as not found.
DECIDING = ("evidence_numbers", "clauses", "subject", "evidence_fields", "evidence_terms")
MODULES = (*FILE, "audit", "lock", "evidence_fragments", *DECIDING, "completeness", "sections")


def rules_of(modules: Iterable[str]) -> list[CheckRule]:
    """The rules of some modules, which are loaded for it."""
    loaded = [import_module(f"{__name__}.{module}") for module in modules]
    return [rule for module in loaded for rule in WRITTEN[module.__name__]]
