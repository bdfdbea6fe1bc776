"""What a sentence counts, with all that it says of each count."""

from .cues import alike
from .mentions import Mention


class Entry:
    """One thing that a sentence counts, with all that is said of it."""

    def __init__(self, level: Mention | None, name: str) -> None:
        self.level = level
        self.name = name
        self.before: Mention | None = None
        self.change: Mention | None = None
        self.growth: Mention | None = None
        self.points: Mention | None = None
        self.share: Mention | None = None
        self.mean: Mention | None = None
        self.times: Mention | None = None  # of what there was before
        self.ratio: Mention | None = None
        self.whole: Entry | None = None  # as the sentence says
        self.named_whole = ""
        self.part = False  # in a list of parts of `whole`
        self.open = False  # it has more parts than are listed in its unit
        self.listed = False  # its parts follow a colon
        self.total = False  # maybe of the counts before it
        self.all = False  # of nothing else
        self.net = False  # the difference of the two counts before it

    @property
    def outside(self) -> bool:
        """Whether it does not stand in brackets."""
        return self.level is None or not self.level.bracket

    def rate(self) -> Mention | None:
        """A share, or a rate that may be one."""
        if self.share is not None:
            return self.share
        return self.level if self.level is not None and self.level.unit == "%" else None

    def ends_as(self, mention: Mention) -> bool:
        """Whether its name ends as that of a figure does: 营业收入, 境外收入."""
        return len(self.name) > 1 and bool(mention.name) and mention.name.endswith(self.name[-2:])

    def holds(self, part: Mention) -> bool:
        """Whether a figure is small enough to be a part of it."""
        return self.level is not None and self.level.printed.value >= part.printed.value

    def like(self, mention: Mention) -> bool:
        """Whether a figure counts the same things, as far as the units say."""
        first = self.level or self.before or self.change
        return first is not None and alike(first.unit, mention.unit)
