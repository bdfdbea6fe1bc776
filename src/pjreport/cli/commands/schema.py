"""`schema`: the JSON Schema of a fact base, or of what lookups print."""

from json import dumps

from ...errors import UsageError
from ...model.schema import input_schema, output_schema
from ...text.suggest import meant
from .. import output
from ..interface.parser import Options

SCHEMAS = {"input": input_schema, "output": output_schema}


def run(options: Options) -> None:
    """Print a JSON Schema."""
    if options.which not in SCHEMAS:
        names = {name: name for name in SCHEMAS}
        raise UsageError(f"no schema '{options.which}'; {meant(options.which, names, [*names])}")
    output.write(dumps(SCHEMAS[options.which](), indent=2, ensure_ascii=False) + "\n", people=False)
