"""`completion`: prints the script that makes a shell complete command lines."""

import os
import sys
from shlex import quote

from ...text import suggest
from .. import completion, output
from ..completion.shells import SHELLS
from ..interface.parser import Options

FOLDER = os.path.join(os.path.dirname(completion.__file__), "scripts")


def run(options: Options) -> None:
    """Print the script for a shell."""
    shell = suggest.checked("shell", options.shell, [*SHELLS])
    with open(os.path.join(FOLDER, shell), encoding="utf-8") as file:
        script = file.read()
    output.write(script.replace("@PROGRAM@", quoted(program(), shell)), people=False)


def program() -> str:
    """The program that the script runs: this one, which may not be on the PATH."""
    path = sys.argv[0]
    return os.path.abspath(path) if path.endswith("/pjreport") else "pjreport"


def quoted(text: str, shell: str) -> str:
    """`text` as one word of a shell."""
    if shell == "fish":
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return quote(text)
