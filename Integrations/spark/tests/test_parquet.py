from __future__ import annotations

import csv
import subprocess
from pathlib import Path

import duckdb
import polars
import pyarrow.parquet as pq
import pytest
from conftest import Swept

from quotient_spark import SweepProblem, parquet


def test_sweep_has_its_types_and_values(at: Swept, tmp_path: Path) -> None:
    target = tmp_path / "sweep.parquet"
    count = parquet.convert("one/sweep.csv", target)
    with Path("one/sweep.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert count == len(rows) == 32 * 3
    table = polars.read_parquet(target)
    assert table.schema["variant"] == polars.Int32
    assert table.schema["frontier"] == polars.Boolean
    assert table.schema["effects.overload"] == polars.Float64
    assert table.schema["model"] == polars.String
    assert table.schema["value"] == polars.Float64
    for found, row in zip(table.iter_rows(named=True), rows, strict=True):
        for name, text in row.items():
            value = found[name]
            if value is None:
                assert text == ""
            elif isinstance(value, bool):
                assert text == str(int(value))
            else:
                assert type(value)(text) == value
    # The best of each model, by another engine.
    best = duckdb.sql(f"select model, max(value) from '{target}' group by model").fetchall()
    expected = table.group_by("model").agg(polars.col("value").max()).rows()
    assert sorted(best) == sorted(expected)


def test_keys_that_are_no_numbers_stay_as_typed(tmp_path: Path) -> None:
    source = tmp_path / "sweep.csv"
    source.write_text('variant,a,b,model,rank,value\n0,150k,1,csql,1,2.5\n1,"85/15",-2.5,x,2,\n')
    parquet.convert(source, tmp_path / "s.parquet")
    rows = pq.read_table(tmp_path / "s.parquet").to_pylist()
    assert rows == [
        {"variant": 0, "a": "150k", "b": 1.0, "model": "csql", "rank": 1, "value": 2.5},
        {"variant": 1, "a": "85/15", "b": -2.5, "model": "x", "rank": 2, "value": None},
    ]


def test_samples_of_variants_are_those_of_a_comparison(at: Swept, tmp_path: Path) -> None:
    """Parts as workers make them, of two variants; compared with `compare --set` of the same."""
    parts, out = tmp_path / "parts", tmp_path / "out"
    parts.mkdir()
    for variant, overload in enumerate(["0.5", "0.7"]):
        shared = ["small.yaml", "--set", f"effects.overload={overload}", "--keep", "people"]
        for first, blocks in [(0, "0-1"), (2, "2-4")]:
            part = parts / f"v{variant}-b{first}.part"
            run(at.quotient, "simulate", *shared, "--blocks", blocks, "--out", part)
        report = tmp_path / f"report-{variant}"
        run(at.quotient, "compare", *shared, "--samples", "--raw-csv", "--out", report)
    written = parquet.samples(parts, out, scenario="small.yaml", binary=at.quotient, people=True)
    assert written == 2
    for table, columns in {
        "samples": "*",
        "people-samples": "trial, world, model, role, person, year, pay",
    }.items():
        found = polars.read_parquet(out / table / "**/*.parquet", hive_partitioning=True)
        for variant in range(2):
            expected = polars.read_csv(tmp_path / f"report-{variant}" / f"{table}.csv")
            mine = found.filter(polars.col("variant") == variant).drop("variant")
            assert mine.height >= 640
            assert mine.cast(expected.schema).equals(expected)
            source = tmp_path / f"report-{variant}" / f"{table}.csv"
            differing = duckdb.sql(
                f"(select {'* exclude (variant)' if columns == '*' else columns} from"
                f" read_parquet('{out}/{table}/**/*.parquet',"
                f" hive_partitioning = true) where variant = {variant})"
                f" except all (select {columns} from read_csv('{source}'))"
            ).fetchall()
            assert differing == []
    assert found.schema["pay"] == polars.Float64
    assert found.schema["trial"] == polars.Int32


def run(*command: object) -> None:
    subprocess.run([str(word) for word in command] + ["--quiet"], check=True, capture_output=True)


def test_says_what_is_wrong(tmp_path: Path) -> None:
    source = tmp_path / "sweep.csv"
    source.write_text("variant,model,value\n0,csql,much\n")
    with pytest.raises(SweepProblem, match="much"):
        parquet.convert(source, tmp_path / "s.parquet")
    assert list(tmp_path.iterdir()) == [source]
    with pytest.raises(SweepProblem, match="No such file"):
        parquet.convert(tmp_path / "missing.csv", tmp_path / "s.parquet")
    with pytest.raises(SweepProblem, match="no parts"):
        parquet.samples(tmp_path, tmp_path / "out", scenario="s.yaml", binary="true")
