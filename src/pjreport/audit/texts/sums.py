"""What a sentence says of parts, of their total, and of the shares of all parts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ...vocabulary import pattern, words
from ..parts import ALL, NEAR
from ..statement import IMPOSSIBLE, OTHER, UNTESTED, Statement, test
from .cues import same_units
from .entries import Entry
from .links import Sentence
from .mentions import SHARE, YEAR, Mention
from .tested import Tested, best, tested

FIVE = 5  # times as near, if nothing can be two of the parts
NAMED = 12  # characters behind a count that may say what it is of


def of_total(entry: Entry, counted: Sequence[Entry]) -> Iterator[Tested]:
    """A total behind its parts: 小学164所，初中78所，合计242所."""
    level = entry.level
    if level is None:
        return
    parts = [each.level for each in counted if each.level and each.outside and not each.part]
    english = level.tail.isascii() and level.near.isascii()
    parts = [
        each
        for each in parts
        if same_units(each.unit, level.unit) or (english and each.printed.exact)
    ]
    size, added, fits = Fraction(level.printed.value), Fraction(0), range(len(parts) - 1)
    for start in reversed(fits):  # the first sum that is not below the total, or all of them
        added = sum((Fraction(each.printed.value) for each in parts[start:]), Fraction(0))
        if added >= size or start == 0:
            results = [tested("sum", level, parts[start:])]
            if start + 1 in fits:
                results.append(tested("sum", level, parts[start + 1 :]))
            yield from best(results[::-1], sure=entry.all and not entry.part)
            return


def of_parts(sentence: Sentence) -> Iterator[Tested]:
    """Lists of parts: each within its whole, and all of them together."""
    lists: dict[int, list[Entry]] = defaultdict(list)
    for entry in sentence.entries:
        if entry.part and entry.level is not None and entry.whole is not None:
            lists[id(entry.whole)].append(entry)
    for some in lists.values():
        whole = some[0].whole
        assert whole is not None
        if whole.level is None or no_sum(whole.level):
            continue
        parts = [each.level for each in some if each.level is not None]
        result = tested("sum", whole.level, parts)
        size = Fraction(whole.level.printed.value)
        added = sum((Fraction(each.printed.value) for each in parts), Fraction(0))
        if result.outcome.verdict != IMPOSSIBLE:
            yield result
            continue
        several = len(some) > 1
        sorts = several and (whole.listed or apart(some) or complete_sorts(some))
        close = abs(added - size) <= NEAR * (FIVE if sorts else 1) * size
        if several and close and not whole.open:
            yield result._replace(outcome=result.outcome._replace(verdict=OTHER))
        elif added > size:
            verdict = IMPOSSIBLE if sorts or one_part(some) else UNTESTED
            if several or verdict == IMPOSSIBLE:
                yield result._replace(outcome=result.outcome._replace(verdict=verdict))
        elif complete_sorts(some) and not whole.open:
            yield result._replace(outcome=result.outcome._replace(verdict=OTHER))


def of_shares(sentence: Sentence) -> Iterator[Tested]:
    """All shares of a sentence, if they are most likely those of all parts: 100 per cent."""
    entries = [
        each
        for each in sentence.entries
        if (each.share if each.level is None else each.level.unit == "%")
    ]
    shares = [share for each in entries if (share := each.rate()) is not None]
    if len(shares) < 2 or all(each.role != SHARE for each in shares):
        return
    statement = Statement("sum", ALL, ([each.printed for each in shares],))
    result = Tested(shares[-1], statement, (shares,), test(statement))
    added = sum((Fraction(each.printed.value) for each in shares), Fraction(0))
    parted = apart(entries)
    if result.outcome.verdict != IMPOSSIBLE or (parted and added > 100):
        yield result
        return
    lead = sentence.said[0].lead
    structure = pattern("statements.structure").search(lead) or complete_sorts(entries)
    run = pattern("respective").search(lead) and len(shares) > 2
    if abs(added - 100) > (2 * FIVE if structure else FIVE if run else 1):
        return
    if structure or len(shares) > 2 or parted:
        yield result._replace(outcome=result.outcome._replace(verdict=OTHER))


def no_sum(figure: Mention) -> bool:
    """Whether a figure is no sum of its parts: an index, an average, a price, an age."""
    unit = figure.unit in words("statements.no-sum-units")
    return unit or pattern("statements.no-sum").search(figure.near) is not None


def one_part(entries: Sequence[Entry]) -> bool:
    """Whether a single part is listed, so that nothing can overlap."""
    return len(entries) == 1 and entries[0].whole is not None and not entries[0].whole.listed


def apart(entries: Sequence[Entry]) -> bool:
    """Whether nothing can be two of these: men and women, first and second prizes."""
    years = [YEAR.findall(each.level.near) if each.level else [] for each in entries]
    if all(years) and len({each[-1] for each in years}) == len(years):
        return True
    said = [sorts_of(each) for each in entries]
    for entry in words("statements.apart"):
        sorts = entry.split()
        found = [next((sort for sort in sorts if sort in name), None) for name in said]
        if None not in found and len(set(found)) == len(found):
            return True
    return False


def complete_sorts(entries: Sequence[Entry]) -> bool:
    """Whether these are all sorts that there are: men and women."""
    said = [sorts_of(each) for each in entries]
    return any(
        len(sorts) == len(said) and all(any(sort in name for name in said) for sort in sorts)
        for sorts in map(str.split, words("statements.complete"))
    )


def sorts_of(entry: Entry) -> str | list[str]:
    """The words that say what sort of thing an entry is: in English the single words."""
    level = entry.level
    said = entry.name
    if level is not None and level.tail.isascii() and said.isascii() and level.unit != "%":
        said = f"{level.unit} {level.tail[:NAMED]}"  # English names stand behind
    return re.findall("[a-z]+", said) if said.isascii() else said
