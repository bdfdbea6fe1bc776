"""What a rule of `check` is, and helpers for messages."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from ..messages import tell
from ..model.diagnostics import Path, Place, Rule

Findings = Iterator[tuple[Path | Place, str]]  # the place and message of each finding
Function = TypeVar("Function", bound=Callable[..., Findings])
QUOTE_LENGTH = 40  # characters of a quoted text in a message


class CheckRule(Rule):
    """A rule, what it needs, and the function that finds where a base breaks it.

    `needs` decides the argument of `find`: a `RawBase` for `file`, a `Context` for `facts`, a
    `Context` with a source for `source`. Rules of shape are applied where files are read; here they
    find nothing.
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


WRITTEN: dict[str, list[CheckRule]] = {}  # the rules by module, of loaded modules


def rule(
    group: str, *, needs: str = "file", severity: str = "error"
) -> Callable[[Function], Function]:
    """Register a function as a rule. Users read its docstring: summary and explanation."""

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
    numbers = ", ".join(map(str, lines))
    if len(lines) == 1:
        return tell("line {number}", number=numbers)
    return tell("lines {numbers}", numbers=numbers)


def quoted(text: str) -> str:
    """The start of a text for a message, in quotation marks."""
    short = text if len(text) <= QUOTE_LENGTH else f"{text[: QUOTE_LENGTH - 3]}..."
    return f"'{short}'"
