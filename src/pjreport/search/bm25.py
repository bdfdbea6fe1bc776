"""Ranked retrieval: documents with fields, scored by BM25 over words and pairs of Han characters.

The method is BM25F (Robertson, Zaragoza and Taylor 2004): a feature of the query counts by how
rare it is and by the fields it stands in, shorter texts more. The sum is multiplied by the share of
the query that the document accounts for. Nothing is filtered: a document that holds one word of
seven has the other six `missing`.

Two things differ from the textbook. Lengths are compared with a fixed length, so that a score does
not depend on the documents that are not searched. There is no index: each feature is searched in
all texts, which for a few features is much faster than cutting all texts into words.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from ..text.matcher import FORM, Hits, Texts
from .features import Feature
from .query import Query

if TYPE_CHECKING:
    from ..text.lexicon import TextLexicon

K1, B = 1.2, 0.5
LENGTHS = (48, 16)  # of a usual text: Latin letters, Han characters
TIES = 0.1  # of what a feature is worth in further texts of a document
LEAST = 0.05  # of the score of a document that accounts for nothing
LIGHT = 0.15  # of the weight of a feature that is no content


Uses = Mapping[str, Sequence[tuple[int, int]]]  # of texts


class Found:
    """What was found in a document: its score, the positions it accounts for, and how.

    `held` are all positions whose words it holds, also where they prove nothing.
    `tier` is the worst of the tiers by which it accounts for them.
    """

    __slots__ = ("held", "mask", "score", "tier")

    def __init__(self) -> None:
        self.score = 0.0
        self.mask = self.held = 0
        self.tier = 0


class Scorer:
    """Scores documents for a query. `uses` says of each text in which fields it stands of which."""

    def __init__(
        self,
        uses: Uses,
        weights: Sequence[float],
        tiers: Sequence[Sequence[int]],
        loose: Sequence[Sequence[int]],
        size: int,
        silent: int,
        unproved: frozenset[int] = frozenset(),
        words: frozenset[int] = frozenset(),
        groups: Sequence[Sequence[int]] = (),
        folded: Mapping[str, str] | None = None,
    ) -> None:
        """`tiers` has a tier for each field and each way to hold a word, see `text.matcher`.

        `loose` has those of words that are not held as they were typed. `size` is the number of
        documents. Texts from the field
        `silent` on are not searched by sound. What stands in a field of `unproved`
        raises a document, but the document does not account for it. In a field of `words`, one
        character says nothing. A negative number in `uses` is the complement of the number of a
        group of documents. `folded` has the folded texts, if they are known.
        """
        self.uses = uses
        self.weights = weights
        self.tiers = tiers
        self.loose = loose
        self.size = size
        self.unproved = unproved
        self.words = words
        self.groups = groups
        self.masks: dict[str, int] = {}  # what of the last query each text accounts for
        self.texts = Texts(uses, folded)
        self.silent = silent

    @cached_property
    def lexicon(self) -> "TextLexicon":
        """The words of the texts."""
        from ..text.lexicon import TextLexicon  # not needed for a word that facts hold as it is

        return TextLexicon(self.texts, self.quiet)

    def quiet(self) -> frozenset[str]:
        """The texts that are not searched by sound."""
        return frozenset(text for text, used in self.uses.items() if min(used)[0] >= self.silent)

    def found(
        self,
        query: Query,
        features: Iterable[Feature],
        frequencies: Mapping[Feature, int] | None = None,
    ) -> dict[int, Found]:
        """The documents that hold some features, by number.

        `frequencies` are the numbers of documents that hold each feature, if there are more
        documents than these. The widest features must come first.
        """
        found: dict[int, Found] = {}
        self.masks = {}
        for feature in features:
            gains, tiers = self.holding(feature)
            frequency = len(gains) if frequencies is None else frequencies[feature]
            weight = feature.weight * idf(frequency, self.size)
            covers, other = feature.covers, feature.other
            if not feature.span & query.content:
                weight *= LIGHT
            for number, gain in gains.items():
                one = found.get(number)
                if one is None:
                    one = found[number] = Found()
                fresh = covers & ~one.mask
                if other and not fresh:
                    continue
                one.score += weight * gain / (gain + K1)
                one.held |= covers
                if fresh and number in tiers:
                    one.mask |= covers
                    tier = feature.tier + tiers[number]
                    one.tier = max(one.tier, tier)
        size = query.content.bit_count()
        for one in found.values():
            share = (one.mask & query.content).bit_count() / size
            one.score *= LEAST + (1 - LEAST) * share
        return {number: one for number, one in found.items() if one.held & query.content}

    def holding(self, feature: Feature) -> tuple[dict[int, float], dict[int, int]]:
        """The documents that hold a feature, with the weight of the texts and the best tier."""
        gains: dict[int, float] = {}  # the best text of each document
        more: dict[int, float] = {}  # its further texts
        tiers: dict[int, int] = {}
        names, uses, weights = self.texts.texts, self.uses, self.weights
        groups, unproved = self.groups, self.unproved
        usual = LENGTHS[not feature.latin]
        levels = self.loose if feature.tier else self.tiers
        short = feature.short
        masks, covers = self.masks, feature.covers
        for hit, how in self.hits(feature).items():
            text = names[hit]
            masks[text] = masks.get(text, 0) | covers
            length = 1 - B + B * len(text) / usual
            for field, holder in uses[text]:
                if short and field in self.words:
                    continue
                gain = weights[field] / length
                tier = levels[field][how]
                for number in (holder,) if holder >= 0 else groups[~holder]:
                    best = gains.get(number, 0.0)
                    if best:
                        more[number] = more.get(number, 0.0) + min(gain, best)
                    if gain > best:
                        gains[number] = gain
                    if tier < tiers.get(number, 999) and field not in unproved:
                        tiers[number] = tier
        for number, rest in more.items():
            gains[number] += TIES * rest
        return gains, tiers

    def phrase(self, line: str) -> dict[int, int]:
        """The documents that hold a folded query as it is, with the best tier."""
        found: dict[int, int] = {}
        for hit, how in self.texts.literal(line).items():
            for field, holder in self.uses[self.texts.texts[hit]]:
                if field in self.unproved:
                    continue
                tier = self.tiers[field][how]
                for number in (holder,) if holder >= 0 else self.groups[~holder]:
                    if tier < found.get(number, tier + 1):
                        found[number] = tier
        return found

    def hits(self, feature: Feature) -> Hits:
        """The texts that hold a feature, each with the best way."""
        found: Hits = {}
        for form in feature.forms:
            hits = self.texts.literal(form)
            if not found:
                found = hits
                continue
            for number, how in hits.items():
                if how < found.get(number, how + 1):
                    found[number] = how
        for stem in feature.stems:
            for number in self.texts.stemmed(stem):
                found.setdefault(number, FORM)
        return found


def idf(frequency: int, size: int) -> float:
    """How much a feature says that `frequency` of `size` documents hold. Never below 0."""
    return log(1 + (max(size, frequency) - frequency + 0.5) / (frequency + 0.5))
