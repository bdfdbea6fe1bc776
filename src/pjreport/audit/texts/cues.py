"""What the words beside a figure say of how it goes with the figures around it."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ...vocabulary import expression, pattern, words
from .mentions import CHANGE, GROWTH, HAN, LEVEL, POINTS, SHARE, Mention, patterns

LIST = 24  # characters behind a count that may say that it is all of them


def alike(one: str, other: str) -> bool:
    """Whether two units may be the same. A figure without a unit may be of any but per cent."""
    if "%" in (one, other):
        return one == other
    return same_units(one, other) or not one or not other


def same_units(one: str, other: str) -> bool:
    """Whether two units are the same, or both of people: 人, 名, 位."""
    people = words("alike.people")
    return one == other or (one in people and other in people)


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
    joined = re.fullmatch(rf"\s*(?:{expression('listing')}|[、,，])\s*", mention.lead)
    moves = previous.role in (GROWTH, CHANGE, SHARE)
    return moves and joined is not None and mention.unit == previous.unit


def said_again(mention: Mention, movement: Mention) -> Mention:
    """A figure in the role of the one before it."""
    sign = -1 if movement.printed.value < 0 else 1
    printed = mention.printed._replace(value=sign * abs(Decimal(mention.printed.value)))
    return mention._replace(role=movement.role, printed=printed)


def became(mention: Mention, following: Mention) -> bool:
    """Whether the next number is what this one became: from 120 to 180."""
    moved = bool(patterns()["to"].search(following.near))
    return moved and alike(mention.unit, following.unit)


def moves_back(mention: Mention, previous: Mention | None) -> bool:
    """Whether a number is of the year before, and not only from something: £18,640 from 233."""
    if not pattern("ranges.from").search(mention.near):
        return True
    moved = previous is not None and previous.role in (GROWTH, CHANGE, POINTS, LEVEL)
    if moved and previous is not None and previous.role == LEVEL:
        moved = bool(patterns()["to"].search(previous.near))
    return moved or bool(patterns()["moved"].search(mention.near))


def inner(mention: Mention) -> bool:
    """Whether a figure begins a list of parts: 其中, of which, including."""
    found = pattern("inner").search(mention.lead) or pattern("statements.among").search(
        mention.lead
    )
    return found is not None


def listed(mention: Mention) -> bool:
    """Whether a figure begins a list behind a colon: 36 employees: 14 full-time."""
    return (
        re.fullmatch(r"[^,，。;；:：]{0,30}[:：][^,，。;；:：\n]{0,12}", mention.lead) is not None
    )


def enough(mention: Mention) -> bool:
    """Whether a count has no name but a word for all: 共242所."""
    found = pattern("statements.all-of", "en").search(mention.tail[:LIST])
    return pattern("statements.all-of").fullmatch(mention.near) is not None or found is not None


def inside(mention: Mention) -> bool:
    """Whether what follows is about parts of it: 1040名读者中, Of 1,150 patients."""
    within = rf"[^,，。;；]{{0,12}}{expression('statements.within', 'zh')}(?:[,，]|{expression('statements.after-within')}?$)"
    if re.match(within, mention.tail):
        return True
    return re.fullmatch(r"of(?: the| our| its)?", mention.lead.strip()) is not None


def of_whole(mention: Mention) -> bool:
    """Whether a count is the whole of the one before it: 988 of the 1,040."""
    said = rf"(?:[a-z]+ ){{0,2}}of (?:{expression('statements.whole', 'en')} ?)*"
    return re.fullmatch(said, mention.lead.strip() + " ") is not None


def share_of_it(mention: Mention) -> bool:
    """Whether a count is the whole of a share that follows: 占计划12亿元的80%."""
    share = pattern("statements.share", "zh").search(mention.near) is not None
    return share and mention.tail in words("of", "zh")


def said_otherwise(mention: Mention) -> bool:
    """Whether a share says once more how something changed: rose by 12,672, or 12%."""
    return pattern("statements.or", "en").match(mention.near) is not None


def whole_name(mention: Mention) -> str:
    """The name of the whole that a share gives: 占学校总数的."""
    parts = re.split(expression("statements.share", "zh"), mention.near)
    said = parts[-1] if len(parts) > 1 else ""
    if not said:
        found = re.match(r"of ((?:[a-z'-]+ ?){1,6})", mention.tail.strip())
        said = re.sub(r" of$", "", found[1].strip()) if found else ""
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
