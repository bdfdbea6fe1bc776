"""How well the name of a stat fits the words around a figure.

A report says what a figure counts in its clause, in the clauses before it, at the head of its line
or above it: 甲类教师20人，占教师的40.4%. The nearer the words of a name stand, the better it fits.
"""

import re
from bisect import bisect_left
from collections import Counter
from functools import cached_property

from ..quantities.quantity import Quantity
from ..text.characters import simplified
from ..text.near import root
from ..text.normalise import fold_all
from ..vocabulary import expression, words
from .context import Context
from .printed import number_span
from .raw import RawFact
from .values import stated_figures

LATIN = re.compile(r"[a-z]{3,}")
YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
COUNTED = re.compile("[0-9]+[\u3400-\u9fff]")  # 1等, 14岁
HAN_RUN = re.compile("[\u3400-\u9fff]+")
HAN = re.compile("[\u3400-\u9fff]")
STOP = re.compile(r"[，。；：！？、|｜\n（）()]|[,;:!?.](?![0-9])")
SENTENCE_END = re.compile(r"[。！？|｜\n]|[!?](?![0-9])|\.(?=\s)")
RESPECTIVE = re.compile(expression("respective"), re.IGNORECASE)
LISTED = re.compile(rf"[、,，]|{expression('listing')}")
# What a word counts for: in the clause of the figure, before it in the sentence, behind the figure
# before, behind the one before that, at the head of the line or above it.
LEVELS = (1.0, 0.7, 0.4, 0.25)
HEAD = 0.2
NEAR = 60  # characters before a figure that are read
ROW = re.compile(r"[ \u3000|｜]*([^\t|｜0-9]{2,40}?)(?:\t|[ \u3000]{2,}| ?[|｜] ?)[^\w\n]*[0-9]")
HEAD_SIZE = 24  # characters at the head of a line that are read
LIST_SIZE = 200  # characters of a list before 分别
COMMON = 20  # a word near more figures than this leads to none of them
SHORT = 1  # characters of a run of Han that stands for itself
LIKE = 30  # figures that a name may be compared with


class Naming:
    """The words around the figures of a source, and how well names fit them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.source = context.text
        self.printed = context.printed
        prose = self.source.prose
        self.han = HAN.search(prose) is not None
        self.stops = [found.start() for found in STOP.finditer(prose)]
        self.sentences = [found.start() for found in SENTENCE_END.finditer(prose)]
        # A year or day before a figure is one of its words, and so is not among these.
        self.figures = [each for each in self.printed.all if each.kind not in ("year", "date")]
        self.starts = [each.start for each in self.figures]
        self._around: dict[int, dict[str, float]] = {}
        self._bags: dict[str, frozenset[str]] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._letters: dict[str, frozenset[str]] = {}
        self._near: dict[int, dict[str, float]] = {}

    @cached_property
    def weights(self) -> Counter[str]:
        """How many names have each word."""
        found: Counter[str] = Counter()
        for fact in self.context.facts:
            if fact.kind.figure:
                found.update(self.name(fact))
        return found

    def name(self, fact: RawFact) -> frozenset[str]:
        """The words of a fact's name in the language of the source."""
        label = self.label(fact)
        if label not in self._names:
            self._names[label] = bag(label)
        return self._names[label]

    def label(self, fact: RawFact) -> str:
        """The name of a fact in the language of the source."""
        first, second = ("zh", "en") if self.han else ("en", "zh")
        return fact.table.get(first) or fact.table.get(second) or ""

    def letters(self, text: str) -> frozenset[str]:
        """The Han characters, the roots of the Latin words and the years of a text."""
        if text not in self._letters:
            plain = text.translate(simplified()).casefold()
            found = (*HAN.findall(plain), *map(root, LATIN.findall(plain)), *YEAR.findall(plain))
            self._letters[text] = frozenset(found)
        return self._letters[text]

    def letters_around(self, quantity: Quantity) -> dict[str, float]:
        """The letters around a figure with what each counts for."""
        if quantity.start not in self._near:
            found: dict[str, float] = {}
            for level, text in self._texts(quantity):
                found |= dict.fromkeys(self.letters(text), level)
            self._near[quantity.start] = found
        return self._near[quantity.start]

    def fit(self, name: frozenset[str], quantity: Quantity) -> float:
        """How much of a name the words around a figure account for, from 0 to 1."""
        around = self.around(quantity)
        total = got = 0.0
        for word in name:
            weight = 1 / (1 + self.weights[word])
            total += weight
            got += weight * around.get(word, 0.0)
        return got / total if total else 0.0

    def around(self, quantity: Quantity) -> dict[str, float]:
        """The words around a figure, with what each counts for."""
        if quantity.start not in self._around:
            self._around[quantity.start] = self._read(quantity)
        return self._around[quantity.start]

    def _read(self, quantity: Quantity) -> dict[str, float]:
        found: dict[str, float] = {}
        for level, text in self._texts(quantity):
            found |= dict.fromkeys(self.bag(text), level)
        return found

    def _texts(self, quantity: Quantity) -> list[tuple[float, str]]:
        """The texts around a figure with what their words count for, the most important last."""
        prose, lines = self.source.prose, self.source.lines
        index = bisect_left(self.starts, quantity.start)
        low, high = self.clause(quantity)
        if index:
            low = max(low, self.figures[index - 1].end)
        whole = self.printed.whole(quantity)  # what follows "three of our 36 staff" is of the three
        following = bisect_left(self.starts, whole.end if whole else quantity.end)
        if following < len(self.starts):
            high = min(high, self.starts[following])
        first, last = self.sentence(quantity)
        behind = number_span(quantity)[1]  # 412 active volunteers
        paired = self.paired(quantity, index, first)
        texts = [(LEVELS[0], " ".join(paired or ""))] if paired else []
        texts.append((LEVELS[0], paired or ""))
        texts.append((LEVELS[0], prose[behind : max(min(high, last), behind)]))
        texts.append((LEVELS[0], prose[max(low, first) : quantity.start]))
        end = quantity.start
        for level in LEVELS[1:] if paired is None else ():
            start = self.figures[index - 1].end if index else 0
            texts.append((level, prose[max(first, start, end - NEAR) : end]))
            if not index or start <= first or quantity.start - start > NEAR:
                break
            index -= 1
            end = self.starts[index]
        place = self.source.places[quantity.start].line - 1
        texts.append((HEAD, lines[place][:HEAD_SIZE]))
        if label := ROW.match(lines[place]):  # the label of a row is that of all its cells
            texts.insert(0, (LEVELS[0], label[1]))
        if place and place not in self.printed.by_line:  # the line above is a heading
            texts.append((HEAD, lines[place - 1][:HEAD_SIZE]))
        return texts[::-1]

    def bag(self, text: str) -> frozenset[str]:
        """The words of a text around a figure."""
        if text not in self._bags:
            self._bags[text] = bag(text)
        return self._bags[text]

    def clause(self, quantity: Quantity) -> tuple[int, int]:
        """Start and end of the clause of a figure, at most NEAR characters on each side."""
        before = bisect_left(self.stops, quantity.start)
        behind = bisect_left(self.stops, quantity.end)
        low = self.stops[before - 1] + 1 if before else 0
        high = self.stops[behind] if behind < len(self.stops) else len(self.source.prose)
        return max(low, quantity.start - NEAR), min(high, quantity.end + NEAR)

    def sentence(self, quantity: Quantity) -> tuple[int, int]:
        """Start and end of the sentence of a figure."""
        before = bisect_left(self.sentences, quantity.start)
        behind = bisect_left(self.sentences, quantity.end - 1)
        first = self.sentences[before - 1] + 1 if before else 0
        last = self.sentences[behind] + 1 if behind < len(self.sentences) else None
        return first, len(self.source.prose) if last is None else last

    def is_paired(self, quantity: Quantity) -> bool:
        """Whether a figure stands in a list behind 分别."""
        index, first = bisect_left(self.starts, quantity.start), self.sentence(quantity)[0]
        return self.paired(quantity, index, first) is not None

    def paired(self, quantity: Quantity, index: int, first: int) -> str | None:
        """What a figure of a list behind 分别 is of: 甲、乙分别为20人、30人."""
        prose = self.source.prose
        low = max(first, quantity.start - LIST_SIZE)
        found = [*RESPECTIVE.finditer(prose, low, quantity.start)]
        if not found:
            return None
        figures = [index]
        while figures[0] and self.starts[figures[0] - 1] >= found[-1].end():
            figures.insert(0, figures[0] - 1)
        last = index + 1
        while last < min(len(self.starts), index + LIST_SIZE // 4) and self.joined(last):
            figures.append(last)
            last += 1
        items = [item for item in LISTED.split(prose[low : found[-1].start()]) if item.strip()]
        if len(items) < len(figures) or len(figures) < 2:
            return None
        return items[len(items) - len(figures) + figures.index(index)]

    def joined(self, index: int) -> bool:
        """Whether a figure follows the one before it in a list."""
        between = self.source.prose[self.figures[index - 1].end : self.starts[index]]
        return len(between) < 8 and LISTED.search(between) is not None

    @cached_property
    def index(self) -> dict[str, list[Quantity]]:
        """The figures that some stat states, by the words of their clauses."""
        stated = {
            one.quantity.start: one.quantity
            for each in stated_figures(self.context)
            for one in each.fitting
            if one.match
        }
        texts = {text for each in stated.values() for _, text in self._texts(each)}
        self._bags |= bags([*texts])
        found: dict[str, list[Quantity]] = {}
        for each in stated.values():
            for word, level in self.around(each).items():
                if level >= LEVELS[2]:
                    found.setdefault(word, []).append(each)
        return found

    def like(self, name: frozenset[str]) -> list[Quantity]:
        """The figures whose clauses have a rare word of a name, the rarest first."""
        found: dict[int, Quantity] = {}
        lists = [self.index.get(word, []) for word in name]
        for some in sorted(lists, key=len):
            if len(some) <= COMMON and len(found) < LIKE:
                found |= {each.start: each for each in some}
        return list(found.values())


def bag(text: str) -> frozenset[str]:
    """The pairs of Han characters and the roots of the Latin words of a text."""
    return bags([text])[text]


def bags(texts: list[str]) -> dict[str, frozenset[str]]:
    """The words of each of some texts. All together, this is faster than one by one."""
    return {text: words_of(folded) for text, folded in zip(texts, fold_all(texts), strict=True)}


def words_of(folded: str) -> frozenset[str]:
    """The words of a folded text.

    >>> sorted(words_of("1等奖人数")), sorted(words_of("the awards of 3 schools"))
    (['1等', '奖人', '等奖'], ['award', 'school'])
    """
    found = {root(word) for word in LATIN.findall(folded)}.union(COUNTED.findall(folded))
    for run in HAN_RUN.findall(folded):
        found.update(run[place : place + 2] for place in range(len(run) - 1))
        found.update(run if len(run) <= SHORT else ())
    return frozenset(found - STOP_WORDS)


STOP_WORDS = frozenset(map(root, words("naming-stop")))
