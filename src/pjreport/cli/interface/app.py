"""Typer's commands, made from `COMMANDS`. They print the help and explain wrong lines."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption
from typer.exceptions import TyperException

from ...errors import OutputError, UsageError, reason
from ...messages import tell
from .. import dispatch, output
from ..language import asked_in
from .commands import BY_NAME
from .help import command_page, every_page, options_page, root_page
from .options import SHARED
from .parameters import Argument, Parameter
from .parser import HELP, MOST, Options

Run = Callable[[Options], None]
# What Typer says, as far as it is about a line; the longest first.
FORMS = (
    "no such option: {name} (Possible options: {names})",
    "no such option: {name} Did you mean {names}?",
    "no such option: {name}",
    "option '{name}' requires an argument",
    "option '{name}' does not take a value",
    "missing argument '{name}'",
    "got unexpected extra argument ({names})",
    "got unexpected extra arguments ({names})",
    "invalid value for '{name}': {value} is not a valid int",
    "invalid value for '{name}': {value}",
)
PAGES = {"all": every_page, "options": options_page, "help": root_page}  # pjreport help NAME
SETTINGS = {"help_option_names": [*HELP]}


def explain(words: Sequence[str]) -> None:
    """Let Typer read a line: it prints a help page, or raises `UsageError`."""
    group = Group(dispatch.run, asked_in(words))
    try:
        group.main([*words], prog_name="pjreport", standalone_mode=False)
    except TyperException as error:
        context = getattr(error, "ctx", None)
        named = [word for word in words[:1] if word in BY_NAME]  # for an error without a context
        path = context.command_path if context else " ".join(["pjreport", *named])
        follows = any(word in BY_NAME for word in words)
        before = follows and context is not None and context.parent is None
        where = tell("options follow the command, ") if before else ""
        wrong_value = isinstance(error, typer.BadParameter)
        if not wrong_value and any(word[:1] == "-" and word[1:2].isdigit() for word in words):
            where = tell("put -- before a negative number, ")
        wrong = plain(error.format_message())
        raise UsageError(
            tell("{wrong}; {where}see `{path} -h`", wrong=wrong, where=where, path=path)
        ) from None
    except OSError as error:  # a help page
        raise OutputError(f"cannot write the answer: {reason(error)}; make room") from None


def plain(message: str) -> str:
    """Typer's message in this program's form: one line, lower-case start, no full stop."""
    message = " ".join(message.split()).rstrip(".")
    message = message[:1].lower() + message[1:]
    for form in FORMS:
        # The words that differ: 'no such option: {name}' is a pattern of its messages.
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(form))
        if found := re.fullmatch(pattern, message):
            return tell(form, **found.groupdict())
    return message


class Group(TyperGroup):
    """The whole program. A command is made only when it is called."""

    def __init__(self, run: Run, lang: str) -> None:
        """`run` is called with the options of a well-formed line; the help is in `lang`."""
        super().__init__(
            name="pjreport",
            params=[*map(parameter, SHARED)],
            context_settings=SETTINGS,
            rich_markup_mode=None,
        )
        self.run = run
        self.lang = lang

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand:  # noqa: ARG002 - Typer's signature
        """The command of this name, or a page of the help."""
        if cmd_name in PAGES:
            return Page(cmd_name, self.lang)
        return ProgramCommand(cmd_name, self.run, self.lang)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As in Typer, but the error for a wrong name suggests the nearest commands."""
        if args[0] not in BY_NAME and not (args[0] in PAGES and HELP[-1] in args):
            raise unknown(args[0])
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the program's help page."""
        output.check_open()
        formatter.write(root_page(self.lang))


class ProgramCommand(TyperCommand):
    """One command."""

    def __init__(self, name: str, run: Run, lang: str) -> None:
        parameters = BY_NAME[name].parameters
        super().__init__(
            name=name,
            params=[*map(parameter, parameters)],
            callback=lambda **given: run(Options(name, parameters, given)),
            context_settings=SETTINGS,
            rich_markup_mode=None,
        )
        self.lang = lang

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the command's help page."""
        output.check_open()
        formatter.write(command_page(BY_NAME[str(self.name)], self.lang))


class Page(TyperCommand):
    """A page of the help that is no command's."""

    def __init__(self, name: str, lang: str) -> None:
        super().__init__(name=name, context_settings=SETTINGS, rich_markup_mode=None)
        self.lang = lang

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the page."""
        output.check_open()
        formatter.write(PAGES[str(self.name)](self.lang))


def parameter(each: Parameter) -> Any:
    """A parameter in Typer's form."""
    if isinstance(each, Argument):
        return TyperArgument(
            param_decls=[each.name],
            metavar=each.metavar,
            required=each.required,
            nargs=-1 if each.several else 1,
        )
    off = f"/{each.off[0]}" if each.off else ""
    return TyperOption(
        param_decls=[each.name, *each.on[:-1], each.on[-1] + off],
        metavar=each.metavar or None,
        is_flag=not each.valued,
        multiple=each.several,
        type=int if each.type == "number" else None,
        callback=from_zero if each.type == "number" else None,
        default=None if each.valued else each.default,
    )


def from_zero(_ctx: Any, _parameter: Any, value: int | None) -> int | None:
    """Check that a number is not negative."""
    if value is not None and value < 0:
        raise typer.BadParameter(f"{value} is below 0, write 0 or more")
    return value if value is None else min(value, MOST)


def unknown(name: str) -> UsageError:
    """The error for a command that does not exist. Kinds are known by their names, too."""
    from ...model.kinds import KINDS
    from ...text.suggest import nearest

    known = {command: command for command in BY_NAME}
    known |= {word: kind.id for kind in KINDS if kind.id in BY_NAME for word in kind.name}
    near = nearest(name, known)
    if near:
        hint = tell("did you mean {names}?", names=tell(" or ").join(near))
    else:
        hint = tell("`pjreport -h` lists them")
    return UsageError(tell("no command '{name}'; {hint}", name=name, hint=hint))
