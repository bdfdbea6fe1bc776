"""A rule of `check`: what is said of it, its function, and what its messages are made of."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from ..model.diagnostics import Path, Place, Rule

Findings = Iterator[tuple[Path | Place, str]]  # what a rule's function yields: where, and what
Function = TypeVar("Function", bound=Callable[..., Findings])
QUOTE_LENGTH = 40  # characters of a text in a message


class CheckRule(Rule):
    """A rule with what it needs, and the function that finds where a base breaks it.

    The function gets what the rule `needs`: for `file` a `RawBase`, for `facts` a
    `Context`, for `source` a `Context` that has the source. A rule of shape is
    applied where files are read, and finds nothing here.
    """

    def __init__(
        self,
        name: str,
        group: str,
        summary: str,
        explanation: str,
        severity: str = "error",
        *,
        needs: str = "file",
        find: Callable[[Any], Findings] = lambda _: iter(()),
    ) -> None:
        super().__init__(name, group, summary, explanation, severity)
        self.needs = needs
        self.find = find


WRITTEN: dict[str, list[CheckRule]] = {}  # the rules of each module that is loaded


def rule(
    group: str, *, needs: str = "file", severity: str = "error"
) -> Callable[[Function], Function]:
    """Make a function a rule of the same name; users read its docstring: summary, explanation."""

    def register(function: Function) -> Function:
        name = function.__name__.replace("_", "-")
        summary, _, rest = (function.__doc__ or "").partition("\n")
        said = CheckRule(
            name, group, summary, " ".join(rest.split()), severity, needs=needs, find=function
        )
        WRITTEN.setdefault(function.__module__, []).append(said)
        return function

    return register


def line_numbers(lines: list[int]) -> str:
    """Line numbers in words: `line 5`, `lines 5, 6`."""
    return f"line{'s'[len(lines) == 1 :]} {', '.join(map(str, lines))}"


def quoted(text: str) -> str:
    """The start of a text for a message, in quotation marks."""
    short = text if len(text) <= QUOTE_LENGTH else f"{text[: QUOTE_LENGTH - 3]}..."
    return f"'{short}'"
