"""Rules about evidence: each fragment stands in the source, on the stated lines."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from ...messages import tell
from ...model.lock import FOUND
from ...source.text import sought
from ...text.normalise import fold_all
from ..context import AMBIGUOUS, MOVED, NOT_FOUND, Context, Match
from ..rule import Findings, line_numbers, quoted, rule

MAX_DIFFED = 200  # characters; the difference of a longer text is not shown


@rule("source", needs="source")
def source_differs(context: Context) -> Findings:
    """The text is the one whose digest the base states.

    Lines and words belong to one text. A later version needs its own sha256, and maybe other lines.
    The number of lines is that of the text.
    """
    stated = context.base.section("report", "source").get("lines")
    if context.pinned == context.text.sha256:
        lines = len(context.text.lines)
        last = not context.text.lines[-1]  # nothing behind the last line end
        if isinstance(stated, int) and stated not in (lines, lines - last):
            message = tell(
                "{stated} lines are stated, and the text has {value}",
                stated=stated,
                value=lines - last,
            )
            yield ("report", "source", "lines"), f"{message}; state {lines - last}"
        return
    where = ("report", "source", "sha256")
    path = context.text.path
    if context.same:
        message = tell("{path} is not the text this was taken from", path=path)
        yield (
            where,
            tell(
                '{message}; take that one, or state sha256 = "{sha256}"',
                message=message,
                sha256=context.text.sha256,
            ),
        )
    else:
        matches = context.matches
        found = sum(match.verdict != NOT_FOUND for match in matches)
        message = tell(
            "{path} is another text: it has {found} of {count} fragments",
            path=path,
            found=found,
            count=len(matches),
        )
        yield where, tell("{message}; name the right one", message=message)


@rule("source", needs="source")
def evidence_not_found(context: Context) -> Findings:
    """Every fragment of the evidence stands in the source.

    Line breaks, spaces, width, traditional characters and thousands separators do not matter.
    Everything else does: a number is found as a whole or not at all. The nearest text is shown, and
    where it differs.
    """
    for match in selected(context, NOT_FOUND):
        message = tell("{fragment} is not in the source", fragment=quoted(match.fragment))
        yield match.path, f"{message}; {nearest_text(context, match)}"


@rule("source", needs="source")
def evidence_moved(context: Context) -> Findings:
    """A fragment stands on the lines that are stated, and not elsewhere.

    The words are right and the lines are not.
    """
    for match in selected(context, MOVED):
        lines = line_numbers(context.text.lines_of(match.spans[0]))
        stated = line_numbers(match.fact.table["lines"])
        message = tell(
            "{fragment} is on {lines}, not on {stated}",
            fragment=quoted(match.fragment),
            lines=lines,
            stated=stated,
        )
        yield match.path, tell("{message}; mend the lines", message=message)


@rule("source", needs="source")
def evidence_ambiguous(context: Context) -> Findings:
    """A fragment that stands in several places stands on the lines that are stated, too.

    It is unclear which place is meant. State its lines, or a longer fragment.
    """
    for match in selected(context, AMBIGUOUS):
        lines = "; ".join(line_numbers(context.text.lines_of(span)) for span in match.spans[:5])
        stated = line_numbers(match.fact.table["lines"])
        message = tell(
            "is in {count} places, none on {stated}: {lines}; choose the lines",
            count=len(match.spans),
            stated=stated,
            lines=lines,
        )
        yield match.path, f"{quoted(match.fragment)} {message}"


@rule("source", needs="source")
def line_without_evidence(context: Context) -> Findings:
    """Some fragment stands on every line that a fact states.

    A line that shows nothing of the fact sends readers to the wrong place.
    """
    shown: dict[str, set[int]] = {}
    for match in context.matches:
        lines = shown.setdefault(match.fact.id, set())
        if match.verdict != FOUND:
            lines.update(match.fact.table["lines"])
            continue
        for span in match.spans:
            lines.update(context.text.lines_of(span))
    for fact in context.facts if context.same else ():
        bare = [line for line in fact.table["lines"] if line not in shown[fact.id]]
        if bare:
            message = tell(
                "no evidence on {bare}; drop it or add a fragment", bare=line_numbers(bare)
            )
            yield (*fact.path, "lines"), message


@rule("source", needs="source", severity="warning")
def line_not_stated(context: Context) -> Findings:
    """A fragment ends on a line that is stated, too.

    It starts on a line of the fact and goes on on the next one. State both lines.
    """
    for match in selected(context, FOUND):
        stated = set(match.fact.table["lines"])
        wanted = [line for line in context.text.lines_of(match.spans[0]) if line not in stated]
        if wanted:
            message = tell(
                "{fragment} goes on on {wanted}",
                fragment=quoted(match.fragment),
                wanted=line_numbers(wanted),
            )
            yield (*match.fact.path, "lines"), tell("{message}; add it", message=message)


def selected(context: Context, verdict: str) -> Iterator[Match]:
    """The fragments with this verdict. None for another text, which is one finding by itself."""
    return (match for match in context.matches if match.verdict == verdict and context.same)


def nearest_text(context: Context, match: Match) -> str:
    """The text most like a fragment, and where the two differ."""
    from ...source.nearest import nearest as most_like  # only where something is not found

    source = context.text
    context.guesses -= 1
    if context.guesses < 0:
        return tell("check the words")
    span = most_like(source, match.fragment, match.fact.table["lines"])
    if span is None:
        return tell("nothing is like it; check the words")
    words = source.words(span)
    lines = line_numbers(source.lines_of(span))
    there = tell("{words} is on {lines}", words=quoted(words), lines=lines)
    # Texts that are equal when folded differ only in punctuation or surroundings.
    wanted, printed = fold_all([match.fragment, words])
    if wanted.replace(" ", "") == printed.replace(" ", ""):
        same = sought(match.fragment)[2] == sought(words)[2]
        return f"{there}, {tell('beside other digits or letters') if same else tell('with other punctuation')}"
    if len(printed) > MAX_DIFFED:
        return there
    pairs = SequenceMatcher(None, wanted, printed, autojunk=False).get_opcodes()
    kind, start, end, first, last = next(each for each in pairs if each[0] != "equal")
    if kind == "replace":
        one, other = quoted(printed[first:last]), quoted(wanted[start:end])
        return tell("{there}, {one} for {other}", there=there, one=one, other=other)
    if kind == "delete":
        return tell("{there}, without {other}", there=there, other=quoted(wanted[start:end]))
    return tell("{there}, with {one}", there=there, one=quoted(printed[first:last]))
