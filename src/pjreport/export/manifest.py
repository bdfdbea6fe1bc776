"""The manifest of an export to a folder: the files with their sizes and digests, and the reports.

It marks the folder as an export, which may be replaced. `check` verifies it, and an export that is
added to it goes by it.
"""

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from .. import __version__
from ..errors import OutputError
from ..messages import marked, tell

NAME = "_pjreport.json"  # engines skip what begins with an underscore
VERSION = 2  # 1 had no files
PARTITION = "report_period="
END = ".parquet"
DESCRIPTIONS = ("datapackage.json", "csv-metadata.json")  # of a folder of CSV files
FORMS = ("parquet", "csv")
AGAIN = marked("export it again")

Manifest = dict[str, Any]
File = dict[str, Any]  # `path` in the folder, `facts`, `bytes`, `sha256`


def write(
    folder: str,
    files: Iterable[File],
    reports: Iterable[str],
    columns: list[str],
    kinds: list[str],
    form: str = "parquet",
) -> int:
    """Write the manifest of a folder. Returns the number of facts. Raises `OSError`.

    `files` say `path` and `facts`. Sizes and digests are taken from the files that lack them.
    """
    found = sorted((stated(folder, file) for file in files), key=lambda file: file["path"])
    facts: int = sum(file["facts"] for file in found)
    ids = sorted(reports)
    made: Manifest = {"format": form, "version": VERSION, "pjreport": __version__}
    made |= {"reports": len(ids), "facts": facts, "kinds": kinds, "columns": columns}
    made |= {"files": found, "ids": ids}
    with open(os.path.join(folder, NAME), "w", encoding="utf-8") as file:
        file.write(json.dumps(made) + "\n")
    return facts


def stated(folder: str, file: File) -> File:
    """A file with its size and digest."""
    if "sha256" in file:
        return file
    path = os.path.join(folder, file["path"])
    return file | {"bytes": os.path.getsize(path), "sha256": digest(path)}


def digest(path: str) -> str:
    """The SHA-256 of a file. Raises `OSError`."""
    from hashlib import file_digest  # loads OpenSSL

    with open(path, "rb") as file:
        return file_digest(file, "sha256").hexdigest()


def is_export(folder: str) -> bool:
    """Whether a folder has nothing but an export, so that it may be replaced.

    Its manifest may be damaged or of an older version. Then files that look like those of a Parquet
    export count.
    """
    if NAME not in os.listdir(folder):
        return False
    try:
        files = {file["path"] for file in read(folder)["files"]}
    except (ValueError, OSError):
        return all(path == NAME or expected(path, FORMS[0]) for path in entries(folder))
    return all(path == NAME or path in files for path in entries(folder))


def entries(folder: str) -> Iterator[str]:
    """Every path in a folder, relative to it. Of folders that hold files, the files."""
    for name in sorted(os.listdir(folder)):
        inside = os.path.join(folder, name)
        if name.startswith(PARTITION) and os.path.isdir(inside):
            yield from (f"{name}/{each}" for each in sorted(os.listdir(inside)))
        else:
            yield name


def expected(path: str, form: str) -> bool:
    """Whether a path is one that a file of an export may have."""
    if form == "csv":
        return path in DESCRIPTIONS or (path.endswith(".csv") and "/" not in path)
    return path.startswith(PARTITION) and path.endswith(END) and path.count("/") == 1


def read(folder: str) -> Manifest:
    """The manifest of a folder. Raises `ValueError` with what is wrong with it, and `OSError`."""
    with open(os.path.join(folder, NAME), "rb") as file:
        data = file.read()
    try:
        made = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError(tell("no JSON; {again}", again=tell(AGAIN))) from None
    if not isinstance(made, dict) or made.get("format") not in FORMS:
        raise ValueError(tell("not the manifest of an export; {again}", again=tell(AGAIN)))
    if made.get("version") != VERSION:
        raise ValueError(
            tell("of another version than {version}; {again}", version=VERSION, again=tell(AGAIN))
        )
    lists = [made.get(name) for name in ("files", "ids", "kinds", "columns")]
    sound = all(isinstance(each, list) for each in lists) and sound_lists(made["format"], *lists)
    if not sound or made.get("reports") != len(made["ids"]):
        raise ValueError(f"damaged; {AGAIN}")
    if made.get("facts") != sum(file["facts"] for file in made["files"]):
        raise ValueError(tell("damaged, its counts differ; {again}", again=tell(AGAIN)))
    return made


def sound_lists(form: str, files: Any, *others: Any) -> bool:
    """Whether the items of the lists of a manifest have their shape."""
    texts = (item for each in others for item in each)
    return all(sound_file(each, form) for each in files) and all(
        isinstance(item, str) for item in texts
    )


def sound_file(file: Any, form: str) -> bool:
    """Whether an entry of `files` has its shape."""
    types = {"path": str, "facts": int, "bytes": int, "sha256": str}
    return (
        isinstance(file, dict)
        and all(isinstance(file.get(name), type) for name, type in types.items())
        and expected(file["path"], form)
        and ".." not in file["path"]
    )


def problems(folder: str) -> tuple[Manifest | None, list[tuple[str, str]]]:
    """The manifest of an export, and what is wrong: paths in the folder, each with a message."""
    try:
        made = read(folder)
    except (ValueError, OSError) as error:
        return None, [(NAME, str(error))]
    files = {file["path"]: file for file in made["files"]}
    found = [
        (path, tell("not in the manifest; delete it, or {again}", again=tell(AGAIN)))
        for path in entries(folder)
        if path != NAME and path not in files
    ]
    for path, file in files.items():
        if (why := wrong(os.path.join(folder, path), file)) is not None:
            found.append((path, f"{why}; {AGAIN}"))
    return made, sorted(found)


def wrong(path: str, file: File) -> str | None:
    """What is wrong with a file of an export; None if nothing is."""
    try:
        if not os.path.isfile(path):
            return "missing"
        if os.path.getsize(path) != file["bytes"] or digest(path) != file["sha256"]:
            return tell("not, byte for byte, what was exported")
    except OSError as error:
        return tell("cannot be read ({strerror})", strerror=error.strerror)
    return None


def added_to(folder: str, columns: list[str], kinds: list[str]) -> Manifest:
    """The manifest of an export that gets more reports. Raises `OutputError` if it cannot."""
    refusal = tell("cannot add to {folder}: ", folder=folder)
    try:
        made = read(folder)
        for file in made["files"]:
            if os.path.getsize(os.path.join(folder, file["path"])) != file["bytes"]:
                raise ValueError(  # noqa: TRY301
                    tell("{file} has changed; {again}", file=file["path"], again=tell(AGAIN))
                )
    except (ValueError, OSError) as error:
        raise OutputError(f"{refusal}{error}") from None
    if made["format"] != "parquet" or made["columns"] != columns:
        raise OutputError(
            tell("{refusal}it has other columns; {again}", refusal=refusal, again=tell(AGAIN))
        )
    if made["kinds"] != kinds:
        raise OutputError(
            tell("{refusal}it has facts of other kinds; give --kind as before", refusal=refusal)
        )
    return made
