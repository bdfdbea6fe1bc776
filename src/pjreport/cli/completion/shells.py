"""The shells: how each asks, and is answered.

A shell runs `pjreport` with `_PJREPORT_COMPLETE` set to its name. zsh and fish
pass the words of the command line up to the cursor, the last one unfinished;
bash passes the line up to the cursor and the part of it that an answer
replaces. The first line printed says what is meant: `word`; `part`, where
more may follow without a space; or `files`, where the shell offers its own.
Then come the values, one a line, for zsh and fish each with a tab and what it
means. `scripts/` has the other half.
"""

import shlex
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from ...text.terminal import safe
from .. import output
from .answer import answer

SECONDS = 2  # nobody waits longer after a TAB


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
