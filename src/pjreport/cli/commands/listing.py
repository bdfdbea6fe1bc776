"""The commands that list the facts of one kind, and `list`, which lists all facts."""

from collections.abc import Sequence

from ...errors import NotFoundError
from ...lookup import select
from ...messages import tell
from ...model.base import Record
from ...model.kinds import BY_ID, KINDS, filters
from ...model.table import Row
from ...text import suggest
from .. import output
from ..interface.parser import Options
from ..session import Session

PICTURE = ".svg"


def run(options: Options) -> None:
    """List the facts of the command's kinds."""
    session = Session(options)
    name = options.command
    draw = name == "stats" and options.chart
    wanted = {filter: getattr(options, filter) for filter in filters(name)}
    wanted = {filter: value for filter, value in wanted.items() if value is not None}
    if name == "list":
        kinds = kinds_of(options.kind)
    elif name == "stats":
        kinds = figures(options.computed)
    else:
        kinds = [name]
    with session.answering():
        limit = None if wanted or options.sort else options.limit
        if options.topics:
            try:
                records = select.by_topic(session.bases, kinds, options.topics, limit)
            except NotFoundError as error:
                raise hint(session, kinds, options) or error from None
        else:
            records = session.bases.records(kinds, limit=limit)
        for filter, value in wanted.items():
            records = select.by_filter(
                session.bases, records, [BY_ID[kind] for kind in kinds], filter, value
            )
        if draw:
            chart(session, records[: options.limit])
            return
        session.list_facts(records, kinds, lambda: [heading(session, name)])


def chart(session: Session, records: Sequence[Record]) -> None:
    """Write figures as bars: in the terminal, or as a picture for a file with its extension."""
    from ...lookup.chart import bars
    from ...render.bars import blocks, svg

    found = bars(session.bases, records, session.lang)
    if session.file is not None and session.file.lower().endswith(PICTURE):
        rows = [(each.name, each.value, each.share) for each in found]
        output.deliver(svg(heading(session, "stats"), rows), session.file, people=True)
        return
    ascii = session.look().ascii
    shown: list[Row] = [each._asdict() | {"bar": blocks(each.share, ascii=ascii)} for each in found]
    usual = ["name", "value", "bar"] if session.format.people else ["id", "name", "value", "bar"]
    session.list_rows(
        shown, usual, ["id", "name", "value", "unit", "bar"], titles={"bar": ("", "")}
    )


def hint(session: Session, kinds: list[str], options: Options) -> NotFoundError | None:
    """The error for a topic that is the value of an option: `honours 国家级`."""
    of = [BY_ID[kind] for kind in kinds]
    for name in options.topics:
        for option in filters(options.command):
            try:
                select.by_filter(session.bases, [], of, option, name)
            except NotFoundError:
                continue
            return NotFoundError(
                tell(
                    "no topic '{name}'; did you mean --{option} {name2}?",
                    name=name,
                    option=option,
                    name2=name,
                )
            )
    return None


def kinds_of(wanted: str | None) -> list[str]:
    """All kinds, or the one wanted. Raises `UsageError` with the nearest names."""
    if wanted is None:
        return [kind.id for kind in KINDS]
    words = {word: kind.id for kind in KINDS for word in (kind.id, *kind.name)}
    return [words.get(wanted) or suggest.checked("kind", wanted, [*BY_ID], words)]


def figures(computed: bool | None) -> list[str]:
    """The kinds of figure: computed, printed, or both for None."""
    if computed is None:
        return ["stats", "derived"]
    return ["derived"] if computed else ["stats"]


def heading(session: Session, name: str) -> str:
    """The line above the table: the reports, and what is listed."""
    from ...lookup import display, titles

    lang = session.lang
    if len(session.bases) > suggest.SHOWN_NAMES:
        names = display.reports(len(session.bases), lang)
    else:
        names = ("、" if lang == "zh" else ", ").join(base.report[lang] for base in session.bases)
    if name == "list":
        return names
    return f"{names} · {titles.title(name, lang)}"
