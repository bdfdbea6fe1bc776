"""Which figures of a sentence belong together: what was before, by how much it changed, what it is part of."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ...vocabulary import expression, pattern
from .mentions import (
    BEFORE,
    CHANGE,
    GROWTH,
    HAN,
    LEVEL,
    MEAN,
    OTHER,
    POINTS,
    SHARE,
    Mention,
    own,
    patterns,
)


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
        self.whole: Entry | None = None  # as the sentence says
        self.named_whole = ""
        self.part = False  # in a list of parts of `whole`
        self.open = False  # it has more parts than are listed in its unit
        self.mean: Mention | None = None

    def like(self, mention: Mention) -> bool:
        """Whether a figure counts the same things, as far as the units say."""
        first = self.level or self.before or self.change
        return first is not None and alike(first.unit, mention.unit)


def alike(one: str, other: str) -> bool:
    """Whether two units may be the same. A figure without a unit may be of any but per cent."""
    if "%" in (one, other):
        return one == other
    return one == other or not one or not other


class Sentence:
    """The entries of a sentence, from its mentions in order."""

    def __init__(self, said: Sequence[Mention], earlier: Sequence[Entry] = ()) -> None:
        self.said = said
        self.earlier = earlier  # entries of the sentence before
        self.entries: list[Entry] = []
        self.whole: Entry | None = None
        self.named_whole = ""
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
                self.add(mention, following)
        if self.waiting:  # they are of something that the sentence does not count
            entry = self.push(None, next((own(each) for each in self.waiting if own(each)), ""))
            for mention in self.waiting:
                self.attach(entry, mention)

    def add(self, mention: Mention, following: Mention | None) -> None:
        """Take the next figure of the sentence."""
        role = mention.role
        if mention.group != self.group:
            self.group, self.listing = mention.group, False
        if role == OTHER:
            return
        if pattern("statements.in-all").search(mention.near):
            self.last = None
            if role != LEVEL:
                return
        if role == BEFORE and following is not None and became(mention, following):
            self.waiting.append(mention)
            return
        if (
            role == BEFORE
            and pattern("ranges.from").search(mention.near)
            and not (patterns()["moved"].search(mention.near))
        ):
            role = LEVEL  # £18,640 from 233 walkers
        if role in (LEVEL, BEFORE, MEAN):
            getattr(self, f"add_{role}")(mention)
        elif role == SHARE:
            self.add_share(mention)
        else:
            self.add_movement(mention)

    def pair(self, run: Sequence[Mention]) -> None:
        """Give each of several figures said respectively to one of the last counts."""
        counted = [each for each in self.entries if each.level and each.level.group == self.group]
        if len(counted) >= len(run) and run[0].group == self.group:
            for entry, mention in zip(counted[-len(run) :], run, strict=True):
                self.attach(entry, mention)

    def push(self, level: Mention | None, name: str) -> Entry:
        """A new entry."""
        entry = Entry(level, name)
        self.entries.append(entry)
        self.last = entry
        return entry

    def add_level(self, mention: Mention) -> None:
        """A count or a rate."""
        previous = self.last
        nested = None
        if inner(mention):
            top = [each for each in (*self.earlier, *self.entries) if each.level is not None]
            if mention.bracket:
                nested = previous
            else:
                outer = [each for each in top if each.level and not each.level.bracket]
                same = [each for each in outer if each.level and each.level.unit == mention.unit]
                self.whole = next(reversed(same or outer), None)
                self.listing = self.whole is not None
        if not mention.name and previous is not None and previous.level is None and self.waiting:
            entry = self.last = previous  # visits climbed 12 percent, from 105,600 to 118,272
            entry.level = mention
        else:
            entry = self.push(mention, mention.name)
        for waiting in list(self.waiting):
            if waiting.role != BEFORE or entry.like(waiting):
                self.attach(entry, waiting)
                self.waiting.remove(waiting)
        if of_whole(mention, previous):
            assert previous is not None
            previous.whole = entry
        elif nested is not None:
            entry.whole = nested
        elif mention.bracket:
            pass
        elif self.listing and self.whole is not None:
            entry.whole = self.whole
            level = entry.whole.level
            entry.part = level is not None and level.unit == mention.unit
            if not entry.part or re.match(expression("statements.and-others", "zh"), mention.tail):
                self.whole.open = True
        elif self.whole is not None:
            entry.whole = self.whole
        if inside(mention):
            self.whole, self.listing = entry, False
        if re.match(r"^of\s+(?:the\s+|our\s+|its\s+)?$", mention.lead.strip().lower() + " "):
            self.whole, self.listing = entry, False

    def add_before(self, mention: Mention) -> None:
        """A number of the year before."""
        entry = self.latest(mention)
        if entry is not None and entry.before is None:
            entry.before = mention
            self.last = entry
        elif entry is None:
            self.waiting.append(mention)

    def add_mean(self, mention: Mention) -> None:
        """A mean; what it is of is found when all is known."""
        entry = self.push(None, mention.name)
        entry.mean = mention

    def add_share(self, mention: Mention) -> None:
        """A share of a part that is counted before it."""
        entry = self.target(mention)
        if own(mention) and not mention.bracket and HAN.search(own(mention)):
            entry = self.push(None, own(mention))
        if entry is None or (entry.level is None and not entry.name) or entry.share:
            entry = self.push(None, own(mention))
        if mention.bracket and len(self.entries) > 1 and entry.whole is None:
            before = self.entries[-2]
            if before.whole is entry:  # 988 of the 1,040 who replied (95%)
                entry = before
        entry.share = mention
        entry.named_whole = whole_name(mention)

    def add_movement(self, mention: Mention) -> None:
        """A change or a growth, of what the sentence counts or of something that it names."""
        entry = self.target(mention) if mention.role in (GROWTH, POINTS) else self.latest(mention)
        name = own(mention)
        if (
            name
            and (HAN.search(name) or entry is None)
            and not (entry and same_name(entry.name, name))
        ):
            entry = self.push(None, name)
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
        if last is None or mention.bracket or not (last.level and last.level.bracket):
            return last
        outside = [each for each in self.entries if not (each.level and each.level.bracket)]
        return outside[-1] if outside else None

    def latest(self, mention: Mention) -> Entry | None:
        """The last entry in the unit of a figure, of the same part of the sentence."""
        for entry in reversed(self.entries):
            first = entry.level or entry.change
            if first is not None and first.group != mention.group:
                return None
            if first is not None and first.bracket and not mention.bracket:
                continue
            if entry.like(mention):
                return entry
        return None


def runs(said: Sequence[Mention]) -> list[list[tuple[int, Mention]]]:
    """The figures of a sentence with their numbers; those that say more of the same together."""
    found: list[list[tuple[int, Mention]]] = []
    for place, mention in enumerate(said):
        if found and again(mention, found[-1][-1][1]):
            found[-1].append((place, said_again(mention, found[-1][-1][1])))
        else:
            found.append([(place, mention)])
    return found


def again(mention: Mention, previous: Mention) -> bool:
    """Whether a figure is one more of the same: 1.95%和2.06%."""
    joined = re.fullmatch(rf"\s*(?:{expression('statements.and')}|[、,，])\s*", mention.lead)
    moves = previous.role in (GROWTH, CHANGE, SHARE)
    return moves and joined is not None and mention.unit == previous.unit


def said_again(mention: Mention, movement: Mention) -> Mention:
    """A figure in the role of the one before it."""
    sign = -1 if movement.printed.value < 0 else 1
    printed = mention.printed._replace(value=sign * abs(Decimal(mention.printed.value)))
    return mention._replace(role=movement.role, printed=printed)


def became(mention: Mention, following: Mention) -> bool:
    """Whether the next number is what this one became: from 120 to 180."""
    moved = bool(patterns()["to"].search(following.near)) or following.near == "to"
    return moved and alike(mention.unit, following.unit)


def inner(mention: Mention) -> bool:
    """Whether a figure begins a list of parts: 其中, of which."""
    return bool(pattern("inner").search(mention.lead))


def inside(mention: Mention) -> bool:
    """Whether what follows is about parts of it: 1040名读者中."""
    return bool(
        re.match(rf"[^,，。;；]{{0,12}}{expression('statements.within', 'zh')}[,，]", mention.tail)
    )


def of_whole(mention: Mention, previous: Entry | None) -> bool:
    """Whether a count is the whole of the one before it: 988 of the 1,040."""
    return (
        previous is not None
        and previous.level is not None
        and bool(
            re.fullmatch(
                rf"(?:[a-z]+ )?of (?:{expression('statements.whole', 'en')} ?)*",
                mention.lead.strip() + " ",
            )
        )
    )


def whole_name(mention: Mention) -> str:
    """The name of the whole that a share gives: 占学校总数的."""
    parts = re.split(expression("statements.share", "zh"), mention.near)
    said = parts[-1] if len(parts) > 1 else ""
    if not said:
        found = re.match(r"of ((?:[a-z'-]+ ?){1,6})", mention.tail.strip())
        said = found[1] if found else ""
        return re.sub(expression("statements.whole", "en"), "", said).strip()
    return stripped(said)


def stripped(name: str) -> str:
    """The name of a whole without the words for its number."""
    end = re.compile(rf"{expression('statements.whole', 'zh')}$")
    while len(name) > 2 and (found := end.search(name)) and found.start() > 0:
        name = name[: found.start()]
    return name if HAN.search(name) and len(name) > 1 else ""


def same_name(one: str, other: str) -> bool:
    """Whether two names are of one thing: one ends as the other does."""
    if not one or not other:
        return False
    return one == other or (
        min(len(one), len(other)) > 1 and (one.endswith(other) or other.endswith(one))
    )
