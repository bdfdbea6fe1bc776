"""`add`: adds a fact to a base, with lines and evidence from the text."""

import os
import sys

from ...curation.addition import Addition, lacking
from ...curation.values import given_words, table_of
from ...errors import UsageError
from ...messages import tell
from ...model.fields import LANGUAGES
from ...model.kind import Kind
from ...model.kinds import BY_ID
from ...source.text import SourceText
from ...store import Document, load
from ...store.editing import save
from ...store.tomltext import value_text
from .. import output
from ..bases import paths
from ..interface.parser import Options
from ..language import language
from ..reading import open_source
from .listing import kinds_of

FIRST = (*LANGUAGES, "value", "unit")  # what a person is asked first


def run(options: Options) -> None:
    """Add one fact. On a terminal, ask for what it lacks."""
    kind = BY_ID[kinds_of(options.kind)[0]]
    document = only_base(options.facts)
    source = source_of(document, options.sources)
    words = list(options.fields_given)
    if at_terminal():
        words += asked(kind, words, document, language(options.lang))
    addition = Addition(document, kind, words, source)
    addition.refuse_errors()
    output.complain(*map(str, addition.problems))
    output.write("\n".join([f"[{addition.id}]", *addition.lines, ""]), people=True)
    if not options.dry_run:
        save(document, addition.text)
        output.complain(tell("pjreport: added to {path}", path=document.path))
    for group, terms in addition.terms.items():
        said = (f"{key} = {value_text(term)}" for key, term in terms.items())
        output.complain(
            *(
                tell("pjreport: new in [vocabulary.{group}]: {each}", group=group, each=each)
                for each in said
            )
        )
    if source is None and "evidence" in kind.required:
        output.complain(tell("pjreport: not compared with the text; add --source"))


def at_terminal() -> bool:
    """Whether a person can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and output.terminal()


def only_base(given: list[str]) -> Document:
    """The one TOML file to change. Raises `UsageError` for none, and for several."""
    found = paths(given)
    named = bool(given or os.environ.get("PJREPORT_FACTS"))
    if not named or len(found) != 1 or os.path.isdir(found[0]):
        raise UsageError(tell("no base of your own is named; name one file with --facts"))
    return load(found[0])


def source_of(document: Document, given: list[str]) -> SourceText | None:
    """The text of a base: as given, or the one beside the base that has the stated name."""
    if given:
        return open_source(given[-1])
    stated = document.tables.get("report", {}).get("source", {}).get("file")
    path = os.path.join(os.path.dirname(document.path), str(stated))
    return open_source(path) if stated and os.path.isfile(path) else None


def asked(kind: type[Kind], words: list[str], document: Document, lang: str) -> list[str]:
    """What a person answers for each field that is needed and not given."""
    from ...lookup.titles import title

    given = given_words(words, kind)
    base = document.tables
    table = table_of(kind, given, base)
    missing = lacking(kind, table, base)
    fields = [name for name in FIRST if name in missing or (name == "unit" and kind.figure)]
    fields += [name for name in missing if name not in (*fields, "lines", "evidence")]
    has_period = "period" in base.get("report", {})
    fields = [
        name for name in fields if name not in table and not (name == "period" and has_period)
    ]
    if "topic" not in given and len(base.get("topics", {})) > 1:
        fields.insert(0, "topic")
    found = []
    for name in fields:
        try:
            answer = input(f"{title(name, lang)} ({name}): ").strip()
        except EOFError:
            break
        found += [f"{name}={answer}"] if answer else []
    return found
