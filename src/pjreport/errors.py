"""Exceptions that end a command. Exit codes: 0 done, 1 no, 2 wrong use or unreadable input."""

import os
from collections.abc import Iterable
from typing import Any

from .messages import tell


class PjreportError(Exception):
    """A message for the user: what is wrong first, what to do last.

    `lines` go to standard error, each made safe for a terminal. `exit_code` is the process's.
    """

    exit_code = 2

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class UsageError(PjreportError):
    """A command was used wrongly: an unknown field, format, option value."""


class LoadError(PjreportError):
    """A fact base cannot be read; one line for each problem found."""

    def __init__(self, problems: Iterable[Any]) -> None:
        self.problems: list[Any] = list(problems)
        super().__init__(*map(str, self.problems))


class OutputError(PjreportError):
    """The answer cannot be written."""


class NotFoundError(PjreportError):
    """A topic, fact or value asked for does not exist in the fact base."""

    exit_code = 1


def reason(error: OSError | ValueError) -> str:
    """The system's message for an error, without what a library adds to it."""
    number = getattr(error, "errno", None)
    return tell((os.strerror(number) if number else str(error)).lower())
