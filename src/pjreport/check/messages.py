"""What the messages of rules are put together from: short texts and line numbers."""

SHOWN = 40  # characters of a text in a message


def line_numbers(lines: list[int]) -> str:
    """Line numbers in words: `line 5`, `lines 5, 6`."""
    return f"line{'s'[len(lines) == 1 :]} {', '.join(map(str, lines))}"


def quoted(text: str) -> str:
    """A text for a message, short."""
    return f"'{shortened(text)}'"


def shortened(text: str) -> str:
    """The start of a text, if it is long."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 3]}..."
