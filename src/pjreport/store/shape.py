"""Explains how a file differs from the schema; imported only when it does."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

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
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
}
MANY_KEYS = 1000  # in a larger table, unknown keys get no suggestion
MAX_BITS = 64  # a longer integer is described, not shown
FORMS = {  # patterns of texts in words
    KEY_PATTERN: "lower-case letters, digits and single hyphens",
    ID_PATTERN: "an id, KIND.TOPIC.NAME",
    MONTH_DAY.schema["pattern"]: "a month, perhaps with a day, --MM or --MM-DD",
    DATE.schema["pattern"]: "a year, YYYY, perhaps with month and day, YYYY-MM or YYYY-MM-DD",
    NOT_BLANK: "more than spaces",
    Report.fields["version"].schema["pattern"]: "numbers with dots between them",
    Imprint.fields["address"].schema["pattern"]: "an address, https://...",
    Source.fields["sha256"].schema["pattern"]: "64 hexadecimal digits, in lower case",
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
        message = f"bad key {show(value)}; use at most {KEY_LENGTH} {FORMS[KEY_PATTERN]}"
        yield Finding((*path, value), message, "bad-key")
        return
    match error.validator:
        case "additionalProperties":
            allowed = list(error.schema.get("properties", ()))
            for key in value.keys() - set(allowed):
                near = get_close_matches(key[:60], allowed, n=1) if len(value) < MANY_KEYS else []
                hint = f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(allowed)}"
                yield Finding((*path, key), f"unknown key {show(key)}; {hint}", "unknown-key")
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
            message = f"{show(value)} is {describe(value)}; write {TYPES[rule]}"
            yield Finding(path, message, "wrong-type")
        case "enum":
            options = ", ".join(show(option) for option in rule)
            yield Finding(path, f"{show(value)} is not allowed; use {options}", "wrong-value")
        case "pattern":
            yield Finding(path, f"{show(value)} does not fit; write {FORMS[rule]}", "wrong-value")
        case "minimum" | "maximum":
            small = error.validator == "minimum"
            wrong, right = ("below", "at least") if small else ("above", "at most")
            message = f"{show(value)} is {wrong} {rule}; write {right} {rule}"
            yield Finding(path, message, "impossible-number")
        case _:  # minLength, maxLength, minItems, maxItems
            what = "text" if isinstance(value, str) else "list"
            bound = "at least" if str(error.validator).startswith("min") else "at most"
            message = f"{what} of length {len(value)}; make it {bound} {rule}"
            yield Finding(path, message, "wrong-value")


def missing(path: Path, key: str, what: str = "it") -> Finding:
    """The finding that a table has no such key."""
    return Finding(path, f"missing key '{key}'; add {what}", "missing-key")


def show(value: Any) -> str:
    """`value` for a message: quoted, short, and never failing."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > MAX_BITS:
        return f"an integer of more than {MAX_BITS} bits"
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
            return "a whole number"
        case str():
            return "a string"
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or time" if hasattr(value, "isoformat") else "a decimal number"
