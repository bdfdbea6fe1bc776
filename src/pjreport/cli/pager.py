"""A pager for long answers on a terminal, as git has one: it quits if the answer fits."""

import os
import shlex
import shutil
import subprocess

VARIABLES = ("PJREPORT_PAGER", "PAGER")
USUAL = "less"
# As git sets it: quit if it fits, keep colours, leave the text on the screen.
LESS = "FRX"
NONE = ("", "cat")  # as a value: no pager


def page(data: bytes) -> bool:
    """Show an answer in the pager; false if there is none, or none is needed."""
    rows = shutil.get_terminal_size().lines
    if data.count(b"\n") < rows or os.environ.get("TERM") == "dumb":
        return False
    command = next((os.environ[name] for name in VARIABLES if name in os.environ), USUAL)
    if command.strip() in NONE:
        return False
    words = shlex.split(command)
    if shutil.which(words[0]) is None:
        return False
    environment = {"LESS": LESS, "LESSCHARSET": "utf-8", **os.environ}
    # The user's own choice of a program, without a shell.
    with subprocess.Popen(words, stdin=subprocess.PIPE, env=environment) as pager:  # noqa: S603
        try:
            pager.communicate(data)
        except BrokenPipeError:  # the reader has seen enough
            pass
        except KeyboardInterrupt:  # the pager's own business
            pager.wait()
    return True
