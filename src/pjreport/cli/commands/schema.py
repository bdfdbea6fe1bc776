"""`schema`: prints the JSON Schema of a fact base, or of the output."""

from json import dumps

from ...model.schema import input_schema, output_schema
from ...text import suggest
from .. import output
from ..interface.parser import Options

SCHEMAS = {"input": input_schema, "output": output_schema}


def run(options: Options) -> None:
    """Print a JSON Schema."""
    schema = SCHEMAS[suggest.checked("schema", options.which, [*SCHEMAS])]
    output.write(dumps(schema(), indent=2, ensure_ascii=False) + "\n", people=False)
