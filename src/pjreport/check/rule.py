"""A rule of `check`: its fact says what it needs and where its function is."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from ..model.diagnostics import Path, Place, Rule

Findings = Iterator[tuple[Path | Place, str]]  # what a rule's function yields: where, and what


class CheckRule(Rule):
    """A rule and its `function`, as `MODULE:FUNCTION` of the folder `rules`.

    The function gets what the rule `needs`: for `file` a `RawBase`, for `facts` a
    `Context`, for `source` a `Context` that has the source. A rule without a
    function is applied where files are read.
    """

    def __init__(
        self,
        name: str,
        group: str,
        summary: str,
        explanation: str,
        function: str = "",
        *,
        needs: str = "file",
        severity: str = "error",
    ) -> None:
        super().__init__(name, group, summary, explanation, severity)
        self.function = function
        self.needs = needs

    @property
    def find(self) -> Callable[[Any], Findings]:
        """The function that yields where a base breaks the rule, and how."""
        module, _, name = self.function.partition(":")
        rules = import_module(f"{__package__}.rules.{module}")
        found: Callable[[Any], Findings] = getattr(rules, name)
        return found
