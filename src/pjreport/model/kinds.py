"""The kinds of fact: one class each, in the order people see them.

A class has what `kind` describes. A kind's command is in `cli/interface/commands.py`, and the
headings of its columns are in `lookup/titles.py`. A docstring's first paragraph is shown in the
JSON Schema.
"""

from .fields import (
    DATE,
    KEY,
    LINE,
    MONTH_DAY,
    ORDINAL,
    TEXT,
    YEAR,
    choice,
    many,
    needed,
    number,
    ref,
    term,
)
from .kind import Kind, Printed

QUALIFIERS = ("over", "nearly", "about", "at-least", "under", "at-most")


class Stat(Printed):
    """One printed figure: a `value`, or a range from `low` to `high`.

    `form` says how it is printed if not as a number with its unit, and `of` is the other number of
    a ratio (`1:15`), the lower one of a fraction (`2/3`), and how many a rank or a share is out of.
    `step` is what one unit of the last printed digit is worth (20.58万 is 205800 in steps of 100).
    `unit_from` are the words elsewhere in the source that say the unit. `growth_of` is what a
    growth in per cent or a counted change is of, `share_of` the whole of a share. The parts of a
    whole that have the same `breakdown` add up to it.
    """

    id = "stats"
    name = ("数据", "Figures")
    shown = ("value", "unit", "scope", "period")
    filters = {"unit": ("unit",), "scope": ("scope",), "period": ("period",)}
    figure = True
    either = ("value", "low", "high")
    added = ("low", "high", "form", "of")

    value = number()
    unit = term("units")
    qualifier = choice(*QUALIFIERS)
    scope = term("scopes")
    period = needed(term("periods"))
    competition = ref("competitions")
    edition = ORDINAL
    batch = ORDINAL
    about = ref()
    part_of = ref("stats")
    growth_of = many(ref("stats"))
    rate_of = many(ref("stats"))
    low = number()
    high = number()
    step = number()
    form = choice("ratio", "fraction", "rank")
    of = number()
    unit_from = TEXT
    unit_from_line = LINE
    share_of = ref("stats", "derived")
    breakdown = KEY


class Derived(Kind):
    """A figure the report does not print, computed from figures that it does.

    `sum`: the inputs added up. `implied-base`: the whole number that the one
    input, a growth rate, grew from. `implied-total`: the whole number that the
    one input, a rate, is a share of.
    """

    id = "derived"
    name = ("推算数据", "Computed figures")
    shown = ("value", "unit", "scope", "period", "formula", "inputs")
    added = ("low", "high")
    figure = True
    computed = True

    formula = needed(choice("sum", "implied-base", "implied-total"))
    inputs = needed(many(ref("stats", "derived"), least=1))
    unit = term("units")
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
    added = ("year",)
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
    year = YEAR


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
    year = YEAR


class Organisation(Printed):
    """A body, company, medium, in-house unit or facility."""

    id = "organisations"
    name = ("机构", "Organisations")
    shown = ("role", "part_of")
    added = ("founded",)
    filters = {"role": ("role",)}

    role = needed(term("roles"))
    part_of = ref("organisations")
    founded = DATE


class Agreement(Printed):
    """Something that was signed, and with whom."""

    id = "agreements"
    name = ("协议", "Agreements")
    shown = ("parties", "about")

    parties = needed(many(ref("organisations"), least=1))
    about = ref()
    date = MONTH_DAY
    year = YEAR


class Programme(Printed):
    """A major, and what was done to it."""

    id = "programmes"
    name = ("专业", "Programmes")
    shown = ("actions",)
    filters = {"action": ("actions",)}

    actions = many(term("actions"))
    year = YEAR


class Initiative(Printed):
    """A named scheme, campaign, activity, measure, rule or goal."""

    id = "initiatives"
    name = ("举措", "Initiatives")
    shown = ("type", "about")
    filters = {"type": ("type",)}

    type = needed(term("types"))
    about = many(ref())
    date = MONTH_DAY
    year = YEAR


class Outcome(Printed):
    """A result the report states in words and not in figures."""

    id = "outcomes"
    name = ("成效", "Outcomes")
    shown = ("about",)

    about = many(ref())
    year = YEAR


class Work(Printed):
    """A research project or teaching achievement with a title."""

    id = "works"
    name = ("成果", "Works")
    shown = ("type", "leader")
    filters = {"type": ("type",), "leader": ("leader",)}

    type = needed(term("types"))
    leader = ref("people")
    year = YEAR


class Coverage(Printed):
    """What a newspaper or other medium printed."""

    id = "coverage"
    name = ("媒体报道", "Media coverage")
    shown = ("medium", "date", "place_zh", "place_en", "about")
    filters = {"medium": ("medium",)}

    medium = needed(ref("organisations"))
    date = MONTH_DAY
    year = YEAR
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
    date = MONTH_DAY
    year = YEAR


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
OF_ALL = ("level", "rank", "unit")  # the filters of a listing of all kinds


def filters(command: str) -> dict[str, tuple[str, ...]]:
    """The options that narrow a listing, with the fields they compare."""
    if command in BY_ID:
        return BY_ID[command].filters
    return {
        name: tuple(dict.fromkeys(field for kind in KINDS for field in kind.filters.get(name, ())))
        for name in OF_ALL
    }


# The fields that hold numbers with their printed digits.
NUMBERS = tuple(name for name, field in Stat.fields.items() if field.schema == number().schema)
