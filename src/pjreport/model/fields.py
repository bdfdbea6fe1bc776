"""The types of fields. Each is a JSON Schema and a function that tells whether a value fits.

A test compares the two on generated values. Every start builds all types; a validation library
would take longer than the lookup itself.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

Schema = dict[str, Any]

KEY_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*$"
ID_PATTERN = r"^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*){2}$"
KEY_LENGTH = 40
TEXT_LENGTH = 1000
NOT_BLANK = r"\S"


class Field(NamedTuple):
    """The type of a field, and whether a file must have it.

    `many`: the value is a list. `term`: the group of the vocabulary whose keys it holds. `ref`:
    the kinds whose ids it holds; an empty tuple means any kind.
    """

    schema: Schema
    fits: Callable[[Any], bool]
    required: bool = False
    many: bool = False
    term: str | None = None
    ref: tuple[str, ...] | None = None


def items(value: Any) -> list[Any]:
    """The items of a list, or a single value as a list; empty for None."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def needed(field: Field) -> Field:
    """`field`, required."""
    return field._replace(required=True)


def many(field: Field, least: int = 0, most: int | None = None) -> Field:
    """A list of `least` to `most` values of the type `field`."""
    fits = field.fits
    schema: Schema = {"type": "array", "items": field.schema}
    if least:
        schema["minItems"] = least
    if most is not None:
        schema["maxItems"] = most

    def all_fit(value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) >= least
            and (most is None or len(value) <= most)
            and all(map(fits, value))
        )

    return field._replace(schema=schema, fits=all_fit, many=True)


def text(length: int = TEXT_LENGTH) -> Field:
    """A text of 1 to `length` characters, of which some are no spaces."""
    return Field(
        {"type": "string", "minLength": 1, "maxLength": length, "pattern": NOT_BLANK},
        lambda value: isinstance(value, str) and len(value) <= length and value.strip() != "",
    )


def pattern(regex: str, length: int = TEXT_LENGTH) -> Field:
    """A text that `regex` matches as a whole."""

    @lru_cache(1000)  # many facts have the same keys
    def matches(value: str) -> bool:
        return re.fullmatch(regex, value) is not None

    return Field(
        {"type": "string", "pattern": regex, "maxLength": length},
        lambda value: isinstance(value, str) and len(value) <= length and matches(value),
    )


def choice(*values: Any) -> Field:
    """One of these values."""
    return Field({"enum": list(values)}, lambda value: value in values and value is not True)


def integer(least: int, most: int) -> Field:
    """A whole number from `least` to `most`."""
    return Field(
        {"type": "integer", "minimum": least, "maximum": most},
        lambda value: (
            isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        ),
    )


def boolean() -> Field:
    """True or false."""
    return Field({"type": "boolean"}, lambda value: isinstance(value, bool))


def number() -> Field:
    """A whole or decimal number. A decimal keeps its printed digits."""
    return Field(
        {"type": "number"},
        lambda value: isinstance(value, int | Decimal) and not isinstance(value, bool),
    )


def term(group: str) -> Field:
    """A key of `[vocabulary.GROUP]`."""
    return KEY._replace(term=group)


def ref(*kinds: str) -> Field:
    """The id of another fact of the same report, of one of `kinds` (none: of any kind)."""
    return ID._replace(ref=kinds)


KEY = pattern(KEY_PATTERN, KEY_LENGTH)
ID = pattern(ID_PATTERN)
TEXT = text()
LINE = integer(1, 10_000_000)
ORDINAL = integer(1, 10_000)
MONTH_DAY = pattern("^--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")


class Shape:
    """A table of known fields, which are the class attributes that are a `Field`.

    A trailing underscore is dropped from names that are Python keywords.
    """

    fields: dict[str, Field] = {}
    required: frozenset[str] = frozenset()

    def __init_subclass__(cls) -> None:
        own = {
            name.rstrip("_"): value for name, value in vars(cls).items() if isinstance(value, Field)
        }
        cls.fields = {**cls.fields, **own}
        cls.required = frozenset(name for name, field in cls.fields.items() if field.required)

    @classmethod
    def fits(cls, table: Any) -> bool:
        """Whether `table` has the required fields, no unknown ones, and values that fit."""
        if not isinstance(table, dict) or not cls.required <= table.keys():
            return False
        for key, value in table.items():
            field = cls.fields.get(key)
            if field is None or not field.fits(value):
                return False
        return True

    @classmethod
    def schema(cls) -> Schema:
        """The JSON Schema of such a table."""
        return {
            "title": cls.__name__,
            "description": " ".join((cls.__doc__ or "").partition("\n\n")[0].split()),
            "type": "object",
            "properties": {name: field.schema for name, field in cls.fields.items()},
            "required": [name for name, field in cls.fields.items() if field.required],
            "additionalProperties": False,
        }


def table(shape: type[Shape]) -> Field:
    """A table of this shape."""
    return Field({"$ref": f"#/$defs/{shape.__name__}"}, shape.fits)


def tables(shape: type[Shape], depth: int = 1) -> Field:
    """Tables of this shape by key; with a `depth` of 2, by two keys."""
    inner = table(shape) if depth == 1 else tables(shape, depth - 1)
    key = KEY.fits
    fits = inner.fits

    def all_fit(value: Any) -> bool:
        return isinstance(value, dict) and all(map(key, value)) and all(map(fits, value.values()))

    return Field(
        {"type": "object", "propertyNames": KEY.schema, "additionalProperties": inner.schema},
        all_fit,
    )
