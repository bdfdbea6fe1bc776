"""Rules, and problems of fact bases before and after their lines are known."""

from typing import NamedTuple

Path = tuple[str | int, ...]  # of keys and list indexes, from the top of the file


class Place(NamedTuple):
    """A place in a text. Line and column count from 1; columns are characters."""

    line: int
    column: int


class Rule:
    """A rule: its name in messages, its group, what it demands, and an explanation."""

    def __init__(
        self, name: str, group: str, summary: str, explanation: str, severity: str = "error"
    ) -> None:
        self.name = name
        self.group = group
        self.summary = summary
        self.explanation = explanation
        self.severity = severity


class Finding(NamedTuple):
    """A problem whose line is not yet known.

    `where` is a path in the base, or a place in the source. `severity` is error, warning or note.
    """

    where: Path | Place
    message: str
    rule: str
    severity: str = "error"


class Diagnostic(NamedTuple):
    """A problem with its file, line and column; sorts in the order of the file."""

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
    """The offsets in the prose of the first and the last character of a fragment."""

    first: int
    last: int
