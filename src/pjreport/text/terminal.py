"""Makes text safe for a terminal: control characters become visible escapes."""

from unicodedata import category

# Controls (C0, C1, DEL), format characters (bidi overrides, zero width), lone surrogates, line and
# paragraph separators. Unassigned characters stay: some are Han, but newer than Python's tables.
UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def unsafe_characters(text: str) -> list[str]:
    """The characters of `text` that must not reach a terminal, in order."""
    if text.isprintable():  # true for nearly every text, and fast
        return []
    return [character for character in text if category(character) in UNSAFE]


def escape(character: str) -> str:
    r"""One character as a visible escape: `\x1b`, `\u202e`, `\U000e0001`."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def safe(text: str) -> str:
    r"""`text` with every unsafe character replaced by its visible escape.

    >>> print(safe("培训"), safe(chr(27) + "[31mred"))
    培训 \x1b[31mred
    """
    if text.isprintable():
        return text
    return "".join(escape(c) if category(c) in UNSAFE else c for c in text)
