"""Build hook: writes the shipped base as Python modules into the wheel.

Reading byte code takes a tenth of the time that TOML takes. One module holds the tables of
`data/facts.toml` and the state of each fact from its lock, the other one the texts that are searched, folded.
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


def texts() -> str:
    """The module of the texts that are searched."""
    sys.path.insert(0, str(ROOT / "src"))
    try:
        from pjreport.model.base import FactBase, Loaded
        from pjreport.model.kinds import KINDS
        from pjreport.search.corpus import prepared
    finally:
        sys.path.remove(str(ROOT / "src"))
    bases = Loaded([FactBase("", read(ROOT / "data" / "facts.toml"))])
    records = bases.records([kind.id for kind in KINDS])
    return (
        '"""The searched texts of the shipped base: made when the package was built."""\n\n'
        f"TEXTS = {prepared(bases, records)!r}\n"
    )


def read(path: Path) -> dict[str, Any]:
    """The tables of a TOML file. Decimals keep their digits."""
    return tomli.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


class Hook(BuildHookInterface):  # type: ignore[type-arg]
    """Puts the modules into wheels. A checkout reads the TOML file, which can be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the modules to temporary files and add these to the wheel."""
        self.folder = TemporaryDirectory()
        if version == "standard":
            for name, text in (("packaged.py", module()), ("packaged_texts.py", texts())):
                made = Path(self.folder.name) / name
                made.write_text(text, encoding="utf-8")
                build_data["force_include"][str(made)] = f"pjreport/{name}"

    def finalize(self, *_: Any) -> None:
        """Delete the temporary files. The wheel has copies by now."""
        self.folder.cleanup()
