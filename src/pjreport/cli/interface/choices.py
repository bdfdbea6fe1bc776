"""The fixed values of some options and arguments, for completion and the help."""

from collections.abc import Iterable

from ... import export, render
from ...render import diagnostics

Choice = tuple[str, str]  # a value and its meaning; no meaning where the value is clear


def plain(names: Iterable[str]) -> list[Choice]:
    """Values that need no explanation, each once."""
    return [(name, "") for name in dict.fromkeys(names)]


CHOICES: dict[str, list[Choice]] = {
    "formats": plain(render.BY_NAME),
    "styles": plain(diagnostics.NAMES),
    "formats_and_styles": plain([*render.BY_NAME, *diagnostics.NAMES]),
    "citations": plain(["gb", "apa", "bibtex", "csl"]),
    "forms": plain(["sentence"]),
    "exports": plain(export.BY_NAME),
    "groupings": plain(["topic"]),
    "languages": plain(["zh", "en", "zh,en"]),
    "langs": [("zh", "中文"), ("en", "English")],
    "colors": plain(["auto", "always", "never"]),
    "schemas": plain(["input", "output"]),
    "shells": plain(["bash", "zsh", "fish"]),
}


def names(list: str) -> list[str]:
    """The values in one of the lists."""
    return [name for name, _ in CHOICES[list]]
