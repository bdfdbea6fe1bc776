"""A command line up to the cursor: what is given, and what is asked for."""

import os
from collections.abc import Sequence
from functools import cached_property

from ...model.base import Chain
from .. import bases as opening
from ..interface.commands import BY_NAME
from ..interface.options import SHARED
from ..interface.parameters import Argument, Option, Parameter, flagged
from ..interface.parser import find
from ..language import asked_in


class Line:
    """A command line up to the cursor.

    `given` has the values of each parameter by its name; `parameter` is the one whose value
    is asked for, if any; `options` says that an option is asked for; `before` is the part of
    the word at the cursor that stays.
    """

    def __init__(self, words: Sequence[str], word: str) -> None:
        """`words` are whole, without the program's name; `word` is the one at the cursor."""
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
        """Whether a word is an argument; the command and options are noted."""
        if self.pending is not None:
            self.given[self.pending.name].append(word)
            self.pending = None
        elif word == "--" and not self._plain:
            self._plain = True
        elif word[:1] == "-" and not self._plain:
            option, value = find(word, self._flags)
            if option is not None:
                self.given.setdefault(option.name, []).extend([] if value is None else [value])
                self.pending = option if option.valued and value is None else None
        elif self.command:
            return True
        else:
            self.command = word
            self.parameters = BY_NAME[word].parameters if word in BY_NAME else ()
            self._plain = False
        return False

    def _following(self, words: list[str]) -> Argument | None:
        """Give the words to the arguments in turn; the argument whose turn is next, if any."""
        for each in self.parameters:
            if isinstance(each, Argument):
                count = len(words) if each.several else 1
                self.given[each.name], words = words[:count], words[count:]
                if each.several or not self.given[each.name]:
                    return each
        return None

    def skip(self, count: int) -> None:
        """Keep the first characters of the word: what is asked for comes after them."""
        self.before += self.word[:count]
        self.word = self.word[count:]

    def last(self, name: str) -> str | None:
        """The value given for a parameter, the last one if there are several."""
        return self.given[name][-1] if self.given.get(name) else None

    @cached_property
    def lang(self) -> str:
        """The language that values are described in."""
        return asked_in(self.words)

    @cached_property
    def every_base(self) -> Chain:
        """The bases that `--facts` or the environment name."""
        given = self.given.get("facts", [])
        # The shell has not replaced these yet: it does when the line is run.
        paths = [os.path.expandvars(os.path.expanduser(path)) for path in given]
        return opening.open_bases(opening.paths(paths))

    @cached_property
    def bases(self) -> Chain:
        """Those of them that `--report` asks for."""
        wanted = self.last("report")
        if wanted is None:
            return self.every_base
        return self.every_base.only(wanted) if wanted in self.every_base else Chain([])
