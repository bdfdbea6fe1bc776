"""The time that a figure is of, as far as the words around it say."""

import re

from ...quantities.quantity import Quantity
from ...text.numerals import NUMERALS
from ...vocabulary import expression, words
from ..naming import Named
from ..passage import Passage
from ..terms import Terms
from .relations import of_the_year_before

NEAR, BESIDE = 60, 24  # characters before and behind a figure that may say its time
SENTENCE = re.compile(r"[。；！？\n]|[;!?]|\.(?=\s)")
YEAR_BEFORE = re.compile(
    "|".join((expression("earlier.words"), expression("statements.earlier", "en"))), re.IGNORECASE
)
CLAUSE = re.compile("[，,：:、]")
SPANS = re.compile(
    rf"(?:{expression('drafting.recent', 'zh')})[0-9{NUMERALS}]{{1,3}}{expression('drafting.spans', 'zh')}"
)


class Times:
    """The times of the figures of a text."""

    def __init__(self, passage: Passage, names: Named, terms: Terms, lang: str) -> None:
        self.passage, self.names, self.terms, self.lang = passage, names, terms, lang

    def of(self, figure: Quantity) -> str:
        """The key of the time that the text says a figure is of; empty if it says none."""
        if year := self.names.year(figure):
            return self.terms.period(year)
        if of_the_year_before(self.passage.parts.get(figure.start)):
            return self.terms.period(words(f"period-names.{self._earlier(figure)}", self.lang)[0])
        return self._said(figure)

    def _earlier(self, figure: Quantity) -> str:
        """Whether the text says that a figure is of the year before, or only of some time before."""
        low = max(self.passage.block(figure.start)[0], figure.start - BESIDE)
        said = self.passage.text[low : figure.end + BESIDE]
        return "the-year-before" if YEAR_BEFORE.search(said) else "before"

    def _said(self, figure: Quantity) -> str:
        """The key of a time that the clause of a figure names: 近五年, 每年, a year of its own."""
        text, (block, last) = self.passage.text, self.passage.block(figure.start)
        low = max(block, figure.start - NEAR)
        before = SENTENCE.split(text[low : figure.start])[-1]
        behind = SENTENCE.split(text[figure.end : min(last, figure.end + BESIDE)])[0]
        if self.lang == "zh":
            clause = CLAUSE.split(before)[-1]
            if found := SPANS.search(before):
                return self.terms.period(found[0])
            return self._often(clause)
        return self._often(behind)

    def _often(self, said: str) -> str:
        """The key of how often something is counted, if some words say it."""
        for form in self.terms.known_periods:
            if form in said and self.terms.known_periods[form][0] not in (
                "the-year-before",
                "before",
            ):
                return self.terms.period(form)
        return ""
