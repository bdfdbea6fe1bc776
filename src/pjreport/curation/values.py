"""From words that people type to the table of a fact: keys for names, numbers as they are printed."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from ..check.units import SAME, Units
from ..draft.keys import key_of
from ..errors import UsageError
from ..messages import marked, tell
from ..model.fields import KEY, LANGUAGES, Field, items
from ..model.kind import Kind
from ..quantities.reader import read
from ..quantities.units import UNITS
from ..text import suggest
from ..text.normalise import fold

Table = dict[str, Any]
PLACE = ("topic", "name")  # not in the table: they are its path
HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
Given = Mapping[str, Sequence[str]]
NUMBERS = ("value", "low", "high")
WRITE = {"integer": marked("a whole number"), "number": "a number", "boolean": marked("yes or no")}
YES, NO = ("true", "yes", "1"), ("false", "no", "0")


def given_words(words: Sequence[str], kind: type[Kind]) -> dict[str, list[str]]:
    """The values of `FIELD=VALUE` words by field. Raises `UsageError` for anything else."""
    found: dict[str, list[str]] = {}
    for word in words:
        field, equals, value = word.partition("=")
        if not equals:
            raise UsageError(
                tell("no '=' in '{word}'; write FIELD=VALUE, such as value=12", word=word)
            )
        suggest.checked("field", field, [*PLACE, *kind.fields, *term_names(kind)])
        found.setdefault(field, []).append(value)
    return found


def term_names(kind: type[Kind]) -> list[str]:
    """Fields that are none: what a new term is called in a language, such as `unit_en`."""
    return [f"{name}_{lang}" for name in kind.terms for lang in LANGUAGES]


def table_of(kind: type[Kind], given: Mapping[str, Sequence[str]], base: Table) -> Table:
    """The table of a fact of a kind. Raises `UsageError` for a value that is none of its field."""
    table: Table = {}
    for name, field in kind.fields.items():
        if name in given:
            values = [value(name, field, each, base) for each in separated(field, given[name])]
            if not field.many and len(values) > 1:
                raise UsageError(
                    tell("{count} values for {name}; give one", count=len(values), name=name)
                )
            table[name] = values if field.many else values[0]
    if kind.figure and isinstance(printed := table.get("value"), str):
        del table["value"]
        table = figure(printed, base) | table
    return {name: table[name] for name in kind.fields if name in table}


def separated(field: Field, texts: Sequence[str]) -> list[str]:
    """The values of a field. Keys and numbers in one list may stand between commas."""
    plain = field.many and (
        field.ref is not None or field.term or field.schema["items"].get("type") == "integer"
    )
    return [each.strip() for text in texts for each in (text.split(",") if plain else [text])]


def value(name: str, field: Field, text: str, base: Table) -> Any:
    """One value of a field."""
    schema = field.schema["items"] if field.many else field.schema
    if field.term:
        return term(field.term, text, base)
    if field.ref is not None:
        return reference(text, base)
    convert: dict[str, Callable[[str], Any]] = {
        "integer": whole,
        "number": number,
        "boolean": truth,
    }
    found = convert.get(schema.get("type", ""), str)(text)
    if found is None or (isinstance(found, str) and name in NUMBERS[1:]):
        raise UsageError(
            tell(
                "'{text}' is no {name}; write {write}",
                text=text,
                name=name,
                write=WRITE[schema["type"]],
            )
        )
    return found


def whole(text: str) -> int | None:
    """A whole number; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def number(text: str) -> int | Decimal | str:
    """A number with its digits; any other text as it is."""
    try:
        found = Decimal(text.replace(",", "")) if text.isascii() else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or found.adjusted() > 30:
        return text
    return int(found) if found == found.to_integral_value() and "." not in text else found


def truth(text: str) -> bool | None:
    """Yes or no; None for anything else."""
    return True if text.lower() in YES else False if text.lower() in NO else None


def figure(text: str, base: Table) -> Table:
    """What a figure says as it is printed: `1.2万余人次` has a value, a step, a qualifier, a unit.

    Raises `UsageError` if it is not one figure.
    """
    units = Units(vocabulary(base, "units"))
    found = read(text, units.written)
    if len(found) != 1 or (
        found[0].value is None and found[0].low is None and found[0].high is None
    ):
        raise UsageError(
            tell(
                "'{text}' is not one figure; write a number, or a figure as it is printed",
                text=text,
            )
        )
    one = found[0]
    down = one.direction == "down"
    table: Table = {
        name: plain(-each if down else each)
        for name in NUMBERS
        if (each := getattr(one, name)) is not None
    }
    if one.step > 1:
        table["step"] = plain(one.step)
    if one.qualifier:
        table["qualifier"] = one.qualifier
    if one.unit:
        table["unit"] = unit_of(one.unit, units)
    return table


def plain(value: Decimal) -> int | Decimal:
    """A number as it stands in a base."""
    return int(value) if value == value.to_integral_value() else value


def unit_of(printed: str, units: Units) -> str:
    """The key of a printed unit; a unit that the base has not as it is printed."""
    return next((key for key in units.forms if units.printed(key, printed) == SAME), printed)


def term(group: str, text: str, base: Table) -> str:
    """The key of a term that is given by its key or by its name. A text that is none stays."""
    terms = vocabulary(base, group)
    if text in terms:
        return text
    wanted = fold(text)
    return next((key for key, each in terms.items() if wanted in map(fold, names(each))), text)


def new_terms(kind: type[Kind], table: Table, given: Given, base: Table) -> dict[str, Table]:
    """The terms that the base lacks, by group and key; `table` then has their keys.

    A term that is given by a key, and not by a name, is no new one.
    """
    found: dict[str, Table] = {}
    for name, group in kind.terms.items():
        for text in items(table.get(name)):
            if text in vocabulary(base, group) or KEY.fits(text):
                continue
            own = "zh" if HAN.search(text) else "en"
            entry: Table = {own: text}
            entry |= {lang: each[-1] for lang in LANGUAGES if (each := given.get(f"{name}_{lang}"))}
            entry = {lang: entry[lang] for lang in LANGUAGES if lang in entry}
            if name == "unit" and counts_things(text, table):
                entry["whole"] = True
            key = key_of(entry.get("en") or text)
            found.setdefault(group, {})[key] = entry
            table[name] = [key if each == text else each for each in items(table[name])]
            if not kind.fields[name].many:
                [table[name]] = table[name]
    return found


def counts_things(unit: str, table: Table) -> bool:
    """Whether a unit counts whole things: it is no measure, and its figure is a whole number."""
    numbers = [table[end] for end in NUMBERS if end in table]
    measure = UNITS.kinds.get(unit, "count") != "count"
    return not measure and all(isinstance(each, int) for each in numbers)


def reference(text: str, base: Table) -> str:
    """The id of a fact that is given by its id or by its name. A text that is none stays."""
    wanted = fold(text)
    for kind, topics in base.items():
        for topic, entries in topics.items() if isinstance(topics, dict) else ():
            for name, each in entries.items() if isinstance(entries, dict) else ():
                if (
                    isinstance(each, dict)
                    and "evidence" in each
                    and wanted in map(fold, names(each))
                ):
                    return f"{kind}.{topic}.{name}"
    return text


def names(table: Any) -> list[str]:
    """What a term or fact is called."""
    if not isinstance(table, dict):
        return []
    listed = [table.get(lang) for lang in LANGUAGES]
    listed += [*table.get("written", ()), *table.get("also", ())]
    return [each for each in listed if isinstance(each, str)]


def vocabulary(base: Table, group: str) -> Table:
    """A group of the vocabulary; empty if there is none."""
    found = base.get("vocabulary")
    found = found.get(group) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else {}
