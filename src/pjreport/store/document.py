"""One report's part of a file, as it was read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # what describes problems is loaded when there are some
    from ..model.diagnostics import Path


class Document:
    """One report's part of a file: its text, and its tables as plain data."""

    def __init__(self, path: str, text: str, tables: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.tables = tables

    @property
    def report(self) -> str | None:
        """The report's id; None where none is stated."""
        report = self.tables.get("report")
        id = report.get("id") if isinstance(report, dict) else None
        return id if isinstance(id, str) else None

    def places(self, wanted: "Iterable[Path]") -> Any:
        """What knows line and column of these paths, by its method `at`."""
        from .positions import Positions

        return Positions(self.text, wanted)
