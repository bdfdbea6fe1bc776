"""What a figure of a text is: the value, where it stands, and what is said about it."""

from decimal import Decimal
from typing import NamedTuple

KINDS = (
    "count",
    "rate",
    "growth",
    "change",
    "share",
    "rank",
    "ratio",
    "money",
    "area",
    "year",
    "date",
    "ordinal",
    "range",
    "other",
)


class Quantity(NamedTuple):
    """One figure of a text.

    `start` and `end` are offsets in the text as it was given: the numeral with its unit, without
    its qualifier. `value` has the scale worked in, and is None for a range, which has `low` and
    `high`. `step` is what one unit of the last printed digit is worth: 100 for 20.58万, 0.01 for
    92.97%. `unit` is folded and has no scale: 人次, %, 元, visitors. `qualifier` is a name of
    `qualifier` in a base. `direction` is up, down or None. `subject` is the nearest words that say
    what the figure is of. `head` is empty for a unit beside the number: it is `own` if the unit stands
    in the head of its column or the label of its line, and `above` if in a heading, which may be that
    of other columns.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    step: Decimal
    unit: str
    qualifier: str | None
    kind: str
    direction: str | None
    subject: str
    head: str = ""

    @property
    def passing(self) -> bool:
        """Whether this is "first" or "second" in words, which reports say by the way: its first branch."""
        return (
            self.kind == "ordinal"
            and self.text.isascii()
            and self.text.isalpha()
            and self.value in (1, 2)
        )
