"""Explains how a file differs from the schema; imported only when it does."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from ..messages import marked, tell
from ..model.diagnostics import Finding, Path
from ..model.factfile import Imprint, Report, Source, languages
from ..model.fields import (
    DATE,
    ID_PATTERN,
    KEY_LENGTH,
    KEY_PATTERN,
    MONTH_DAY,
    NOT_BLANK,
    language_of,
)
from ..model.schema import input_schema

TYPES = {
    "string": "a string",
    "integer": marked("a whole number"),
    "number": "a number",
    "array": "a list",
    "object": "a table",
    "boolean": marked("true or false"),
}
MANY_KEYS = 1000  # in a larger table, unknown keys get no suggestion
MAX_BITS = 64  # a longer integer is described, not shown
FORMS = {  # patterns of texts in words
    KEY_PATTERN: marked("lower-case letters, digits and single hyphens"),
    ID_PATTERN: marked("an id, KIND.TOPIC.NAME"),
    MONTH_DAY.schema["pattern"]: marked("a month, perhaps with a day, --MM or --MM-DD"),
    DATE.schema["pattern"]: marked(
        "a year, YYYY, perhaps with month and day, YYYY-MM or YYYY-MM-DD"
    ),
    NOT_BLANK: marked("more than spaces"),
    Report.fields["version"].schema["pattern"]: marked("numbers with dots between them"),
    Imprint.fields["address"].schema["pattern"]: marked("an address, https://..."),
    Source.fields["sha256"].schema["pattern"]: marked("64 hexadecimal digits, in lower case"),
}

Errors = Iterator[ValidationError]


def whole_number(check: Callable[..., Errors]) -> Callable[..., Errors]:
    """A bound as in `check`, but for whole numbers only: comparing a NaN raises an error."""

    def keyword(validator: Any, bound: int, value: Any, schema: Any) -> Errors:
        if isinstance(value, int):
            yield from check(validator, bound, value, schema)

    return keyword


def pattern(_validator: Any, regex: str, value: Any, _schema: Any) -> Errors:
    """A pattern that must match the whole text: with `search`, `$` matches before a newline."""
    if isinstance(value, str) and not re.fullmatch(regex, value):
        yield ValidationError(f"{value!r} does not match {regex!r}")


Validator = validators.extend(
    Draft202012Validator,
    {
        "minimum": whole_number(Draft202012Validator.VALIDATORS["minimum"]),
        "maximum": whole_number(Draft202012Validator.VALIDATORS["maximum"]),
        "pattern": pattern,
    },
)


def explain(tables: dict[str, Any]) -> list[Finding]:
    """All violations of the input schema in `tables`."""
    shorten(tables)
    validator = Validator(input_schema())
    langs = languages(tables.get("report"))
    return [
        finding
        for error in validator.iter_errors(tables)
        for finding in _findings(error, tuple(error.absolute_path), langs)
    ]


def shorten(tables: dict[str, Any]) -> None:
    """Replace integers that are too long for Python to write in decimal."""
    stack: list[dict[Any, Any] | list[Any]] = [tables]
    while stack:
        node = stack.pop()
        for key, value in node.items() if isinstance(node, dict) else enumerate(node):
            if isinstance(value, dict | list):
                stack.append(value)
            elif isinstance(value, int) and value.bit_length() > MAX_BITS:
                node[key] = 1 << MAX_BITS


def _findings(error: ValidationError, path: Path, langs: tuple[str, ...]) -> Iterator[Finding]:
    rule: Any = error.validator_value
    value: Any = error.instance
    if "propertyNames" in error.schema_path:
        message = tell(
            "bad key {value}; use at most {key_length} {forms}",
            value=show(value),
            key_length=KEY_LENGTH,
            forms=tell(FORMS[KEY_PATTERN]),
        )
        yield Finding((*path, value), message, "bad-key")
        return
    match error.validator:
        case "additionalProperties":
            allowed = list(error.schema.get("properties", ()))
            for key in value.keys() - set(allowed):
                near = get_close_matches(key[:60], allowed, n=1) if len(value) < MANY_KEYS else []
                hint = (
                    tell("did you mean '{near}'?", near=near[0])
                    if near
                    else tell("use one of {names}", names=", ".join(allowed))
                )
                yield Finding(
                    (*path, key),
                    tell("unknown key {key}; {hint}", key=show(key), hint=hint),
                    "unknown-key",
                )
        case "required":
            yield from (missing(path, key) for key in set(rule) - value.keys())
        case "anyOf":
            keys = [key for each in rule for key in each["required"]]
            if language_of(keys[0]) is None:
                yield missing(path, "' or '".join(keys), "one")
            else:  # names in the languages of the report
                found = [key for key in keys if language_of(key) in langs and key not in value]
                yield from (missing(path, key) for key in found)
        case "type":
            message = tell(
                "{value} is {value2}; write {types}",
                value=show(value),
                value2=describe(value),
                types=tell(TYPES[rule]),
            )
            yield Finding(path, message, "wrong-type")
        case "enum":
            options = ", ".join(show(option) for option in rule)
            yield Finding(
                path,
                tell("{value} is not allowed; use {options}", value=show(value), options=options),
                "wrong-value",
            )
        case "pattern":
            yield Finding(
                path,
                tell(
                    "{value} does not fit; write {forms}",
                    value=show(value),
                    forms=tell(FORMS[rule]),
                ),
                "wrong-value",
            )
        case "minimum" | "maximum":
            small = error.validator == "minimum"
            wrong, right = (
                (tell("below"), tell("at least")) if small else (tell("above"), tell("at most"))
            )
            message = tell(
                "{value} is {wrong} {rule}; write {right} {rule2}",
                value=show(value),
                wrong=wrong,
                rule=rule,
                right=right,
                rule2=rule,
            )
            yield Finding(path, message, "impossible-number")
        case _:  # minLength, maxLength, minItems, maxItems
            what = tell("text") if isinstance(value, str) else tell("list")
            bound = tell("at least") if str(error.validator).startswith("min") else tell("at most")
            message = tell(
                "{what} of length {count}; make it {bound} {rule}",
                what=what,
                count=len(value),
                bound=bound,
                rule=rule,
            )
            yield Finding(path, message, "wrong-value")


def missing(path: Path, key: str, what: str = "it") -> Finding:
    """The finding that a table has no such key."""
    return Finding(path, tell("missing key '{key}'; add {what}", key=key, what=what), "missing-key")


def show(value: Any) -> str:
    """`value` for a message: quoted, short, and never failing."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > MAX_BITS:
        return tell("an integer of more than {max_bits} bits", max_bits=MAX_BITS)
    if isinstance(value, list | dict):
        return "the value"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return f"'{text}'" if isinstance(value, str) else text


def describe(value: Any) -> str:
    """The TOML type of `value`."""
    match value:
        case bool():
            return "a boolean"
        case int():
            return tell("a whole number")
        case str():
            return "a string"
        case list():
            return "a list"
        case dict():
            return "a table"
    return tell("a date or time") if hasattr(value, "isoformat") else tell("a decimal number")
