"""Facts as resources: each has an address, `pjreport://REPORT/ID`."""

from itertools import islice
from typing import Any

from ..errors import NotFoundError
from ..model.base import Bases, FactBase, Record
from ..render.json import encode
from .messages import INVALID_PARAMS, Json, ProtocolError

SCHEME = "pjreport://"
TYPE = "application/json"
TEMPLATE: Json = {
    "uriTemplate": SCHEME + "{report}/{id}",
    "name": "fact",
    "title": "A fact by its report and id",
    "mimeType": TYPE,
}
PAGE = 8 * 1024 - 200  # bytes of a list


def listed(bases: Bases, cursor: Any, lang: str) -> Json:
    """A page of the facts of all reports. Raises `ProtocolError` for a cursor that is none.

    A cursor is a report's id and the number of facts of it that were listed.
    """
    report, start = place(bases, cursor)
    found: list[Json] = []
    room = PAGE
    for base in bases:
        if report is not None and base.id != report:
            continue
        report = None  # later ones are listed from their start
        for number, record in enumerate(islice(base.records.values(), start, None), start):
            entry = described(record, lang)
            room -= len(encode(entry).encode()) + 2
            if room < 0 and found:
                return {"resources": found, "nextCursor": f"{base.id}/{number}"}
            found.append(entry)
        start = 0
    return {"resources": found}


def place(bases: Bases, cursor: Any) -> tuple[str | None, int]:
    """The report and the number of facts that a cursor names."""
    if cursor is None:
        return None, 0
    report, _, number = cursor.rpartition("/") if isinstance(cursor, str) else ("", "", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16 and report in bases):
        raise ProtocolError(INVALID_PARAMS, "no such cursor; list the resources from the start")
    return report, int(number)


def described(record: Record, lang: str) -> Json:
    """A fact in a list of resources."""
    name = record[lang]
    return {"uri": uri(record), "name": record["id"], "title": name, "mimeType": TYPE}


def uri(record: Record) -> str:
    """The address of a fact. Ids have letters, digits, hyphens and dots alone."""
    return f"{SCHEME}{record['report']}/{record['id']}"


def found(bases: Bases, wanted: Any) -> tuple[FactBase, Record]:
    """The fact at an address. Raises `NotFoundError`."""
    if isinstance(wanted, str) and wanted.startswith(SCHEME):
        report, _, id = wanted.removeprefix(SCHEME).partition("/")
        if report in bases:
            base = bases.of_report(report)
            if id in base.records:
                return base, base.records[id]
    raise NotFoundError("no such fact; resources/list and list_facts give the ids")
