"""The counts of a text by name, for sentences that name what another one counts."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .cues import alike, stripped
from .mentions import Mention

NEAREST = 12  # counts of one name that are tried, before and behind
LONGEST = 12  # characters of a whole's name


class Counted(NamedTuple):
    """A count of the text that other sentences may name. `place` is the number of its sentence."""

    name: str
    figure: Mention
    before: Mention | None
    place: int


class Names:
    """The counts of a text by name.

    A name that is everywhere has too many to try them all, so only those near the place are tried.
    """

    def __init__(self) -> None:
        self.ends: dict[str, list[Counted]] = defaultdict(list)  # by each end of a name
        self.names: dict[str, list[Counted]] = defaultdict(list)
        # Those with the year before, by the digits of the value: the unit may stand in a head.
        self.rows: dict[object, list[Counted]] = defaultdict(list)

    def add(self, name: str, figure: Mention, before: Mention | None, place: int) -> None:
        """Remember a count under its name. The places must be added in order."""
        counted = Counted(name, figure, before, place)
        if before is not None:
            self.rows[significant_digits(figure)].append(counted)
        self.names[name].append(counted)
        for start in range(max(0, len(name) - LONGEST), len(name) - 1):
            self.ends[name[start:]].append(counted)

    def exact(self, name: str, unit: str, place: int) -> list[Counted]:
        """The counts that have this name."""
        found = near(self.names.get(name, ()), place)
        return [each for each in found if alike(each.figure.unit, unit)]

    def row(self, name: str, level: Mention, place: int) -> Counted | None:
        """A row with a count under a like name, and what it was the year before."""
        rows = [
            each
            for each in near(self.rows.get(significant_digits(level), ()), place)
            if name and (name in each.name or each.name in name)
            if alike(each.figure.unit, level.unit) and each.figure is not level
        ]
        return rows[-1] if rows else None

    def whole(self, name: str, part: Mention, place: int) -> list[Counted]:
        """The counts that a whole's name may mean: those whose name ends so, the nearest last."""
        least = Fraction(part.printed.value)
        name = stripped(name) or name
        some = [
            each
            for each in near(self.ends.get(name, ()), place)
            if each.figure is not part and alike(each.figure.unit, part.unit)
            if each.name == name or Fraction(each.figure.printed.value) >= least
        ]
        return sorted(some, key=lambda each: (each.place <= place, each.place))


def near(counted: Sequence[Counted], place: int) -> Sequence[Counted]:
    """The counts next to a place, before and behind it."""
    at = bisect_right(counted, place, key=lambda each: each.place)
    return counted[max(0, at - NEAREST) : at + NEAREST]


def significant_digits(figure: Mention) -> tuple[int, ...]:
    """The digits of a figure without zeros at the end."""
    return Decimal(figure.printed.value).normalize().as_tuple().digits
