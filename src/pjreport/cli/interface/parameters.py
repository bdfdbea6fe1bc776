"""Options and arguments: their names, their values and their help texts."""

from collections.abc import Iterator

Words = tuple[str, str]  # what people read: Chinese, English


class Option:
    """An option of a command.

    Its name is its last flag, unless a name is given. `flags` are written as in the help:
    `-o, --output`, or `--header/--no-header` for a switch. `type` is `text`, `texts` (may be
    repeated), `number` (whole, from 0), `flag` (off unless given) or `switch` (on and off).
    `values` says what completion offers: a function in `completion.values`, a list in `choices`,
    `files`, or nothing. In a help text, `{choices}` becomes the names in that list, and
    `{title:FIELD}` the heading of a column.
    """

    def __init__(
        self,
        flags: str,
        zh: str,
        en: str,
        *,
        name: str = "",
        type: str = "text",
        metavar: str = "",
        default: bool | int | None = None,
        values: str = "",
    ) -> None:
        on, _, off = flags.partition("/")
        self.on = tuple(on.split(", "))
        self.name = name or self.on[-1].removeprefix("--")
        self.off = tuple(off.split(", ")) if off else ()
        self.help: Words = (zh, en)
        self.type = type
        self.metavar = metavar
        self.default = False if type == "flag" else default
        self.values = values

    @property
    def flags(self) -> tuple[str, ...]:
        """All its flags."""
        return (*self.on, *self.off)

    @property
    def several(self) -> bool:
        """Whether it may be repeated, so that its value is a list."""
        return self.type == "texts"

    @property
    def valued(self) -> bool:
        """Whether a value follows it."""
        return self.type not in ("flag", "switch")


class Argument:
    """An argument of a command.

    `count` is `one`, `maybe` (none or one), `some` (one or more) or `any`. `values` are as in
    an option.
    """

    def __init__(
        self, name: str, metavar: str, zh: str, en: str, count: str = "one", *, values: str = ""
    ) -> None:
        self.name = name
        self.metavar = metavar
        self.help: Words = (zh, en)
        self.count = count
        self.values = values

    @property
    def several(self) -> bool:
        """Whether it may have several values, so that its value is a list."""
        return self.count in ("some", "any")

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.count in ("one", "some")


Parameter = Option | Argument


def flagged(parameters: "tuple[Parameter, ...]") -> Iterator[tuple[str, Option]]:
    """Every flag of the options among some parameters, each with its option."""
    for each in parameters:
        if isinstance(each, Option):
            yield from ((flag, each) for flag in each.flags)
