"""What the program says, in the user's language: gettext catalogues, read when one is needed.

Messages stand in the code in English. `zh/LC_MESSAGES/pjreport.po` has the Chinese ones; the file
beside it is made from it by `tools/make_messages.py`.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "pjreport"
ORIGINAL = "en"
spoken = [ORIGINAL]  # the language of the command that runs


def use(lang: str) -> None:
    """Say everything that follows in a language, `zh` or `en`."""
    spoken[0] = lang


def tell(message: str, /, **values: object) -> str:
    """A message in the user's language, with values in place of its `{names}`.

    A message without values is said as it stands, braces and all. One that is not translated is
    said in English.
    """
    said = message if spoken[0] == ORIGINAL else translated(spoken[0], message)
    return said.format(**values) if values else said


def english() -> bool:
    """Whether the command that runs speaks English; a place in pairs of words, too."""
    return spoken[0] == ORIGINAL


def marked(message: str) -> str:
    """A message that is told later; the mark is for the script that collects them."""
    return message


def translated(lang: str, message: str) -> str:
    """A message in another language."""
    return catalogue(lang).gettext(message) if message else ""


@cache
def catalogue(lang: str) -> "NullTranslations":
    """The messages of a language."""
    from gettext import translation

    return translation(DOMAIN, Path(__file__).parent, [lang])
