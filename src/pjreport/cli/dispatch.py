"""Imports and runs the module of a command."""

from collections.abc import Sequence
from importlib import import_module

from .interface.commands import BY_NAME
from .interface.parameters import Option
from .interface.parser import Options

ASKED = "?"  # as a value: which values are there?


def run(options: Options, words: Sequence[str] = ()) -> None:
    """Run a command. Raises `PjreportError` when the command fails.

    `words` are those of the line; in it an option may have `?` as its value.
    """
    from ..store.files import forget
    from .bases import answering_for_bases  # not needed for a help page

    forget()
    with answering_for_bases():
        if option := asked(options, words):
            from .discovery import answer

            start = place(words)
            end = start + (1 if "=" in words[start] else 2)
            answer(options, option, [*words[:start], *words[end:], option.on[-1]])
            return
        module = import_module(f"{__package__}.commands.{BY_NAME[options.command].module}")
        module.run(options)


def asked(options: Options, words: Sequence[str]) -> Option | None:
    """The option with `?` as its value, if there is one and it has a list of values."""
    if place(words) == len(words):
        return None
    for each in BY_NAME[options.command].parameters:
        if isinstance(each, Option) and each.values not in ("", "files"):
            value = getattr(options, each.name)
            if value == ASKED:
                return each
    return None


def place(words: Sequence[str]) -> int:
    """Where in a line the option with `?` stands; its length if there is none."""
    for number, word in enumerate(words):
        if word == ASKED:
            return number - 1
        if word.startswith("--") and word.endswith(f"={ASKED}"):
            return number
    return len(words)
