from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import REPOSITORY, Swept, make
from pyspark.sql import SparkSession

from quotient_spark import SweepProblem, sweep
from quotient_spark.worker import cache

BOOKS = ["books"]


@pytest.mark.parametrize(
    "partitions",
    [pytest.param(1, marks=pytest.mark.long), 7, pytest.param(64, marks=pytest.mark.long)],
)
def test_table_is_that_of_one_process(
    at: Swept, spark: SparkSession, tmp_path: Path, partitions: int
) -> None:
    seen: list[int] = []
    outcome = sweep(
        spark,
        "tasks.json",
        BOOKS,
        binary=at.quotient,
        parts=tmp_path,
        partitions=partitions,
        progress=lambda done, count: seen.append(done),
    )
    assert (outcome.made, outcome.kept) == (96, 0)
    assert at.collected(tmp_path) == at.table("one")
    assert seen[0] == 0 and seen[-1] == 96


def test_goes_on_with_the_parts_that_are_there(
    at: Swept, spark: SparkSession, tmp_path: Path
) -> None:
    options = {"binary": at.quotient, "parts": tmp_path, "partitions": 4}
    sweep(spark, "tasks.json", BOOKS, **options)
    (tmp_path / "v3-b0.part").unlink()
    (tmp_path / "v9-b2.part").write_bytes(b"QUOTPART")
    before = (tmp_path / "v0-b0.part").stat().st_mtime_ns
    outcome = sweep(spark, "tasks.json", BOOKS, **options)
    assert (outcome.made, outcome.kept) == (2, 94)
    assert (tmp_path / "v0-b0.part").stat().st_mtime_ns == before
    assert at.collected(tmp_path) == at.table("one")

    plan = json.loads(Path("tasks.json").read_text())
    plan["tasks"] = plan["tasks"][1:]
    (tmp_path / "other.json").write_text(json.dumps(plan))
    with pytest.raises(SweepProblem, match="parts of another sweep"):
        sweep(spark, tmp_path / "other.json", BOOKS, **options)


def test_failure_is_told_in_the_words_of_quotient(
    at: Swept, spark: SparkSession, tmp_path: Path
) -> None:
    plan = json.loads(Path("tasks.json").read_text())
    plan["tasks"][5]["arguments"] += ["--set", "effects.overlod=1"]
    (tmp_path / "tasks.json").write_text(json.dumps(plan))
    options = {"binary": at.quotient, "parts": tmp_path / "parts", "partitions": 4}
    with pytest.raises(SweepProblem) as raised:
        sweep(spark, tmp_path / "tasks.json", BOOKS, **options)
    said = str(raised.value)
    assert said.startswith("variant 1, blocks 4, on ")
    assert "ended with 65" in said and "did you mean" in said and "overload" in said
    assert "Traceback" not in said and "java" not in said


def test_what_fails_everywhere_fails_before_spark(
    at: Swept, tmp_path: Path, spark: SparkSession
) -> None:
    options = {"binary": at.quotient, "parts": tmp_path / "parts"}
    with pytest.raises(SweepProblem, match=r"small\.csv.*as inputs"):
        sweep(spark, "tasks.json", **options)
    plan = json.loads(Path("tasks.json").read_text()) | {"quotient": "0.0.1"}
    (tmp_path / "tasks.json").write_text(json.dumps(plan))
    with pytest.raises(SweepProblem, match=r"plan is by quotient 0\.0\.1"):
        sweep(spark, tmp_path / "tasks.json", BOOKS, **options)
    assert not (tmp_path / "parts").exists()


def test_shared_folder_gets_the_same_parts(at: Swept, spark: SparkSession, tmp_path: Path) -> None:
    sweep(
        spark,
        "tasks.json",
        BOOKS,
        binary=at.quotient,
        parts=tmp_path,
        partitions=8,
        shared=True,
    )
    assert at.collected(tmp_path) == at.table("one")
    assert not list(tmp_path.glob(".*.draft"))


# MARK: - Kills


def parent(process: int) -> int:
    stat = Path(f"/proc/{process}/stat").read_text()
    return int(stat.rpartition(")")[2].split()[1])


def commands() -> Iterator[int]:
    """The processes of quotient that workers of Spark run now."""
    for folder in Path("/proc").iterdir():
        try:
            if folder.name.isdigit() and cache() in (folder / "exe").readlink().parents:
                yield int(folder.name)
        except OSError:
            pass


def descends(process: int, ancestor: int) -> bool:
    while process > 1:
        if process == ancestor:
            return True
        process = parent(process)
    return False


def running(timeout: float = 120) -> int:
    """A command that runs under the Spark of this test."""
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        for process in commands():
            try:
                if descends(process, os.getpid()):
                    return process
            except OSError:
                pass
        time.sleep(0.01)
    raise AssertionError("no command of quotient runs")


def is_alive(process: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{process}/status").read_text()
    except OSError:
        return False


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_kills_change_no_byte(
    spark: SparkSession, quotient: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """kill -9 of a Python worker, then of an executor, in the middle of a sweep."""
    work = make(
        tmp_path,
        quotient,
        ["--vary", "effects.overload=0.5,0.7", "--trials", "51200"],
        blocks=50,
        accounts=2400,
    )
    monkeypatch.chdir(tmp_path)
    killed: list[str] = []

    def kill() -> None:
        command = running()
        worker = parent(command)
        assert "pyspark" in Path(f"/proc/{worker}/cmdline").read_text()
        os.kill(worker, signal.SIGKILL)
        killed.append("worker")
        end = time.monotonic() + 10
        while is_alive(command) and time.monotonic() < end:
            time.sleep(0.01)
        assert not is_alive(command)
        killed.append("its command")
        executor = parent(parent(parent(running())))
        assert "Executor" in Path(f"/proc/{executor}/cmdline").read_text()
        os.kill(executor, signal.SIGKILL)
        killed.append("executor")

    killer = threading.Thread(target=kill)
    killer.start()
    outcome = sweep(
        spark, "tasks.json", BOOKS, binary=quotient, parts=tmp_path / "parts", partitions=16
    )
    killer.join()
    assert killed == ["worker", "its command", "executor"]
    assert outcome.made == 16
    assert work.collected(tmp_path / "parts") == work.table("one")


@pytest.mark.long
def test_killed_driver_goes_on(at: Swept, tmp_path: Path) -> None:
    parts = tmp_path / "parts"
    command = [sys.executable, "-m", "quotient_spark", "sweep", "--master", "local[2]"]
    command += ["--quotient", str(at.quotient), "--input", "books", "--parts", str(parts)]
    command += ["--task-blocks", "1", "--", *at.arguments, "--out", str(tmp_path / "out")]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "Integrations/spark")}
    first = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    while first.poll() is None and not list(parts.glob("*.part")):
        time.sleep(0.01)
    first.kill()
    assert first.wait() == -signal.SIGKILL
    second = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert second.returncode == 0, second.stderr
    assert " were there" in second.stderr
    assert (tmp_path / "out/sweep.csv").read_bytes() == at.table("one")
