"""The options that commands share: one definition, the same on every listing command."""

import inspect
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer

from ..render import FORMATS

Parameter = inspect.Parameter


class Options:
    """The shared options as given; what a command does not share keeps its default."""

    facts: Sequence[str] = ()
    report: str | None = None
    lang: str | None = None
    color: str | None = None
    format: str | None = None
    json: bool = False
    output: str | None = None
    fields: str | None = None
    sort: str | None = None
    limit: int | None = None
    header: bool = True
    excel: bool = False

    def __init__(self, **given: Any) -> None:
        vars(self).update(given)


def option(name: str, type: Any, default: Any, *flags: str, help: str, **more: Any) -> Parameter:
    """A command's option as a parameter of the function that runs it."""
    info = typer.Option(*flags, help=help, show_default=False, **more)
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[type, info]
    )


def argument(name: str, type: Any, default: Any, *, help: str, **more: Any) -> Parameter:
    """A command's argument as a parameter of the function that runs it."""
    info = typer.Argument(help=help, show_default=False, **more)
    return Parameter(
        name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[type, info]
    )


READING = (
    option(
        "facts",
        list[str] | None,
        None,
        "--facts",
        metavar="PATH",
        help="Fact base, a file or a folder; may be repeated. [env: PJREPORT_FACTS]",
    ),
    option("report", str | None, None, "--report", metavar="ID", help="Only this report's facts."),
)
LOOKS = (
    option(
        "lang",
        str | None,
        None,
        "--lang",
        metavar="zh|en",
        help="Language of names and headings. [env: PJREPORT_LANG; else the locale's]",
    ),
    option("color", str | None, None, "--color", metavar="WHEN", help="auto, always or never."),
)
WRITING = (
    option(
        "format",
        str | None,
        None,
        "--format",
        metavar="NAME",
        help=f"{', '.join(format.name for format in FORMATS)}.",
    ),
    option("json", bool, False, "--json", help="Short for --format json."),
    option(
        "output",
        str | None,
        None,
        "-o",
        "--output",
        metavar="FILE",
        help="Write to FILE; its extension picks the format.",
    ),
    option(
        "fields",
        str | None,
        None,
        "--fields",
        metavar="A,B",
        help="Only these fields, in this order; +A adds to the usual ones, all means all.",
    ),
)
LISTING = (
    option(
        "sort",
        str | None,
        None,
        "--sort",
        metavar="FIELD",
        help="Sort by a field; -FIELD descending.",
    ),
    option("limit", int | None, None, "--limit", metavar="N", min=0, help="At most N facts."),
    option("header", bool, True, "--header/--no-header", help="Headings, or none."),
    option(
        "excel",
        bool,
        False,
        "--excel",
        help="CSV for Excel: byte order mark, formulas defused.",
    ),
)
EVERY = (*WRITING, *LISTING, *LOOKS, *READING)


def command(
    run: Callable[..., None], *own: Parameter, shared: tuple[Parameter, ...] = EVERY
) -> Callable[..., None]:
    """`run` as a function that Typer can read: called with `Options` and its own parameters."""
    names = [parameter.name for parameter in shared]

    def call(**given: Any) -> None:
        taken = {name: given.pop(name) for name in names}
        if "facts" in taken:
            taken["facts"] = taken["facts"] or ()
        from .bases import answering_for_bases  # not needed for a help page

        with answering_for_bases():
            run(Options(**taken), **given)

    call.__signature__ = inspect.Signature([*own, *shared])  # type: ignore[attr-defined]
    return call
