"""A progress bar on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from ..text.terminal import safe

NAME = 30  # last characters of the name of a step that are shown


@contextmanager
def bar(total: int) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each of `total` steps. More steps only show names."""
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        done = 0

        def step(name: str) -> None:
            nonlocal done
            shown.update(task, completed=min(done, total), description=safe(name)[-NAME:])
            done += 1

        yield step
