"""The JSON Schemas that follow from the kinds: of a fact base file, and of what lookups print."""

from .document import FactFile, definitions
from .kinds import KINDS, MATCHES, record_fields
from .types import Schema

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def input_schema() -> Schema:
    """The JSON Schema of a fact base file."""
    return {
        "$schema": DIALECT,
        "title": "A pjreport fact base",
        "$ref": f"#/$defs/{FactFile.__name__}",
        "$defs": definitions(),
    }


def output_schema() -> Schema:
    """The JSON Schema of what `--json` prints: an array of flat records.

    An item is a whole record of some kind, or, with `--fields`, a selection of
    a record's fields; `topics` prints records of its own, `show` adds
    `referenced_by` and `search` adds `match`.
    """
    text: Schema = {"type": "string"}
    optional: Schema = {"type": ["string", "null"]}
    texts: Schema = {"type": "array", "items": text}
    count: Schema = {"type": "integer", "minimum": 0}
    common: dict[str, Schema] = {
        "report": text,
        "id": text,
        "topic": text,
        "section": optional,
        "value": {"type": "number"},
        "computed": {"type": "boolean"},
        "lines": {"type": "array", "items": {"type": "integer"}},
        "evidence": texts,
        "inferred": texts,
    }
    added: dict[str, Schema] = {"referenced_by": texts, "match": {"enum": [*MATCHES]}}
    records: dict[str, Schema] = {}
    selection: dict[str, list[Schema]] = {}
    for kind in KINDS:
        known = common | {"kind": {"const": kind.id}}
        for name, field in kind.fields.items():
            if name not in common:
                nothing = field.required or field.many
                known[name] = (
                    field.schema if nothing else {"anyOf": [field.schema, {"type": "null"}]}
                )
        properties = {name: known[name] for name in record_fields(kind)}
        records[kind.id] = {
            "type": "object",
            "properties": properties | added,
            "required": list(properties),
            "additionalProperties": False,
        }
        for name, schema in properties.items():
            if schema not in selection.setdefault(name, []):
                selection[name].append(schema)
    topic: Schema = {
        "type": "object",
        "properties": dict.fromkeys(("report", "id", "zh", "en"), text)
        | {"section": optional, "facts": count}
        | dict.fromkeys((kind.id for kind in KINDS), count),
        "required": ["report", "id", "zh", "en", "section", "facts"],
        "additionalProperties": False,
    }
    selected: Schema = {
        "type": "object",
        "properties": {
            name: {"anyOf": [*schemas, {"type": "null"}]} for name, schemas in selection.items()
        }
        | added
        | {"facts": count}
        | dict.fromkeys((kind.id for kind in KINDS), count),
        "additionalProperties": False,
    }
    shapes = ("record", "topic", "selection")
    return {
        "$schema": DIALECT,
        "title": "What pjreport prints with --json",
        "type": "array",
        "items": {"anyOf": [{"$ref": f"#/$defs/{shape}"} for shape in shapes]},
        "$defs": {
            "record": {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in records]},
            **records,
            "topic": topic,
            "selection": selected,
        },
    }
