"""The command table, and the group that imports a command when it is called."""

import sys
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup


class Command(NamedTuple):
    """A command: its module in `cli.commands`, and its line in the help."""

    name: str
    module: str
    summary: str


COMMANDS = (  # the order of the help: what is there, the facts by kind, single facts, upkeep
    Command("overview", "overview", "What report this is, and its key figures."),
    Command("topics", "topics", "Every topic, with its number of facts by kind."),
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
    Command("schema", "schema", "The JSON Schema of a fact base, or of the output."),
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


class Names(dict[str, Any]):
    """The commands imported so far; as keys, all there are, for suggestions."""

    def keys(self) -> Any:
        return BY_NAME.keys()


class LazyGroup(TyperGroup):
    """A group that knows all commands by name and imports one when it is called."""

    listing = False

    def list_commands(self, ctx: Any) -> list[str]:
        """The names, in the order of the help."""
        return list(BY_NAME)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command; a stub with its summary where only the help is wanted."""
        if cmd_name not in BY_NAME:
            return None
        if self.listing:
            return TyperCommand(cmd_name, help=BY_NAME[cmd_name].summary)
        return build(BY_NAME[cmd_name])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does, with the suggestions taken from all names."""
        self.commands = Names(self.commands)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """As Typer does, without importing any command."""
        self.listing = True
        super().format_help(ctx, formatter)


def build(command: Command) -> Any:
    """A command ready to run, its module imported."""
    module = import_module(f"{__package__}.commands.{command.module}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name=command.name, help=command.summary, context_settings=SETTINGS)(
        module.build(command.name, command.summary)
    )
    built = typer.main.get_command(app)
    built.name = command.name
    return built


def version(wanted: bool) -> None:
    """Print the program's version and the reports', then leave."""
    if wanted:
        import_module(f"{__package__}.commands.version").run()
        raise typer.Exit


def root(
    ctx: typer.Context,
    version: bool = typer.Option(
        False, "--version", callback=version, is_eager=True, help="Show the versions and exit."
    ),
) -> None:
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


root.__doc__ = HELP


def make() -> Any:
    """The whole program as one command."""
    app = typer.Typer(
        cls=LazyGroup, add_completion=False, rich_markup_mode=None, context_settings=SETTINGS
    )
    app.callback(invoke_without_command=True)(root)
    return typer.main.get_command(app)
