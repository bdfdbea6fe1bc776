"""The help pages in both languages, made from `COMMANDS`."""

import re
import shutil
from collections.abc import Iterator, Sequence

from ...text.wrapping import cells, wrapped
from .command import GROUPS, Command
from .commands import COMMANDS
from .examples import examples_of
from .options import SHARED as SHARED_OPTIONS
from .parameters import Argument, Option, Parameter
from .parser import HELP, VERSION

ABOUT = (
    "查出已发布报告中的事实，每条附原文依据。",
    "Look up the facts of a published report, each with its evidence.",
)
EXAMPLES = (
    "pjreport 校长是谁",
    "pjreport stats training",
    "pjreport honours --level provincial",
)
MORE = (
    "pjreport help COMMAND 说明一条命令，pjreport help all 列出全部。报告里问什么都可直接写。",
    "pjreport help COMMAND explains a command, pjreport help all lists them all.",
)
SHARED = (
    "也可用各命令共有的选项：{}。写在命令之前也行。逐一说明见 pjreport help options。",
    "It also takes the options that commands share: {}. See pjreport help options.",
)
EVERY = (
    "各命令共有的选项，也可写在命令之前。",
    "Options that commands share, also before the command.",
)
USAGE = ("用法：", "Usage: ")
OPTIONS, ARGUMENTS, EXAMPLE = ("选项", "Options"), ("参数", "Arguments"), ("示例", "Examples")
COMMAND = ("命令", "Commands")
VERSION_OPTION = (", ".join(VERSION), ("显示版本。", "Show the versions."))
HELP_OPTION = (", ".join(HELP), ("显示本页。", "Show this message and exit."))
INDENT = 2
FIRST, SECOND = 30, 20  # widest first column and narrowest second one, in cells
WIDEST = 80  # cells of a page
TITLE = re.compile(r"\{title:(\w+)\}")  # in a help text: the heading of a field's column


def root_page(lang: str) -> str:
    """The program's page: its purpose, and the names of the commands by group. It fits a screen."""
    which = lang == "en"
    page = [*usage("pjreport [OPTIONS] COMMAND [ARGS]...", lang), "\n"]
    page += text(ABOUT[which])
    rows = []
    for group, words in GROUPS.items():
        names = ", ".join(each.name for each in COMMANDS if each.group == group)
        rows.append((words[which], (names, names)))
    page += section(COMMAND, rows, lang)
    page += examples(EXAMPLES, lang)
    page += ["\n", *text(MORE[which])]
    page += section(OPTIONS, [HELP_OPTION, VERSION_OPTION], lang)
    return "".join(page)


def every_page(lang: str) -> str:
    """The page with every command and what it does."""
    page: list[str] = []
    first = max(len(each.name) for each in COMMANDS)
    for group, words in GROUPS.items():
        rows = [(each.name, each.summary) for each in COMMANDS if each.group == group]
        page += section(words, rows, lang, first=first)
    return "".join(page).removeprefix("\n")


def options_page(lang: str) -> str:
    """The page of the options that commands share."""
    rows = [(flags_of(each), meaning(each)) for each in SHARED_OPTIONS]
    return "".join([*text(EVERY[lang == "en"]), *section(OPTIONS, rows, lang)])


def command_page(command: Command, lang: str) -> str:
    """A command's page: examples, its arguments and its own options; others by name."""
    arguments = [each for each in command.parameters if isinstance(each, Argument)]
    options = [each for each in command.parameters if isinstance(each, Option)]
    words = ["pjreport", command.name, "[OPTIONS]", *(each.metavar for each in arguments)]
    page = [*usage(" ".join(words), lang), "\n", *text(command.summary[lang == "en"])]
    page += examples(examples_of(command.name), lang)
    page += section(ARGUMENTS, [(each.metavar, meaning(each)) for each in arguments], lang)
    rows = [(flags_of(each), meaning(each)) for each in options if each not in SHARED_OPTIONS]
    page += section(OPTIONS, [*rows, HELP_OPTION], lang)
    shared = [
        f"{each.flags[-1]} {each.metavar}".strip() for each in options if each in SHARED_OPTIONS
    ]
    if shared:
        between = ", " if lang == "en" else "、"
        page += ["\n", *text(SHARED[lang == "en"].format(between.join(shared)))]
    return "".join(page)


def examples(lines: Sequence[str], lang: str) -> Iterator[str]:
    """Some command lines to try."""
    if lines:
        yield f"\n{EXAMPLE[lang == 'en']}{colon(lang)}\n"
        yield from (f"{'':{INDENT}}{line}\n" for line in lines)


def usage(words: str, lang: str) -> Iterator[str]:
    """The first lines of a page: how to write the command."""
    title = USAGE[lang == "en"]
    for line in wrapped(words, width() + INDENT - cells(title)):
        yield f"{title}{line}\n"
        title = " " * cells(title)


def flags_of(option: Option) -> str:
    """The flags of an option: `-o, --output FILE`, `--header / --no-header`."""
    flags = " / ".join(filter(None, (", ".join(option.on), ", ".join(option.off))))
    return f"{flags} {option.metavar}".strip()


def meaning(parameter: Parameter) -> tuple[str, str]:
    """The help text of a parameter in both languages, with its possible values."""
    zh, en = parameter.help
    if parameter.values == "filtering":
        from ...lookup.titles import title

        zh = TITLE.sub(lambda found: title(found[1], "zh"), zh)
        en = TITLE.sub(lambda found: title(found[1], "en"), en)
    if "{choices}" in en:
        from .choices import names  # imports the formats

        known = names(parameter.values)
        zh = zh.replace("{choices}", "、".join(known))
        en = en.replace("{choices}", f"{', '.join(known[:-1])} or {known[-1]}")
    return zh, en


def section(
    title: tuple[str, str],
    rows: Sequence[tuple[str, tuple[str, str]]],
    lang: str,
    first: int = 0,
) -> Iterator[str]:
    """A title with two columns below it; nothing if there are no rows."""
    if not rows:
        return
    yield f"\n{title[lang == 'en']}{colon(lang)}\n"
    column = min(max(first, *(cells(name) for name, _ in rows)), FIRST) + INDENT
    if width() - column - INDENT < SECOND:  # too narrow: put the second column below the first
        column = 2 * INDENT
    for name, words in rows:
        beside = name if cells(name) <= column - INDENT else ""
        if not beside:
            yield f"{'':{INDENT}}{name}\n"
        for line in wrapped(words[lang == "en"], width() - column - INDENT):
            yield f"{'':{INDENT}}{beside}{'':{column - cells(beside)}}{line}\n"
            beside = ""


def text(words: str) -> Iterator[str]:
    """A paragraph."""
    return (f"{'':{INDENT}}{line}\n" for line in wrapped(words, width() - INDENT))


def colon(lang: str) -> str:
    """The colon after a title."""
    return ":" if lang == "en" else "："


def width() -> int:
    """The cells of a line: as many as the window has, but at most `WIDEST`."""
    return max(min(shutil.get_terminal_size().columns, WIDEST) - INDENT, 20)
