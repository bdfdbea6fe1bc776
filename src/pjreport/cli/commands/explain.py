"""`explain`: what a rule of `check` demands, and what to do about a problem."""

from ...check.registry import BY_NAME
from ...messages import marked, tell
from ...text import suggest
from .. import output
from ..interface.parser import Options

NEEDS = {
    "file": marked("checked at each start"),
    "facts": "checked by `pjreport check`",
    "source": marked("checked by `pjreport check --source FILE`"),
}


def run(options: Options) -> None:
    """Print the explanation of a rule."""
    found = BY_NAME.get(options.rule)
    if found is None:
        near = suggest.nearest(options.rule, {name: name for name in BY_NAME})
        raise suggest.missing(
            tell("no rule '{rule}'", rule=options.rule),
            near,
            tell("`pjreport check --list` lists them"),
        )
    lines = [
        f"{found.name}: {tell(found.summary)}",
        tell(found.explanation),
        f"{found.group} · {found.severity} · {tell(NEEDS[found.needs])}",
    ]
    output.write("\n".join(lines) + "\n", people=True)
