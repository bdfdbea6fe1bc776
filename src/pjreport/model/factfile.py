"""The tables of a fact base file, except those of the facts, which are in `kinds`.

A report in one language needs names in this language only. A name that is missing in the other
language is then the one there is, in memory and in everything that is printed.

In a class's docstring, the first paragraph is its description in the JSON Schema.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from .diagnostics import Path
from .fields import (
    DATE,
    KEY,
    LANGUAGES,
    LINE,
    TEXT,
    Schema,
    Shape,
    boolean,
    choice,
    language_of,
    many,
    needed,
    pattern,
    ref,
    table,
    tables,
    term,
)
from .kinds import KINDS

Table = dict[str, Any]


class Term(Shape):
    """One entry of the vocabulary, in both languages.

    `written` lists what the source prints instead of `zh` or `en`, and `also` what else people
    call it.
    """

    zh = needed(TEXT)
    en = needed(TEXT)
    written = many(TEXT)
    also = many(TEXT)


class Unit(Term):
    """A unit of figures.

    `en_one` is the English singular. `whole` units count whole things.
    """

    en_one = TEXT
    whole = boolean()


class Vocabulary(Shape):
    """The words facts are described with, each group a table of terms.

    `glossary` has standard terms: a label with the Chinese term must have the English one.
    """

    units = tables(Unit)
    periods = tables(Term)
    scopes = tables(Term)
    levels = tables(Term)
    ranks = tables(Term)
    classes = tables(Term)
    groups = tables(Term)
    roles = tables(Term)
    actions = tables(Term)
    types = tables(Term)
    glossary = tables(Term)


class Section(Shape):
    """A headed part of the report: its heading's line, and the first and last line of its body."""

    zh = needed(TEXT)
    en = needed(TEXT)
    heading = needed(LINE)
    body = needed(many(LINE, least=2, most=2))


class Topic(Shape):
    """What facts are about; `section` is absent where the source prints no heading.

    `also` are other words that people use for it.
    """

    zh = needed(TEXT)
    en = needed(TEXT)
    section = KEY
    also = many(TEXT)


class Ignored(Shape):
    """A numeral or quoted name of the source that states no fact, with the reason.

    Without `lines`, the text is ignored everywhere.
    """

    text = needed(TEXT)
    lines = many(LINE, least=1)
    zh = needed(TEXT)
    en = needed(TEXT)


class Source(Shape):
    """The text the facts were taken from: its file name, digest and number of lines."""

    file = needed(TEXT)
    sha256 = needed(pattern("^[0-9a-f]{64}$"))
    lines = needed(LINE)


class Imprint(Shape):
    """How the report was published, for citations: as far as it is known.

    `newspaper` is the paper that a page is of, `page` its number or name, `date` the day, month or
    year of print, `address` where it can be read, `accessed` the day when it was read there.
    """

    type = needed(choice("newspaper", "report", "page", "dataset"))
    newspaper_zh = TEXT
    newspaper_en = TEXT
    page_zh = TEXT
    page_en = TEXT
    date = DATE
    address = pattern(r"^https?://[!-~]+$")
    accessed = DATE


class Report(Shape):
    """What report this is; `version` is that of the facts, `key` the facts of an overview.

    `publication` is for citations. `languages` are those in which everything has a name; without it, both.
    """

    id = needed(KEY)
    zh = needed(TEXT)
    en = needed(TEXT)
    publisher_zh = needed(TEXT)
    publisher_en = needed(TEXT)
    version = needed(pattern(r"^[0-9]+(\.[0-9]+)*$", 40))
    period = needed(term("periods"))
    source = needed(table(Source))
    publication = table(Imprint)
    key = many(ref())
    languages = many(choice(*LANGUAGES), least=1)


class FactFile(Shape):
    """A fact base: one report's facts. A fact's id is its place, `[KIND.TOPIC.NAME]`."""

    schema_ = needed(choice(1))
    report = needed(table(Report))
    sections = tables(Section)
    topics = needed(tables(Topic))
    vocabulary = needed(table(Vocabulary))
    ignored = many(table(Ignored))


# One table for each kind.
FactFile.fields |= {kind.id: tables(kind, depth=2) for kind in KINDS}

SHAPES: tuple[type[Shape], ...] = (
    FactFile,
    Report,
    Source,
    Imprint,
    Section,
    Topic,
    Vocabulary,
    Unit,
    Term,
    Ignored,
    *KINDS,
)


def definitions() -> dict[str, Schema]:
    """The JSON Schema of every table a file may hold, by the name of its shape."""
    return {shape.__name__: shape.schema() for shape in SHAPES}


def languages(report: Any) -> tuple[str, ...]:
    """The languages of a report's table: those it declares, or both."""
    declared = report.get("languages") if isinstance(report, dict) else None
    known = tuple(lang for lang in LANGUAGES if isinstance(declared, list) and lang in declared)
    return known or LANGUAGES


def missing_names(tables: Table) -> Iterator[tuple[Path, str]]:
    """The names that a parsed file does not have: paths of tables, and keys to add.

    Nothing is assumed of the shape of `tables`.
    """
    wanted = languages(tables.get("report"))
    needs: dict[type[Shape], frozenset[str]] = {}
    for path, shape, entry in named_tables(tables):
        if shape not in needs:
            needs[shape] = frozenset().union(*(shape.named[lang] for lang in wanted))
        if not needs[shape] <= entry.keys():
            yield from ((path, key) for key in sorted(needs[shape] - entry.keys()))


def named_tables(tables: Table) -> Iterator[tuple[Path, type[Shape], Table]]:
    """The tables of a file that have names, with their paths and shapes."""
    if isinstance(report := tables.get("report"), dict):
        yield ("report",), Report, report
    groups: list[tuple[Path, type[Shape]]] = [(("sections",), Section), (("topics",), Topic)]
    groups += ((("vocabulary", group), Unit) for group in Vocabulary.fields)
    for kind in KINDS:
        topics = tables.get(kind.id)
        groups += (
            ((kind.id, topic), kind) for topic in (topics if isinstance(topics, dict) else ())
        )
    for path, shape in groups:
        group: Any = tables
        for step in path:
            group = group.get(step) if isinstance(group, dict) else None
        for key, entry in group.items() if isinstance(group, dict) else ():
            if isinstance(entry, dict):
                yield (*path, key), shape, entry
    ignored = tables.get("ignored")
    for index, entry in enumerate(ignored if isinstance(ignored, list) else ()):
        if isinstance(entry, dict):
            yield ("ignored", index), Ignored, entry


def filled(table: Mapping[str, Any]) -> Table:
    """A table with every name and text in both languages, as far as it has them in one."""
    more = {}
    for key, value in table.items():
        if lang := language_of(key):
            other = key[: -len(lang)] + LANGUAGES[lang == LANGUAGES[0]]
            if table.get(other) is None:
                more[other] = value
    return {**table, **more}


def filled_tables(tables: Table) -> Table:
    """The tables of a sound file around its facts, with names in both languages.

    The same tables for a report in both languages.
    """
    if set(languages(tables["report"])) == set(LANGUAGES):
        return tables
    around = {
        "report": filled(tables["report"]),
        "ignored": [*map(filled, tables.get("ignored", []))],
    }
    groups = {key: tables.get(key, {}) for key in ("sections", "topics")}
    around |= {key: all_filled(group) for key, group in groups.items()}
    vocabulary = tables["vocabulary"].items()
    return {**tables, **around, "vocabulary": {key: all_filled(each) for key, each in vocabulary}}


def all_filled(group: Mapping[str, Mapping[str, Any]]) -> dict[str, Table]:
    """A group of tables, each with its names in both languages."""
    return {key: filled(table) for key, table in group.items()}


def own(table: Mapping[str, Any], wanted: tuple[str, ...]) -> Table:
    """A table without the names that only repeat those in the languages `wanted`.

    What `filled` added is left out, so that a file can be written as it was.
    """
    if len(wanted) == len(LANGUAGES):
        return dict(table)
    [lang] = wanted
    found = {}
    for key, value in table.items():
        other = language_of(key)
        if other in (None, lang) or table.get(key[: -len(lang)] + lang) != value:
            found[key] = value
    return found
