"""The tables of a fact base file, except those of the facts, which are in `kinds`.

In a class's docstring, the first paragraph is its description in the JSON Schema.
"""

from .fields import (
    KEY,
    LINE,
    TEXT,
    Schema,
    Shape,
    boolean,
    choice,
    many,
    needed,
    pattern,
    ref,
    table,
    tables,
    term,
)
from .kinds import KINDS


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


class Report(Shape):
    """What report this is; `version` is that of the facts, `key` the facts of an overview."""

    id = needed(KEY)
    zh = needed(TEXT)
    en = needed(TEXT)
    publisher_zh = needed(TEXT)
    publisher_en = needed(TEXT)
    version = needed(pattern(r"^[0-9]+(\.[0-9]+)*$", 40))
    period = needed(term("periods"))
    source = needed(table(Source))
    key = many(ref())


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
