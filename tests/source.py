"""Finding evidence in a source text, and what of the text no evidence claims.

The text is as a PDF extractor leaves it: words broken over lines, blanks
inside them. So all whitespace is taken out before anything is compared, and
every character remembers the line it stood on.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

NUMERALS = "〇零一二两三四五六七八九十百千万亿半首0-9０-９"
# What must be claimed: numbers, Chinese numerals, “quoted” and 《titled》 names.
CLAIMABLE = re.compile(rf"[{NUMERALS}.]*[{NUMERALS}]%?|“[^”]*”|《[^》]*》")


class Place(NamedTuple):
    line: int  # from 1
    column: int  # from 0


class Source:
    """A source text; `characters` are all that is not blank, with their places."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.characters = [
            (Place(line, column), character)
            for line, content in enumerate(self.lines, 1)
            for column, character in enumerate(content)
            if not character.isspace()
        ]

    def find(self, fragment: str, lines: Iterable[int]) -> list[list[Place]]:
        """Every place of `fragment` within `lines`: the places of its characters.

        A fragment that begins or ends with a digit does not touch another
        digit or a decimal point there.
        """
        wanted = "".join(fragment.split())
        named = set(lines)
        within = [pair for pair in self.characters if pair[0].line in named]
        text = "".join(character for _, character in within)
        before = r"(?<![0-9.])" if wanted[0].isdigit() else ""
        after = r"(?![0-9.])" if wanted[-1].isdigit() else ""
        pattern = re.compile(f"(?={before}{re.escape(wanted)}{after})")
        return [
            [place for place, _ in within[match.start() : match.start() + len(wanted)]]
            for match in pattern.finditer(text)
        ]

    def unclaimed(self, claimed: set[Place]) -> Iterator[tuple[int, str]]:
        """The numerals and quoted names, with their lines, that are not wholly `claimed`."""
        text = "".join(character for _, character in self.characters)
        for match in CLAIMABLE.finditer(text):
            places = [place for place, _ in self.characters[match.start() : match.end()]]
            if not claimed.issuperset(places):
                yield places[0].line, match[0]


def claims(source: Source, tables: dict, kinds: Iterable[str]) -> tuple[set[Place], list[str]]:
    """The places that evidence and ignored entries claim, and what was not found."""
    claimed: set[Place] = set()
    lost = []
    wanted = [
        (f"{kind}.{topic}.{name}", fragment, fact["lines"])
        for kind in kinds
        for topic, facts in tables.get(kind, {}).items()
        for name, fact in facts.items()
        for fragment in fact.get("evidence", ())
    ]
    wanted += [("ignored", entry["text"], entry["lines"]) for entry in tables.get("ignored", ())]
    for id, fragment, lines in wanted:
        found = source.find(fragment, lines)
        if not found:
            lost.append(f"{id}: {fragment} on {lines}")
        for places in found:
            claimed.update(places)
    return claimed, lost
