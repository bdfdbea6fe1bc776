"""`init`: writes a base without facts for a report, ready to be filled in."""

import os
import re

from ...curation.skeleton import Wanted, skeleton
from ...errors import LoadError, OutputError, UsageError
from ...messages import tell
from ...model.fields import KEY_PATTERN, LANGUAGES
from ...store import locate, parsed, read_bytes
from ...store.files import undecoded
from .. import output
from ..bases import doubts
from ..interface.parser import Options
from ..language import language


def run(options: Options) -> None:
    """Write the base to a new file, or to standard output."""
    if options.file not in (None, "-") and os.path.lexists(options.file):
        raise OutputError(
            tell("{file} exists; choose another name, or add facts to it", file=options.file)
        )
    wanted = Wanted(
        options.id or "",
        options.zh or "",
        options.en or "",
        options.publisher_zh or "",
        options.publisher_en or "",
        languages(options.languages),
    )
    if wanted.id and not re.fullmatch(KEY_PATTERN, wanted.id):
        raise UsageError(tell("no id '{id}'; use a-z, 0-9 and single hyphens", id=wanted.id))
    data = read_bytes(options.text)
    try:
        text = skeleton(data, wanted, os.path.basename(options.text), language(options.lang))
    except UnicodeDecodeError as error:
        raise undecoded(options.text, error, "text") from None
    document = parsed(options.file or "-", text)
    if found := doubts(document):
        raise LoadError(locate(document, found))
    output.deliver(text, options.file, people=False)


def languages(given: str | None) -> tuple[str, ...]:
    """The languages that were asked for. Raises `UsageError` for others."""
    found = tuple(dict.fromkeys(each.strip() for each in (given or "").split(",") if each.strip()))
    for each in found:
        if each not in LANGUAGES:
            raise UsageError(tell("no language '{each}'; use zh or en, or zh,en", each=each))
    return found
