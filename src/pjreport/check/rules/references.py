"""Rules about names: what a file refers to exists, and nothing is said twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...messages import tell
from ...model.diagnostics import Path
from ...text.characters import number, outlines
from ..raw import RawBase, RawFact, field_path, strings, tables
from ..rule import Findings, rule

Member = tuple[Path, str, dict[str, Any]]  # path, name and table of one entry of a group
# Group, path, name, then language and label; or an empty language and all other content.
Content = tuple[str, Path, str, str, str]
# What a printed figure states; its place tells it from others.
CONTENT = (
    *("value", "low", "high", "form", "of", "unit", "scope", "period"),
    *("lines", "evidence"),
)


@rule("consistency")
def unknown_topic(base: RawBase) -> Findings:
    """A fact's topic is declared under [topics].

    The second part of an id is its topic.
    """
    topics = base.section("topics")
    seen = set()
    for fact in base.facts:
        if fact.topic not in topics and fact.path[:2] not in seen:
            seen.add(fact.path[:2])
            message = tell(
                "no topic '{topic}'; {base}",
                topic=fact.topic,
                base=nearest_name(base, fact.topic, topics, "topics"),
            )
            yield fact.path[:2], message


@rule("consistency")
def unknown_section(base: RawBase) -> Findings:
    """A topic's section is declared under [sections].

    A topic without a heading in the source has no section.
    """
    sections = base.section("sections")
    for key, topic in tables(base.raw, "topics"):
        for _, name in strings(topic.get("section")):
            if name not in sections:
                message = tell(
                    "no section '{name}'; {base}",
                    name=name,
                    base=nearest_name(base, name, sections, "sections"),
                )
                yield ("topics", key, "section"), message


@rule("consistency")
def unknown_term(base: RawBase) -> Findings:
    """A term is declared in its group of the vocabulary.

    Units, periods, levels and the like are declared once, in both languages. Facts have their keys.
    """
    for fact in base.facts:
        for field, group in fact.kind.terms.items():
            known = base.section("vocabulary", group)
            for index, key in strings(fact.table.get(field)):
                if key not in known:
                    where = f"vocabulary.{group}"
                    advice = called(key, known) or nearest_name(base, key, known, where)
                    message = tell(
                        "no term '{key}' in [{where}]; {advice}",
                        key=key,
                        where=where,
                        advice=advice,
                    )
                    yield field_path(fact.path, field, index), message
    periods = base.section("vocabulary", "periods")
    for _, key in strings(base.section("report").get("period")):
        if key not in periods:
            where = "vocabulary.periods"
            advice = called(key, periods) or nearest_name(base, key, periods, where)
            yield (
                ("report", "period"),
                tell("no term '{key}' in [{where}]; {advice}", key=key, where=where, advice=advice),
            )


@rule("consistency")
def dangling_reference(base: RawBase) -> Findings:
    """An id that a fact refers to exists, and is of a kind that makes sense there.

    A visitor is one of people, a recipient is no figure; nothing refers to itself.
    """
    for fact in base.facts:
        for field, kinds in fact.kind.references.items():
            for index, id in strings(fact.table.get(field)):
                where = field_path(fact.path, field, index)
                target = base.by_id.get(id)
                if id == fact.id:
                    yield where, tell("'{id}' refers to itself; name another fact", id=id)
                elif target is None:
                    yield (
                        where,
                        tell(
                            "no fact '{id}'; {base}",
                            id=id,
                            base=nearest_name(base, id, base.by_id, ""),
                        ),
                    )
                elif kinds and target.kind.id not in kinds:
                    yield (
                        where,
                        tell(
                            "'{id}' is not one of {names}; check the id",
                            id=id,
                            names=", ".join(kinds),
                        ),
                    )
    for index, id in strings(base.section("report").get("key")):
        if id not in base.by_id:
            message = tell(
                "no fact '{id}'; {base}", id=id, base=nearest_name(base, id, base.by_id, "")
            )
            yield field_path(("report",), "key", index), message


@rule("consistency")
def duplicate(base: RawBase) -> Findings:
    """No two facts of a kind, topics or terms of a group say the same.

    They share a label, or everything but the label.
    """
    groups: dict[str, list[Member]] = {
        "topics": [(("topics", key), key, table) for key, table in tables(base.raw, "topics")]
    }
    for fact in base.facts:
        groups.setdefault(fact.kind.id, []).append((fact.path, fact.id, fact.table))
    for group, entries in tables(base.raw, "vocabulary"):
        groups[f"vocabulary.{group}"] = [
            (("vocabulary", group, key), key, table) for key, table in tables(entries)
        ]
    stated = [*contents(groups)]
    folded = fold_alike(stated)
    seen: dict[tuple[str, str, str], str] = {}
    for group, path, name, lang, text in stated:
        first = seen.setdefault((group, lang, folded.get(text, text) if lang else text), name)
        if first != name:
            what = tell("the {lang} label of", lang=lang) if lang else tell("all that is stated of")
            message = tell(
                "same as {what} '{first}'; merge the two or tell them apart", what=what, first=first
            )
            yield (*path, lang) if lang else path, message


def contents(groups: Mapping[str, Iterable[Member]]) -> Iterator[Content]:
    """What no two members of a group may have in common."""
    for group, members in groups.items():
        # In the glossary several Chinese words may share one English term.
        langs = ("zh",) if group == "vocabulary.glossary" else ("zh", "en")
        for path, name, table in members:
            for lang in langs:
                if isinstance(table.get(lang), str):
                    yield group, path, name, lang, table[lang]
            if not group.startswith("vocabulary") and (said := stated_content(table)):
                yield group, path, name, "", said


def fold_alike(stated: Sequence[Content]) -> dict[str, str]:
    """The folded labels, as far as two labels of a group may be the same."""
    labels = [each for each in stated if each[3]]
    outlined = outlines([text for *_, text in labels])
    found: dict[tuple[str, str, str], list[str]] = {}
    for (group, _, _, lang, text), outline in zip(labels, outlined, strict=True):
        found.setdefault((group, lang, outline), []).append(text)
    alike: set[str] = set()
    for texts in found.values():
        if len(texts) > 1:
            numbers = [*map(number, texts)]
            times = Counter(numbers)
            some = (
                texts
                if None in times
                else [text for text, each in zip(texts, numbers, strict=True) if times[each] > 1]
            )
            alike.update(some)
    if not alike:
        return {}
    from ...text.normalise import fold_all  # loading it takes longer than running all rules

    known = sorted(alike)
    return dict(zip(known, fold_all(known), strict=True))


@rule("consistency")
def cycle(base: RawBase) -> Findings:
    """Nothing is part of itself, not even through others.

    `part_of` leads from a part to its whole.
    """
    seen: set[str] = set()
    for fact in base.facts:
        path: list[str] = []
        step: RawFact | None = fact
        while step is not None and step.id not in seen:
            seen.add(step.id)
            path.append(step.id)
            whole = step.table.get("part_of")
            step = base.by_id.get(whole) if isinstance(whole, str) else None
        if step is not None and step.id in path:
            circle = path[path.index(step.id) :]
            for id in (
                circle if len(circle) > 1 else []
            ):  # `dangling-reference` reports a fact that names itself
                where = (*base.by_id[id].path, "part_of")
                yield where, tell("'{id}' is part of itself; break the circle", id=id)


def called(name: str, known: dict[str, Any]) -> str:
    """Advice about a term's name where its key should stand; empty if no term is called so."""
    for key, term in tables(known):
        written = term.get("written")
        names = [term.get("zh"), term.get("en"), *(written if isinstance(written, list) else ())]
        if name in names:
            return tell("that is what '{key}' is called; write the key", key=key)
    return ""


def nearest_name(base: RawBase, name: str, known: Any, where: str) -> str:
    """Advice about an unknown name: the nearest known name, or to declare it."""
    from difflib import get_close_matches  # only when something is wrong

    base.guesses -= len(known)
    found = get_close_matches(name, known, n=1) if base.guesses >= 0 else []
    if found:
        return tell("did you mean '{found}'?", found=found[0])
    return (
        tell("declare it under [{where}]", where=where)
        if where
        else tell("add the fact or mend the id")
    )


def stated_content(table: dict[str, Any]) -> str:
    """What a figure states besides labels and notes. Empty if it is no figure."""
    needed: tuple[str, ...]
    fields: tuple[str, ...]
    if "formula" in table:
        needed = fields = ("formula", "inputs")
    else:
        needed, fields = CONTENT[-2:], CONTENT
        if not any(field in table for field in ("value", "low", "high")):
            return ""
    said = [(field, table[field]) for field in fields if field in table]
    plain = all(not isinstance(each, int) or each.bit_length() <= 64 for _, each in said)
    return str(said) if plain and all(field in table for field in needed) else ""
