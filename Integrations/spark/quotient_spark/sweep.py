"""Runs the tasks of a sweep on Spark, and keeps their parts in a folder."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import math
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark import cloudpickle

from . import plan as plan_module
from . import worker as worker_module
from .bundle import Bundle
from .plan import Plan, SweepProblem, Task
from .worker import END, Maker, PartHead, Work, command, publish, simulated, unpacked

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

# Workers need not have this package.
for module in (plan_module, worker_module):
    cloudpickle.register_pickle_by_value(module)  # type: ignore[no-untyped-call]

SLICES = 32
"""Partitions in a Spark job at most. What a job made is kept once all of it is there, so fewer lose
less when the driver is killed, and more let Spark see which of them are slow."""

BYTES = 64 << 20
"""What a job brings to the driver, about: it holds the parts of all jobs that run."""

JOBS = 64
"""Spark jobs at once: enough to fill 2,048 cores."""


@dataclass(frozen=True)
class Outcome:
    """How many parts a sweep made, how many were there, and how long quotient ran for them.

    seconds: of all tasks together; divided by the cores, what the sweep could have taken.
    """

    made: int
    kept: int
    seconds: float


def sweep(
    spark: SparkSession,
    tasks: str | Path,
    inputs: Iterable[str | Path] = (),
    *,
    binary: str | Path = "quotient",
    parts: str | Path = "parts",
    partitions: int | None = None,
    threads: int = 1,
    shared: bool = False,
    people: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Outcome:
    """Runs the tasks of `quotient sweep --plan` that have no part yet.

    Afterwards `quotient sweep ... --collect PARTS` writes the table, with the bytes of one process.

    tasks: the file that --plan wrote.
    inputs: files and folders that the scenario names, such as its book; the scenario itself is
        known.
    parts: the folder of the parts, on the driver; it may hold some already, of the same sweep.
    partitions: Spark tasks; by default one for each task of the sweep. More are made where their
        parts would be too much for the driver.
    threads: cores that each Spark task has (spark.task.cpus).
    shared: whether workers see the folder of the parts and write to it themselves, instead of
        sending parts through the driver.
    people: whether parts also keep the pay of every person in every trial.
    progress: called with the number of tasks that are done, and of all.

    Raises SweepProblem where the inputs, the folder or a task is at fault.
    """
    if partitions is not None and partitions < 1:
        raise SweepProblem("partitions: 1 at least")
    source = Plan.read(tasks)
    scenarios = {task.scenario for task in source.tasks}
    bundle = Bundle.of(binary, [*inputs, *scenarios])
    home = unpacked(bundle.path, bundle.digest)
    planned = [placed(task, bundle, people) for task in source.tasks]
    head = probed(home, planned[0], source.version)
    maker = Maker(head.version, head.instructions)
    folder = Path(parts).absolute()
    with owned(folder, bundle.digest, planned):
        todo = [task for task in planned if not is_there(folder / task.part, task, maker)]
        kept = len(planned) - len(todo)
        if progress:
            progress(kept, len(planned))
        if not todo:
            return Outcome(0, kept, 0.0)
        spark.addArtifacts(str(bundle.path), file=True)
        blank = Work(
            bundle.path.name, bundle.digest, (), maker, threads, str(folder) if shared else None
        )
        size = 0 if shared else sum(8 * head.columns * task.trials for task in todo)
        count = max(partitions or len(todo), math.ceil(size / BYTES))
        slices = cut(todo, min(count, len(todo)))
        width = min(SLICES, max(1, len(slices) * BYTES // size)) if size else SLICES
        jobs = [
            replace(blank, slices=tuple(slices[first : first + width]))
            for first in range(0, len(slices), width)
        ]
        done, seconds = kept, 0.0

        def finished(count: int, took: float) -> None:
            nonlocal done, seconds
            done += count
            seconds += took
            if progress:
                progress(done, len(planned))

        run(spark, jobs, folder, finished)
        missing = [task for task in todo if not is_there(folder / task.part, task, maker)]
        if missing:
            raise SweepProblem(
                f"{folder} lacks {missing[0].part}, although its task has ended;"
                + (" is it the same folder on all machines?" if shared else " run it again")
            )
        return Outcome(len(todo), kept, seconds)


def placed(task: Task, bundle: Bundle, people: bool) -> Task:
    """The task as it runs in the folder of the inputs."""
    kind, scenario, *rest = task.arguments
    task = replace(task, arguments=(kind, bundle.inside(scenario), *rest))
    return task.setting("--keep", "people") if people else task


def probed(home: Path, task: Task, version: str) -> PartHead:
    """The head of a part of one trial, made here: what fails here would fail everywhere."""
    said = command(home, ["--version"]).stdout.decode("utf-8", "replace").strip()
    if said != version:
        raise SweepProblem(
            f"the plan is by quotient {version}, and the binary is {said or 'not of quotient'}:"
            " plan with the same binary"
        )
    one = replace(task.setting("--trials", "1").setting("--blocks", "0"), blocks="0")
    try:
        head = PartHead.of(simulated(home, one, threads=1))
    except worker_module.TaskFailed as error:
        raise SweepProblem(
            f"{words(error)}; files that the scenario names go with it as inputs"
        ) from None
    if head is None:
        raise SweepProblem("the binary wrote no part of a run")
    return head


# MARK: - The folder of the parts


@contextlib.contextmanager
def owned(folder: Path, digest: str, tasks: Sequence[Task]) -> Iterator[None]:
    """Keeps the folder for this sweep alone, and notes which sweep it is.

    Numbers of variants mean something else in another sweep, so its parts are refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    plain = json.dumps([[t.variant, t.blocks, t.arguments, t.part] for t in tasks])
    identity = {"bundle": digest, "tasks": hashlib.sha256(plain.encode()).hexdigest()}
    note = folder / "sweep.json"
    with note.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise SweepProblem(f"{folder}: another sweep writes to it") from None
        file.seek(0)
        text = file.read()
        has_parts = any(folder.glob("*.part"))
        if has_parts and text != json.dumps(identity):
            raise SweepProblem(
                f"{folder} has parts of another sweep, of other inputs or of another build of"
                " quotient: name another folder, or remove it"
            )
        if text != json.dumps(identity):
            file.truncate(0)
            file.write(json.dumps(identity))
            file.flush()
        for draft in folder.glob(".*.draft"):
            draft.unlink(missing_ok=True)
        yield


def is_there(path: Path, task: Task, maker: Maker) -> bool:
    try:
        with path.open("rb") as file:
            maker.check(file.read(1 << 16), task)
    except (OSError, worker_module.TaskFailed):
        return False
    return True


# MARK: - Spark


def cut(tasks: Sequence[Task], count: int) -> list[tuple[Task, ...]]:
    """Slices of nearly equal length, in order."""
    ends = [len(tasks) * (slice + 1) // count for slice in range(count)]
    return [tuple(tasks[first:end]) for first, end in zip([0, *ends[:-1]], ends, strict=True)]


def run(
    spark: SparkSession, jobs: Sequence[Work], folder: Path, finished: Callable[[int, float], None]
) -> None:
    """Runs all jobs, several at once, and keeps what each made; the first failure ends the rest."""
    tag = f"quotient-{uuid.uuid4()}"

    def job(work: Work) -> tuple[int, float]:
        spark.addTag(tag)
        count = len(work.slices)
        rows = spark.range(0, count, 1, count).mapInArrow(mapper(work), SCHEMA).collect()
        names = {(t.variant, t.blocks): t.part for slice in work.slices for t in slice}
        for row in rows:
            name = names.pop((row.variant, row.blocks), None)  # A part that came twice counts once.
            if name and not work.shared:
                publish(bytes(row.part), folder, name)
        return len(rows), sum(row.seconds for row in rows)

    with ThreadPoolExecutor(min(JOBS, len(jobs))) as pool:
        futures = {pool.submit(job, work) for work in jobs}
        try:
            while futures:
                done, futures = wait(futures, timeout=1, return_when=FIRST_EXCEPTION)
                for future in done:
                    finished(*future.result())
        except BaseException as error:
            pool.shutdown(wait=False, cancel_futures=True)
            with contextlib.suppress(Exception):
                spark.interruptTag(tag)
            if END in str(error):
                raise SweepProblem(words(error)) from error
            raise


SCHEMA = "variant int, blocks string, part binary, seconds double"


def mapper(work: Work) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """What Spark calls with the numbers of slices."""
    unpack = unpacked

    def parts(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        from pathlib import Path

        import pyarrow as pa
        from pyspark import SparkFiles

        home = unpack(Path(SparkFiles.get(work.bundle)), work.digest)
        for batch in batches:
            for number in batch.column(0).to_pylist():
                for task, part, seconds in work.parts(number, home):
                    yield pa.record_batch(
                        [
                            pa.array([task.variant], pa.int32()),
                            pa.array([task.blocks], pa.string()),
                            pa.array([part], pa.binary()),
                            pa.array([seconds], pa.float64()),
                        ],
                        names=["variant", "blocks", "part", "seconds"],
                    )

    return parts


def words(error: object) -> str:
    """What quotient said in the traceback of a failed task."""
    before, end, _ = str(error).partition(f"\n{END}")
    return before.rpartition("TaskFailed: ")[2] if end else str(error)
