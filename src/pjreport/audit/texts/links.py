"""Which figures of a sentence go together: what was before, how it changed, what it is part of."""

from collections.abc import Sequence

from ...vocabulary import pattern
from .cues import (
    became,
    enough,
    inner,
    inside,
    listed,
    moves_back,
    of_whole,
    runs,
    said_otherwise,
    same_name,
    same_units,
    share_of_it,
    whole_name,
)
from .entries import Entry
from .mentions import (
    BEFORE,
    CHANGE,
    GROWTH,
    HAN,
    LEVEL,
    MEAN,
    OTHER,
    POINTS,
    RATIO,
    SHARE,
    TIMES,
    Mention,
    own,
    patterns,
)


class Sentence:
    """The entries of a sentence, from its mentions in order."""

    def __init__(self, said: Sequence[Mention], earlier: Sequence[Entry] = ()) -> None:
        self.said = said
        self.earlier = earlier  # entries of the sentence before
        self.entries: list[Entry] = []
        self.han = any(HAN.search(each.lead + each.tail) for each in said)
        self.whole: Entry | None = None
        self.named_whole = said[0].opening if said else ""
        self.listing = False
        self.group = 0
        self.waiting: list[Mention] = []  # said before what they are of
        self.last: Entry | None = None
        for run in runs(said):
            if len(run) > 1 and pattern("respective").search(run[0][1].near):
                self.pair([mention for _, mention in run])
                continue
            for place, mention in run:
                following = said[place + 1] if place + 1 < len(said) else None
                self.add(mention, said[place - 1] if place else None, following)
        if self.waiting:  # they are of something that the sentence does not count
            entry = self.push(None, next((own(each) for each in self.waiting if own(each)), ""))
            for mention in self.waiting:
                self.attach(entry, mention)

    def add(self, mention: Mention, previous: Mention | None, following: Mention | None) -> None:
        """Take the next figure of the sentence."""
        role = mention.role
        if mention.group != self.group:
            self.group, self.listing = mention.group, False
        if role == OTHER:
            return
        total = pattern("statements.in-all").search(mention.near) is not None
        if total and role != LEVEL:
            self.last = None
        elif role == BEFORE and following is not None and became(mention, following):
            self.waiting.append(mention)
        elif role == LEVEL or (role == BEFORE and not moves_back(mention, previous)):
            self.add_level(mention, previous, total=total)
        elif role == BEFORE:
            self.add_before(mention)
        elif role == TIMES:
            if previous is not None and previous.role == BEFORE and self.last is not None:
                self.last.times = mention  # 360册，是上年120册的3倍
        elif role == RATIO:
            self.entries.append(Entry(None, ""))
            self.entries[-1].ratio = mention
        elif role == MEAN:
            self.push(None, mention.name).mean = mention
        elif role == SHARE:
            self.add_share(mention)
        else:
            self.add_movement(mention)

    def pair(self, run: Sequence[Mention]) -> None:
        """Give each of several figures said respectively to one of the last counts."""
        counted = [each for each in self.entries if each.level and each.level.group == self.group]
        if len(counted) < len(run) or run[0].group != self.group or run[0].role == SHARE:
            counted = [self.push(None, "") for _ in run]
        for entry, mention in zip(counted[-len(run) :], run, strict=True):
            self.attach(entry, mention)

    def push(self, level: Mention | None, name: str) -> Entry:
        """A new entry."""
        entry = Entry(level, name)
        self.entries.append(entry)
        self.last = entry
        return entry

    def add_level(self, mention: Mention, before: Mention | None, *, total: bool) -> None:
        """A count or a rate."""
        previous = self.last
        nested = previous if mention.bracket and inner(mention) else None
        if inner(mention) and not mention.bracket:
            self.whole = self.whole_of_list(mention)
            self.listing = self.whole is not None
        elif listed(mention) and previous is not None and previous.level and previous.level.unit:
            self.whole, self.listing = previous, True
            previous.listed = True
        if (
            not mention.name
            and previous is not None
            and previous.level is None
            and (previous.growth or previous.change)
        ):
            entry = self.last = previous  # visits climbed 12 percent, from 105,600 to 118,272
            entry.level = mention
        else:
            entry = self.push(mention, mention.name)
        for waiting in list(self.waiting):
            if waiting.role != BEFORE or entry.like(waiting):
                self.attach(entry, waiting)
                self.waiting.remove(waiting)
        entry.total = total or enough(mention)
        entry.all = enough(mention)
        if previous is not None and previous.level is not None and share_of_it(mention):
            previous.whole = self.whole = entry  # 完成9.6亿元，占计划12亿元的80%
            self.listing, self.last = False, previous
        elif previous is not None and previous.level is not None and of_whole(mention):
            previous.whole = entry
            self.of_bracket(previous, before)
        elif nested is not None:
            entry.whole = nested
        elif mention.bracket:
            if self.whole is not None and self.whole.level and self.whole.level.bracket:
                entry.whole = self.whole  # 88% (1304人中的1153人)
                self.of_bracket(entry, self.whole.level)
        elif self.whole is not None:
            entry.whole = self.whole
            if self.listing:
                self.add_part(entry, mention)
        if inside(mention):
            self.whole, self.listing = entry, False

    def add_part(self, entry: Entry, mention: Mention) -> None:
        """A count in a list of parts. English counts may leave their unit out."""
        level = self.whole.level if self.whole else None
        assert self.whole is not None
        entry.part = (
            level is not None
            and "%" not in (mention.unit, level.unit)
            and (not self.han or (bool(mention.unit) and same_units(level.unit, mention.unit)))
        )
        if not entry.part or pattern("statements.and-others").match(mention.tail.strip()):
            self.whole.open = True

    def whole_of_list(self, mention: Mention) -> Entry | None:
        """What a list of parts is of: the last count before it, in its unit if there is one."""
        some = [each for each in (*self.earlier, *self.entries) if each.level and each.outside]
        same = [each for each in some if each.level and same_units(each.level.unit, mention.unit)]
        here = [each for each in self.entries if each in some]
        if not here and (named := [each for each in same if each.ends_as(mention)]):
            return named[-1]  # 营业收入12亿元，净利润1亿元。其中境外收入3亿元
        if (
            not here
            and same
            and not same[-1].holds(mention)
            and any(each.holds(mention) for each in same)
        ):
            return None  # the next sentence is about another of the counts
        return next(reversed(same or here), None)

    def of_bracket(self, part: Entry, before: Mention | None) -> None:
        """A share before brackets that hold its part and its whole: 95% of patrons (988 of 1,040)."""
        if part.level is None or not part.level.bracket or before is None:
            return
        rates = [each for each in self.entries if each.outside and each.rate() is not None]
        if rates and part.share is None:
            part.share = rates[-1].rate()
            if rates[-1].share is part.share:
                rates[-1].share = None

    def add_before(self, mention: Mention) -> None:
        """A number of the year before."""
        entry = self.latest(mention)
        said = patterns()["year-before"].search(mention.near)
        if entry is not None and entry.growth is not None and said is not None and said["year"]:
            return  # 同比增长41.6%，较2021年的1.46亿元翻一番: not what the growth is on
        if entry is not None and entry.before is None:
            entry.before = mention
            self.last = entry
        elif entry is None:
            self.waiting.append(mention)

    def add_share(self, mention: Mention) -> None:
        """A share of a part that is counted before it."""
        entry = self.target(mention)
        name = own(mention)
        if (
            name
            and not mention.bracket
            and (HAN.search(name) or pattern("listing").match(mention.near))
        ):
            entry = self.push(None, name)
        if entry is None or (entry.level is None and not entry.name) or entry.share:
            entry = self.push(None, name)
        if mention.bracket and len(self.entries) > 1 and entry.whole is None:
            before = self.entries[-2]
            if before.whole is entry:  # 988 of the 1,040 who replied (95%)
                entry = before
        moved = entry.change is not None or entry.before is not None
        if moved and entry.level is not None and entry.growth is None and said_otherwise(mention):
            entry.growth = mention  # rose by 12,672 to 118,272, or 12%
            return
        entry.share = mention
        entry.named_whole = whole_name(mention)

    def add_movement(self, mention: Mention) -> None:
        """A change or a growth, of what the sentence counts or of something that it names."""
        entry = self.target(mention) if mention.role in (GROWTH, POINTS) else self.latest(mention)
        name = own(mention)
        if pattern("statements.net").search(mention.near) and mention.role == CHANGE:
            counted = [each for each in self.entries if each.level and each.like(mention)]
            if len(counted) == len(self.entries) == 2:
                entry = self.push(None, "")
                entry.net = True
        elif entry is None or (HAN.search(name) and not same_name(entry.name, name)):
            entry = self.push(None, name) if name else None
        if entry is None or getattr(entry, mention.role) is not None:
            self.waiting.append(mention)
        else:
            self.attach(entry, mention)

    def attach(self, entry: Entry, mention: Mention) -> None:
        """Make a figure one of an entry's."""
        setattr(entry, mention.role, mention)
        self.last = entry

    def target(self, mention: Mention) -> Entry | None:
        """What a figure is about that names nothing itself; brackets are closed."""
        last = self.last
        if last is None or mention.bracket or last.outside:
            return last
        return next((each for each in reversed(self.entries) if each.outside), None)

    def latest(self, mention: Mention) -> Entry | None:
        """The last entry in the unit of a figure, of the same part of the sentence."""
        for entry in reversed(self.entries):
            first = entry.level or entry.change
            if first is not None and first.group != mention.group:
                return None
            if (entry.outside or mention.bracket) and entry.like(mention):
                return entry
        return None
