"""Workflow commands of GitHub Actions: each problem as an annotation of its line."""

from collections.abc import Sequence
from typing import Any

from ...model.diagnostics import Diagnostic
from ...text.terminal import safe

LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def render(problems: Sequence[Diagnostic], rules: Sequence[Any]) -> str:
    """`::error file=...,line=...,col=...,title=RULE::MESSAGE`, a line each."""
    return "".join(
        f"::{LEVELS[each.severity]} file={value(each.path)},line={each.line},col={each.column}"
        f",title={value(each.rule)}::{data(each.message)}\n"
        for each in problems
    )


def data(text: str) -> str:
    """A message, without characters that would end the workflow command."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return safe(text)


def value(text: str) -> str:
    """A property of the command, also without separators of properties."""
    return data(text).replace(":", "%3A").replace(",", "%2C")
