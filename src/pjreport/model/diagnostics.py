"""What is wrong with a fact base, as a value."""

from typing import NamedTuple

Path = tuple[str | int, ...]  # of keys and list indexes, from the top of the file


class Place(NamedTuple):
    """A place in a text; lines and columns count from 1, columns in characters."""

    line: int
    column: int


class Rule:
    """A rule: its name in messages, its group, what holds, and what to know beside it."""

    def __init__(
        self, name: str, group: str, summary: str, explanation: str, severity: str = "error"
    ) -> None:
        self.name = name
        self.group = group
        self.summary = summary
        self.explanation = explanation
        self.severity = severity


class Finding(NamedTuple):
    """A problem before its place in the file is known: where in the data, what, which rule.

    `where` is a path in the base, or a place in its text; `severity` is error, warning or note.
    """

    where: Path | Place
    message: str
    rule: str
    severity: str = "error"


class Diagnostic(NamedTuple):
    """A problem with its place in the file; sorts in the order of the file.

    Lines and columns count from 1, columns in characters.
    """

    path: str
    line: int
    column: int
    severity: str
    message: str
    rule: str

    def __str__(self) -> str:
        return (
            f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.message} [{self.rule}]"
        )


class Span(NamedTuple):
    """Where a fragment stands: the places in the prose of its first and last character."""

    first: int
    last: int
