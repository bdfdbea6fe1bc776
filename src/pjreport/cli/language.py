"""The language of output for people."""

import os
from collections.abc import Sequence

from ..errors import UsageError
from ..messages import tell

OUTPUT_LANGUAGES = ("zh", "en")


def language(asked: str | None) -> str:
    """`zh` or `en`: as asked, or from PJREPORT_LANG or the locale; English if none says.

    Raises `UsageError` for any other language.
    """
    wanted = asked or os.environ.get("PJREPORT_LANG")
    if wanted:
        if wanted not in OUTPUT_LANGUAGES:
            raise UsageError(
                tell(
                    "no language '{wanted}'; use {names}",
                    wanted=wanted,
                    names=tell(" or ").join(OUTPUT_LANGUAGES),
                )
            )
        return wanted
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((value for name in names if (value := os.environ.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def asked_in(words: Sequence[str]) -> str:
    """The language of a command line that may be malformed, by its last `--lang`."""
    asked = None
    for word, following in zip(words, [*words[1:], ""], strict=False):
        flag, equals, value = word.partition("=")
        if flag == "--lang":
            asked = value if equals else following
    try:
        return language(asked)
    except UsageError:
        return "en"
