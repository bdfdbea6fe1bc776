"""`cite`: a citation of the report, with the passage that a fact rests on."""

import json
from collections.abc import Sequence

from ...lookup import select
from ...lookup.citation import STYLES, TEXTS, Publication, csl, passage
from ...messages import tell
from ...model.base import FactBase, Record
from ...text import suggest
from ...text.terminal import safe
from .. import output
from ..interface.parser import Options
from ..session import Session

STYLE = {"zh": "gb", "en": "apa"}


def run(options: Options) -> None:
    """Print a citation for each report that holds one of the facts, or for each report."""
    session = Session(options)
    style = options.style or STYLE[session.lang]
    suggest.checked("format", style, STYLES)
    found: dict[str, list[tuple[FactBase, Record]]] = {}
    for id in options.ids:
        for base, record in select.by_id(session.bases, id):
            found.setdefault(base.id, []).append((base, record))
    cited = {base.id: base for base in session.bases if not options.ids or base.id in found}
    sources = {id: Publication(base, session.lang) for id, base in cited.items()}
    passages = {
        id: passage(base, records_of(found.get(id, ())), session.lang) for id, base in cited.items()
    }
    if style == "csl":
        items = [csl(one, passages[id]) for id, one in sources.items()]
        written = json.dumps(items, ensure_ascii=False, indent=2)
    else:
        written = "\n".join(
            "\n".join(map(safe, TEXTS[style](one, passages[id]).split("\n")))
            for id, one in sources.items()
        )
    session.deliver(f"{written}\n")
    for id, one in sources.items():
        if one.missing:
            output.complain(
                tell(
                    "pjreport: {id} does not state {names}; add what is known to "
                    "[report.publication]",
                    id=id,
                    names=", ".join(one.missing),
                )
            )


def records_of(pairs: Sequence[tuple[FactBase, Record]]) -> list[Record]:
    """The records of the facts that are cited."""
    return [record for _, record in pairs]
