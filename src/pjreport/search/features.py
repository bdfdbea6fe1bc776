"""What of a query is searched: words, whole numbers, pairs of characters, and other words for them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple, Protocol

from ..text.near import root, stems
from ..vocabulary import LANGUAGES, group
from .query import Query, Token, places, span
from .units import alike, measures, sort_names, years

# The tiers of what is not held as it was typed; see `ranking`.
SPELLED, INITIALS, APPROXIMATE = 70, 80, 100

CHARACTER = 0.25  # the weight of one Han character inside a longer word
SYNONYM = 0.6
NUMBER = 1.5  # a number is seldom typed by chance

MOST_FEATURES = 100  # of a query
MOST_FORMS = 400  # for one word
MOST_WINDOWS = 8  # parts of a word that are searched by sound
MOST_NEAR = 4  # words of a query that are searched nearly right
LONGEST = 64  # characters; a longer word is only searched as it is


class Feature(NamedTuple):
    """Something that is searched in texts: any of the folded `forms`, or an English word's `stems`.

    `span` are the positions of the query that it stands for, and `covers` those that a document
    with it accounts for. `tier` is added to how a text holds it. An `other` word counts only where the word itself is not.
    """

    span: int
    covers: int
    forms: tuple[str, ...]
    stems: tuple[str, ...] = ()
    weight: float = 1.0
    tier: int = 0
    other: bool = False

    @property
    def short(self) -> bool:
        """Whether it is one character, which says nothing inside the name of a field."""
        return all(len(form) == 1 for form in self.forms)

    @property
    def latin(self) -> bool:
        """Whether it stands in texts in Latin letters."""
        return all(map(str.isascii, self.forms))


class Lexicon(Protocol):
    """The words of all documents."""

    def holds(self, form: str) -> bool:
        """Whether a text holds a folded word; a Latin one may be the beginning of a word."""
        ...

    def english(self, word: str) -> bool:
        """Whether a text has a whole Latin word, in this or another form."""
        ...

    def spelled(self, word: str) -> Sequence[str]:
        """The Chinese words whose pinyin a word spells; the last syllable may be unfinished."""
        ...

    def abbreviated(self, word: str) -> Sequence[str]:
        """The Chinese words that a word spells by initials, alone or among whole syllables."""
        ...

    def sounding(self, word: str) -> Sequence[str]:
        """The Chinese words that sound like a Chinese word."""
        ...

    def misspelled(self, word: str) -> Sequence[str]:
        """The English words that differ from a word in one letter."""
        ...


def features(query: Query, lexicon: Lexicon) -> list[Feature]:
    """All features of a query, the widest first."""
    found = [*synonyms(query)]
    together = spelled_apart(query, lexicon)
    found += together
    for token in query.tokens:
        if together and token.latin:
            continue
        if token.latin:
            found += latin(query, token, lexicon)
        elif token.number:
            found += number(query, token)
        else:
            found += han(query, token)
    found += nearly(query, found, lexicon)
    return sorted(
        merged(found), key=lambda feature: (feature.other, feature.tier, -feature.span.bit_count())
    )


def merged(found: Iterable[Feature]) -> Iterator[Feature]:
    """The features, each once with all the positions that it stands for."""
    spans: dict[Feature, tuple[int, int]] = {}
    for feature in found:
        key = feature._replace(span=0, covers=0)
        span, covers = spans.get(key, (0, 0))
        if key in spans or len(spans) < MOST_FEATURES:
            spans[key] = (span | feature.span, covers | feature.covers)
    return (key._replace(span=span, covers=covers) for key, (span, covers) in spans.items())


# ---- English words and pinyin


def latin(query: Query, token: Token, lexicon: Lexicon) -> Iterator[Feature]:
    """A Latin word: English first, else pinyin, else initials."""
    word = token.text
    forms = (word, *spellings().get(word, ()))
    held = any(map(lexicon.holds, forms))
    inflected = tuple(stem for form in forms for stem in stems(form))
    if held or lexicon.english(word):
        yield Feature(token.span, token.span, forms, inflected)
    if not token.span & query.content or len(word) > LONGEST or lexicon.english(word):
        return
    if spoken := lexicon.spelled(word):
        yield Feature(token.span, token.span, tuple(spoken[:MOST_FORMS]), tier=SPELLED)
    elif not held and (spoken := lexicon.abbreviated(word)):
        yield Feature(token.span, token.span, tuple(spoken[:MOST_FORMS]), tier=INITIALS)


def spelled_apart(query: Query, lexicon: Lexicon) -> list[Feature]:
    """Several Latin words as the syllables of one Chinese word: pei xun."""
    words = [token for token in query.tokens if token.latin]
    if len(words) < 2 or len(words) < len(query.tokens):
        return []
    joined = "".join(token.text for token in words)
    if len(joined) > LONGEST or any(lexicon.english(token.text) for token in words):
        return []
    every = span(words[0].start, words[-1].end)
    forms = tuple(lexicon.spelled(joined)[:MOST_FORMS])
    return [Feature(every, every, forms, tier=SPELLED)] if forms else []


# ---- numbers and Han characters


def number(query: Query, token: Token) -> Iterator[Feature]:
    """A whole number, alone and with the unit behind it."""
    rest = query.line[token.end :].partition(" ")[0]
    unit = next((each for each in measures() if rest.startswith(each)), "")
    if unit:
        every = span(token.start, token.end + len(unit))
        forms = tuple(token.text + each for each in alike().get(unit, (unit,)))
        yield Feature(every, every, forms, weight=NUMBER)
        if unit in years():  # 2021年 is in 2021学年
            yield Feature(token.span, every, (token.text,))
            return
    yield Feature(token.span, token.span, (token.text,), weight=NUMBER)


def han(query: Query, token: Token) -> Iterator[Feature]:
    """The pairs of characters of a run, or the only character that asks for something."""
    start = token.start + unit_length(query, token)
    text = query.line[start : token.end]
    asked = span(start, token.end) & query.content
    for place in range(start, token.end):  # a character that no other asks something with
        one = span(place, place + 1)
        if asked & one and not asked & (one << 1 | one >> 1):
            yield Feature(one, one, (query.line[place],))
    for at in range(len(text) - 1):
        pair = span(start + at, start + at + 2)
        if pair & query.searched:
            yield Feature(pair, pair, (text[at : at + 2],))
    if names := sort_names().get(text[-1:]) if len(text) > 1 else None:
        last = span(token.end - 1, token.end)
        yield Feature(last, last, names, weight=SYNONYM, other=True)


def unit_length(query: Query, token: Token) -> int:
    """The length of the unit of a number at the beginning of a run: 人次 of 5228人次."""
    if token.start and query.line[token.start - 1].isdigit():
        return next((len(each) for each in measures() if token.text.startswith(each)), 0)
    return 0


# ---- other words


def synonyms(query: Query) -> Iterator[Feature]:
    """Other words for what is asked, from the vocabulary."""
    padded = f" {query.line} "
    for lang in LANGUAGES:
        if not any(token.latin is (lang == "en") for token in query.tokens if not token.number):
            continue
        for entries in group("synonyms", lang).values():
            for word in entries:
                found = places(padded, f" {word} ") if lang == "en" else places(query.line, word)
                for start in found:
                    every = span(start, start + len(word))
                    others = tuple(each for each in entries if each != word)
                    yield Feature(every, every, others, weight=SYNONYM, other=True)
    listed = known()
    for token in query.tokens:
        if token.latin and token.text not in listed:
            for others in inflected(root(token.text)):
                yield Feature(token.span, token.span, others, weight=SYNONYM, other=True)


def inflected(stem: str) -> Iterator[tuple[str, ...]]:
    """The lists of English synonyms with a word of this root: upgrading is like upgraded."""
    for entries in group("synonyms", "en").values():
        if any(word.startswith(stem) and root(word) == stem for word in entries):
            yield tuple(entries)


@cache
def spellings() -> dict[str, tuple[str, ...]]:
    """English words by their other spellings."""
    found: dict[str, tuple[str, ...]] = {}
    for entries in group("spellings", "en").values():
        found |= {word: tuple(each for each in entries if each != word) for word in entries}
    return found


@cache
def known() -> frozenset[str]:
    """English words that nobody has misspelled."""
    return frozenset(word for entries in group("synonyms", "en").values() for word in entries)


# ---- nearly right


def nearly(query: Query, exact: Sequence[Feature], lexicon: Lexicon) -> Iterator[Feature]:
    """Words that sound or look like those that no document holds."""
    held = 0

    def late(feature: Feature) -> tuple[bool, bool, int]:
        """What is not looked at, because others account for it, takes no time in a large base."""
        outside = bool(feature.covers & ~query.content)
        return feature.other, outside, feature.span.bit_length() % 2

    for feature in sorted(exact, key=late):
        if feature.covers & query.content & ~held and any(
            map(lexicon.holds, (*feature.forms, *feature.stems))
        ):
            held |= feature.covers
    tried = 0
    for token in query.tokens:
        unheld = token.span & query.content & ~held
        if not unheld or token.number or tried == MOST_NEAR or len(token.text) > LONGEST:
            continue
        tried += 1
        if token.latin:
            if token.text not in known() and (forms := lexicon.misspelled(token.text)):
                yield Feature(token.span, token.span, tuple(forms[:MOST_FORMS]), tier=APPROXIMATE)
            continue
        for place in range(token.start, token.end):
            if unheld >> place & 1:
                yield Feature(span(place, place + 1), 0, (query.line[place],), weight=CHARACTER)
        for start, end in islice(windows(token, unheld), MOST_WINDOWS):
            if forms := lexicon.sounding(query.line[start:end]):
                every = span(start, end)
                yield Feature(every, every, tuple(forms[:MOST_FORMS]), tier=APPROXIMATE)


def windows(token: Token, unheld: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of characters in which a wrong one may stand, as pairs of offsets.

    A part that no document holds is taken whole; one character with its neighbour on either side.
    """
    place = token.start
    while place < token.end:
        if not unheld >> place & 1:
            place += 1
            continue
        start = place
        while place < token.end and unheld >> place & 1:
            place += 1
        if place - start > 1:
            yield start, place
        else:
            yield from (
                (first, first + 2)
                for first in (start - 1, start)
                if token.start <= first and first + 2 <= token.end
            )
