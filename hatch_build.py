"""Build hook: writes the shipped base as a Python module into the wheel.

Reading byte code takes a tenth of the time that TOML takes. The module holds the tables of
`data/facts.toml` and the state of each fact from its lock.
"""

import sys
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import tomli  # TOML 1.1, as the program reads it
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


def module() -> str:
    """The module's text."""
    sys.path.insert(0, str(ROOT / "src"))
    try:
        from pjreport.model.lock import Lock, by_id
        from pjreport.store.lockfile import checksum
    finally:
        sys.path.remove(str(ROOT / "src"))
    tables = read(ROOT / "data" / "facts.toml")
    lock = read(ROOT / "data" / "facts.lock.toml")
    state = Lock(lock["source"], lock["facts"]).states(tables)
    states = {id: state(id) for id in by_id(tables)}
    return (
        '"""The shipped base: made from `data/facts.toml` when the package was built."""\n\n'
        f"from decimal import Decimal\n\n"
        f"CHECKSUM = {checksum(str(ROOT / 'data' / 'facts.toml'))}\nTABLES = {tables!r}\nSTATES = {states!r}\n"
    )


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Decimals keep their digits."""
    return tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the module into wheels. A checkout reads the TOML file, which can be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the module to a temporary file and add that to the wheel."""
        self.folder = TemporaryDirectory()
        if version == "standard":
            made = Path(self.folder.name) / "packaged.py"
            made.write_text(module(), encoding="utf-8")
            build_data["force_include"][str(made)] = "pjreport/packaged.py"

    def finalize(self, *_: Any) -> None:
        """Delete the temporary file. The wheel has a copy by now."""
        self.folder.cleanup()
