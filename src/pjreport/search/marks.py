"""Where the words of a query stand in a text that is shown."""

from collections.abc import Container, Iterable, Iterator, Mapping

from ..text.near import stems
from ..text.normalise import Traced, fold, trace
from .features import Feature
from .query import TOKEN, Query, places

Span = tuple[int, int]
BEGINNING = 3  # letters; a shorter word is marked only where it stands whole


class Marker:
    """Finds in texts what a query is about."""

    def __init__(
        self,
        query: Query,
        features: Iterable[Feature],
        masks: Mapping[str, int] | None = None,
        searched: Container[str] = (),
        known: Mapping[str, str] | None = None,
    ) -> None:
        """`masks` says what of the query the `searched` texts account for.

        `known` has texts that somebody has folded.
        """
        self.known = {**(known or {})}
        self.query = query
        self.wanted = [each for each in features if each.covers & query.content]
        self.masks = {**(masks or {})}
        self.searched = searched

    def __call__(self, text: str) -> list[Span]:
        """Where a text holds something of the query, as pairs of offsets in order."""
        folded = trace(Traced.of(text))
        found = [span for each in self.wanted for span in held(folded.text, each)]
        return joined((folded.spans[a][0], folded.spans[b - 1][1] + 1) for a, b in found)

    def accounted(self, texts: Iterable[str]) -> int:
        """The positions of the query that some texts account for."""
        found = 0
        for text in texts:
            mask = self.masks.get(text)
            if mask is None:
                mask = self.masks[text] = (
                    0 if text in self.searched else self.of_text(self.folded(text))
                )
            found |= mask
        return found & self.query.content

    def folded(self, text: str) -> str:
        """A text folded. The texts of a fact are looked at several times."""
        if text not in self.known:
            self.known[text] = fold(text)
        return self.known[text]

    def of_text(self, folded: str) -> int:
        """The positions of the query that a folded text accounts for."""
        mask = 0
        for each in self.wanted:
            if each.covers & ~mask and any(held(folded, each)):
                mask |= each.covers
        return mask


def held(folded: str, feature: Feature) -> Iterator[Span]:
    """Where a folded text holds a feature."""
    latin = [form for form in feature.forms if form.isascii() and form.isalpha()]
    for form in feature.forms:
        if form not in latin:
            yield from ((start, start + len(form)) for start in places(folded, form))
    if latin or feature.stems:
        for token in TOKEN.finditer(folded):
            word = token[0]
            whole = word in latin or not {word, *stems(word)}.isdisjoint(feature.stems)
            if whole or any(len(form) >= BEGINNING and word.startswith(form) for form in latin):
                yield token.span()


def joined(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
