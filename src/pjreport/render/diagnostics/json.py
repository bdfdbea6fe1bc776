"""Problems as one JSON array of flat objects, one a line."""

from collections.abc import Sequence
from typing import Any

from ...model.diagnostics import Diagnostic
from ..json import encode


def render(problems: Sequence[Diagnostic], rules: Sequence[Any]) -> str:
    """Each problem with `path`, `line`, `column`, `severity`, `rule` and `message`."""
    names = ("path", "line", "column", "severity", "rule", "message")
    lines = [encode({name: getattr(problem, name) for name in names}) for problem in problems]
    return "[\n  " + ",\n  ".join(lines) + "\n]\n" if lines else "[]\n"
