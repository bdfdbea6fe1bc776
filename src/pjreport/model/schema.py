"""The JSON Schemas of a fact base file and of the output, made from the kinds."""

from .factfile import FactFile, definitions
from .fields import Schema
from .kinds import KINDS, QUALIFIERS
from .lock import STATES
from .records import MATCHES, record_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"

RELATIONS = ["growth", "rate", "part", "parts", "change", "mean", "shares"]  # of `audit`
VERDICTS = ["consistent", "other-reading", "impossible", "not-testable"]
SAID = [  # of `audit TEXT`
    *("growth", "growth-by", "growth-on", "growth-alone", "change", "points", "share", "mean"),
    "sum",
]

CHANGES = [  # of `compare`
    *("higher", "lower", "same", "unclear", "changed", "refused", "only-older", "only-newer"),
]
PAIRED = ["id", "name", "proposed", "implied", None]  # of `compare`


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

    An item is a whole record of a kind, or with `--fields` a selection of its fields. `show` adds
    `referenced_by`; `search` adds `match` and `missing`. `topics`, `check`, `audit`, `compare`,
    `proofread`, `figures` and `draft` print records of their own.
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
        "value": {"type": ["number", "null"]},
        "low": {"type": ["number", "null"]},
        "high": {"type": ["number", "null"]},
        "qualifier": {"enum": [*QUALIFIERS, None]},
        "computed": {"type": "boolean"},
        "lines": {"type": "array", "items": {"type": "integer"}},
        "evidence": texts,
        "inferred": texts,
        "state": {"enum": [*STATES]},
    }
    added: dict[str, Schema] = {
        "referenced_by": texts,
        "match": {"enum": [*MATCHES]},
        "missing": texts,
    }
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
        records[kind.id] = of(properties, added)
        for name, schema in properties.items():
            if schema not in selection.setdefault(name, []):
                selection[name].append(schema)
    labels = dict.fromkeys(("report", "id", "zh", "en"), text)
    by_kind = dict.fromkeys((kind.id for kind in KINDS), count)
    topic = of(labels | {"section": optional, "facts": count}, by_kind)
    selected: Schema = {
        "type": "object",
        "properties": {
            name: {"anyOf": [*schemas, {"type": "null"}]} for name, schemas in selection.items()
        }
        | added
        | {"facts": count}
        | by_kind,
        "additionalProperties": False,
    }
    number: Schema = {"type": "number"}
    maybe: Schema = {"type": ["number", "null"]}
    from_one: Schema = {"type": "integer", "minimum": 1}
    place: dict[str, Schema] = {"line": from_one, "column": from_one}
    lines: Schema = {"type": "array", "items": {"type": "integer"}}
    problem = of(
        {"path": text, **place, "severity": {"enum": ["error", "warning", "note"]}}
        | {"rule": text, "message": text}
    )
    audited = of(
        labels
        | {"relation": {"enum": RELATIONS}, "value": maybe}
        | {"verdict": {"enum": VERDICTS}}
        | {"reading": texts, "current": maybe, "computed": maybe, "neighbours": texts}
        | {"chance": maybe, "missing": optional}
        | {"before": maybe, "low": maybe, "high": maybe, "rounding": optional, "finding": text}
    )
    tested = of(
        {**place, "text": text, "relation": {"enum": SAID}, "value": number}
        | {"verdict": {"enum": VERDICTS}}
        | {"of": texts, "computed": maybe, "rounding": optional, "finding": text}
    )
    mark = of(
        {**place, "text": text}
        | {"sort": {"enum": ["figure", "grade", "class", "ordinal", "day", "honour", "name"]}}
        | {"verdict": {"enum": ["backed", "contradicted", "computed", "unknown"]}}
        | {"report": text, "ids": texts, "says": optional, "lines": lines, "why": optional}
    )
    figure = of(
        {},
        {**place, "text": text, "value": maybe, "low": maybe, "high": maybe, "step": number}
        | dict.fromkeys(("unit", "qualifier", "subject", "direction"), optional)
        | {"kind": text},
    )
    numbers = ("before_low", "before_high", "low", "high", "difference", "growth", "printed")
    spans = [f"{each}_{end}" for each in ("difference", "growth") for end in ("low", "high")]
    compared = of(
        {each: labels[each] for each in ("id", "zh", "en")}
        | {"topic": text, "verdict": {"enum": CHANGES}, "reasons": texts, "before": maybe}
        | {"value": maybe, "unit": optional, **dict.fromkeys((*numbers, *spans), maybe)}
        | {"agreement": {"enum": [*VERDICTS, None]}, "finding": text, "id_before": optional}
        | {"paired": {"enum": PAIRED}, "computed": {"type": "boolean"}}
        | dict.fromkeys(("qualifier_before", "qualifier", "printed_by", "rounding"), optional)
        | {"years_apart": {"type": ["integer", "null"]}}
        | {"lines_before": lines, "evidence_before": texts, "lines": lines, "evidence": texts}
        | {"report_before": optional, "report": optional}
    )
    compared_topic = of(
        {"topic": text, "zh": text, "en": text} | dict.fromkeys((*CHANGES, "impossible"), count)
    )
    drafted = of(
        {**place, "sort": text, "text": text}
        | {"outcome": {"enum": ["proposed", "left-out", "open"]}, "ids": texts, "why": optional},
        {"detail": optional},
    )
    tally = of({"key": optional, "zh": text, "en": text, "facts": count})
    values = of({"value": text, "name": text, "facts": {"type": ["integer", "null"]}})
    shapes = (
        "record",
        "topic",
        "count",
        "value",
        "problem",
        "audited",
        "tested",
        "mark",
        "figure",
        "compared",
        "compared_topic",
        "drafted",
        "selection",
    )
    return {
        "$schema": DIALECT,
        "title": "What pjreport prints with --json",
        "type": "array",
        "items": {"anyOf": [{"$ref": f"#/$defs/{shape}"} for shape in shapes]},
        "$defs": {
            "record": {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in records]},
            **records,
            "topic": topic,
            "count": tally,
            "value": values,
            "problem": problem,
            "audited": audited,
            "tested": tested,
            "mark": mark,
            "figure": figure,
            "compared": compared,
            "compared_topic": compared_topic,
            "drafted": drafted,
            "selection": selected,
        },
    }


def of(properties: dict[str, Schema], more: dict[str, Schema] | None = None) -> Schema:
    """The schema of an object with all `properties`, perhaps some of `more`, and no others."""
    return {
        "type": "object",
        "properties": properties | (more or {}),
        "required": list(properties),
        "additionalProperties": False,
    }
