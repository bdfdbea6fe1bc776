"""One report as it was read from a file."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .files import SOURCES

if TYPE_CHECKING:  # loaded at run time only when there are problems
    from ..model.diagnostics import Path


class Document:
    """One report in a file: the text of the file, and the report's tables as plain data."""

    def __init__(self, path: str, text: str, tables: dict[str, Any]) -> None:
        self.path = path
        self.text = text
        self.tables = tables
        report = tables.get("report")
        source = report.get("source") if isinstance(report, dict) else None
        if isinstance(source, dict):
            SOURCES[str(source.get("sha256"))] = str(source.get("file"))

    @property
    def report(self) -> str | None:
        """The report's id; None if it has none."""
        report = self.tables.get("report")
        id = report.get("id") if isinstance(report, dict) else None
        return id if isinstance(id, str) else None

    def places(self, wanted: "Iterable[Path]") -> Any:
        """An object whose method `at` gives line and column of these paths."""
        from .positions import Positions

        return Positions(self.text, wanted)
