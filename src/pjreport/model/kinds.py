"""The kinds of fact: one class each, in the order people see them.

A class has the fields of its tables in the TOML file, which are also the keys in JSON and the
names for `--fields`. `name` is Chinese and English. `shown` are the columns of a listing; those
in `spare` are left out of a narrow window. `filters` are options that narrow a listing, with the
fields they compare. A kind's command is in `cli/interface/commands.py`, and the headings of its
columns are in `lookup/display.py`. A docstring's first paragraph is shown in the JSON Schema.
"""

from .fields import (
    LINE,
    MONTH_DAY,
    ORDINAL,
    TEXT,
    Shape,
    choice,
    integer,
    many,
    needed,
    number,
    ref,
    term,
)


class Kind(Shape):
    """What every fact has: a label in both languages, and an optional note.

    `also` are other words that people use for it. They are searched and are not the report's.
    """

    id: str
    name: tuple[str, str]
    shown: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()
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


class Stat(Printed):
    """One printed figure."""

    id = "stats"
    name = ("数据", "Figures")
    shown = ("value", "unit", "scope", "period")
    spare = ("scope", "period")
    filters = {"unit": ("unit",), "scope": ("scope",), "period": ("period",)}
    figure = True

    value = needed(number())
    unit = needed(term("units"))
    qualifier = choice("over", "nearly", "about", "at-least", "under", "at-most")
    scope = term("scopes")
    period = needed(term("periods"))
    competition = ref("competitions")
    edition = ORDINAL
    batch = ORDINAL
    about = ref()
    part_of = ref("stats")
    growth_of = many(ref("stats"))
    rate_of = many(ref("stats"))


class Derived(Kind):
    """A figure the report does not print, computed from figures that it does.

    `sum`: the inputs added up. `implied-base`: the whole number that the one
    input, a growth rate, grew from. `implied-total`: the whole number that the
    one input, a rate, is a share of.
    """

    id = "derived"
    name = ("推算数据", "Computed figures")
    shown = ("value", "unit", "scope", "period", "formula", "inputs")
    spare = ("scope", "period", "formula", "inputs")
    figure = True
    computed = True

    formula = needed(choice("sum", "implied-base", "implied-total"))
    inputs = needed(many(ref("stats", "derived"), least=1))
    unit = needed(term("units"))
    scope = term("scopes")
    period = needed(term("periods"))


class Honour(Printed):
    """An award, title, rating or selection."""

    id = "honours"
    name = ("荣誉", "Honours")
    shown = (
        *("level", "rank", "recipient", "recipient_group", "holders"),
        *("competition", "edition", "class", "batch"),
    )
    spare = ("competition", "edition", "class", "batch")
    filters = {
        "level": ("level",),
        "rank": ("rank",),
        "recipient": ("recipient", "recipient_group"),
    }

    level = term("levels")
    rank = term("ranks")
    recipient = ref("people", "organisations", "initiatives", "works")
    recipient_group = term("groups")
    holders = ref("stats")
    competition = ref("competitions")
    edition = ORDINAL
    class_ = term("classes")
    batch = ORDINAL
    granted_by = ref("organisations")


class Competition(Printed):
    """A competition or award series that honours and figures refer to."""

    id = "competitions"
    name = ("赛事与奖项", "Competitions and award series")
    shown = ("level",)
    filters = {"level": ("level",)}

    level = term("levels")


class Person(Printed):
    """Somebody the report names."""

    id = "people"
    name = ("人物", "People")
    shown = ("title_zh", "title_en", "role", "organisation")
    filters = {"role": ("role",), "organisation": ("organisation",)}

    title_zh = needed(TEXT)
    title_en = needed(TEXT)
    role = needed(term("roles"))
    organisation = ref("organisations")


class Visit(Printed):
    """A visit to the college."""

    id = "visits"
    name = ("来访", "Visits")
    shown = ("visitor", "host")
    filters = {"visitor": ("visitor",)}

    visitor = needed(ref("people"))
    host = needed(ref("organisations"))
    date = MONTH_DAY


class Organisation(Printed):
    """A body, company, medium, in-house unit or facility."""

    id = "organisations"
    name = ("机构", "Organisations")
    shown = ("role", "part_of")
    filters = {"role": ("role",)}

    role = needed(term("roles"))
    part_of = ref("organisations")


class Agreement(Printed):
    """Something that was signed, and with whom."""

    id = "agreements"
    name = ("协议", "Agreements")
    shown = ("parties", "about")

    parties = needed(many(ref("organisations"), least=1))
    about = ref()


class Programme(Printed):
    """A major, and what was done to it."""

    id = "programmes"
    name = ("专业", "Programmes")
    shown = ("actions",)
    filters = {"action": ("actions",)}

    actions = many(term("actions"))


class Initiative(Printed):
    """A named scheme, campaign, activity, measure, rule or goal."""

    id = "initiatives"
    name = ("举措", "Initiatives")
    shown = ("type", "about")
    filters = {"type": ("type",)}

    type = needed(term("types"))
    about = many(ref())


class Outcome(Printed):
    """A result the report states in words and not in figures."""

    id = "outcomes"
    name = ("成效", "Outcomes")
    shown = ("about",)

    about = many(ref())


class Work(Printed):
    """A research project or teaching achievement with a title."""

    id = "works"
    name = ("成果", "Works")
    shown = ("type", "leader")
    filters = {"type": ("type",), "leader": ("leader",)}

    type = needed(term("types"))
    leader = ref("people")


class Coverage(Printed):
    """What a newspaper or other medium printed."""

    id = "coverage"
    name = ("媒体报道", "Media coverage")
    shown = ("medium", "date", "place_zh", "place_en", "about")
    filters = {"medium": ("medium",)}

    medium = needed(ref("organisations"))
    date = MONTH_DAY
    year = integer(1, 9999)
    place_zh = TEXT
    place_en = TEXT
    about = ref()


class Publication(Printed):
    """What the report says of itself: title, edition, occasion, thanks."""

    id = "publication"
    name = ("版面信息", "Publication")
    shown = ("role",)
    filters = {"role": ("role",)}

    role = needed(term("roles"))
    ordinal = ORDINAL


KINDS: tuple[type[Kind], ...] = (
    Stat,
    Derived,
    Honour,
    Competition,
    Person,
    Visit,
    Organisation,
    Agreement,
    Programme,
    Initiative,
    Outcome,
    Work,
    Coverage,
    Publication,
)
BY_ID = {kind.id: kind for kind in KINDS}
