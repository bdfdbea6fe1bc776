"""Answers that fit in a few kilobytes: what does not is left out, and the answer says so."""

from typing import Any

from ..render.json import encode

DEFAULT = 8 * 1024  # bytes of a result, unless more was asked for
ASKED = 128 * 1024  # with `limit` or `fields`
KEPT = ("id", "report", "kind", "state", "verdict")  # of an item; all are short
SAID = ("answered", "total", "next_offset")  # of an answer; so are these
NOTED = 400  # bytes for `next_offset` and `left_out`

Answer = dict[str, Any]


def result(answer: Answer) -> Answer:
    """The result of a tool: the answer as data, and as text for clients that read no data."""
    return {"content": [{"type": "text", "text": encode(answer)}], "structuredContent": answer}


def size(answer: Answer) -> int:
    """The bytes of a result."""
    return len(encode(result(answer)).encode())


def fit(answer: Answer, key: str, most: int, offset: int = 0) -> Answer:
    """An answer whose result has at most `most` bytes. `key` is that of its list of items.

    Items at the end are left out first; `next_offset` then leads to them. `offset` is how many
    are left out already. Of a single item the largest fields are left out, then of the answer.
    `left_out` names them.
    """
    items = answer[key]
    room, shown = most - size(answer | {key: []}) - NOTED, 0
    for item in items:
        room -= 2 + len(encode(item).encode()) + len(encode(encode(item)).encode())
        if room < 0 and shown:
            break
        shown += 1
    answer = answer | {key: items[:shown]}
    if shown < len(items):
        answer["next_offset"] = offset + shown
    return answer if shown > 1 else narrowed(answer, key, most)


def narrowed(answer: Answer, key: str, most: int) -> Answer:
    """An answer with at most one item, without its own and the item's largest fields."""
    items = [{**item} for item in answer[key]]
    answer = answer | {key: items}
    left_out: list[str] = []
    for part, kept in (*((item, KEPT) for item in items), (answer, (key, *SAID))):
        names = [name for name in part if name not in kept]
        for name in sorted(names, key=lambda name: -len(encode(part[name]))):
            if size(answer) <= most - NOTED:
                break
            del part[name]
            left_out.append(name)
    return answer | ({"left_out": left_out} if left_out else {})
