"""Single keys that a person presses, and lines that a person edits, on a terminal."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

END = ("\x04", "")  # Ctrl-D, and a terminal that has gone
ESCAPE = b"\x1b"  # begins what an arrow key sends
PAUSE = 0.05  # seconds in which the rest of an arrow key arrives


def interactive() -> bool:
    """Whether a person sits at the terminal, and single keys can be read there."""
    try:
        import termios  # noqa: F401 - not on Windows
    except ImportError:
        return False
    return all(each is not None and each.isatty() for each in (sys.stdin, sys.stdout))


@contextmanager
def single_keys() -> Iterator[None]:
    """In this block, keys arrive at once and are not shown."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def key() -> str:
    """The next key, in lower case, within `single_keys`. Arrow keys and the like are skipped."""
    while True:
        pressed = os.read(sys.stdin.fileno(), 1)
        if pressed != ESCAPE:
            return pressed.decode("ascii", "replace").lower()
        if waiting() and os.read(sys.stdin.fileno(), 1) in (b"[", b"O"):
            while waiting() and not b"@" <= os.read(sys.stdin.fileno(), 1) <= b"~":
                pass  # the numbers of the key; a letter or ~ ends it


def waiting() -> bool:
    """Whether more of a key arrives."""
    from select import select

    return bool(select([sys.stdin.fileno()], [], [], PAUSE)[0])


@contextmanager
def whole_lines() -> Iterator[None]:
    """In this block, within `single_keys`, the terminal takes whole lines again."""
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    whole = termios.tcgetattr(terminal)
    whole[3] |= termios.ECHO | termios.ICANON
    try:
        termios.tcsetattr(terminal, termios.TCSADRAIN, whole)
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def line(question: str, current: str) -> str:
    """A line that a person types; the `current` text can be edited, and stays if nothing is typed."""
    try:
        import readline  # not everywhere; it lets a person edit the text
    except ImportError:
        return input(f"{question} [{current}]: ").strip() or current
    readline.set_startup_hook(lambda: readline.insert_text(current))
    try:
        return input(f"{question}: ").strip() or current
    except EOFError:
        return current
    finally:
        readline.set_startup_hook(None)
