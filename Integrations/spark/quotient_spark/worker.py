"""What runs on the machines of the cluster.

Spark pickles these functions by value, so that workers need no package but pyspark and pyarrow:
this file imports nothing of the package but `plan`, and the standard library.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import hashlib
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .plan import SweepProblem, Task

END = "(so far quotient)"
"""What ends the command's words in the traceback of a failed task."""

MOST_BYTES = 1 << 30
"""What Spark can carry in one value is 2 GiB."""


class TaskFailed(Exception):
    """A task that failed; Spark tries it again."""

    def __init__(self, text: str) -> None:
        super().__init__(f"{text}\n{END}")


# MARK: - The bundle


def cache() -> Path:
    """The folder in which a machine keeps bundles: of this user, and nobody else's to write."""
    folder = Path(tempfile.gettempdir()) / f"quotient-bundles-{os.getuid()}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid != os.getuid() or status.st_mode & 0o022:
        raise SweepProblem(
            f"{folder} on {socket.gethostname()} is not this user's alone: remove it, or set TMPDIR"
        )
    return folder


def unpacked(bundle: Path, digest: str) -> Path:
    """The folder of a bundle's content, unpacked at most once on a machine.

    Whoever comes first holds a lock, which a kill releases, and renames the whole folder into
    place: what others see is complete, and what a killed process left is removed by the next.
    """
    home = cache() / digest
    if is_whole(home):
        return home
    with (cache() / f"{digest}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_whole(home):
            return home
        if digest_of(bundle) != digest:
            raise TaskFailed(f"{bundle} on {socket.gethostname()} is damaged")
        draft = cache() / f"{digest}.draft"
        for old in (draft, home):
            shutil.rmtree(old, ignore_errors=True)
        with tarfile.open(bundle) as archive:
            # Newer versions of Python want to know whom to trust; we trust the digest.
            archive.extraction_filter = lambda member, path: member
            archive.extractall(draft)
        files = [file for file in sorted(draft.rglob("*")) if file.is_file()]
        sizes = "".join(f"{file.stat().st_size} {file.relative_to(draft)}\n" for file in files)
        (draft / "sizes").write_text(sizes, encoding="utf-8")
        draft.rename(home)
    return home


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def is_whole(home: Path) -> bool:
    """Whether all files are there: what tidies temporary folders may take some of them."""
    try:
        for line in (home / "sizes").read_text(encoding="utf-8").splitlines():
            size, name = line.split(" ", 1)
            if (home / name).stat().st_size != int(size):
                return False
    except OSError:
        return False
    return True


# MARK: - The command


def command(home: Path, arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Runs quotient in the folder of the inputs; it dies with this process."""
    libraries = [str(home / "lib"), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = os.environ | {"LD_LIBRARY_PATH": ":".join(filter(None, libraries))}
    before = None
    if sys.platform == "linux":
        system = ctypes.CDLL(None)

        def before() -> None:
            system.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG

    return subprocess.run(
        [home / "bin" / "quotient", *arguments],
        cwd=home / "inputs",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        preexec_fn=before,
        check=False,
    )


def simulated(home: Path, task: Task, threads: int) -> bytes:
    """The part of a task. It comes through a pipe: a killed worker leaves no file behind.

    Raises TaskFailed in the command's own words if it does not end with 0.
    """
    where = f"variant {task.variant}, blocks {task.blocks}, on {socket.gethostname()}"
    arguments = [*task.arguments, "--threads", str(threads), "--out", "/dev/stdout"]
    done = command(home, arguments)
    if done.returncode < 0:
        raise TaskFailed(f"{where}: quotient was ended by {signal.Signals(-done.returncode).name}")
    if done.returncode > 0:
        words = done.stderr.decode("utf-8", "replace").strip() or "it said nothing"
        raise TaskFailed(f"{where}: quotient ended with {done.returncode}: {words}")
    if len(done.stdout) > MOST_BYTES:
        raise TaskFailed(
            f"{where}: a part of {len(done.stdout)} bytes; plan with smaller --task-blocks"
        )
    return done.stdout


# MARK: - The part


@dataclass(frozen=True)
class PartHead:
    """The start of a part: what made it, and which blocks it has."""

    version: str
    instructions: str
    seed: int
    trials: int
    blocks: str
    columns: int
    """Of all models: numbers that each trial may have."""

    @classmethod
    def of(cls, part: bytes) -> PartHead | None:
        """The head of a part; None if these bytes do not begin like one."""
        place = 0

        def number() -> int:
            nonlocal place
            place += 8
            return int(struct.unpack_from("<Q", part, place - 8)[0])

        def text() -> str:
            nonlocal place
            count = number()
            found = part[place : place + count].decode("utf-8")
            place += (count + 7) // 8 * 8
            return found

        try:
            if part[:8] != b"QUOTPART":
                return None
            place = 24
            version, instructions, _, _ = text(), text(), text(), text()
            seed, trials, first, end, columns, _, journal = (number() for _ in range(7))
        except (struct.error, UnicodeDecodeError):
            return None
        if journal or first >= end:
            return None
        blocks = str(first) if end == first + 1 else f"{first}-{end - 1}"
        return cls(version, instructions, seed, trials, blocks, columns)


@dataclass(frozen=True)
class Maker:
    """What must have made every part of a sweep, for their last digits to be the same."""

    version: str
    instructions: str

    def check(self, part: bytes, task: Task) -> None:
        where = f"variant {task.variant}, blocks {task.blocks}, on {socket.gethostname()}"
        head = PartHead.of(part)
        if head is None or head.blocks != task.blocks:
            raise TaskFailed(f"{where}: what quotient wrote is not the part of these blocks")
        if head.version != self.version:
            raise TaskFailed(
                f"{where}: made by quotient {head.version}, and the plan is by {self.version}"
            )
        if head.instructions != self.instructions:
            raise TaskFailed(
                f"{where}: this machine is of class {head.instructions}, and the driver of"
                f" {self.instructions}: the last digits may differ; leave this machine out"
            )


def publish(part: bytes, folder: Path, name: str) -> None:
    """Writes a part completely or not at all."""
    draft = folder / f".{name}.{socket.gethostname()}-{os.getpid()}.draft"
    with draft.open("wb") as file:
        file.write(part)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / name)


# MARK: - A slice of the sweep


@dataclass(frozen=True)
class Work:
    """What a Spark job ships: slices of tasks, one a partition, and how to run them."""

    bundle: str
    digest: str
    slices: tuple[tuple[Task, ...], ...]
    maker: Maker
    threads: int
    shared: str | None
    """The folder that workers write parts to themselves; None where Spark carries them."""

    def parts(self, number: int, home: Path) -> Iterator[tuple[Task, bytes, float]]:
        """The parts of a slice, one after the other, and the seconds that quotient took for each.

        Parts are empty where they are in the shared folder.
        """
        for task in self.slices[number]:
            if self.shared and (Path(self.shared) / task.part).exists():
                yield task, b"", 0.0  # Another attempt was quicker.
                continue
            start = time.monotonic()
            part = simulated(home, task, self.threads)
            seconds = time.monotonic() - start
            self.maker.check(part, task)
            if self.shared:
                publish(part, Path(self.shared), task.part)
                part = b""
            yield task, part, seconds
