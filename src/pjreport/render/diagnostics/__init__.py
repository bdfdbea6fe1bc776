"""Formats of diagnostics: one file each, named as the format is; they see problems and rules.

A format's module has `render(problems, rules)`, which returns the whole text.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from ...model.diagnostics import Diagnostic

NAMES = ("text", "json", "sarif", "github")  # for people and editors, scripts, platforms

# Rules have a name, a summary, an explanation and a severity.
Render = Callable[[Sequence[Diagnostic], Sequence[Any]], str]


def renderer(name: str) -> Render:
    """The function that renders in the format called `name`, imported at first use."""
    render: Render = import_module(f"{__name__}.{name}").render
    return render
