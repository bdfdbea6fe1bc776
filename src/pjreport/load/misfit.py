"""Every way a file differs from the schema, in plain words; imported only when it does."""

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from typing import Any

from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

from ..model.problem import Finding, Path
from ..model.schema import input_schema

TYPES = {
    "string": "a string",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a table",
    "boolean": "true or false",
}

Errors = Iterator[ValidationError]


def whole_number(check: Callable[..., Errors]) -> Callable[..., Errors]:
    """A bound as `check` has it, but of whole numbers only: comparing with a NaN raises."""

    def keyword(validator: Any, bound: int, value: Any, schema: Any) -> Errors:
        if isinstance(value, int):
            yield from check(validator, bound, value, schema)

    return keyword


def pattern(_validator: Any, regex: str, value: Any, _schema: Any) -> Errors:
    """A pattern that matches as a whole: to search finds `$` before a last newline too."""
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
    validator = Validator(input_schema())
    return [
        finding
        for error in validator.iter_errors(tables)
        for finding in _findings(error, tuple(error.absolute_path))
    ]


def _findings(error: ValidationError, path: Path) -> Iterator[Finding]:
    rule: Any = error.validator_value
    value: Any = error.instance
    if "propertyNames" in error.schema_path:
        message = f"bad key {show(value)}; use lower-case letters, digits and single hyphens"
        yield Finding((*path, value), message, "bad-key")
        return
    match error.validator:
        case "additionalProperties":
            allowed = list(error.schema.get("properties", ()))
            for key in value.keys() - set(allowed):
                near = get_close_matches(key, allowed, n=1)
                hint = f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(allowed)}"
                yield Finding((*path, key), f"unknown key {show(key)}; {hint}", "unknown-key")
        case "required":
            for key in set(rule) - value.keys():
                yield Finding(path, f"missing key '{key}'; add it", "missing-key")
        case "type":
            message = f"{show(value)} is {describe(value)}; write {TYPES[rule]}"
            yield Finding(path, message, "wrong-type")
        case "enum":
            options = ", ".join(show(option) for option in rule)
            yield Finding(path, f"{show(value)} is not allowed; use {options}", "wrong-value")
        case "pattern":
            yield Finding(path, f"{show(value)} does not match {rule}; mend it", "wrong-value")
        case "minimum" | "maximum":
            bound = "below" if error.validator == "minimum" else "above"
            yield Finding(path, f"{show(value)} is {bound} {rule}; check it", "impossible-number")
        case _:  # minLength, maxLength, minItems, maxItems
            few = str(error.validator).startswith("min")
            message = f"{'fewer' if few else 'more'} than {rule} characters or items; check it"
            yield Finding(path, message, "wrong-value")


def show(value: Any) -> str:
    """`value` for a message: quoted, short, and never failing."""
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() > 64:
        return "an integer of more than 64 bits"
    if isinstance(value, list | dict):
        return "the value"
    text = str(value)
    text = text if len(text) <= 60 else text[:57] + "..."
    return f"'{text}'" if isinstance(value, str) else text


def describe(value: Any) -> str:
    """The TOML type of `value`."""
    match value:
        case bool():
            return "true or false"
        case int():
            return "a whole number"
        case str():
            return "a string"
        case list():
            return "a list"
        case dict():
            return "a table"
    return "a date or time" if hasattr(value, "isoformat") else "a decimal number"
