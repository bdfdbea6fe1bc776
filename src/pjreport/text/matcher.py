"""Finds words in many texts: as written, in pinyin, by initials, and nearly right.

`near` compares two words; `suggest` makes error messages of what is found here.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from unicodedata import normalize

from ..vocabulary import words
from .characters import ROW
from .near import blurred, one_edit, stems
from .normalise import fold_all
from .pinyin import spell, spell_all

# How a text holds a word, the best first. PART is an unfinished word, FORM another form of it.
EXACT, START, BEGINNING, WORD, PART, FORM = range(6)
SPELLED_START, SPELLED, INITIALS, SOUND, TYPO = range(6, 11)
WHOLE = frozenset({EXACT, START, WORD})

Hits = dict[int, int]  # from the number of a text to how it holds the word

SUFFIXES = frozenset({"", *words("suffixes")})  # of other forms of an English word
ASCII_QUOTES = dict.fromkeys(map(ord, "\"'`"))
LONGEST_WORD = 64  # characters; a longer word is only searched as it is
# Between two letters of pinyin: a new syllable may begin, also after an initial alone.
JUMP = "(?: |(?<= [a-z])[a-z]+ |(?<= [zcs]h)[a-z]+ )?"


class Haystack:
    """Strings joined to one, so that Python's own string search finds words in all of them."""

    def __init__(self, numbers: Sequence[int], strings: Sequence[str]) -> None:
        """`numbers` identify the strings in results."""
        self.numbers = numbers
        self.strings = strings
        self.text = ROW + ROW.join(strings) + ROW
        self.starts = list(accumulate((len(string) + 1 for string in strings), initial=1))

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Each occurrence of `word`: the number of its string, and its offset in `text`."""
        at = self.text.find(word)
        while at >= 0:
            yield self.number(at), at
            at = self.text.find(word, at + 1)

    def matches(self, pattern: str) -> Iterator[tuple[int, int]]:
        """Each match of a regular expression, as in `find`."""
        for match in re.finditer(pattern, self.text):
            yield self.number(match.start()), match.start()

    def number(self, at: int) -> int:
        """The number of the string at an offset."""
        return self.numbers[bisect_right(self.starts, at) - 1]


class Texts:
    """Distinct texts, folded only when needed. Words to find must be folded, too."""

    def __init__(self, texts: Iterable[str], silent: Iterable[str] = ()) -> None:
        """`silent` are the texts that are not searched by pinyin."""
        self.texts = list(dict.fromkeys(texts))
        self.silent = frozenset(silent)

    @cached_property
    def ascii(self) -> Haystack:
        """The ASCII texts, folded. They hold no Chinese word."""
        return self.folded([n for n, text in enumerate(self.texts) if text.isascii()])

    @cached_property
    def other(self) -> Haystack:
        """All other texts, folded."""
        return self.folded([n for n, text in enumerate(self.texts) if not text.isascii()])

    def folded(self, numbers: Sequence[int]) -> Haystack:
        """Some of the texts, folded."""
        return Haystack(numbers, fold_all([self.texts[number] for number in numbers]))

    @cached_property
    def letters(self) -> str:
        """All Latin letters of the folded texts, in a tenth of the time that folding takes."""
        ascii = ROW.join(text for text in self.texts if text.isascii())
        other = ROW.join(text for text in self.texts if not text.isascii())
        rare = [each for each in set(other) if each > "\x7f" and not "\u3400" < each < "\ua000"]
        if any(map(letter, normalize("NFKC", "".join(rare)).casefold())):  # full-width letters
            other = normalize("NFKC", other)
        letters = f"{ascii}{ROW}{other}".casefold().encode("ascii", "ignore").decode()
        return letters.translate(ASCII_QUOTES)

    def plain(self, word: str) -> tuple[Haystack, ...]:
        """The texts that may hold a word; none if no text has its letters, as with pinyin."""
        if not word.isascii():
            return (self.other,)
        if word.isalpha() and word not in self.letters:
            return ()
        return self.ascii, self.other

    def holding(self, word: str) -> Hits:
        """The texts that hold `word` in its own script or in pinyin.

        A Latin word is English first. Pinyin counts if no text has the whole word; initials count
        if nothing else is found.
        """
        found = self.literal(word)
        if latin(word):
            forms = self.forms(word)
            if not forms and WHOLE.isdisjoint(found.values()):
                found = self.pinyin(word) | found
            found = forms | found or self.initials(word)
        return found

    def is_english(self, word: str) -> bool:
        """Whether some text has a Latin word, in this or another form."""
        return not WHOLE.isdisjoint(self.literal(word).values()) or bool(self.forms(word))

    def nearly(self, word: str) -> Hits:
        """The texts with a word that sounds like `word`, or else differs in one character."""
        return self.sounds(word) or self.typos(word) if len(word) <= LONGEST_WORD else {}

    def literal(self, word: str) -> Hits:
        """The texts that hold `word` as it is.

        A number must be whole: 5 is not in 5228, nor 98 in 98.5, nor 3.2 in -3.2. A Latin word is
        found at the beginning of words, a Chinese word anywhere.
        """
        found: Hits = {}
        if word and han(word) and not word[-1].isdigit():
            return self.characters(word)
        for haystack in self.plain(word):
            for number, at in haystack.find(word):
                how = held(haystack.text, at, at + len(word))
                if how is not None and how < found.get(number, how + 1):
                    found[number] = how
        return found

    def characters(self, word: str) -> Hits:
        """The texts that hold a word of Han characters, as `literal`."""
        found: Hits = {}
        haystack = self.other
        text, starts, numbers = haystack.text, haystack.starts, haystack.numbers
        size = len(word)
        at = text.find(word)
        while at >= 0:
            place = bisect_right(starts, at)
            if text[at - 1] == ROW:
                found[numbers[place - 1]] = EXACT if text[at + size] == ROW else START
            else:
                found[numbers[place - 1]] = WORD
            at = text.find(word, starts[place])  # the first in a text is the best
        if not found and 1 < size <= LONGEST_WORD:
            spaced = " ?".join(map(re.escape, word))  # 三会一课 in 三会、一课
            found = {number: WORD for number, _ in haystack.matches(spaced)}
        return found

    def forms(self, word: str) -> Hits:
        """The texts with another form of an English word: trained, training."""
        return {number: FORM for stem in stems(word) for number in self.literal(stem)}

    def stemmed(self, stem: str) -> Iterator[int]:
        """The texts with a form of the English word that begins with `stem`."""
        for haystack in self.plain(stem):
            text = haystack.text
            for number, at in haystack.find(stem):
                if not letter(text[at - 1]):
                    end = at + len(stem)
                    while letter(text[end]):
                        end += 1
                    if text[at + len(stem) : end] in SUFFIXES:
                        yield number

    @cached_property
    def spelled(self) -> Haystack:
        """The Chinese texts in pinyin."""
        chinese = [
            number
            for number, text in enumerate(self.texts)
            if not text.isascii() and max(text) > "\u2e80" and text not in self.silent
        ]
        return Haystack(chinese, spell_all([self.texts[number] for number in chinese]))

    @cached_property
    def blurred(self) -> Haystack:
        """The Chinese texts in fuzzy pinyin."""
        return Haystack(self.spelled.numbers, [blurred(text) for text in self.spelled.strings])

    def pinyin(self, word: str) -> Hits:
        """The texts with the syllables of `word`; the last syllable may be unfinished."""
        if len(word) > LONGEST_WORD:
            return {}
        found: Hits = {}
        for number, at in self.spelled.matches(" " + " ?".join(word)):
            if self.spelled.text[at - 1] == ROW:
                found[number] = SPELLED_START
            else:
                found.setdefault(number, SPELLED)
        return found

    def initials(self, word: str) -> Hits:
        """The texts with syllables that `word` has in full or by their initials."""
        if not 1 < len(word) <= LONGEST_WORD:
            return {}
        return {number: INITIALS for number, _ in self.spelled.matches(" " + JUMP.join(word))}

    def sounds(self, word: str) -> Hits:
        """The texts that sound like a Chinese word: 陪训 for 培训."""
        if len(word) < 2 or not han(word):
            return {}
        sound = blurred(spell(word))
        found = self.blurred.find(sound)
        ends = (" ", ROW)
        text = self.blurred.text
        return {number: SOUND for number, at in found if text.startswith(ends, at + len(sound))}

    def typos(self, word: str) -> Hits:
        """The texts with `word` but for one wrong, missing or added character.

        Numbers have no typing errors: another number is another figure.
        """
        if any(character.isdigit() for character in word):
            return {}
        if latin(word):
            return self.misspelled(word) if len(word) > 3 else {}
        if len(word) < 3 or not han(word):
            return {}
        if len(word) == 3:  # two equal characters prove little: only a whole text, a name, counts
            names = zip(self.other.numbers, self.other.strings, strict=True)
            return {n: TYPO for n, text in names if len(text) == 3 and one_edit(word, text)}
        return self.one_off(word)

    def misspelled(self, word: str) -> Hits:
        """The texts with an English word, or a beginning of one, that is one edit away."""
        size = len(word)
        sizes = (size - 1, size, size + 1)
        known = {w for texts in (self.ascii, self.other) for w in re.findall("[a-z]+", texts.text)}
        near = [w for w in known if any(one_edit(word, w[:length]) for length in sizes)]
        return {number: TYPO for word in near for number in self.literal(word)}

    def one_off(self, word: str) -> Hits:
        """The texts with characters that are one edit away from a Chinese word.

        One half of the word must be right: it is searched, and the other half compared.
        """
        middle = len(word) // 2
        head, tail = word[:middle], word[middle:]
        text = self.other.text
        found: Hits = {}
        for number, at in self.other.find(head):
            end = at + len(head)
            after = text[end : end + len(tail) + 1].partition(ROW)[0]
            if any(one_edit(tail, after[: len(tail) + more]) for more in (-1, 0, 1)):
                found[number] = TYPO
        for number, at in self.other.find(tail):
            before = text[max(0, at - len(head) - 1) : at].rpartition(ROW)[2]
            if any(one_edit(head, before[-len(head) - more :]) for more in (-1, 0, 1)):
                found[number] = TYPO
        return found


def held(text: str, start: int, end: int) -> int | None:
    """How a text between two `ROW`s holds the word from `start` to `end`; None if it does not.

    It does not hold a part of a number, nor a Latin word that begins inside another.
    """
    before, after = text[start - 1], text[end]
    first, last = text[start], text[end - 1]
    if first.isdigit() and (before.isdigit() or before in ".-"):
        return None
    if last.isdigit() and (after.isdigit() or after == "."):
        return None
    if letter(first) and letter(before):
        return None
    unfinished = letter(last) and letter(after)
    if before == ROW:
        return BEGINNING if unfinished else EXACT if after == ROW else START
    return PART if unfinished else WORD


def latin(word: str) -> bool:
    """Whether a word may be English, or pinyin."""
    return word.isascii() and word.isalnum() and not word.isdigit()


def han(word: str) -> bool:
    """Whether a word has Chinese characters only."""
    return min(word) > "\u2e80"


def letter(character: str) -> bool:
    """Whether a character is a Latin letter."""
    return "a" <= character <= "z"
