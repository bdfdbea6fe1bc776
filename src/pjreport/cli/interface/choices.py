"""The values that some options and arguments have: what is offered, listed in the help, accepted."""

from collections.abc import Callable

Choice = tuple[str, str]  # a value, and what it means where it does not say so


def plain(names: "list[str] | tuple[str, ...]") -> list[Choice]:
    """Values that speak for themselves."""
    return [(name, "") for name in names]


def formats() -> list[Choice]:
    """The formats of an answer."""
    from ...render import FORMATS

    return plain([format.name for format in FORMATS])


def styles() -> list[Choice]:
    """The formats of diagnostics."""
    from ...render.diagnostics import NAMES

    return plain(NAMES)


def formats_and_styles() -> list[Choice]:
    """The formats of an answer, and those of diagnostics that have another name."""
    return list(dict.fromkeys([*formats(), *styles()]))


def exports() -> list[Choice]:
    """The formats of an export."""
    from ...export import FORMATS

    return plain([format.name for format in FORMATS])


CHOICES: dict[str, Callable[[], list[Choice]]] = {
    "formats": formats,
    "styles": styles,
    "formats_and_styles": formats_and_styles,
    "exports": exports,
    "langs": lambda: [("zh", "中文"), ("en", "English")],
    "colors": lambda: plain(["auto", "always", "never"]),
    "schemas": lambda: plain(["input", "output"]),
    "shells": lambda: plain(["bash", "zsh", "fish"]),
}


def names(list: str) -> list[str]:
    """The values of one of the lists."""
    return [name for name, _ in CHOICES[list]()]
