"""Completion: what a shell may put where the cursor stands; silent whatever goes wrong.

A shell runs `pjreport` with `_PJREPORT_COMPLETE` set to its name. zsh and fish
pass the words of the command line up to the cursor, the last one unfinished;
bash passes the line up to the cursor and the part of it that an answer
replaces. The first line printed says what is meant: `word`; `part`, where
more may follow without a space; or `files`, where the shell offers its own.
Then come the values, one a line, for zsh and fish each with a tab and what it
means. `shells/` has the other half.
"""

import os
import re
import shlex
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import Any

from ...errors import UsageError
from ...model.base import Chain
from ...text.terminal import safe
from .. import bases as opening
from .. import output, session
from ..app import BY_NAME, SETTINGS, build, make

SECONDS = 2  # nobody waits longer after a TAB
FILES = frozenset(
    {"facts", "output", "file", "sources", "draft", "paths"}
)  # parameters whose values are names of files
# Every shell takes these characters as they are, in whatever quotes; anything else is never
# offered. What stands before an answer in the same word is held to nearly the same.
VALUE = re.compile(r"[\w.][\w.-]*")
BEFORE = re.compile(r"[\w.,+=-]*")

Offer = tuple[str, str]  # a value, and what it means


class Line:
    """A command line up to the cursor: what is given, and what is asked for."""

    def __init__(self, words: Sequence[str], word: str) -> None:
        """`words` are whole, without the program's name; `word` is the one at the cursor."""
        self.before = ""  # the part of the word that stays
        self.word = word
        self.command = ""
        self.given: dict[str, list[str]] = {}
        self.parameter: Any = None  # whose value is asked for; None for a command or an option
        self.options = False
        self.pending: Any = None  # the option whose value comes next
        rest = iter(words)
        self.command = next((each for each in rest if not each.startswith("-")), "")
        if self.command in BY_NAME:
            self.parameters = build(BY_NAME[self.command]).params
            self._read(rest)
        elif not self.command:
            self.parameters = make().params
            self.options = word.startswith("-")

    def _read(self, words: Iterable[str]) -> None:
        flags = {flag: each for each in self.parameters for flag in flags_of(each)}
        plain = False  # after --, where nothing is an option
        arguments: list[str] = []
        for word in words:
            name, equals, value = word.partition("=")
            if self.pending is not None:
                self.given[self.pending.name].append(word)
                self.pending = None
            elif plain or not word.startswith("-"):
                arguments.append(word)
            elif word == "--":
                plain = True
            elif name in flags:
                self.given.setdefault(flags[name].name, []).extend([value] if equals else [])
                self.pending = None if equals or flags[name].is_flag else flags[name]
        name, equals, value = self.word.partition("=")
        following = self._take(arguments)
        if self.pending is not None:
            self.parameter = self.pending
        elif not self.word.startswith("-") or plain:
            self.parameter = following
        elif not equals:
            self.options = True
        elif name in flags and not flags[name].is_flag:
            self.parameter = flags[name]
            self.skip(len(name) + 1)

    def _take(self, words: list[str]) -> Any:
        """Give the words to the arguments in turn; the argument whose turn is next, if any."""
        for each in self.parameters:
            if each.param_type_name == "argument":
                count = len(words) if each.nargs < 0 else each.nargs
                self.given[each.name], words = words[:count], words[count:]
                if each.nargs < 0 or not self.given[each.name]:
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
        with suppress(UsageError):
            return session.language(self.last("lang"))
        return "en"

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


class Answer:
    """What to offer: `how` the shell takes it, `before` which part of the word, and the `offers`."""

    def __init__(self, how: str, before: str = "", offers: Sequence[Offer] = ()) -> None:
        self.how = how
        self.before = before
        self.offers = offers


def flags_of(parameter: Any) -> list[str]:
    """The ways to write an option; none for an argument."""
    return [*parameter.opts, *parameter.secondary_opts] if is_option(parameter) else []


def is_option(parameter: Any) -> bool:
    """Whether a parameter is an option, and not an argument."""
    return bool(parameter.param_type_name == "option")


def answer(words: Sequence[str], word: str) -> Answer:
    """What may stand in place of `word`, after `words`."""
    line = Line(words, word)
    if line.parameter is not None and line.parameter.name in FILES:
        return Answer("files", line.before)
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
    return Answer("part" if more or stem else "word", line.before, [*fitting.items()])


def options(line: Line) -> Iterator[Offer]:
    """The options that are not given yet; one that may be repeated is."""
    for parameter in line.parameters:
        if parameter.multiple or parameter.name not in line.given:
            for flag in flags_of(parameter):
                yield flag, parameter.help
    for flag in SETTINGS["help_option_names"]:
        yield flag, "Show the help."


def values(line: Line) -> Iterator[Offer]:
    """The commands, or the values of the parameter at the cursor, that are safe in any shell."""
    found: Iterable[Offer] = ()
    if line.parameter is not None:
        from .values import offers

        found = offers(line)
    elif not line.command:
        found = [(each.name, each.summary) for each in BY_NAME.values()]
    for value, text in found:
        if VALUE.fullmatch(value) and value.isprintable():
            yield value, text


def ask_bash(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to bash, which replaces less than a word: not what is before a `=` or a quote."""
    line, replaced = arguments
    *words, word = split(line)
    if not words:  # the program's name is not there yet
        return
    found = answer(words[1:], word)
    yield found.how
    kept = max(0, len(word) - len(replaced))
    for value, _ in found.offers:
        yield (found.before + value)[kept:]


def ask_zsh(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to zsh, which is told how much of the word stays."""
    *words, word = arguments
    found = answer(words, word)
    yield f"{found.how} {len(found.before)}"
    for value, text in found.offers:
        yield f"{value}\t{described(text)}"


def ask_fish(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to fish, which wants whole words, and passes the last one as it is typed."""
    *words, word = arguments
    found = answer(words, word.lstrip("\"'"))
    yield found.how
    for value, text in found.offers:
        yield f"{found.before}{value}\t{described(text)}"


SHELLS: dict[str, Callable[[Sequence[str]], Iterator[str]]] = {
    "bash": ask_bash,
    "zsh": ask_zsh,
    "fish": ask_fish,
}


def split(line: str) -> list[str]:
    """The words of a line as a shell takes them but for expansions; a quote may be left open."""
    # With a letter behind it, the last word is there and unfinished even if it is empty.
    lexer = shlex.shlex(f"{line}x", posix=True)
    lexer.whitespace_split = True
    lexer.commenters = ""
    words: list[str] = []
    try:
        words += lexer
    except ValueError:  # an open quote
        words.append(lexer.token)
    return [*words[:-1], words[-1][:-1]]


def described(text: str) -> str:
    """What a value means, on one line and safe for a terminal."""
    return safe(" ".join(text.split()))


@contextmanager
def hurrying() -> Iterator[None]:
    """Ends what is inside after some seconds, as if the user had interrupted it."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def reply(shell: str, arguments: Sequence[str]) -> None:
    """Print the answer to a shell; nothing where there is none, for whatever reason."""
    with suppress(Exception, KeyboardInterrupt), hurrying():
        lines = [*SHELLS[shell](arguments)]
        if sys.stdout.encoding.lower() != "utf-8":
            # In GBK a Chinese character may hold the byte of a backslash or backquote.
            lines = [line for line in lines if line.partition("\t")[0].isascii()]
            lines = [line.encode("ascii", "replace").decode() for line in lines]
        output.write("".join(f"{line}\n" for line in lines), people=False)
