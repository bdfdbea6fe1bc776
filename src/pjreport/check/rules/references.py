"""Rules about names: what a file refers to exists, and nothing is said twice."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ...model.diagnostics import Path
from ...text.normalise import fold_all
from ..view import Row, View, place, strings, tables

Found = Iterator[tuple[Path, str]]
Member = tuple[Path, str, dict[str, Any]]  # of those of whom no two say the same: path, name, table
Mark = tuple[str, str]  # a language and a label in it as it is compared, or nothing and all else


def unknown_topic(view: View) -> Found:
    """A fact's topic is declared under `[topics]`."""
    topics = view.section("topics")
    seen = set()
    for row in view.rows:
        if row.topic not in topics and row.path[:2] not in seen:
            seen.add(row.path[:2])
            yield row.path[:2], f"no topic '{row.topic}'; {near(view, row.topic, topics, 'topics')}"


def unknown_section(view: View) -> Found:
    """A topic's section is declared under `[sections]`."""
    sections = view.section("sections")
    for key, topic in tables(view.raw, "topics"):
        for _, name in strings(topic.get("section")):
            if name not in sections:
                message = f"no section '{name}'; {near(view, name, sections, 'sections')}"
                yield ("topics", key, "section"), message


def unknown_term(view: View) -> Found:
    """A term is declared in its group of the vocabulary."""
    for row in view.rows:
        for field, group in row.kind.terms.items():
            known = view.section("vocabulary", group)
            for index, key in strings(row.table.get(field)):
                if key not in known:
                    where = f"vocabulary.{group}"
                    message = f"no term '{key}' in [{where}]; {near(view, key, known, where)}"
                    yield place(row.path, field, index), message
    periods = view.section("vocabulary", "periods")
    for _, key in strings(view.section("report").get("period")):
        if key not in periods:
            where = "vocabulary.periods"
            message = f"no term '{key}' in [{where}]; {near(view, key, periods, where)}"
            yield ("report", "period"), message


def dangling_reference(view: View) -> Found:
    """An id that a fact refers to exists, and is of a kind that makes sense there."""
    for row in view.rows:
        for field, kinds in row.kind.references.items():
            for index, id in strings(row.table.get(field)):
                where = place(row.path, field, index)
                target = view.by_id.get(id)
                if id == row.id:
                    yield where, f"'{id}' refers to itself; name another fact"
                elif target is None:
                    yield where, f"no fact '{id}'; {near(view, id, view.by_id, '')}"
                elif kinds and target.kind.id not in kinds:
                    yield where, f"'{id}' is not one of {', '.join(kinds)}; check the id"
    for index, id in strings(view.section("report").get("key")):
        if id not in view.by_id:
            message = f"no fact '{id}'; {near(view, id, view.by_id, '')}"
            yield place(("report",), "key", index), message


def duplicate(view: View) -> Found:
    """No two facts of a kind, two topics or two terms of a group say the same.

    Facts say the same when they share a label, or everything but the label.
    """
    groups: dict[str, list[Member]] = {
        "topics": [(("topics", key), key, table) for key, table in tables(view.raw, "topics")]
    }
    for row in view.rows:
        groups.setdefault(row.kind.id, []).append((row.path, row.id, row.table))
    for group, entries in tables(view.raw, "vocabulary"):
        groups[f"vocabulary.{group}"] = [
            (("vocabulary", group, key), key, table) for key, table in tables(entries)
        ]
    seen: dict[tuple[str, str, str], str] = {}
    for group, path, name, mark in marks(groups):
        first = seen.setdefault((group, *mark), name)
        if first != name:
            what = f"the {mark[0]} label of" if mark[0] else "all that is stated of"
            message = f"same as {what} '{first}'; merge the two or tell them apart"
            yield (*path, mark[0]) if mark[0] else path, message


def marks(groups: Mapping[str, Iterable[Member]]) -> Iterator[tuple[str, Path, str, Mark]]:
    """What no two members of a group may have in common: group, path and name of each, and what."""
    labels = [
        table[lang]
        for members in groups.values()
        for _, _, table in members
        for lang in ("zh", "en")
        if text(table, lang)
    ]
    folded = dict(zip(labels, fold_all(labels), strict=True))
    for group, members in groups.items():
        # Several Chinese words may share one English term, so the glossary is by Chinese.
        langs = ("zh",) if group == "vocabulary.glossary" else ("zh", "en")
        for path, name, table in members:
            for lang in langs:
                if text(table, lang):
                    yield group, path, name, (lang, folded[table[lang]])
            if not group.startswith("vocabulary") and (said := statement(table)):
                yield group, path, name, ("", said)


def cycle(view: View) -> Found:
    """Nothing is part of itself, not even through others."""
    seen: set[str] = set()
    for row in view.rows:
        path: list[str] = []
        step: Row | None = row
        while step is not None and step.id not in seen:
            seen.add(step.id)
            path.append(step.id)
            whole = step.table.get("part_of")
            step = view.by_id.get(whole) if isinstance(whole, str) else None
        if step is not None and step.id in path:
            circle = path[path.index(step.id) :]
            for id in circle if len(circle) > 1 else []:  # to name oneself is a reference amiss
                where = (*view.by_id[id].path, "part_of")
                yield where, f"'{id}' is part of itself; break the circle"


def near(view: View, name: str, known: Any, where: str) -> str:
    """What to do about an unknown name: take the nearest known one, or declare it."""
    from difflib import get_close_matches  # only when something is wrong

    view.guesses -= len(known)
    found = get_close_matches(name, known, n=1) if view.guesses >= 0 else []
    if found:
        return f"did you mean '{found[0]}'?"
    return f"declare it under [{where}]" if where else "add the fact or mend the id"


def text(table: dict[str, Any], key: str) -> bool:
    """Whether `key` holds a string."""
    return isinstance(table.get(key), str)


def statement(table: dict[str, Any]) -> str:
    """What a figure states beside its labels and notes; empty for a fact that is no figure."""
    fields = ("formula", "inputs") if "formula" in table else ("value", "unit", "lines", "evidence")
    said = [table[field] for field in fields if field in table]
    plain = all(not isinstance(each, int) or each.bit_length() <= 64 for each in said)
    return str(said) if plain and len(said) == len(fields) else ""
