"""What every kind of fact has. The kinds are in `kinds`.

A class has the fields of its tables in the TOML file, which are also the keys in JSON and the
names for `--fields`. `name` is Chinese and English. `shown` are the columns of a listing.
`added` came later: a listing has them if a fact needs
them, and delimited output has them behind all others, so that columns keep their numbers. `filters` are options that narrow a listing, with the
fields they compare.
"""

from .fields import LINE, TEXT, Shape, boolean, many, needed

DRAFT = "draft"  # the state of a draft, whatever its verdict


class Kind(Shape):
    """What every fact has: a label in both languages, and an optional note.

    `also` are other words that people use for it. They are searched and are not the report's.
    A `draft` was proposed by the program, and nobody has looked at it yet.
    """

    id: str
    name: tuple[str, str]
    shown: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    filters: dict[str, tuple[str, ...]] = {}
    figure = False  # has a value
    computed = False  # a value that the report does not print
    terms: dict[str, str]  # fields with keys of the vocabulary, and the group of each
    references: dict[str, tuple[str, ...]]  # fields with ids, and the kinds of each
    texts: tuple[str, ...]  # the kind's own text fields, without labels and notes

    zh = needed(TEXT)
    en = needed(TEXT)
    note_zh = TEXT
    note_en = TEXT
    also = many(TEXT)
    draft = boolean()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        fields = cls.fields.items()
        cls.terms = {name: field.term for name, field in fields if field.term is not None}
        cls.references = {name: field.ref for name, field in fields if field.ref is not None}
        words = {name for name, field in fields if field.schema is TEXT.schema}
        cls.texts = tuple(name for name in cls.fields if name in words - set(Kind.fields))


class Printed(Kind):
    """A fact that the report states.

    `lines` are line numbers of the source, from 1. `evidence` are the shortest literal fragments
    that show the fact. `inferred` are the fields that follow from the context.
    """

    lines = needed(many(LINE, least=1))
    evidence = needed(many(TEXT, least=1))
    inferred = many(TEXT)
