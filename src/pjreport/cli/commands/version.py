"""`--version`: prints the versions of the program and of the facts."""

from ... import __version__
from ...text.terminal import safe
from .. import output
from ..interface.parser import Options
from ..session import Session


def run(options: Options) -> None:
    """Print one line for the program and one for each report."""
    session = Session(options)
    lines = [f"pjreport {__version__}"]
    for base in session.bases:
        report = base.report
        size = f"{len(base.records)} facts"
        lines.append(f"{report['id']} {report['version']}, {size}, {report['zh']}")
    output.write("".join(safe(line) + "\n" for line in lines), people=True)
