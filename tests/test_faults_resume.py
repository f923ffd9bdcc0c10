"""A directory run that is killed at any moment, and gone on with: as if nothing had happened."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.many_files import write_tree
from translator.store.manifest import MANIFEST_NAME

#: Kills in a row before the run is let through to its end, and how often that is done.
KILLS = 10
ROUNDS = 2
ARTICLES = 60

RUN = ("translate", "news", "--recursive", "--no-cache", "--quiet", "--output-dir")


def start(tiny_model: Path, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    environ = {name: value for name, value in os.environ.items() if "TRANSLATOR" not in name}
    return subprocess.Popen(
        [sys.executable, "-m", "translator", *RUN, *arguments, "--model", str(tiny_model)],
        cwd=folder,
        env={**environ, "PYTHONPATH": str(Path(__file__).parent.parent), "OMP_NUM_THREADS": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def read_tree(folder: Path) -> dict[str, bytes]:
    """Return all outputs; whatever else is left behind is hidden."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that nobody can catch")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_faults_kill_and_resume(tiny_model: Path, tmp_path: Path, seed: int) -> None:
    """At any moment an output is whole or not there; in the end all are, and none made twice."""
    write_tree(tmp_path / "news", ARTICLES)
    with start(tiny_model, tmp_path, "expected") as process:
        _, stderr = process.communicate(timeout=300)
    assert (process.returncode, stderr) == (0, b"")
    expected = read_tree(tmp_path / "expected")
    assert len(expected) == ARTICLES
    chance = random.Random(seed)
    outputs = tmp_path / "out"
    outputs.mkdir()
    written: dict[str, int] = {}
    num_inside = 0
    for kills_left in range(KILLS, 0, -1):
        # A moment by how much is done, so that a busy machine does not choose it: from before
        # the first output of a run to its last, and then anywhere inside of the next one.
        share = (ARTICLES - len(written)) // (kills_left + 1)
        enough = len(written) + chance.randrange(0, 2 * share + 1)
        with start(tiny_model, tmp_path, "out", "--resume") as process:
            while process.poll() is None and len(read_tree(outputs)) < enough:
                time.sleep(0.001)
            time.sleep(chance.uniform(0.0, 0.02 if enough > len(written) else 1.0))
            process.kill()
            process.communicate(timeout=120)
        found = read_tree(outputs)
        num_inside += process.returncode == -signal.SIGKILL and 0 < len(found) < ARTICLES
        assert found.items() <= expected.items()
        for name in found:
            moment = (outputs / name).stat().st_mtime_ns
            assert written.setdefault(name, moment) == moment, f"{name} was written twice"
    with start(tiny_model, tmp_path, "out", "--resume") as process:
        _, stderr = process.communicate(timeout=300)
    assert (process.returncode, stderr) == (0, b"")
    assert read_tree(outputs) == expected
    # The trial is one: runs were killed in the middle of the work. How many is for the machine to
    # say: a fast one is through with its last articles before the signal comes.
    assert num_inside >= KILLS // 3
    assert (outputs / MANIFEST_NAME).read_bytes().count(b"\n") >= ARTICLES
