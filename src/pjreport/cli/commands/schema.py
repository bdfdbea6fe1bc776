"""`schema`: the JSON Schema of a fact base, or of what lookups print."""

from collections.abc import Callable
from json import dumps

from ...errors import UsageError
from ...model.schema import input_schema, output_schema
from ...text.suggest import meant
from .. import output
from ..options import Options, argument, command

SCHEMAS = {"input": input_schema, "output": output_schema}
WHICH = argument(
    "which",
    str,
    ...,
    metavar="input|output",
    help="input: what a fact base may hold; output: what --json prints.",
)


def build(_name: str) -> Callable[..., None]:
    """The function of `schema`."""

    def run(_options: Options, which: str) -> None:
        if which not in SCHEMAS:
            names = {name: name for name in SCHEMAS}
            raise UsageError(f"no schema '{which}'; {meant(which, names, [*names])}")
        output.write(dumps(SCHEMAS[which](), indent=2, ensure_ascii=False) + "\n", people=False)

    return command(run, WHICH, shared=())
