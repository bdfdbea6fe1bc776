"""`audit TEXT`: what a text says of several figures at once, tested without a base."""

from collections import Counter

from ...audit.sentences import VERDICTS, summary
from ...audit.statement import CONSISTENT, IMPOSSIBLE, UNTESTED, ends
from ...audit.texts.findings import finding
from ...audit.texts.reading import audit_text
from ...audit.texts.tested import Tested
from ...errors import NotFoundError
from ...lookup.verdicts import signed
from ...model.table import Row
from .. import output
from ..interface.parser import Options
from ..reading import read_text
from ..session import Session

FIELDS = [
    *("line", "column", "text", "relation", "value", "verdict"),
    *("of", "computed", "rounding", "finding"),
]
SHOWN = ["line", "text", "verdict", "finding"]
TITLES = {
    "line": ("行", "at"),
    "column": ("列", "column"),
    "text": ("文中", "in the text"),
    "relation": ("关系", "relation"),
    "verdict": ("结论", "verdict"),
    "of": ("所据", "of"),
    "computed": ("推算", "computed"),
    "rounding": ("取舍", "rounding"),
    "finding": ("验算", "arithmetic"),
}


def run(options: Options) -> None:
    """Print what does not fit in a text; with `--all`, everything that was tested.

    Raises `NotFoundError` if something is impossible.
    """
    session = Session(options)
    text = read_text(options.text, "text")
    found = audit_text(text)
    verdicts = Counter(each.outcome.verdict for each in found)
    quiet = () if options.all else (CONSISTENT, UNTESTED)
    shown = [each for each in found if each.outcome.verdict not in quiet]
    places = Places(text)
    rows = [row(each, places, session.lang, people=session.format.people) for each in shown]
    session.list_rows(rows, SHOWN if session.format.people else FIELDS, FIELDS, titles=TITLES)
    output.complain(f"pjreport: {summary(verdicts, session.lang)}")
    if verdicts[IMPOSSIBLE]:
        raise NotFoundError


class Places:
    """Lines and columns of a text, both from 1. Asked for in order, each line is counted once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line, self.start = 1, 0

    def of(self, offset: int) -> tuple[int, int]:
        """The line and the column at an offset that is not before the last one."""
        while True:
            end = self.text.find("\n", self.start, offset)
            if end < 0:
                return self.line, offset - self.start + 1
            self.line, self.start = self.line + 1, end + 1


def row(tested: Tested, places: Places, lang: str, *, people: bool) -> Row:
    """A statement as a row of the output."""
    figure = tested.statement.value
    line, column = places.of(tested.figure.quantity.start)
    step = 1 if tested.statement.relation == "growth-alone" else figure.step
    given = ends(tested.outcome.given, step)
    of = [each.quantity.text for side in tested.sides for each in side]
    verdict = tested.outcome.verdict
    return {
        "line": f"{line}:{column}" if people else line,
        "column": column,
        "text": tested.figure.quantity.text,
        "relation": tested.statement.relation,
        "value": figure.value,
        "verdict": signed(verdict, VERDICTS[verdict][lang == "en"]) if people else verdict,
        "of": "; ".join(of) if people else of,
        "computed": given[0] if len(given) == 1 else None,
        "rounding": tested.outcome.rounding or None,
        "finding": finding(tested, lang),
    }
