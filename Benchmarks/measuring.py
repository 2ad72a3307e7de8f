"""What `run` and `scaling` share: building, the reference book, and one measured process."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

import book

HERE = pathlib.Path(__file__).resolve().parent
WORK = HERE / ".build" / "work"
PEERS = ("gsl_plain", "gsl_expert", "generator")


def build():
    """Builds the engine and the peers; returns the folder of the engine's binaries."""
    WORK.mkdir(parents=True, exist_ok=True)
    swift = ["swift", "build", "--package-path", str(HERE), "--configuration", "release"]
    for product in ("EngineTimes", "VarianceGains", "quotient"):
        quietly(swift + ["--product", product])
    # The compiler that Swift itself is made of, so that nobody wins by a better one.
    compiler = os.environ.get("CC") or next(filter(shutil.which, ("clang", "cc")))
    gsl = subprocess.check_output(["pkg-config", "--cflags", "--libs", "gsl"], text=True).split()
    for peer in PEERS:
        source, binary = HERE / "peers" / f"{peer}.c", WORK / peer
        quietly([compiler, "-O3", "-march=native", str(source), "-o", str(binary), *gsl,
                 "-lpthread"])
    portable = WORK / "generator_portable"
    quietly([compiler, "-O3", str(HERE / "peers" / "generator.c"), "-o", str(portable), *gsl,
             "-lpthread"])
    return pathlib.Path(
        subprocess.check_output(swift + ["--show-bin-path"], text=True).strip())


def quietly(command):
    """Runs a build step; what it says is shown only where it fails."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")


def workload(name, accounts):
    """Writes the book and the scenario of Q1 at a size; returns the scenario's path."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    book.write(accounts, folder / "q1.csv")
    shutil.copy(HERE / "q1.yaml", folder / "q1.yaml")
    return folder / "q1.yaml"


def measure(command):
    """Runs a command once.

    Whole-process figures are the operating system's: `wall` and `cpu` in seconds, `peak` memory in
    MiB. What the command prints as a JSON object is `said`.
    """
    started = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdout=subprocess.PIPE)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.stdout.close()
    wall = time.perf_counter() - started
    if status:
        sys.exit(f"failed: {' '.join(map(str, command))}")
    # Kibibytes, on macOS bytes.
    peak = usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1024 * 1024)
    return {
        "wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak,
        "said": json.loads(text) if text.startswith(b"{") else {}}


def step(run, name):
    """A step that EngineTimes reported."""
    return next(step for step in run["said"]["steps"] if step["name"] == name)
