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
LANGUAGES = ("zh", "en")
NOT_BLANK = r"^(?:|[\s\S]*\S[\s\S]*)$"  # the empty text is too short already
TEXT_LENGTH = 1000


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
    """A text of 1 to `length` characters, and not only of spaces."""
    return Field(
        {"type": "string", "minLength": 1, "maxLength": length, "pattern": NOT_BLANK},
        lambda value: isinstance(value, str) and 0 < len(value) <= length and not value.isspace(),
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
YEAR = integer(1, 9999)
MONTH = "(0[1-9]|1[0-2])"
DAY = "(0[1-9]|[12][0-9]|3[01])"
MONTH_DAY = pattern(f"^--{MONTH}(-{DAY})?$")
DATE = pattern(f"^[0-9]{{4}}(-{MONTH}(-{DAY})?)?$")


def language_of(name: str) -> str | None:
    """The language of a field with a name or a text for people; None for other fields."""
    lang = name.rpartition("_")[2]
    return lang if lang in LANGUAGES else None


class Shape:
    """A table of known fields, which are the class attributes that are a `Field`.

    A trailing underscore is dropped from names that are Python keywords.

    `required` are the fields that each table has. `named` are the names that it has in each
    language of its report; the report may have only one language, so a table needs those of one.
    `either` are fields of which a table has at least one.
    """

    fields: dict[str, Field] = {}
    required: frozenset[str] = frozenset()
    named: dict[str, frozenset[str]] = {}
    either: tuple[str, ...] = ()
    choices: tuple[tuple[frozenset[str], ...], ...] = ()  # one set of each group is there

    def __init_subclass__(cls) -> None:
        own = {
            name.rstrip("_"): value for name, value in vars(cls).items() if isinstance(value, Field)
        }
        cls.fields = {**cls.fields, **own}
        needed = {name for name, field in cls.fields.items() if field.required}
        cls.named = {
            lang: frozenset(name for name in needed if language_of(name) == lang)
            for lang in LANGUAGES
        }
        cls.required = frozenset(needed.difference(*cls.named.values()))
        names = tuple(each for each in cls.named.values() if each)
        one = tuple(frozenset({name}) for name in cls.either)
        cls.choices = tuple(group for group in (names, one) if group)

    @classmethod
    def fits(cls, table: Any) -> bool:
        """Whether `table` has the required fields, no unknown ones, and values that fit."""
        if not isinstance(table, dict) or not cls.required <= table.keys():
            return False
        keys = table.keys()
        for group in cls.choices:
            for each in group:  # a loop, because `any` takes twice as long
                if each <= keys:
                    break
            else:
                return False
        for key, value in table.items():
            field = cls.fields.get(key)
            if field is None or not field.fits(value):
                return False
        return True

    @classmethod
    def schema(cls) -> Schema:
        """The JSON Schema of such a table."""
        groups = [
            {"anyOf": [{"required": sorted(each)} for each in group]} for group in cls.choices
        ]
        return {
            "title": cls.__name__,
            "description": " ".join((cls.__doc__ or "").partition("\n\n")[0].split()),
            "type": "object",
            "properties": {name: field.schema for name, field in cls.fields.items()},
            "required": [name for name in cls.fields if name in cls.required],
            **({"allOf": groups} if groups else {}),
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
