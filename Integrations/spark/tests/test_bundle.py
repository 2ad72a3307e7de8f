from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from quotient_spark import SweepProblem
from quotient_spark.bundle import Bundle
from quotient_spark.worker import TaskFailed, cache, unpacked


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    """A small bundle, in a cache of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "books").mkdir()
    (tmp_path / "books/b.csv").write_text("account\n")
    (tmp_path / "s.yaml").write_text("quotient: 1\n")
    command = tmp_path / "command"
    command.write_text("#!/bin/sh\necho hello\n")
    command.chmod(0o755)
    return Bundle.of(command, ["s.yaml", "books"])


def test_equal_content_has_one_name(bundle: Bundle) -> None:
    os.utime("s.yaml", (0, 0))
    assert Bundle.of("./command", ["books/b.csv", "s.yaml"]) == bundle
    Path("s.yaml").write_text("quotient: 1 \n")
    assert Bundle.of("./command", ["books/b.csv", "s.yaml"]).digest != bundle.digest


def test_inputs_keep_their_places(bundle: Bundle) -> None:
    home = unpacked(bundle.path, bundle.digest)
    assert (home / "inputs/books/b.csv").read_text() == "account\n"
    assert os.access(home / "bin/quotient", os.X_OK)
    assert bundle.inside("s.yaml") == "s.yaml"


def test_inputs_elsewhere_keep_their_places_to_each_other(
    bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    moved = Bundle.of("../command", ["../s.yaml", "../books"])
    assert moved.root == tmp_path
    assert moved.inside("../s.yaml") == "s.yaml"


def test_what_was_tidied_away_comes_back(bundle: Bundle) -> None:
    home = unpacked(bundle.path, bundle.digest)
    (home / "inputs/s.yaml").unlink()
    assert (unpacked(bundle.path, bundle.digest) / "inputs/s.yaml").exists()


def test_damaged_bundle_is_refused(bundle: Bundle) -> None:
    bundle.path.write_bytes(bundle.path.read_bytes()[:-1])
    with pytest.raises(TaskFailed, match="damaged"):
        unpacked(bundle.path, bundle.digest)


def test_missing_input_is_named(bundle: Bundle) -> None:
    with pytest.raises(SweepProblem, match=r"nothing\.csv: no such file"):
        Bundle.of("./command", ["nothing.csv"])


def test_cache_of_others_is_refused(bundle: Bundle) -> None:
    cache().chmod(0o777)
    with pytest.raises(SweepProblem, match="TMPDIR"):
        cache()


def unpack_often(bundle: Bundle) -> None:
    while True:
        home = unpacked(bundle.path, bundle.digest)
        (home / "sizes").unlink(missing_ok=True)


def test_a_kill_while_unpacking_leaves_nothing_half(bundle: Bundle) -> None:
    context = multiprocessing.get_context("fork")
    for delay in range(1, 20):
        process = context.Process(target=unpack_often, args=(bundle,))
        process.start()
        time.sleep(delay / 200)
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        home = unpacked(bundle.path, bundle.digest)
        assert (home / "inputs/books/b.csv").read_text() == "account\n"
    names = {path.name for path in cache().iterdir()}
    assert names == {bundle.digest, f"{bundle.digest}.bundle", f"{bundle.digest}.lock"}
    shutil.rmtree(cache())
