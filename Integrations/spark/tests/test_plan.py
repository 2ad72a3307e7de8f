from __future__ import annotations

import json
from pathlib import Path

import pytest

from quotient_spark import Plan, SweepProblem, Task
from quotient_spark.sweep import cut, words
from quotient_spark.worker import PartHead, TaskFailed

TASK = {"variant": 0, "blocks": "0-1", "arguments": ["simulate", "s.yaml"], "part": "v0-b0.part"}


def plan(tmp_path: Path, *tasks: dict[str, object]) -> Path:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps({"quotient": "0.1.0", "tasks": tasks}))
    return path


def test_reads_tasks(tmp_path: Path) -> None:
    read = Plan.read(plan(tmp_path, TASK))
    assert read.version == "0.1.0"
    assert read.tasks == (Task(0, "0-1", ("simulate", "s.yaml"), "v0-b0.part"),)


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ([], "no tasks in it"),
        ([TASK, TASK], "two tasks write the same part"),
        ([TASK | {"part": "../x.part"}], "not the name of a file"),
        ([TASK | {"arguments": ["compare", "s.yaml"]}], "not made by quotient simulate"),
        ([TASK | {"blocks": "some"}], "some are no blocks"),
        ([{"variant": 0}], "--plan"),
    ],
)
def test_refuses_what_is_no_plan(tmp_path: Path, tasks: list[dict[str, object]], said: str) -> None:
    with pytest.raises(SweepProblem, match=said):
        Plan.read(plan(tmp_path, *tasks))


def test_counts_trials_of_blocks() -> None:
    assert [Task(0, blocks, (), "").trials for blocks in ("0", "7", "3-5")] == [128, 128, 384]


def test_names_a_file_that_is_not_there() -> None:
    with pytest.raises(SweepProblem, match="No such file"):
        Plan.read("missing.json")


def test_an_option_is_set_once() -> None:
    task = Task(0, "0-1", ("simulate", "s.yaml", "--blocks", "0-1"), "p.part")
    assert task.setting("--blocks", "0").arguments == ("simulate", "s.yaml", "--blocks", "0")
    assert task.setting("--trials", "1").arguments[-2:] == ("--trials", "1")


@pytest.mark.parametrize("count", [1, 2, 7, 64, 100])
def test_slices_are_all_tasks_in_order(count: int) -> None:
    tasks = [Task(i, "0", ("simulate", "s.yaml"), f"v{i}.part") for i in range(100)]
    slices = cut(tasks, count)
    assert [task for slice in slices for task in slice] == tasks
    lengths = {len(slice) for slice in slices}
    assert len(slices) == count
    assert max(lengths) - min(lengths) <= 1


def test_words_of_quotient_are_found_in_a_traceback() -> None:
    traceback = f"Job aborted\nquotient_spark.worker.TaskFailed: {TaskFailed('a: b')}\n\n at java"
    assert words(traceback) == "a: b"
    assert words("something else") == "something else"


@pytest.mark.parametrize("bytes", [b"", b"QUOTPART", b"hello" * 100, b"QUOTPART" + b"\xff" * 100])
def test_what_is_no_part_has_no_head(bytes: bytes) -> None:
    assert PartHead.of(bytes) is None
