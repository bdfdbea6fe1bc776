"""`explain`: what a rule of `check` demands, and what to do about a problem."""

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
    """Print the explanation of a rule."""
    found = BY_NAME.get(options.rule)
    if found is None:
        near = suggest.nearest(options.rule, {name: name for name in BY_NAME})
        raise suggest.missing(
            f"no rule '{options.rule}'", near, "`pjreport check --list` lists them"
        )
    lines = [
        f"{found.name}: {found.summary}",
        found.explanation,
        f"{found.group} · {found.severity} · checked {NEEDS[found.needs]}",
    ]
    output.write("\n".join(lines) + "\n", people=True)
