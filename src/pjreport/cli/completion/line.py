"""A command line up to the cursor: what is given, and what is to be completed."""

import os
from collections.abc import Sequence
from functools import cached_property

from ...model.base import Chain
from .. import bases as opening
from ..interface.commands import BY_NAME
from ..interface.options import SHARED
from ..interface.parameters import Argument, Option, Parameter, flagged
from ..interface.parser import ASK, question, split_flag
from ..language import asked_in


class Line:
    """A command line up to the cursor.

    `given` has the values of each parameter by its name. `parameter` is the one whose value is
    to be completed, if any. `options` is true if an option is to be completed. `before` is the
    part of the word at the cursor that stays.
    """

    def __init__(self, words: Sequence[str], word: str) -> None:
        """`words` are complete, without the program's name; `word` is the one at the cursor."""
        self.before = ""
        self.word = word
        self.words = words
        self.command = ""
        self.parameters: tuple[Parameter, ...] = SHARED
        self.given: dict[str, list[str]] = {}
        self.parameter: Parameter | None = None
        self.options = False
        self.pending: Option | None = None  # the option whose value comes next
        self._plain = False  # after --, where nothing is an option
        arguments = [each for each in words if self._argument(each)]
        following = self._following(arguments)
        flag, equals, _ = word.partition("=")
        option = self._flags.get(flag)
        if self.pending is not None:
            self.parameter = self.pending
        elif self._plain or not word.startswith("-"):
            self.parameter = following
        elif not equals:
            self.options = True
        elif option is not None and option.valued:
            self.parameter = option
            self.skip(len(flag) + 1)

    @property
    def _flags(self) -> dict[str, Option]:
        return dict(flagged(self.parameters))

    def _argument(self, word: str) -> bool:
        """Whether a word is an argument. Also notes the command and the options."""
        if self.pending is not None:
            self.given[self.pending.name].append(word)
            self.pending = None
        elif word == "--" and not self._plain:
            self._plain = True
        elif word[:1] == "-" and not self._plain:
            option, value = split_flag(word, self._flags)
            if option is not None:
                self.given.setdefault(option.name, []).extend([] if value is None else [value])
                self.pending = option if option.valued and value is None else None
        elif self.command:
            return True
        else:
            asked = question(word)
            self.command = ASK if asked else word
            known = self.command in BY_NAME
            self.parameters = BY_NAME[self.command].parameters if known else ()
            self._plain = False
            return asked
        return False

    def _following(self, words: list[str]) -> Argument | None:
        """Assign the words to the arguments in order. Returns the next argument, if any."""
        for each in self.parameters:
            if isinstance(each, Argument):
                count = len(words) if each.several else 1
                self.given[each.name], words = words[:count], words[count:]
                if each.several or not self.given[each.name]:
                    return each
        return None

    def skip(self, count: int) -> None:
        """Move the first characters of the word to `before`: only the rest is completed."""
        self.before += self.word[:count]
        self.word = self.word[count:]

    def last(self, name: str) -> str | None:
        """The last value given for a parameter; None if there is none."""
        return self.given[name][-1] if self.given.get(name) else None

    @cached_property
    def lang(self) -> str:
        """The language of the meanings of values."""
        return asked_in(self.words)

    @cached_property
    def every_base(self) -> Chain:
        """The bases that `--facts` or the environment name."""
        given = self.given.get("facts", [])
        # The shell expands ~ and variables only when the line is run.
        paths = [os.path.expandvars(os.path.expanduser(path)) for path in given]
        return opening.open_bases(opening.paths(paths))

    @cached_property
    def bases(self) -> Chain:
        """The bases, or only the one that `--report` names."""
        wanted = self.last("report")
        if wanted is None:
            return self.every_base
        return self.every_base.only(wanted) if wanted in self.every_base else Chain([])
