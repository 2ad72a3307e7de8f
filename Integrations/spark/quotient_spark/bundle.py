"""The files that every machine needs: the command, its libraries and its inputs, as one archive."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .plan import SweepProblem
from .worker import cache, digest_of

SYSTEM = re.compile(r"(ld-linux|linux-vdso|lib(c|m|dl|rt|pthread|resolv|util)\.so)")
"""Libraries that belong to a machine: the C library and its loader only work together."""


@dataclass(frozen=True)
class Bundle:
    """An archive named after its content.

    path: the archive; it stays in the cache, for executors that join late.
    root: the folder on this machine that the inputs' folder stands for.
    """

    path: Path
    digest: str
    root: Path

    def inside(self, path: str) -> str:
        """The path of an input, relative to the folder of the inputs."""
        return os.path.relpath(Path(path).absolute(), self.root)

    @classmethod
    def of(cls, binary: str | Path, inputs: Iterable[str | Path]) -> Bundle:
        """Packs the command with files and whole folders of inputs.

        Inputs keep their places relative to each other, so that a scenario finds its book, and
        relative to the working folder if all are in it. Equal content has equal bytes.
        """
        command = found(binary)
        paths = sorted({Path(os.path.normpath(Path(path).absolute())) for path in inputs})
        for path in paths:
            if not path.exists():
                raise SweepProblem(f"{path}: no such file")
        root = Path(os.path.commonpath([*(path.parent for path in paths), Path.cwd()]))
        if root != Path.cwd():
            root = Path(os.path.commonpath([path.parent for path in paths]))
        members: dict[str, Path] = {"bin/quotient": command}
        for library in libraries(command):
            members[f"lib/{library.name}"] = library
        for path in paths:
            for file in files(path):
                members[f"inputs/{file.relative_to(root)}"] = file
        draft = cache() / f"{os.getpid()}.draft"
        try:
            write(members, draft)
            digest = digest_of(draft)
            # Not .tar: Spark would unpack such a file wherever it puts it.
            path = cache() / f"{digest}.bundle"
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        return cls(path, digest, root)


def found(binary: str | Path) -> Path:
    path = shutil.which(binary)
    if path is None:
        raise SweepProblem(f"{binary}: no command; name the binary of quotient")
    return Path(path).resolve()


def files(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob("*")) if file.is_file())
    else:
        yield path


def libraries(command: Path) -> Iterator[Path]:
    """The libraries that the command is linked to, but for those of the system.

    With them a worker needs no Swift and no GNU Scientific Library, and calculates the same digits.
    """
    if shutil.which("ldd") is None:
        return
    listing = subprocess.run(["ldd", command], capture_output=True, text=True, check=False)
    for line in listing.stdout.splitlines():
        name, arrow, target = line.strip().partition(" => ")
        if target.startswith("not found"):
            raise SweepProblem(f"{command}: its library {name} is not on this machine")
        if arrow and target.startswith("/") and not SYSTEM.match(name):
            library = Path(target.rsplit(" (", 1)[0])
            yield library.parent / name if library.name != name else library


def write(members: dict[str, Path], target: Path) -> None:
    """Writes an archive that depends on names and contents only, not on times and owners."""
    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", compresslevel=1, fileobj=raw, mtime=0) as packed,
        tarfile.open(mode="w|", fileobj=packed, format=tarfile.PAX_FORMAT) as archive,
    ):
        for name, path in sorted(members.items()):
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            entry.mode = 0o755 if os.access(path, os.X_OK) else 0o644
            with path.open("rb") as file:
                archive.addfile(entry, file)
