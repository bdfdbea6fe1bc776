"""The completions of a word: commands, options, or values of an option or argument."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..interface.choices import Choice
from ..interface.commands import BY_NAME
from ..interface.help import HELP_OPTION, VERSION_OPTION, meaning
from ..interface.parameters import Option
from ..interface.parser import HELP, VERSION
from .line import Line

# Every shell takes these characters literally, quoted or not. Nothing else is offered. The part
# of the word before a completion may have a few more.
VALUE = re.compile(r"[\w.][\w.-]*")
BEFORE = re.compile(r"[\w.,+=-]*")


class Completion(NamedTuple):
    """The `offers`, `how` the shell shall use them, and the part of the word `before` them."""

    how: str
    before: str = ""
    offers: Sequence[Choice] = ()


def answer(words: Sequence[str], word: str) -> Completion:
    """The completions of `word` after `words`."""
    line = Line(words, word)
    if line.parameter is not None and line.parameter.values == "files":
        return Completion("files", line.before)
    offers = [] if line.options else [*values(line)]
    if line.options or not (offers or line.pending or line.before or line.word):
        offers = [*options(line)]
    # This must come last: listing the values also sets `line.before`.
    fitting = {value: text for value, text in offers if value.startswith(line.word)}
    if all(text in ("", value) for value, text in fitting.items()):
        fitting = dict.fromkeys(fitting, "")  # without meanings, shells show columns of values
    if not BEFORE.fullmatch(line.before):
        fitting = {}
    more = line.parameter is not None and line.parameter.name == "fields"
    stem = len(fitting) == 1 and next(iter(fitting)).endswith(".")
    return Completion("part" if more or stem else "word", line.before, [*fitting.items()])


def options(line: Line) -> Iterator[Choice]:
    """The options that are not given yet, or that may be repeated."""
    if not line.parameters:  # no such command
        return
    english = line.lang == "en"
    for each in line.parameters:
        if isinstance(each, Option) and (each.several or each.name not in line.given):
            yield from ((flag, meaning(each)[english]) for flag in each.flags)
    for flag in HELP:
        yield flag, HELP_OPTION[1][english]
    if not line.command:
        yield from ((flag, VERSION_OPTION[1][english]) for flag in VERSION)


def values(line: Line) -> Iterator[Choice]:
    """The commands, or the values of the parameter at the cursor, if they are safe in any shell."""
    found: Iterable[Choice] = ()
    if line.parameter is not None:
        from .values import offers

        found = offers(line, line.parameter.values)
    elif not line.command:
        found = [(each.name, each.summary[line.lang == "en"]) for each in BY_NAME.values()]
    for value, text in found:
        if VALUE.fullmatch(value) and value.isprintable():
            yield value, text
