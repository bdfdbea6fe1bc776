"""What may stand where the cursor is: commands, options, or the values of one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..interface.choices import Choice
from ..interface.commands import BY_NAME
from ..interface.help import HELP_OPTION, VERSION_OPTION, meaning
from ..interface.parameters import Option
from ..interface.parser import HELP
from .line import Line

# Every shell takes these characters as they are, in whatever quotes; anything else is never
# offered. What stands before an answer in the same word is held to nearly the same.
VALUE = re.compile(r"[\w.][\w.-]*")
BEFORE = re.compile(r"[\w.,+=-]*")


class Completion(NamedTuple):
    """What to offer: `how` the shell takes it, `before` which part of the word, and the `offers`."""

    how: str
    before: str = ""
    offers: Sequence[Choice] = ()


def answer(words: Sequence[str], word: str) -> Completion:
    """What may stand in place of `word`, after `words`."""
    line = Line(words, word)
    if line.parameter is not None and line.parameter.values == "files":
        return Completion("files", line.before)
    offers = [] if line.options else [*values(line)]
    if line.options or not (offers or line.pending or line.before or line.word):
        offers = [*options(line)]
    # Only now: to see the values is to know what of the word stays.
    fitting = {value: text for value, text in offers if value.startswith(line.word)}
    if all(text in ("", value) for value, text in fitting.items()):
        fitting = dict.fromkeys(fitting, "")  # columns of values say as much
    if not BEFORE.fullmatch(line.before):
        fitting = {}
    more = line.parameter is not None and line.parameter.name == "fields"
    stem = len(fitting) == 1 and next(iter(fitting)).endswith(".")
    return Completion("part" if more or stem else "word", line.before, [*fitting.items()])


def options(line: Line) -> Iterator[Choice]:
    """The options that are not given yet; one that may be repeated is."""
    if not line.parameters:  # no such command
        return
    english = line.lang == "en"
    for each in line.parameters:
        if isinstance(each, Option) and (each.several or each.name not in line.given):
            yield from ((flag, meaning(each)[english]) for flag in each.flags)
    for flag in HELP:
        yield flag, HELP_OPTION[1][english]
    if not line.command:
        yield from ((flag, VERSION_OPTION[1][english]) for flag in VERSION_OPTION[0].split(", "))


def values(line: Line) -> Iterator[Choice]:
    """The commands, or the values of the parameter at the cursor, that are safe in any shell."""
    found: Iterable[Choice] = ()
    if line.parameter is not None:
        from .values import offers

        found = offers(line, line.parameter.values)
    elif not line.command:
        found = [(each.name, each.summary[line.lang == "en"]) for each in BY_NAME.values()]
    for value, text in found:
        if VALUE.fullmatch(value) and value.isprintable():
            yield value, text
