"""What a figure is of: the nearest words that say so, as far as the words around it show."""

import re

from ...vocabulary import expression, words
from ..names import HIDDEN

BEFORE, BEHIND, LABEL = 60, 24, 40  # characters that are looked at
# What ends a statement, and what only ends a phrase.
END = re.compile(r"[。;!?\n|]|\. ")
PAUSE = re.compile(r"[,:、()]")
HAN = re.compile("[\u3400-\u9fff]")
LEAD = re.compile(rf"^(?:{expression('subject.lead', 'zh')}| )+")
TAIL = re.compile(
    rf"(?:{expression('subject.tail', 'zh')}|{expression('qualifier-before.over', 'zh')}"
    rf"|{expression('qualifier-before.nearly', 'zh')}|{expression('qualifier-before.about', 'zh')}"
    rf"|{expression('qualifier-before.under', 'zh')}|{expression('rise.words', 'zh')}|{expression('fall.words', 'zh')}| )+$"
)
THING = re.compile("[\u3400-\u9fffa-z]{2,16}")
LINKING = "".join(words("linking", "zh"))
NO_THING = re.compile(rf"^(?:[{LINKING}]|{expression('not-counted', 'zh')})")
ASIDE = re.compile(r"\([^()]*\)")
COMPARED = re.compile(f" ?{expression('subject.compared')}")
LABELLED = re.compile(r"^[ \t>*#•·-]*([^|:\n]*[^|:\n ]) ?[:|]? ?[(£$€¥]? ?$")
LINE_END = re.compile(r"[%\w ]{0,12}(?:\n|$|\|)")
WORD = re.compile(r"[a-z][a-z'’-]*|\$?[0-9][0-9.,%]*")
EMPTY = frozenset((*words("function", "en"), *words("subject.empty", "en")))
MOST_WORDS = 5


class Subjects:
    """The words around the figures of a flat text."""

    def __init__(self, text: str, hidden: str) -> None:
        self.text, self.hidden = text, hidden
        self.end = 0  # of the figure before
        self.last = ""

    def of(self, start: int, end: int, numeral: int) -> str:
        r"""What the figure between two places is of; its numeral ends at `numeral`.

        >>> text = "在校生1.5万人,增长3%;8个专业" + chr(10) + "visitors: 118"
        >>> subjects = Subjects(text, text)
        >>> [subjects.of(*each) for each in ((3, 8, 7), (11, 13, 13), (14, 16, 15), (29, 32, 32))]
        ['在校生', '在校生', '专业', 'visitors']
        """
        text = self.text
        line = text.rfind("\n", max(0, start - BEFORE), start) + 1 or max(0, start - BEFORE)
        lead = text[max(line, line, self.end) : start]
        label = LABELLED.match(text[line:start]) if start - line < LABEL else None
        if (
            label
            and LINE_END.match(text, end)
            and (":" in label[0] or "|" in label[0] or self.end < line)
        ):
            found = label[1].strip()
        elif HAN.search(lead) or HAN.match(text, end) or HAN.match(text, start):
            found = self.chinese(lead, end)
        else:
            found = self.english(lead, end, numeral)
        self.end = end
        if END.search(lead) or found:
            self.last = found
        return self.last

    def chinese(self, lead: str, end: int) -> str:
        """The thing that follows a measure word, else the last phrase before the number."""
        thing = THING.match(self.text, end)
        if thing and not NO_THING.match(thing[0]):
            cut = re.split(f"[{LINKING}]", thing[0])[0]
            return cut[: next((place for place, each in enumerate(cut) if each == HIDDEN), None)]
        statement = ASIDE.sub("", END.split(lead)[-1])
        for phrase in reversed(PAUSE.split(statement)):
            if not COMPARED.match(phrase) and (found := TAIL.sub("", LEAD.sub("", phrase))):
                return found
        return ""

    def english(self, lead: str, end: int, numeral: int) -> str:
        """The noun behind the number, else the last words before it that say something."""
        if numeral < end and self.text[numeral : numeral + 1] in (" ", "-"):
            noun = self.text[numeral:end].strip(" -")
            if any(each not in EMPTY for each in WORD.findall(noun)) and noun not in UNITS:
                return noun
        some = WORD.findall(END.split(lead)[-1])
        said = [each for each in some if each not in EMPTY and not each[0].isdigit()]
        return " ".join(said[-MOST_WORDS:])


UNITS = frozenset(
    (
        *words("units.per-hundred", "en"),
        *words("units.points", "en"),
        *words("units.time", "en"),
        *words("units.money", "en"),
    )
)
