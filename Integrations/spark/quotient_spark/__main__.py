"""`python -m quotient_spark`: a whole sweep on Spark, and its tables as Parquet."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import parquet
from .plan import SweepProblem
from .sweep import sweep

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What follows -- is for quotient; argparse would drop the --.
    own, rest = given, []
    if "--" in given:
        own, rest = given[: given.index("--")], given[given.index("--") + 1 :]
    options = parser().parse_args(own)
    try:
        return int(options.run(options, rest))
    except SweepProblem as problem:
        print(f"Error: {problem}", file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        return int(error.returncode)
    except KeyboardInterrupt:
        print("Broken off; the same command goes on.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="quotient_spark", description=__doc__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")

    one = commands.add_parser(
        "sweep",
        help="run quotient sweep on Spark",
        description="Runs quotient sweep on Spark: the same table, byte for byte. "
        "Arguments of quotient sweep follow behind --.",
        usage="quotient_spark sweep [options] -- SCENARIO --vary KEY=VALUES ...",
    )
    one.set_defaults(run=run_sweep)
    one.add_argument("--quotient", default="quotient", help="the binary (default: in $PATH)")
    one.add_argument(
        "--input",
        action="append",
        default=[],
        metavar="PATH",
        help="a file or folder that the scenario names, such as its book; may be repeated",
    )
    one.add_argument("--parts", default="parts", help="the folder of the parts (default: parts)")
    one.add_argument(
        "--plan", help="tasks that quotient sweep --plan wrote: make their parts and no table"
    )
    one.add_argument("--task-blocks", type=int, help="blocks of 128 trials in a task")
    one.add_argument("--partitions", type=int, help="Spark tasks (default: one a task)")
    one.add_argument("--threads", type=int, default=1, help="cores of each Spark task (default: 1)")
    one.add_argument(
        "--shared", action="store_true", help="workers see the folder of the parts: write there"
    )
    one.add_argument("--people", action="store_true", help="parts keep everybody's pay by trial")
    where = one.add_mutually_exclusive_group()
    where.add_argument("--master", help="local[2], spark://HOST:7077 ... (default: Spark's own)")
    where.add_argument("--remote", help="a Spark Connect server: sc://HOST:15002")
    one.add_argument(
        "--conf", action="append", default=[], metavar="KEY=VALUE", help="of Spark; repeatable"
    )

    two = commands.add_parser(
        "parquet",
        help="write CSV tables as Parquet",
        description="Writes sweep.csv, samples.csv and people-samples.csv as Parquet, with types.",
    )
    two.set_defaults(run=run_parquet)
    two.add_argument("csv", nargs="+", help="tables that quotient wrote")
    two.add_argument("--out", default=".", help="the folder (default: this one)")

    three = commands.add_parser(
        "samples",
        help="merge the parts of each variant, and write its samples as Parquet",
        description="Writes OUT/samples/variant=N/samples.parquet for every variant.",
    )
    three.set_defaults(run=run_samples)
    three.add_argument("--quotient", default="quotient", help="the binary (default: in $PATH)")
    three.add_argument("--parts", default="parts", help="the folder of the parts (default: parts)")
    three.add_argument("--scenario", required=True, help="the scenario, as it was")
    three.add_argument("--out", required=True, help="the folder of the tables")
    three.add_argument(
        "--people", action="store_true", help="people-samples too, of parts that keep them"
    )
    return top


def run_sweep(options: argparse.Namespace, rest: list[str]) -> int:
    if bool(options.plan) == bool(rest):
        raise SweepProblem(
            "say what to sweep behind --, such as -- scenario.yaml --vary effects.overload=0.5,0.7;"
            " or give --plan FILE instead"
        )
    if options.plan:
        fill(options, options.plan)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        tasks = f"{folder}/tasks.json"
        blocks = ["--task-blocks", str(options.task_blocks)] if options.task_blocks else []
        quotient = [options.quotient, "sweep", *rest]
        planning = subprocess.run(
            [*quotient, "--plan", tasks, *blocks], stderr=subprocess.PIPE, text=True, check=False
        )
        if planning.returncode:
            print(planning.stderr.strip(), file=sys.stderr)
            return planning.returncode
        fill(options, tasks)
    return subprocess.run([*quotient, "--collect", options.parts], check=False).returncode


def fill(options: argparse.Namespace, tasks: str) -> None:
    spark = session(options)
    start = time.monotonic()
    try:
        outcome = sweep(
            spark,
            tasks,
            options.input,
            binary=options.quotient,
            parts=options.parts,
            partitions=options.partitions,
            threads=options.threads,
            shared=options.shared,
            people=options.people,
            progress=show,
        )
    finally:
        if sys.stderr.isatty():
            print(file=sys.stderr)
        spark.stop()
    before = f", and {outcome.kept} were there" if outcome.kept else ""
    print(
        f"Wrote {outcome.made} parts to {options.parts}{before}:"
        f" {outcome.seconds:.0f} s of quotient in {time.monotonic() - start:.0f} s",
        file=sys.stderr,
    )


def show(done: int, count: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {count} tasks", end="", file=sys.stderr, flush=True)


def session(options: argparse.Namespace) -> SparkSession:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("quotient sweep")
    if options.remote:
        return builder.remote(options.remote).getOrCreate()
    if options.master:
        builder = builder.master(options.master)
        if options.master.startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    settings = {"spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}
    settings["spark.task.cpus"] = str(options.threads)
    for setting in options.conf:
        key, equals, value = setting.partition("=")
        if not equals:
            raise SweepProblem(f"--conf {setting}: KEY=VALUE, such as spark.speculation=true")
        settings[key] = value
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()


def run_parquet(options: argparse.Namespace, rest: list[str]) -> int:
    for csv in options.csv:
        target = Path(options.out) / (Path(csv).stem + ".parquet")
        rows = parquet.convert(csv, target)
        print(f"Wrote {target}: {rows} rows", file=sys.stderr)
    return 0


def run_samples(options: argparse.Namespace, rest: list[str]) -> int:
    written = parquet.samples(
        options.parts,
        options.out,
        scenario=options.scenario,
        binary=options.quotient,
        people=options.people,
    )
    print(f"Wrote the samples of {written} variants to {options.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
