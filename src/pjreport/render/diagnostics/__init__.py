"""Formats of problems: one module each, with the format's name and `render(problems, rules)`."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from ...model.diagnostics import Diagnostic

NAMES = ("text", "json", "sarif", "github")  # for people and editors, scripts, platforms

# Rules have a name, a summary, an explanation and a severity.
Render = Callable[[Sequence[Diagnostic], Sequence[Any]], str]


def renderer(name: str) -> Render:
    """The function `render` of a format. Only its module is imported."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render
