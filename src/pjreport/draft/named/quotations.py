"""Quoted names, as far as the words behind them say what sort of thing they are."""

import re
from collections.abc import Iterator

from ...vocabulary import expression, keys
from ..passage import Passage
from . import Found

QUOTED = re.compile(r"“(?P<name>[^“”\n]{2,40})”")
BODIES = ("place", "group")  # the sorts that are organisations
SORTS = {key: re.compile(expression(f"quotations.{key}", "zh")) for key in keys("quotations")}
BODY, SCHEME = ("organisations", "role", "roles"), ("initiatives", "type", "types")


def quotations(passage: Passage) -> Iterator[Found]:
    """The quoted names of a text with a word behind them that says their sort."""
    for found in QUOTED.finditer(passage.text):
        for key, pattern in SORTS.items():
            said = pattern.match(passage.text, found.end())
            end = said.end() if said else found.end()
            if said is None:
                said = next(
                    (
                        each
                        for each in pattern.finditer(found["name"])
                        if each.end() == len(found["name"])
                    ),
                    None,
                )
            if said is None:
                continue
            kind, field, group = BODY if key in BODIES else SCHEME
            yield Found(kind, found["name"], {}, [(found.start(), end)], {field: (group, said[0])})
            break
