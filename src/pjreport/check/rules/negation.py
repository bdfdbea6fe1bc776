"""A rule about denial: what the text denies beside a fragment is part of the evidence."""

import re
from bisect import bisect_left, bisect_right

from ...model.diagnostics import Span
from ...model.lock import FOUND
from ..clauses import Clauses
from ..context import Context
from ..messages import line_numbers, quoted
from ..rule import Findings

DENIED = re.compile(
    "[未](?![来來央婚必免]|成年)|[没沒](?=有|能|获|獲|被|得|通|参|參|拿|评|評)|无缘|無緣|落选|落選|[并並绝絕][非未]|无人|無人|"
    "不(?=通过|通過|合格|及格|达标|達標|予|曾|获|獲|能|是|属|屬|具备|具備)|"
    "取消|错失|錯失|错过|錯過|落空|告吹|[完达達做]成?不了|(?<![除莫无無是并並绝絕])非(?=[0-9]|[^常但洲凡遗遺营營公物金学學])|"
    "预计|預計|有望|力争|力爭|申报|申報|申请|申請|候选|候選|(?<![模虚草])[拟擬](?=[新在于於建])|"
    r"\b(?:not(?! only| less| fewer| more)|never|without|failed to|(?:did|was|were|has|have|had|is|are)n['’]t|cancell?ed|expected to|nominated)\b",
    re.IGNORECASE,
)
# What is denied of these is what they did, and not that they are.
THINGS = ("competitions", "organisations", "people", "publication", "works")


def negated(context: Context) -> Findings:
    """What the text denies or only expects beside a fragment is part of the evidence."""
    if not context.same:
        return
    found = [
        (span, match)
        for match in context.matches
        if match.verdict == FOUND and match.fact.kind.id not in THINGS
        for span in match.spans
    ]
    spans = sorted(found, key=lambda pair: pair[0])
    starts = [span.first for span, _ in spans]
    longest = max((span.last - span.first for span, _ in spans), default=0)
    clauses = Clauses(context.text)
    seen: set[str] = set()
    for denied in DENIED.finditer(context.text.prose):
        start, end = clauses.around(Span(denied.start(), denied.end() - 1))
        near = spans[bisect_left(starts, start - longest) : bisect_right(starts, end - 1)]
        beside = [(span, match) for span, match in near if span.last >= start]
        shown = {
            match.fact.id for span, match in beside if span.first <= denied.start() <= span.last
        }
        for _, match in beside:
            if match.fact.id not in shown and match.fact.id not in seen:
                seen.add(match.fact.id)
                [line, *_] = context.text.lines_of(Span(denied.start(), denied.end() - 1))
                message = f"the text says {quoted(denied[0])} beside it, on {line_numbers([line])}"
                where = match.path
                yield where, f"{message}; check the fact, or add the word to the evidence"
