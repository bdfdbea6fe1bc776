"""The tools of the server: their names, what they take, and what they answer."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import UsageError
from ..model.kinds import KINDS

Schema = dict[str, Any]
LONG = 4 << 20  # characters of a draft or a source
SHORT = 1000  # of any other text
MOST = 100  # facts in one answer
FACT: tuple[str, ...] = ("id", "value")
CLAIM: tuple[str, ...] = ("verdict", "text", "ids", "says", "why")


class Tool(NamedTuple):
    """A tool: its name, a title, what it is for, and its parameters by name.

    `items` is the key of the list in its answer, of which at most `limit` are given by default.
    """

    name: str
    title: str
    about: str
    parameters: dict[str, Schema]
    required: tuple[str, ...] = ()
    items: str = "facts"
    limit: int = 10


def text(about: str, most: int = SHORT) -> Schema:
    """A parameter that is a text."""
    return {"type": "string", "minLength": 1, "maxLength": most, "description": about}


def number(about: str, least: int, most: int) -> Schema:
    """A parameter that is a whole number."""
    return {"type": "integer", "minimum": least, "maximum": most, "description": about}


REPORT = text("Only this report: its id, as overview gives it.")
LANG: Schema = {"type": "string", "enum": ["zh", "en"], "description": "Language of the answer."}
FIELDS: Schema = {
    "type": "array",
    "items": {"type": "string", "maxLength": 100},
    "maxItems": 100,
    "description": "Fields to give beside evidence, lines, report and state; all gives every field.",
}
LIMIT = number("At most so many.", 1, MOST)
OFFSET = number("Leave out so many first; next_offset of the answer before.", 0, 2**53)
PAGED = {"lang": LANG, "limit": LIMIT, "offset": OFFSET}
SHARED = {"report": REPORT, "fields": FIELDS, **PAGED}

TOOLS = (
    Tool(
        "ask",
        "Ask the report",
        "Answers a question about published reports, in Chinese or English. `answered` is false if "
        "the report does not say; the facts then only come near, and `says` names what no fact "
        "accounts for.",
        {"question": text("A question in plain words."), **SHARED},
        ("question",),
        limit=5,
    ),
    Tool(
        "get_fact",
        "One fact whole",
        "A fact with all that is stated: evidence, lines, relations, the facts that refer to it.",
        {"id": text("Its id, such as stats.training.exams."), **SHARED},
        ("id",),
    ),
    Tool(
        "list_facts",
        "List facts",
        "The facts of a kind, or on a topic, in the order of the report.",
        {
            "kind": {"type": "string", "enum": [kind.id for kind in KINDS]},
            "topic": text("A topic's id, Chinese or English name; overview lists them."),
            **SHARED,
        },
    ),
    Tool(
        "check_text",
        "Check a text",
        "Looks up every figure, grade, date and honour of a text in the reports, or in `source`. "
        "Verdicts: backed, contradicted, computed (follows from printed figures), unknown. The "
        "contradicted ones come first. `counts` has all verdicts.",
        {
            "text": text("The text to check.", LONG),
            "source": text("A text that it was made from, in place of the reports.", LONG),
            "report": REPORT,
            **PAGED,
        },
        ("text",),
        items="claims",
        limit=20,
    ),
    Tool(
        "overview",
        "What there is",
        "The report: publisher, period, source, topics with their numbers of facts, key figures. "
        "Of several reports a list; name one with `report`.",
        {"report": REPORT, **PAGED},
        limit=8,
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}


def described() -> list[Schema]:
    """The tools as `tools/list` gives them."""
    return [
        {
            "name": tool.name,
            "title": tool.title,
            "description": tool.about,
            "inputSchema": {
                "type": "object",
                "properties": tool.parameters,
                "required": [*tool.required],
                "additionalProperties": False,
            },
            "outputSchema": answered(tool),
            "annotations": {"readOnlyHint": True, "openWorldHint": False},
        }
        for tool in TOOLS
    ]


def answered(tool: Tool) -> Schema:
    """The schema of a tool's answer: its items are those of the published schema, in part."""
    from ..model.schema import output_schema

    published = output_schema()["$defs"]
    fact, claim = published["selection"]["properties"], published["mark"]["properties"]
    known, names = (claim, CLAIM) if tool.items == "claims" else (fact, FACT)
    own = {name: stated(known[name]) for name in names}
    own |= {name: stated(fact[name]) for name in ("report", "lines", "evidence", "state")}
    item = {"type": "object", "properties": own, "required": [names[0], "report"]}
    whole: Schema = {tool.items: {"type": "array", "items": item}}
    if tool.name == "ask":
        whole["answered"] = {"type": "boolean"}
    return {"type": "object", "properties": whole}


def stated(schema: Schema) -> Schema:
    """The schema of a value that is there: answers leave out what is null."""
    while "anyOf" in schema:
        schema = schema["anyOf"][0]
    if isinstance(schema.get("type"), list):
        schema = schema | {"type": schema["type"][0]}
    return schema


def arguments(tool: Tool, given: Any) -> dict[str, Any]:
    """The arguments of a call, with None for what was not given. Raises `UsageError`."""
    if not isinstance(given, dict):
        raise UsageError(f"the arguments of {tool.name} are no object; give names with values")
    for name in given:
        if name not in tool.parameters:
            known = ", ".join(tool.parameters)
            raise UsageError(f"{tool.name} takes no '{name[:SHORT]}'; it takes {known}")
    for name in tool.required:
        if name not in given:
            raise UsageError(f"{tool.name} needs '{name}'; give it")
    for name, value in given.items():
        for why in wrong(value, tool.parameters[name]):
            raise UsageError(f"'{name}' of {tool.name} is {why}")
    return dict.fromkeys(tool.parameters) | given


def wrong(value: Any, schema: Schema) -> Iterator[str]:
    """What is wrong with a value, by the few words of JSON Schema that the parameters use."""
    kind = schema["type"]
    if kind == "integer":
        if isinstance(value, bool) or not isinstance(value, int):
            yield "no whole number; give one"
        elif not schema["minimum"] <= value <= schema["maximum"]:
            yield f"out of range; give {schema['minimum']} to {schema['maximum']}"
    elif kind == "array":
        if not isinstance(value, list):
            yield "no list; give a list of texts"
        elif len(value) > schema["maxItems"]:
            yield f"too long; give at most {schema['maxItems']}"
        else:
            yield from (why for each in value for why in wrong(each, schema["items"]))
    elif not isinstance(value, str):
        yield "no text; give one"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"none of {', '.join(schema['enum'])}; give one of these"
    elif not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        yield f"empty or too long; give at most {schema['maxLength']} characters"
