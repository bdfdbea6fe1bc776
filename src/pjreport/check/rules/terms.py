"""A rule about terms: a rank, level or class stands in the fact's own evidence."""

import re
from typing import Any

from ...quantities.numbers import listed
from ...text.normalise import fold, fold_all
from ..context import Context
from ..rule import Findings

SHOWN = ("ranks", "levels", "classes")  # groups of terms that a text prints, if it says them


def term_not_shown(context: Context) -> Findings:
    """A rank, level or class that is printed stands in the fact's own evidence."""
    known: dict[tuple[str, str], re.Pattern[str]] = {}
    for fact in context.facts:
        inferred = fact.table.get("inferred", ())
        stated = {
            field: (group, fact.table[field])
            for field, group in fact.kind.terms.items()
            if group in SHOWN and field in fact.table and field not in inferred
        }
        text = fold(" | ".join(fact.table["evidence"])) if stated else ""
        for field, (group, key) in stated.items():
            term = context.base.section("vocabulary", group, key)
            if (group, key) not in known:
                known[group, key] = forms(term)
            if not known[group, key].search(text):
                message = f"no '{term.get('zh', key)}' in the evidence"
                yield (
                    (*fact.path, field),
                    f"{message}; add the fragment, what is `written` for it, or name it in inferred",
                )


def forms(term: dict[str, Any]) -> re.Pattern[str]:
    """What a folded text may have for a term, as a whole word or number."""
    words = [term.get("zh"), term.get("en"), *listed(term.get("written"))]
    folded = fold_all([word for word in words if isinstance(word, str)])
    some = "|".join(re.escape(word) for word in folded if word)
    return re.compile(rf"(?<![a-z0-9.])(?:{some})(?![a-z0-9])" if some else r"(?!)")
