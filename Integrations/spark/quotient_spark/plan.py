"""What `quotient sweep --plan` writes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path


class SweepProblem(Exception):
    """Why a sweep cannot be run or has failed: a sentence with the way out."""


@dataclass(frozen=True)
class Task:
    """A command of quotient: a variant, some of its blocks, and the part that it writes.

    `blocks` is as `--blocks` takes them, such as `0-7` or `8`.
    """

    variant: int
    blocks: str
    arguments: tuple[str, ...]
    part: str

    @property
    def scenario(self) -> str:
        return self.arguments[1]

    @property
    def trials(self) -> int:
        """How many trials it has at most: blocks have 128, but for the last of a run."""
        first, _, last = self.blocks.partition("-")
        return 128 * (int(last or first) - int(first) + 1)

    def setting(self, option: str, value: str) -> Task:
        """The task with an option that has a value set to another, or added."""
        arguments = list(self.arguments)
        if option in arguments:
            arguments[arguments.index(option) + 1] = value
        else:
            arguments += [option, value]
        return replace(self, arguments=tuple(arguments))


@dataclass(frozen=True)
class Plan:
    """The tasks of a sweep, and the version of quotient that planned them."""

    version: str
    tasks: tuple[Task, ...]

    @classmethod
    def read(cls, path: str | Path) -> Plan:
        try:
            document = json.loads(Path(path).read_text(encoding="utf-8"))
            tasks = tuple(
                Task(int(t["variant"]), t["blocks"], tuple(t["arguments"]), t["part"])
                for t in document["tasks"]
            )
            version = document["quotient"]
        except OSError as error:
            raise SweepProblem(f"{path}: cannot be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError):
            raise SweepProblem(
                f"{path}: no plan of a sweep; quotient sweep SCENARIO --vary ... --plan {path}"
                " writes one"
            ) from None
        if not tasks:
            raise SweepProblem(f"{path}: no tasks in it")
        for task in tasks:
            if task.arguments[:1] != ("simulate",) or len(task.arguments) < 2:
                raise SweepProblem(f"{path}: {task.part} is not made by quotient simulate")
            if not re.fullmatch(r"\d+(-\d+)?", task.blocks):
                raise SweepProblem(f"{path}: {task.blocks} are no blocks")
            if Path(task.part).name != task.part or task.part.startswith("."):
                raise SweepProblem(f"{path}: {task.part} is not the name of a file")
        if len({task.part for task in tasks}) < len(tasks):
            raise SweepProblem(f"{path}: two tasks write the same part")
        return cls(version, tasks)
