"""A binary of quotient, a small sweep that one process did, and a cluster of two workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyspark.sql import SparkSession

REPOSITORY = Path(__file__).resolve().parents[3]

SCENARIO = """\
quotient: 1
name: A small sweep
horizon: 1 year
trials: 640
book: {file: books/small.csv}
baseline: upsell-renewal-split
models: [upsell-renewal-split, csql, account-manager]
"""


def book(accounts: int) -> str:
    return "account,arr,renewal-date\n" + "".join(
        f"a{i},{50000 + 1000 * (i % 40)},2026-{i % 12 + 1:02}-15\n" for i in range(accounts)
    )


@pytest.fixture(scope="session")
def quotient() -> Path:
    """The binary: $QUOTIENT, or that of the tests' build."""
    path = Path(os.environ.get("QUOTIENT", REPOSITORY / ".build/tests/release/quotient"))
    if not path.exists():
        pytest.skip(f"no binary of quotient at {path}: set QUOTIENT")
    return path.resolve()


@dataclass
class Swept:
    """A sweep that one process did, in a folder with its scenario, its book and its plan."""

    folder: Path
    quotient: Path
    arguments: list[str]

    def __call__(self, *more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.quotient, "sweep", *self.arguments, *more],
            cwd=self.folder,
            check=True,
            capture_output=True,
            text=True,
        )

    def table(self, name: str) -> bytes:
        return (self.folder / name / "sweep.csv").read_bytes()

    def collected(self, parts: Path) -> bytes:
        """The table of parts that others made."""
        self("--collect", str(parts), "--out", "collected")
        return self.table("collected")


def make(
    folder: Path, quotient: Path, arguments: list[str], blocks: int, accounts: int = 40
) -> Swept:
    (folder / "books").mkdir()
    (folder / "books/small.csv").write_text(book(accounts))
    (folder / "small.yaml").write_text(SCENARIO)
    swept = Swept(folder, quotient, ["small.yaml", *arguments])
    swept("--out", "one")
    swept("--plan", "tasks.json", "--task-blocks", str(blocks))
    return swept


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, quotient: Path) -> Swept:
    """32 variants of 5 blocks in 96 tasks, each of which takes a moment."""
    vary = [
        "--vary",
        "effects.overload=0.5..0.85:0.05",
        "--vary",
        "effects.new-logo-hour=50..200:50",
    ]
    return make(tmp_path_factory.mktemp("small"), quotient, vary, blocks=2)


@pytest.fixture
def at(small: Swept, monkeypatch: pytest.MonkeyPatch) -> Swept:
    """The small sweep, in whose folder the test runs."""
    monkeypatch.chdir(small.folder)
    return small


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Two workers, each a process of its own, that run slow tasks twice."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").appName("tests")
    settings = {
        "spark.log.level": "ERROR",
        "spark.ui.enabled": "false",
        "spark.speculation": "true",
        "spark.speculation.interval": "100ms",
        "spark.speculation.quantile": "0.3",
        "spark.speculation.multiplier": "1.1",
        "spark.speculation.minTaskRuntime": "500ms",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    yield session
    session.stop()
