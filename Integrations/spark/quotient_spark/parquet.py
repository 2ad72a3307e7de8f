"""Tables of quotient as Parquet, with the types that their columns have."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from .bundle import found
from .plan import SweepProblem

TYPES: Mapping[str, pa.DataType] = {
    "variant": pa.int32(),
    "trial": pa.int32(),
    "world": pa.int32(),
    "rank": pa.int32(),
    "year": pa.int32(),
    "frontier": pa.bool_(),
    "model": pa.string(),
    "metric": pa.string(),
    "role": pa.string(),
    "person": pa.string(),
}
"""By heading. Other columns are numbers, but for the keys of a sweep."""

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def convert(table: str | Path, target: str | Path) -> int:
    """Writes a table as Parquet, a piece at a time; it replaces the target once it is complete.

    Takes sweep.csv, samples.csv, people-samples.csv, and others of their columns. The keys of a
    sweep, which stand between variant and model, are numbers where every value is one, and texts
    as they were typed (`150k`) elsewhere. Empty numbers are null.

    Returns the number of rows. Raises SweepProblem for what is no such table.
    """
    source, target = Path(table), Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    count = 0
    try:
        with (
            reader(source) as batches,
            pq.ParquetWriter(draft, batches.schema, compression="zstd") as writer,
        ):
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
        draft.replace(target)
    except pa.ArrowInvalid as error:
        raise SweepProblem(f"{source}: {error}") from None
    finally:
        draft.unlink(missing_ok=True)
    return count


def reader(source: Path) -> pc.CSVStreamingReader:
    try:
        with source.open(encoding="utf-8", newline="") as file:
            headings = next(csv.reader(file), [])
    except OSError as error:
        raise SweepProblem(f"{source}: cannot be read: {error.strerror}") from None
    types = {name: TYPES.get(name, pa.float64()) for name in headings}
    for key in keys(headings):
        types[key] = key_type(source, key)
    return pc.open_csv(
        source,
        convert_options=pc.ConvertOptions(
            column_types=types,
            strings_can_be_null=False,
            true_values=["1"],
            false_values=["0"],
            null_values=[""],
        ),
        parse_options=pc.ParseOptions(newlines_in_values=True),
    )


def keys(headings: list[str]) -> list[str]:
    """The keys that a sweep varied."""
    if headings[:1] != ["variant"] or "model" not in headings:
        return []
    return headings[1 : headings.index("model")]


def key_type(source: Path, key: str) -> pa.DataType:
    options = pc.ConvertOptions(include_columns=[key], column_types={key: pa.string()})
    values = pc.read_csv(source, convert_options=options).column(key).unique().to_pylist()
    return pa.float64() if all(NUMBER.fullmatch(value) for value in values) else pa.string()


PART = re.compile(r"v(\d+)-b(\d+)\.part")


def samples(
    parts: str | Path,
    out: str | Path,
    *,
    scenario: str | Path,
    binary: str | Path = "quotient",
    people: bool = False,
) -> int:
    """Every trial of every variant, from the parts of a sweep.

    Merges the parts of each variant with quotient, several variants at a time, and writes
    `OUT/samples/variant=N/samples.parquet`; with people, of parts that keep them, also
    `OUT/people-samples/variant=N/people-samples.parquet`. Readers of Parquet take the number of the
    variant from the folder. A variant whose tables are there is left as it is.

    Returns the number of variants.
    """
    command = found(binary)
    of: dict[int, list[Path]] = {}
    for path in sorted(Path(parts).glob("*.part")):
        match = PART.fullmatch(path.name)
        if match:
            of.setdefault(int(match.group(1)), []).append(path)
    if not of:
        raise SweepProblem(f"{parts}: no parts of a sweep in it")
    tables = ["samples", "people-samples"] if people else ["samples"]
    width = max(1, (os.cpu_count() or 1) // 2)

    def one(variant: int) -> None:
        targets = [
            Path(out) / table / f"variant={variant}" / f"{table}.parquet" for table in tables
        ]
        if all(target.exists() for target in targets):
            return
        with tempfile.TemporaryDirectory() as folder:
            arguments = ["--scenario", scenario, "--out", folder, "--samples", "--raw-csv"]
            merged = subprocess.run(
                [command, "merge", *of[variant], *arguments, "--quiet"]
                + (["--keep", "people"] if people else []),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
            if merged.returncode:
                raise SweepProblem(merged.stderr.strip())
            for table, target in zip(tables, targets, strict=True):
                convert(Path(folder) / f"{table}.csv", target)

    with ThreadPoolExecutor(width) as pool:
        for _ in pool.map(one, sorted(of)):
            pass
    return len(of)
