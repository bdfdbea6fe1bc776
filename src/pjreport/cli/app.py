"""The command table, and the group that imports a command when it is called."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from ..errors import UsageError
from . import output


class Command:
    """A command: its module in `cli.commands`, and its line in the help."""

    def __init__(self, name: str, module: str, summary: str) -> None:
        self.name = name
        self.module = module
        self.summary = summary


COMMANDS = (  # the order of the help: what is there, the facts by kind, single facts, upkeep
    Command("overview", "overview", "What report this is, and its key figures."),
    Command("topics", "topics", "Every topic, with its number of facts by kind."),
    Command("search", "search", "Facts by any of their words: Chinese, pinyin, English."),
    Command("list", "listing", "All facts: what to grep."),
    Command("stats", "listing", "Figures, printed and computed."),
    Command("honours", "listing", "Awards, titles, ratings and selections."),
    Command("competitions", "listing", "Competitions and award series."),
    Command("people", "listing", "Everybody named, with title."),
    Command("visits", "listing", "Who came to visit."),
    Command("organisations", "listing", "Bodies, partners, media, in-house units, facilities."),
    Command("agreements", "listing", "What was signed, and with whom."),
    Command("programmes", "listing", "Majors, and what was done to each."),
    Command("initiatives", "listing", "Schemes, campaigns, activities, measures, rules, goals."),
    Command("outcomes", "listing", "Results stated in words."),
    Command("works", "listing", "Research projects and teaching achievements."),
    Command("coverage", "listing", "What the media printed."),
    Command("publication", "listing", "The page itself: title, edition, occasion, thanks."),
    Command("show", "show", "One fact whole: section, lines, evidence, relations."),
    Command("get", "get", "One bare value, for $(...)."),
    Command("check", "check", "What is wrong with a base, also against its source."),
    Command("explain", "explain", "A rule of `check`: what holds, and what to do."),
    Command("audit", "audit", "Whether rates, growths and parts fit their counts."),
    Command("proofread", "proofread", "A draft's figures and honours, against the facts."),
    Command("compile", "compile", "Many bases into one file that answers at once."),
    Command("export", "export", "Whole bases as Parquet, SQLite or JSON lines."),
    Command("schema", "schema", "The JSON Schema of a fact base, or of the output."),
    Command("completion", "completion", "What bash, zsh or fish need to complete with TAB."),
)
BY_NAME = {command.name: command for command in COMMANDS}

HELP = """Look up the facts of a published report, each with its evidence.

\b
Examples:
  pjreport stats training
  pjreport honours --level provincial
  pjreport get stats.training.participations
"""
SETTINGS = {"help_option_names": ["-h", "--help"]}


class LazyGroup(TyperGroup):
    """A group that knows all commands by name and imports one when it is called."""

    listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Click's signature
        """The names, in the order of the help."""
        return list(BY_NAME)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command; a stub with its summary where only the help is wanted."""
        if self.listing:
            return TyperCommand(cmd_name, help=BY_NAME[cmd_name].summary)
        return build(BY_NAME[cmd_name])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does, but a wrong name gets the nearest: also of what a kind is called."""
        if args[0] not in BY_NAME:
            raise unknown(args[0])
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As Typer does, without importing any command."""
        output.check_open()
        self.listing = True
        super().format_help(ctx, formatter)


class OneCommand(TyperCommand):
    """A command whose help does not vanish in silence where standard output is closed."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As Typer does."""
        output.check_open()
        super().format_help(ctx, formatter)


def unknown(name: str) -> UsageError:
    """The error for a command that does not exist."""
    from ..model.kinds import KINDS
    from ..text.suggest import nearest

    known = {command: command for command in BY_NAME}
    known |= {word: kind.id for kind in KINDS if kind.id in BY_NAME for word in kind.name}
    near = nearest(name, known)
    hint = f"did you mean {' or '.join(near)}?" if near else "`pjreport -h` lists them"
    return UsageError(f"no command '{name}'; {hint}")


def build(command: Command) -> Any:
    """A command ready to run, its module imported."""
    module = import_module(f"{__package__}.commands.{command.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=command.name, cls=OneCommand, help=command.summary, context_settings=SETTINGS)(
        module.build(command.name)
    )
    built = typer.main.get_command(app)
    built.name = command.name
    return built


def print_versions(wanted: bool) -> None:
    """Print the program's version and the reports', then leave."""
    if wanted:
        import_module(f"{__package__}.commands.version").run()
        raise typer.Exit


def root(
    ctx: typer.Context,
    version: bool = typer.Option(  # noqa: ARG001 - its callback has done the work
        False, "--version", callback=print_versions, is_eager=True, help="Show the versions."
    ),
) -> None:
    """Without a command, show what there is."""
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


def make() -> Any:
    """The whole program as one command."""
    app = typer.Typer(
        cls=LazyGroup, add_completion=False, rich_markup_mode=None, context_settings=SETTINGS
    )
    app.callback(invoke_without_command=True, help=HELP)(root)
    return typer.main.get_command(app)
