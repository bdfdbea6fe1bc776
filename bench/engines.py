#!/usr/bin/env python3
"""Ask engines for the medals by city and year, in an export of many generated reports.

    bench/engines.py FOLDER [--reports N] [--only ENGINE] [--write]

Makes N reports (default 10,000) and exports them as Parquet below FOLDER, unless they are there: all
but the last year at once, and the last year with --append. Then every engine that is installed
answers: DuckDB, Polars, ClickHouse (chdb) and Spark (pyspark with a Java). An answer that is not the
right one ends the script.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from generate import base
from school import FIRST, YEARS, Report
from sections import RESULTS, put

TITLE = "Engines"
FACTS = 60  # of a report; the medals are among the first
PER_CITY = 200  # reports, before the next city comes
Rows = list[tuple[str, str, int]]
LATEST = f"academic-{FIRST + YEARS - 1}"


def few() -> list[int]:
    """The numbers of reports of two cities on the last three years, two schools of each."""
    return [
        city * PER_CITY + school * YEARS + age
        for city in (0, 1)
        for school in (0, 1)
        for age in range(YEARS - 3, YEARS)
    ]


def pjreport(*words: str) -> float:
    """Run the tool; the seconds it took."""
    start = time.perf_counter()
    program = [sys.executable, "-m", "pjreport", *words]
    subprocess.run(program, check=True, stderr=subprocess.PIPE)
    return time.perf_counter() - start


def made(folder: Path, numbers: Iterable[int]) -> Rows:
    """Write these reports, export them, and return the medals by city and year."""
    counts: Counter[tuple[str, str]] = Counter()
    for number in numbers:
        report = Report(number, FACTS)
        year = f"academic-{report.year}"
        for fact in report.facts:
            if fact.kind == "stats" and fact.table["unit"] == "medals":
                counts[report.id.partition("-")[0], year] += fact.table["value"]
        below = folder / ("last" if year == LATEST else "before") / report.folder
        os.makedirs(below, exist_ok=True)
        (below / f"{report.id}.toml").write_text(base(report), encoding="utf-8")
    rows = [(city, year, medals) for (city, year), medals in sorted(counts.items())]
    path = str(folder / "facts.parquet")
    took = [pjreport("export", "--facts", str(folder / "before"), "-o", path)]
    took.append(pjreport("export", "--facts", str(folder / "last"), "-o", path, "--append"))
    took.append(pjreport("check", "--facts", path))
    (folder / "truth.json").write_text(json.dumps([rows, took]), encoding="utf-8")
    return rows


def duckdb(path: str) -> Rows:
    """What DuckDB answers."""
    import duckdb

    query = f"""
    SELECT regexp_extract(report, '^[a-z]+') AS city, report_period AS year, sum(value_exact)::BIGINT
    FROM read_parquet('{path}/*/*.parquet', hive_partitioning = true)
    WHERE kind = 'stats' AND unit = 'medals' GROUP BY ALL ORDER BY ALL"""
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def polars(path: str) -> Rows:
    """What Polars answers."""
    import polars as pl

    facts = pl.scan_parquet(f"{path}/*/*.parquet", hive_partitioning=True)
    medals = (
        facts.filter((pl.col("kind") == "stats") & (pl.col("unit") == "medals"))
        .group_by(pl.col("report").str.extract("^([a-z]+)").alias("city"), "report_period")
        .agg(pl.col("value").sum().cast(pl.Int64))
        .sort("city", "report_period")
    )
    return medals.collect().rows()


def clickhouse(path: str) -> Rows:
    """What ClickHouse answers."""
    import chdb

    query = f"""
    SELECT extract(report, '^[a-z]+') AS city, report_period AS year, toInt64(sum(value_exact))
    FROM file('{path}/*/*.parquet', Parquet)
    WHERE kind = 'stats' AND unit = 'medals' GROUP BY ALL ORDER BY ALL
    SETTINGS use_hive_partitioning = 1"""
    lines = str(chdb.query(query, "JSONCompactEachRow")).splitlines()
    return [(city, year, int(medals)) for city, year, medals in map(json.loads, lines)]


def spark(path: str) -> Rows:
    """What Spark answers."""
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").appName("pjreport").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    session.read.parquet(path).createOrReplaceTempView("facts")
    found = session.sql("""
    SELECT regexp_extract(report, '^[a-z]+', 0) AS city, report_period AS year,
      CAST(sum(value_exact) AS BIGINT) AS medals
    FROM facts WHERE kind = 'stats' AND unit = 'medals' GROUP BY 1, 2 ORDER BY 1, 2""").collect()
    session.stop()
    return [tuple(row) for row in found]


ENGINES: dict[str, tuple[str, Callable[[str], Rows]]] = {  # with their packages
    "DuckDB": ("duckdb", duckdb),
    "Polars": ("polars", polars),
    "ClickHouse": ("chdb", clickhouse),
    "Spark": ("pyspark", spark),
}


def main() -> int:
    """Make, ask, and write where that is asked for; 1 if an answer is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000, help="%(default)s")
    parser.add_argument("--only", choices=[*ENGINES], action="append", help="only this engine")
    parser.add_argument("--write", action="store_true", help=f"to {RESULTS.name}, too")
    options = parser.parse_args()
    kept = options.folder / "truth.json"
    if not kept.exists():
        made(options.folder, range(options.reports))
    rows, took = json.loads(kept.read_text(encoding="utf-8"))
    path = options.folder / "facts.parquet"
    size = sum(each.stat().st_size for each in path.rglob("*.parquet")) / 1e6
    facts = json.loads((path / "_pjreport.json").read_text(encoding="utf-8"))
    where = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    held = f"{facts['reports']:,} reports, {facts['facts']:,} facts, {len(facts['files'])} files"
    steps = zip(
        ("All but the last year", "the last year with `--append`", "`check`"), took, strict=True
    )
    lines = [f"`bench/engines.py`: {held}, {size:.1f} MB. {where}.", ""]
    lines += [", ".join(f"{name} {seconds:.1f} s" for name, seconds in steps) + ".", ""]
    lines += ["| engine | version | medals by city and year | with its start | again |"]
    lines += ["|---|---|---|--:|--:|"]
    wrong = 0
    for name, (package, ask) in ENGINES.items():
        if options.only and name not in options.only:
            continue
        try:
            version = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            lines.append(f"| {name} | not installed | | | |")
            continue
        times = []
        for _ in range(2):
            start = time.perf_counter()
            found = [list(row) for row in ask(str(path))]
            times.append(time.perf_counter() - start)
        right = found == rows
        wrong += not right
        cells = [name, version, f"{len(found)} rows, right" if right else "**wrong**"]
        lines.append(f"| {' | '.join(cells)} | {times[0]:.2f} s | {times[1]:.2f} s |")
    text = "\n".join(lines)
    print(text)
    if options.write:
        put(RESULTS, TITLE, text)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
