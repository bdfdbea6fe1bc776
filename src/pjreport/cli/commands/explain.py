"""`explain`: a rule of `check`, what holds and what to do."""

from ...check.registry import BY_NAME
from ...text import suggest
from .. import output
from ..interface.parser import Options

NEEDS = {
    "file": "at each start",
    "facts": "by `pjreport check`",
    "source": "by `pjreport check --source FILE`",
}


def run(options: Options) -> None:
    """Print what a rule says."""
    found = BY_NAME[suggest.checked("rule", options.rule, [*BY_NAME])]
    lines = [
        f"{found.name}: {found.summary}",
        found.explanation,
        f"{found.group} · {found.severity} · checked {NEEDS[found.needs]}",
    ]
    output.write("\n".join(lines) + "\n", people=True)
