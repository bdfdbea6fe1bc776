"""Imports and runs the module of a command."""

from importlib import import_module

from .interface.commands import BY_NAME
from .interface.parser import Options


def run(options: Options) -> None:
    """Run a command. Raises `PjreportError` when the command fails."""
    from ..store.files import forget
    from .bases import answering_for_bases  # not needed for a help page

    forget()
    module = import_module(f"{__package__}.commands.{BY_NAME[options.command].module}")
    with answering_for_bases():
        module.run(options)
