"""What a command is: its name, its place in the help, its parameters, its module."""

from . import options as of
from .options import SHARED
from .parameters import Option, Parameter, Words

GROUPS: dict[str, Words] = {  # of the help, in its order
    "ask": ("查询", "Ask"),
    "list": ("列出", "List"),
    "check": ("核对", "Check"),
    "make": ("制作", "Make"),
    "hand-on": ("交付", "Hand on"),
}


class Command:
    """A command: its name, its group and line in the help, its parameters, its module.

    A command that lists facts of one kind has the kind's id as its name. It also takes an option
    for each filter of the kind.
    """

    def __init__(
        self, name: str, group: str, zh: str, en: str, *parameters: Parameter, module: str = ""
    ) -> None:
        self.name = name
        self.module = module or name
        self.group = group
        self.summary: Words = (zh, en)
        self._parameters = parameters

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Its arguments and options, in the order of the help."""
        if self.module != "listing":
            return self._parameters
        from ...model.kinds import filters  # not needed for the other commands

        narrowing = [
            Option(
                f"--{name}",
                f"只要此{{title:{fields[0]}}}：编号、中文或英文名，可用逗号分开；? 列出全部。",
                f"Only this {{title:{fields[0]}}}: its id, Chinese or English name, or several "
                "with commas; ? lists them.",
                metavar="NAME",
                values="filtering",
            )
            for name, fields in filters(self.name).items()
        ]
        first, *rest = self._parameters
        return (first, *narrowing, *rest)


def listing(name: str, zh: str, en: str, *own: Option) -> Command:
    """A command that lists facts."""
    return Command(name, "list", zh, en, of.TOPICS, *own, *SHARED, module="listing")
