"""`explain`: a rule of `check`, what holds and what to do."""

from collections.abc import Callable

from ...check.registry import BY_NAME
from .. import output
from ..options import Options, argument, command
from .check import known

RULE = argument("rule", str, ..., metavar="RULE", help="A rule, as `pjreport check --list` shows.")
NEEDS = {
    "file": "at each start",
    "facts": "by `pjreport check`",
    "source": "by `pjreport check --source FILE`",
}


def build(_name: str) -> Callable[..., None]:
    """The function of `explain`."""

    def run(_options: Options, rule: str) -> None:
        found = BY_NAME[known(rule, list(BY_NAME), "rule")]
        lines = [
            f"{found.name}: {found.summary}",
            found.explanation,
            f"{found.group} · {found.severity} · checked {NEEDS[found.needs]}",
        ]
        output.write("\n".join(lines) + "\n", people=True)

    return command(run, RULE, shared=())
