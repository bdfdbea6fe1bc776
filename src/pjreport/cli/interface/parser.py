"""The parser: reads well-formed command lines without Typer.

Importing Typer takes longer than a lookup. A line that this parser accepts is run at once. Typer
gets any other line and explains it. A test compares the two on generated lines.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from .commands import BY_NAME
from .options import SHARED
from .parameters import Argument, Option, Parameter, flagged

HELP, VERSION = ("-h", "--help"), ("--version", "-V")
ASKED_HELP = "help"  # pjreport help stats is pjreport stats --help
ASK = "ask"  # the command that a question stands for
MOST = 2**63 - 1  # the largest number that a list, or SQLite, takes as a limit


class Options:
    """A command line's values: an attribute for each shared option and parameter of `command`."""

    def __init__(
        self, command: str, parameters: "Sequence[Parameter]", given: "dict[str, Any]"
    ) -> None:
        self.command = command
        for each in (*SHARED, *parameters):
            value = given.get(each.name)
            if each.several:
                value = [*(value or ())]
            elif value is None and isinstance(each, Option):
                value = each.default
            setattr(self, each.name, value)

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...
        def __setattr__(self, name: str, value: Any) -> None: ...


def forward(words: Sequence[str]) -> list[str]:
    """A command line with the command first: shared options before it move directly after it.

    The command's own words come later and win. An empty line asks for the help. The flags of
    the version stand for the command `version`. A question in place of a command is what `ask`
    answers.
    """
    flags = dict(flagged(SHARED))
    rest = [*words]
    moved: list[str] = []
    while rest and rest[0] != "-" and rest[0][:1] == "-":
        if rest[0] in VERSION:
            rest[0] = "version"
            break
        word = rest.pop(0)
        if word == "--" and rest and rest[0][:1] != "-":
            break
        option, value = split_flag(word, flags)
        alone = option is not None and (value is not None or not option.valued)
        if option is None or not (alone or rest):
            return [*words]  # Typer explains the error
        moved += [word] if alone else [word, rest.pop(0)]
    if not rest:
        return moved or [HELP[-1]]
    if rest[0] == ASKED_HELP:
        return [*moved, *(rest[1:] or [ASKED_HELP])[:1], HELP[-1]]
    if question(rest[0]):
        return [ASK, *moved, *rest]
    return [rest[0], *moved, *rest[1:]]


def question(word: str) -> bool:
    """Whether a line's first word begins a question: it has Han characters, a space or a `?`.

    >>> question("校长是谁"), question("how many medals"), question("medals?"), question("statz")
    (True, True, True, False)
    """
    if word in BY_NAME or word[:1] == "-":
        return False
    return " " in word or "?" in word or has_han(word)


def has_han(text: str) -> bool:
    """Whether a text has Han characters."""
    return not text.isascii() and any(
        "\u3400" <= each <= "\u9fff" or each >= "\U00020000" for each in text
    )


def parse(words: Sequence[str]) -> Options | None:
    """The options of a line that begins with its command; None if Typer shall explain it."""
    if not words or words[0] not in BY_NAME:
        return None
    command, parameters = words[0], BY_NAME[words[0]].parameters
    flags = dict(flagged(parameters))
    given: dict[str, Any] = {}
    arguments: list[str] = []
    rest = iter(words[1:])
    for word in rest:
        if word == "--":
            arguments += rest
        elif word[:1] != "-" or word == "-":
            arguments.append(word)
        else:
            option, value = split_flag(word, flags)
            if option is None or (value is not None and not option.valued):
                return None
            if option.valued and value is None and (value := next(rest, None)) is None:
                return None
            if option.several:
                given.setdefault(option.name, []).append(value)
            else:  # the last value wins
                given[option.name] = value if option.valued else word in option.on
    if not (share_out(arguments, parameters, given) and converted(given, parameters)):
        return None
    return Options(command, parameters, given)


def split_flag(word: str, flags: "dict[str, Option]") -> "tuple[Option | None, str | None]":
    """The option whose flag begins a word, and the value in the word, if any."""
    if word in flags:
        return flags[word], None
    if word[:2] == "--":
        flag, equals, value = word.partition("=")
        return flags.get(flag), value if equals else None
    option = flags.get(word[:2])  # -oFILE
    return (option, word[2:]) if option and option.valued else (None, None)


def converted(given: "dict[str, Any]", parameters: "Iterable[Parameter]") -> bool:
    """Convert the numbers in `given`; false if one is not a whole number from 0."""
    for each in parameters:
        if isinstance(each, Option) and each.type == "number" and each.name in given:
            try:
                given[each.name] = min(int(given[each.name]), MOST)
            except ValueError:
                return False
            if given[each.name] < 0:
                return False
    return True


def share_out(
    words: "list[str]", parameters: "Iterable[Parameter]", given: "dict[str, Any]"
) -> bool:
    """Assign the words to the arguments in order; false if there are too few or too many."""
    for each in parameters:
        if isinstance(each, Argument):
            count = len(words) if each.several else 1
            taken, words = words[:count], words[count:]
            if each.required and not taken:
                return False
            if taken:
                given[each.name] = taken if each.several else taken[0]
    return not words
