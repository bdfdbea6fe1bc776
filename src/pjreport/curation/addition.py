"""Adds one fact to a base, if the check has nothing against it."""

from contextlib import suppress
from copy import deepcopy
from typing import Any

from ..check import examine, read
from ..check.registry import RULES
from ..draft.keys import key_of
from ..errors import LoadError, OutputError, UsageError
from ..messages import tell
from ..model.diagnostics import Finding
from ..model.factfile import languages
from ..model.kind import Kind
from ..source.text import SourceText
from ..store import Document, locate, misfits, parsed
from ..store.editing import Editor, extended, inserted
from ..store.tomltext import value_text
from .evidence import placed
from .values import given_words, names, new_terms, table_of


class Addition:
    """A fact that is to be added to a base: its path, its table, and the text with it.

    `problems` are what the check says of the whole base because of it.
    """

    def __init__(
        self, document: Document, kind: type[Kind], words: list[str], source: SourceText | None
    ) -> None:
        """`words` are FIELD=VALUE. Raises `UsageError` for what is no fact, and as `placed`."""
        given = given_words(words, kind)
        base = deepcopy(document.tables)
        self.table = table_of(kind, given, base)
        period = base.get("report", {}).get("period")
        if period and "period" in kind.fields:
            self.table.setdefault("period", period)
        self.terms = new_terms(kind, self.table, given, base)
        for group, terms in self.terms.items():
            base.setdefault("vocabulary", {}).setdefault(group, {}).update(terms)
        self.path = (kind.id, topic_of(given, base), name_of(given, self.table))
        self.document = document
        if self.path[2] in base.get(kind.id, {}).get(self.path[1], {}):
            raise UsageError(
                tell("there is a fact '{id}' already; give another name=NAME", id=self.id)
            )
        if source is not None:
            printed = given.get("value", [""])[-1]
            self.table = placed(kind, self.path, self.table, base, source, printed)
        ordered = {name: self.table[name] for name in ordered_fields(kind) if name in self.table}
        lines = [f"{name} = {value_text(value)}" for name, value in ordered.items()]
        self.text = inserted(self.with_terms(), self.path, lines)
        after = parsed(document.path, self.text)
        base.setdefault(kind.id, {}).setdefault(self.path[1], {})[self.path[2]] = self.table
        if after.tables != base:
            raise OutputError(
                tell(
                    "{path} has no place for [{id}]; write it by hand",
                    path=document.path,
                    id=self.id,
                )
            )
        before = {each[:3] for each in problems(document, source)}
        new = [each for each in problems(after, source) if each[:3] not in before]
        self.problems = locate(after, new, source.path if source else "")
        self.lines = lines

    def with_terms(self) -> Document:
        """The base with the new terms."""
        document = self.document
        for group, terms in self.terms.items():
            for key, term in terms.items():
                document = with_term(document, ("vocabulary", group, key), term)
        return document

    @property
    def id(self) -> str:
        """The id of the fact."""
        return ".".join(self.path)

    def refuse_errors(self) -> None:
        """Raise `LoadError` with all problems if one of them is an error."""
        if any(each.severity == "error" for each in self.problems):
            raise LoadError(self.problems)


def with_term(document: Document, path: tuple[str, str, str], term: dict[str, Any]) -> Document:
    """A base with one more term, in a line of its own where this is the form of the vocabulary."""
    *_, group, key = path
    wanted = deepcopy(document.tables)
    wanted.setdefault("vocabulary", {}).setdefault(group, {})[key] = term
    if document.tables.get("vocabulary", {}).get(group):
        with suppress(LoadError):
            longer = extended(document, path[:2], f"{key} = {value_text(term)}")
            found = parsed(document.path, longer)
            if found.tables == wanted:
                return found
    editor = Editor(document)
    editor.add(path, value_text(term))
    return parsed(document.path, editor.text())


def problems(document: Document, source: SourceText | None) -> list[Finding]:
    """What the check says of a base. What the text has and no fact states is left out."""
    context = read(document.tables, document.text, source, None)
    rules = [rule for rule in RULES if rule.group != "coverage"]
    return [*misfits(document), *examine(context, rules)]


def topic_of(given: dict[str, list[str]], base: dict[str, Any]) -> str:
    """The key of the topic: as given, by key or name, or the only one. Raises `UsageError`."""
    topics = base.get("topics", {})
    if "topic" in given:
        wanted = given["topic"][-1]
        by_name = {name: key for key, each in topics.items() for name in names(each)}
        return str(by_name.get(wanted, wanted))
    if len(topics) == 1:
        return str(next(iter(topics)))
    raise UsageError(
        tell(
            "no topic; give topic=KEY, one of {names}", names=", ".join(topics) or tell("none yet")
        )
    )


def name_of(given: dict[str, list[str]], table: dict[str, Any]) -> str:
    """The last part of the id: as given, or from the English name, or in pinyin."""
    return (
        given["name"][-1] if "name" in given else key_of(table.get("en") or table.get("zh") or "")
    )


def ordered_fields(kind: type[Kind]) -> list[str]:
    """The fields of a kind in the order in which a base has them: names, its own, where it stands."""
    first, last = (
        ("zh", "en", "note_zh", "note_en"),
        ("lines", "evidence", "inferred", "also", "draft"),
    )
    own = [name for name in kind.fields if name not in (*first, *last)]
    return [*first, *own, *last]


def lacking(kind: type[Kind], table: dict[str, Any], base: dict[str, Any]) -> list[str]:
    """The fields that a fact of a kind needs and a table has not."""
    found = [name for lang in languages(base.get("report")) for name in sorted(kind.named[lang])]
    found += sorted(kind.required)
    found += kind.either[:1] if not any(each in table for each in kind.either) else ()
    return [name for name in found if name not in table]
