"""The protocol between the shells' scripts (in `scripts/`) and the program.

A shell runs `pjreport` with `_PJREPORT_COMPLETE` set to its name. zsh and fish pass the words up
to the cursor, the last one unfinished. bash passes the line up to the cursor and the part that an
answer replaces. The first line printed is `word`, `part` (more may follow without a space) or
`files` (the shell offers files itself). Then come the values, one a line, for zsh and fish with a
tab and the meaning.
"""

import shlex
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from ...text.terminal import safe
from .. import output
from .answer import answer

SECONDS = 2  # after which completion gives up


def ask_bash(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to bash, which replaces only the part of a word after a `=` or a quote."""
    line, replaced = arguments
    *words, word = split(line)
    if not words:  # not even the program's name is complete
        return
    found = answer(words[1:], word)
    yield found.how
    kept = max(0, len(word) - len(replaced))
    for value, _ in found.offers:
        yield (found.before + value)[kept:]


def ask_zsh(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to zsh, with the number of characters of the word that stay."""
    *words, word = arguments
    found = answer(words, word)
    yield f"{found.how} {len(found.before)}"
    for value, text in found.offers:
        yield f"{value}\t{described(text)}"


def ask_fish(arguments: Sequence[str]) -> Iterator[str]:
    """The answer to fish, which wants whole words and passes the last one with its quotes."""
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
    """The words of a line as a shell splits it, without expansions. A quote may be left open."""
    # The added letter keeps an empty last word. It is removed again below.
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
    """A meaning on one line, safe for a terminal."""
    return safe(" ".join(text.split()))


@contextmanager
def hurrying() -> Iterator[None]:
    """Raises `KeyboardInterrupt` inside after `SECONDS`."""
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def reply(shell: str, arguments: Sequence[str]) -> None:
    """Print the answer to a shell; print nothing if anything goes wrong."""
    with suppress(Exception, KeyboardInterrupt), hurrying():
        lines = [*SHELLS[shell](arguments)]
        if sys.stdout.encoding.lower() != "utf-8":
            # In GBK, a Chinese character may contain the byte of a backslash or backquote.
            lines = [line for line in lines if line.partition("\t")[0].isascii()]
            lines = [line.encode("ascii", "replace").decode() for line in lines]
        output.write("".join(f"{line}\n" for line in lines), people=False)
