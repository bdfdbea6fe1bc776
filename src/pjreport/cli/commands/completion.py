"""`completion`: what a shell needs to complete what is typed."""

import os
import sys
from collections.abc import Callable
from shlex import quote

from ...errors import UsageError
from ...text.suggest import meant
from .. import completion, output
from ..completion.line import SHELLS
from ..options import Options, argument, command

SHELL = argument(
    "shell",
    str,
    ...,
    metavar="|".join(SHELLS),
    help="The shell to write for; see docs/completion.md.",
)
FOLDER = os.path.join(os.path.dirname(completion.__file__), "shells")


def build(_name: str) -> Callable[..., None]:
    """The function of `completion`."""

    def run(_options: Options, shell: str) -> None:
        if shell not in SHELLS:
            names = {name: name for name in SHELLS}
            raise UsageError(f"no shell '{shell}'; {meant(shell, names, [*names])}")
        with open(os.path.join(FOLDER, shell), encoding="utf-8") as file:
            script = file.read()
        output.write(script.replace("@PROGRAM@", quoted(program(), shell)), people=False)

    return command(run, SHELL, shared=())


def program() -> str:
    """What the script runs: the program that wrote it, for it need not be on the PATH."""
    path = sys.argv[0]
    return os.path.abspath(path) if path.endswith("/pjreport") else "pjreport"


def quoted(text: str, shell: str) -> str:
    """`text` as one word of a shell."""
    if shell == "fish":
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return quote(text)
