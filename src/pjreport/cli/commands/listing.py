"""Every command that lists the facts of one kind, and `list`, which lists them all."""

from collections.abc import Callable
from typing import Any

from ...lookup import select
from ...model.kinds import BY_ID, KINDS
from ...text import suggest
from ..options import EVERY, Options, Parameter, argument, command, option
from ..session import Session

TOPICS = argument(
    "topics",
    list[str] | None,
    None,
    metavar="[TOPIC]...",
    help="Topics, by id, Chinese or English name; none means all.",
)


KIND = option("kind", str | None, None, "--kind", metavar="KIND", help="Only facts of a kind.")


def build(name: str) -> Callable[..., None]:
    """The function of the command called `name`: `list`, or a kind of fact."""
    own = [TOPICS]
    if name == "list":
        own.append(KIND)
    else:
        own += filters(name)

    def run(options: Options, topics: list[str] | None, **given: Any) -> None:
        session = Session(options)
        if name == "list":
            kinds = kinds_of(given.pop("kind"))
        elif name == "stats":
            kinds = figures(given.pop("computed"))
        else:
            kinds = [name]
        with session.answering():
            if topics:
                records = select.by_topic(session.bases, kinds, topics)
            else:
                narrowed = any(wanted is not None for wanted in given.values())
                limit = None if narrowed or options.sort else options.limit
                records = session.bases.records(kinds, limit=limit)
            for option, wanted in given.items():
                if wanted is not None:
                    kind = BY_ID[name]
                    records = select.by_filter(session.bases, records, kind, option, wanted)
            session.list_facts(records, kinds, lambda: [heading(session, name)])

    return command(run, *own, shared=EVERY)


def filters(kind: str) -> list[Parameter]:
    """The options that narrow a listing of one kind."""
    found = [
        option(
            field,
            str | None,
            None,
            f"--{field}",
            metavar="NAME",
            help=f"Only this {field}: its id, Chinese or English name.",
        )
        for field in BY_ID[kind].filters
    ]
    if kind == "stats":
        found.append(
            option(
                "computed",
                bool | None,
                None,
                "--computed/--no-computed",
                help="Only computed figures, or only printed ones.",
            )
        )
    return found


def kinds_of(wanted: str | None) -> list[str]:
    """All kinds, or the one wanted; raises `UsageError` with the nearest."""
    if wanted is None:
        return [kind.id for kind in KINDS]
    return [select.known_kind(wanted, KINDS)]


def figures(computed: bool | None) -> list[str]:
    """The kinds of figure: printed, computed, or both."""
    if computed is None:
        return ["stats", "derived"]
    return ["derived"] if computed else ["stats"]


def heading(session: Session, name: str) -> str:
    """The line above the table: the report, and what is listed."""
    from ...lookup import display  # for people only

    lang = session.lang
    if len(session.bases) > suggest.SHOWN:
        names = display.reports(len(session.bases), lang)
    else:
        names = ("、" if lang == "zh" else ", ").join(base.report[lang] for base in session.bases)
    if name == "list":
        return names
    return f"{names} · {display.title(name, lang)}"
