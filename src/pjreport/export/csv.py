"""A folder of CSV files with their descriptions: a Frictionless Data Package, and CSV on the Web.

The files are the tables of the SQLite export, and its view. `datapackage.json` says of each file its
size, digest, columns and keys (https://datapackage.org, version 1 and 2 of the standard).
`csv-metadata.json` says the same in the vocabulary of the W3C (https://www.w3.org/TR/tabular-metadata/).
"""

import csv
import json
import os
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import Any

from ..model.base import FactBase
from ..text.terminal import safe
from . import manifest, sqlite
from .sqlite import Stored

PACKAGE, WEB = manifest.DESCRIPTIONS
STORE = ".facts.sqlite"  # while the folder is filled
BOOLEAN = {"trueValues": ["1"], "falseValues": ["0"]}
TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean"}
NAMES = 3  # reports that a title names

Json = dict[str, Any]


def write(path: str, bases: Iterable[FactBase], kinds: Collection[str]) -> int:
    """Fill the folder at `path`. Returns the number of facts. Raises `OSError`."""
    store = os.path.join(path, STORE)
    reports: list[FactBase] = []
    ids: list[str] = []

    def noted() -> Iterator[FactBase]:
        for base in bases:
            ids.append(base.id)
            if len(reports) < NAMES:
                reports.append(base)
            yield base

    try:
        facts = sqlite.write(store, noted(), kinds)
        tables = [described(path, table) for table in sqlite.read(store)]
    finally:
        with suppress(FileNotFoundError):
            os.unlink(store)
    title = "; ".join(base.report["zh"] for base in reports)
    title += f"; … ({len(ids)})" if len(ids) > len(reports) else ""
    put(path, PACKAGE, package(title, ids, tables))
    put(path, WEB, web(title, tables))
    rows = {f"{table['name']}.csv": table["rows"] for table in tables}
    files = [
        {"path": name, "facts": facts if name == "fact.csv" else 0}
        for name in (*rows, PACKAGE, WEB)
    ]
    columns = [f"{table['name']}.{name}" for table in tables for name, *_ in table["fields"]]
    manifest.write(path, files, ids, columns, sorted(kinds), "csv")
    return facts


def put(folder: str, name: str, value: Json) -> None:
    """Write a description."""
    with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
        file.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def described(folder: str, table: Stored) -> Json:
    """Write a table, and say what descriptions say of it."""
    path = os.path.join(folder, f"{table.name}.csv")
    rows = 0
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(name for name, *_ in table.fields)
        for row in table.rows:
            writer.writerow(safe(cell) if isinstance(cell, str) else cell for cell in row)
            rows += 1
    # A key that is half empty leads nowhere, but validators look for it.
    always = {name for name, _, required in table.fields if required}
    foreign = [key for key in table.foreign if always.issuperset(key[0])]
    found: Json = {"name": table.name, "fields": table.fields, "key": table.key, "foreign": foreign}
    return found | {"rows": rows, "bytes": os.path.getsize(path), "digest": manifest.digest(path)}


def package(title: str, ids: list[str], tables: list[Json]) -> Json:
    """The Data Package."""
    resources = []
    for table in tables:
        schema: Json = {"fields": [*map(field, table["fields"])]}
        if table["key"]:
            schema["primaryKey"] = table["key"]
        if table["foreign"]:
            schema["foreignKeys"] = [
                {"fields": own, "reference": {"resource": other, "fields": theirs}}
                for own, other, theirs in table["foreign"]
            ]
        about = {"name": table["name"], "type": "table", "profile": "tabular-data-resource"}
        about |= {"path": f"{table['name']}.csv", "format": "csv", "mediatype": "text/csv"}
        size = {"bytes": table["bytes"], "hash": f"sha256:{table['digest']}"}
        resources.append(about | {"encoding": "utf-8"} | size | {"schema": schema})
    name = ids[0] if len(ids) == 1 else "reports"
    return {"profile": "tabular-data-package", "name": name, "title": title, "resources": resources}


def field(column: tuple[str, str, bool]) -> Json:
    """A field of a Table Schema."""
    name, type, required = column
    found: Json = {"name": name, "type": TYPES[type]} | (BOOLEAN if type == "boolean" else {})
    return found | ({"constraints": {"required": True}} if required else {})


def web(title: str, tables: list[Json]) -> Json:
    """The group of tables of CSV on the Web."""
    group = []
    for table in tables:
        schema: Json = {
            "columns": [
                {"name": name, "titles": name, "required": required}
                | {
                    "datatype": {"base": "boolean", "format": "1|0"}
                    if type == "boolean"
                    else TYPES[type]
                }
                for name, type, required in table["fields"]
            ]
        }
        if table["key"]:
            schema["primaryKey"] = table["key"]
        if table["foreign"]:
            schema["foreignKeys"] = [
                {"columnReference": own}
                | {"reference": {"resource": f"{other}.csv", "columnReference": theirs}}
                for own, other, theirs in table["foreign"]
            ]
        group.append({"url": f"{table['name']}.csv", "tableSchema": schema})
    return {"@context": "http://www.w3.org/ns/csvw", "dc:title": title, "tables": group}
