"""Verdicts as people see them: a sign that does without colour, and the words.

The signs are in GBK, too, for consoles that know no other Chinese.
"""

SIGNS = {
    **dict.fromkeys(("backed", "consistent"), "√"),
    **dict.fromkeys(("contradicted", "impossible"), "×"),
    **dict.fromkeys(("computed", "other-reading"), "≈"),
    **dict.fromkeys(("unknown", "not-testable"), "?"),
}


def signed(verdict: str, words: str) -> str:
    """The words of a verdict behind its sign."""
    return f"{SIGNS[verdict]} {words}"
