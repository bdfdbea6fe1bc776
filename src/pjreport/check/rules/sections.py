"""Rules about sections: headings and bodies stand where the base says."""

from ...messages import tell
from ...model.diagnostics import Path, Place
from ...model.factfile import Section
from ..context import Context
from ..raw import Table, labels, tables
from ..rule import Findings, rule


def sound_sections(context: Context) -> list[tuple[Path, Table]]:
    """The sections whose shape fits."""
    found = tables(context.base.raw, "sections")
    return [(("sections", key), table) for key, table in found if Section.fits(table)]


@rule("source", needs="source")
def section_heading(context: Context) -> Findings:
    """A section's heading is what is printed on its line.

    Headings printed twice are known.
    """
    source = context.text
    for path, table in sound_sections(context) if context.same else ():
        line = table["heading"]
        spans = source.find(labels(table)[0])
        there = [span for span in spans if source.lines_of(span) == [line]]
        if there:
            continue
        elsewhere = [each for span in spans for each in source.lines_of(span)]
        where = (
            tell("it is on line {elsewhere}", elsewhere=elsewhere[0])
            if elsewhere
            else tell("nor anywhere else")
        )
        yield (
            (*path, "heading"),
            tell("the heading is not on line {line}, {where}; check it", line=line, where=where),
        )


@rule("source", needs="source")
def section_body(context: Context) -> Findings:
    """A section's body lies on the side of its heading on which the source prints bodies.

    Where nothing follows the last heading, headings stand after their bodies.
    """
    source = context.text
    follow = source.headings_follow
    lines = [heading.line for heading in source.headings]
    taken: list[tuple[int, int, str]] = []
    for path, table in sound_sections(context) if context.same else ():
        (first, last), line = table["body"], table["heading"]
        where = (*path, "body")
        shared = [key for start, end, key in taken if first <= end and start <= last]
        taken.append((first, last, str(path[1])))
        if first > last:
            yield (
                where,
                tell(
                    "begins on line {first} and ends on line {last}; swap them",
                    first=first,
                    last=last,
                ),
            )
        elif inside := [each for each in (*lines, line) if first <= each <= last]:
            yield (
                where,
                tell(
                    "the heading on line {inside} lies inside; end the body before it",
                    inside=inside[0],
                ),
            )
        elif shared:
            yield (
                where,
                tell(
                    "shares lines with section '{shared}'; end one before the other",
                    shared=shared[0],
                ),
            )
        elif outside := [each for each in (first, last) if each not in source.written]:
            what = tell("line {outside} is empty or a caption", outside=outside[0])
            yield where, tell("{what}; begin and end the body on a line of its text", what=what)
        elif follow is not None and follow != (last < line) and line in lines:
            side = "after" if follow else "before"
            other = "before" if follow else "after"
            yield (
                where,
                tell(
                    "headings stand {side} their bodies here; name lines {other} line {line}",
                    side=side,
                    other=other,
                    line=line,
                ),
            )
        elif line in lines:
            between = [each for each in lines if min(last, line) < each < max(first, line)]
            if between:
                yield (
                    where,
                    tell(
                        "the heading on line {between} lies between; check the lines",
                        between=between[0],
                    ),
                )


@rule("source", needs="facts", severity="warning")
def outside_section(context: Context) -> Findings:
    """A fact stands in the section of its topic, on one of its lines at least.

    The lines, the topic or the section's body are wrong.
    """
    topics = dict(tables(context.base.raw, "topics"))
    bodies = {path[1]: table["body"] for path, table in sound_sections(context)}
    for fact in context.facts:
        section = topics.get(fact.topic, {}).get("section")
        if not isinstance(section, str) or section not in bodies:
            continue
        first, last = bodies[section]
        if not any(first <= line <= last for line in fact.table["lines"]):
            message = tell(
                "no line within {first} to {last}, its topic's section", first=first, last=last
            )
            yield (*fact.path, "lines"), tell("{message}; check lines and topic", message=message)


@rule("coverage", needs="source", severity="warning")
def unstated_heading(context: Context) -> Findings:
    """Every heading of the source is that of a section.

    Headings are found where each half is printed twice.
    """
    known = {table["heading"] for _, table in sound_sections(context)}
    for heading in context.text.headings if context.same else ():
        if heading.line not in known:
            message = tell(
                "heading '{text}' is in no section; add it under [sections]", text=heading.text
            )
            yield Place(heading.line, 1), message
