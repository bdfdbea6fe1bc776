"""Errors for names that do not exist, with the nearest names that do."""

from collections.abc import Sequence

from ..errors import NotFoundError, UsageError
from ..messages import tell

SHOWN_NAMES = 12  # in a message, of a long list
MOST_NAMES = 50  # so many fields, rules or formats are all shown


def meant(name: str, known: dict[str, str], all: Sequence[str]) -> str:
    """Advice about a wrong name: the nearest of `known`, or the list of `all`."""
    near = nearest(name, known)
    if near:
        return tell("did you mean {names}?", names=tell(" or ").join(near))
    return tell("use {names}", names=", ".join(few(all, MOST_NAMES)))


def checked(what: str, name: str, names: Sequence[str], known: dict[str, str] | None = None) -> str:
    """`name`, if it is one of `names`. Raises `UsageError` with the nearest.

    `known` maps all words for the names to the names, if there are other words.
    """
    if name not in names:
        words = {each: each for each in names} if known is None else known
        advice = meant(name, words, names)
        raise UsageError(
            tell("no {what} '{name}'; {advice}", what=tell(what), name=name, advice=advice)
        )
    return name


def few(names: Sequence[str], most: int = SHOWN_NAMES) -> list[str]:
    """The names, or the first ones and the number of all if there are more than `most`."""
    return [*names] if len(names) <= most else [*names[:SHOWN_NAMES], f"... ({len(names)} in all)"]


def nearest(word: str, known: dict[str, str], count: int = 3) -> list[str]:
    """The values of `known` whose names are like `word`, the nearest first.

    A name that folds to the same text is the only result. Otherwise results are found as in a
    search, or else share many letters with `word` or are a part of it.
    """
    from .lexicon import TextLexicon
    from .matcher import EXACT, LONGEST_WORD, Texts
    from .normalise import fold, fold_all  # not needed if all names are right

    folded = fold(word)
    least = 2 if folded.isascii() else 1  # one letter is like anything
    if not least <= len(folded) <= LONGEST_WORD:
        return []
    texts = Texts(known)
    hits = texts.literal(folded) or TextLexicon(texts).alike(folded)
    keys = fold_all(texts.texts)
    if not hits:
        from difflib import get_close_matches

        by_key = {key: number for number, key in enumerate(keys)}
        close = get_close_matches(folded, by_key, n=count, cutoff=0.6)
        inside = [key for key in by_key if len(key) > 1 and key in folded]
        likely = dict.fromkeys((*close, *inside))
        hits = {by_key[key]: place for place, key in enumerate(likely)}
    elif exact := [number for number, how in hits.items() if how == EXACT]:
        hits = dict.fromkeys(exact, EXACT)
    best = sorted(hits, key=lambda number: (hits[number], len(keys[number]), number))
    return list(dict.fromkeys(known[texts.texts[number]] for number in best))[:count]


def missing(what: str, near: Sequence[str], otherwise: str) -> NotFoundError:
    """The error for a name that does not exist. It ends with the nearest names or `otherwise`."""
    advice = tell("did you mean {names}?", names=", ".join(near)) if near else otherwise
    return NotFoundError(tell("{what}; {advice}", what=what, advice=advice))
