"""Holds a proposed base against the text with the rules of `check`, and takes back what fails."""

from collections.abc import Callable
from typing import Any

from ..check import examine
from ..check.context import Context
from ..check.raw import RawBase
from ..check.registry import RULES
from ..check.rule import CheckRule
from ..model.diagnostics import Finding, Place
from ..model.fields import items
from ..model.kinds import BY_ID
from ..source.text import SourceText

Table = dict[str, Any]
DOUBTED = (
    "impossible-rate",
    "other-reading",
    "impossible-number",
)  # rules that contradict relations
UNCLEAR = (
    "subject-not-shown",
    "evidence-not-found",
    "line-without-evidence",
    "negated",
    "supposed",
    "average-not-stated",
)
NAMED = ("evidence-of-another", "name-of-another", "duplicate", "label-differs")
ERRORS = [rule for rule in RULES if rule.severity == "error" and rule.group != "coverage"]
CLARIFYING = [rule for rule in RULES if rule.name in (*DOUBTED, *UNCLEAR)]
RELATIONS = (
    "growth_of",
    "rate_of",
    "part_of",
    "share_of",
    "breakdown",
    "recipient",
    "organisation",
)
ANY = '"""'  # a text of a base that may have any characters
WIDEST = 3  # levels of evidence
ROUNDS = 12  # after so many, everything that fails is taken back at once


class Prover:
    """The rules of `check` for a base that changes, and its text that does not."""

    def __init__(self, tables: Table, source: SourceText, own: set[str]) -> None:
        """`tables` are changed. `own` are the ids and sections that may be taken back."""
        self.tables, self.source, self.own = tables, source, own
        self.context: Context | None = None

    def findings(self, rules: list[CheckRule]) -> list[Finding]:
        """The findings of some rules in the tables as they are now."""
        self.context = Context(RawBase(self.tables, ANY), self.source, like=self.context)
        return in_base(self.context, rules)

    def last(self) -> Context:
        """The tables as they are now with what was read of the text."""
        return Context(RawBase(self.tables, ANY), self.source, like=self.context)

    def clarify(self, widen: Callable[[str, int], bool]) -> None:
        """Widen evidence that does not tell facts from others. Drop relations that do not fit."""
        for level in range(1, WIDEST + 1):
            changed = False
            for finding in self.findings(CLARIFYING):
                id = ".".join(map(str, finding.where[:3]))
                if id in self.own and finding.rule in UNCLEAR:
                    changed |= widen(id, level)
                elif id in self.own and level == 1:
                    kind, topic, name = id.split(".")
                    drop_relations(self.tables[kind][topic][name])
            if not changed:
                break

    def prove(self, rename: Callable[[str], bool]) -> dict[str, str]:
        """Take back what has an error. Returns the reasons by id.

        First a relation is dropped or a fact gets a name of its own (`rename`), then the fact is
        dropped, and with it every reference to it. An error elsewhere in the base is not ours.
        """
        reasons: dict[str, str] = {}
        for number in range(2 * ROUNDS):
            failed: set[str] = set()
            for finding in self.findings(ERRORS):
                id = ".".join(map(str, finding.where[:3]))
                soft = number < ROUNDS
                if soft and finding.rule in NAMED and id in self.own and rename(id):
                    failed.add(id)
                elif any(f"'{other}'" in finding.message for other in failed):
                    continue  # the other one of two that are mixed up
                elif mend(self.tables, finding, self.own, reasons, hard=not soft):
                    failed.add(id)
            if not failed:
                break
        return reasons


def in_base(context: Context, rules: list[CheckRule]) -> list[Finding]:
    """The findings of some rules that are about the base and not about places of the text."""
    return [each for each in examine(context, rules) if not isinstance(each.where, Place)]


def findings(tables: Table, source: SourceText, rules: list[CheckRule]) -> list[Finding]:
    """The findings of some rules in a base of these tables."""
    return in_base(Context(RawBase(tables, ANY), source), rules)


def mend(
    tables: Table, finding: Finding, own: set[str], reasons: dict[str, str], *, hard: bool
) -> bool:
    """Take back what one finding is about; whether anything was."""
    where = finding.where
    if where[:1] == ("sections",) and f"sections.{where[1]}" in own:
        drop_section(tables, str(where[1]))
        return True
    id = ".".join(map(str, where[:3]))
    kind = str(where[0])
    if kind not in BY_ID or id not in own:
        return False
    topic, name = str(where[1]), str(where[2])
    table = tables.get(kind, {}).get(topic, {}).get(name)
    if table is None:
        return False
    relation = next((each for each in RELATIONS if each in table), None)
    field = str(where[3]) if len(where) > 3 else ""
    if relation and not hard and (field in ("value", "low", "high") or field in RELATIONS):
        drop_relations(table)
        return True
    del tables[kind][topic][name]
    reasons[id] = f"{finding.message} [{finding.rule}]"
    drop_references(tables, id)
    return True


def drop_relations(table: Table) -> None:
    """Make a fact one that is of nothing else. A fall without what fell is a number above zero."""
    grows = "growth_of" in table
    for each in RELATIONS:
        table.pop(each, None)
    if grows:
        make_positive(table)


def make_positive(table: Table) -> None:
    """Make the number of a fall one above zero: only a change of something falls below it."""
    if table.get("value", 0) < 0:
        table["value"] = -table["value"]


def drop_section(tables: Table, key: str) -> None:
    """Drop a section, and the topics' references to it."""
    tables.get("sections", {}).pop(key, None)
    for topic in tables.get("topics", {}).values():
        if topic.get("section") == key:
            del topic["section"]


def drop_references(tables: Table, id: str) -> None:
    """Drop all references to a fact."""
    for kind in BY_ID.values():
        for entries in tables.get(kind.id, {}).values():
            for table in entries.values():
                for field in kind.references:
                    if id in items(table.get(field)):
                        drop_reference(table, field, id)


def drop_reference(table: Table, field: str, id: str) -> None:
    """Drop one reference; the field if it was the only one."""
    left = [each for each in items(table[field]) if each != id]
    if left:
        table[field] = left
        return
    del table[field]
    if field == "growth_of":
        make_positive(table)
