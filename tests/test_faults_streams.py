"""Streams and disks that refuse: one sentence and an exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ARTICLE = "Le conseil a voté le budget.\n\nIl y a deux cents personnes.\n" * 3

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/dev/full").exists(), reason="needs the shell and the devices of Linux"
    ),
]

#: Runs a line of the shell and returns what it left behind.
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tiny_model: Path, tmp_path: Path) -> Run:
    """Run a shell's line in an empty folder; ``$T`` is the program, ``$M`` names a model."""
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    environ = {
        **{name: value for name, value in os.environ.items() if "TRANSLATOR" not in name},
        "T": f"{sys.executable} -m translator",
        "M": f"--model {tiny_model}",
        "OMP_NUM_THREADS": "1",
        "PYTHONPATH": str(Path(__file__).parent.parent),
        # Beside the folder whose files are counted.
        "XDG_CACHE_HOME": f"{tmp_path}-cache",
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
    }

    def run_line(line: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-c", line],
            cwd=tmp_path,
            env={**environ, **more},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run_line


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        ("translate", ""),
        ("translate", "--format json"),
        ("translate", "--format xliff"),
        ("read", ""),
        ("read", "--format side-by-side"),
        ("brief", ""),
        ("compare", ""),
        ("models", "list"),
        ("prompts", "list"),
    ],
)
def test_faults_full_disk_behind_standard_output(run: Run, verb: str, options: str) -> None:
    """The result could not be written, and the message says so once."""
    arguments = options if verb in ("models", "prompts") else f"a.txt $M -q {options}"
    outcome = run(f"$T {verb} {arguments} > /dev/full")
    assert (outcome.returncode, outcome.stderr) == (
        7,
        "error: cannot write standard output: No space left on device\n",
    )


@pytest.mark.parametrize("options", ["", "--format json", "--format tmx", "--format html"])
def test_faults_full_disk_behind_an_output(run: Run, tmp_path: Path, options: str) -> None:
    """Neither half an output nor a temporary file is left, and an older output stays."""
    # A limit on the size of files stands for a disk that fills up while it is written.
    (tmp_path / "b.txt").write_text("older", encoding="utf-8")
    outcome = run(f"ulimit -f 0; $T translate a.txt $M -q {options} -o b.txt 2>&1 | cat")
    assert outcome.stdout == "error: cannot write b.txt: File too large\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt"]
    assert (tmp_path / "b.txt").read_text(encoding="utf-8") == "older"


def test_faults_standard_error_is_full(run: Run) -> None:
    """What cannot be told does not change the exit code."""
    assert run("$T translate nowhere.txt 2> /dev/full").returncode == 3
    assert run("$T translate nowhere.txt 2>&-").returncode == 3


def test_faults_closed_streams(run: Run, tmp_path: Path) -> None:
    """A stream that the shell has closed is empty or swallows, and no file takes its place."""
    outcome = run("$T translate a.txt $M -q >&-")
    assert (outcome.returncode, outcome.stderr) == (0, "")
    outcome = run("$T translate a.txt $M -q -o b.txt >&- 2>&- <&-")
    assert outcome.returncode == 0
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").count("\n\n") == 3
    outcome = run("$T translate $M <&-")
    assert (outcome.returncode, outcome.stderr) == (
        3,
        "error: standard input: nothing to translate: the text is empty or blank\n",
    )
    outcome = run("$T --help >&-")
    assert (outcome.returncode, outcome.stderr) == (0, "")


@pytest.mark.parametrize("options", ["", "--format json", "--format xliff", "--format html"])
def test_faults_closed_pipe(run: Run, options: str) -> None:
    """``| head`` is no error, in the middle and at the end."""
    outcome = run(f"set -o pipefail; $T translate a.txt $M -q {options} | head -c 1")
    assert (outcome.returncode, outcome.stderr) == (0, "")


def test_faults_home_that_cannot_be_written(run: Run) -> None:
    """Nothing that the program keeps for itself is needed for its work."""
    nowhere = dict.fromkeys(
        ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"), "/dev/null/home"
    )
    outcome = run("$T translate a.txt $M -q", **nowhere)
    assert (outcome.returncode, outcome.stderr) == (0, "")
    assert outcome.stdout.count("\n\n") == 3


def test_faults_two_processes_write_one_output(run: Run, tmp_path: Path) -> None:
    """The last one wins, with a whole output, and neither disturbs the other."""
    run("$T translate a.txt $M -o expected.txt")
    outcome = run("for n in 1 2 3; do $T translate a.txt $M -q -o b.txt & done; wait; echo done")
    assert (outcome.stdout, outcome.stderr) == ("done\n", "")
    expected = (tmp_path / "expected.txt").read_bytes()
    assert (tmp_path / "b.txt").read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "expected.txt"]


def test_faults_output_with_the_longest_name(run: Run, tmp_path: Path) -> None:
    """A temporary file has room beside any name that its output may have."""
    name = "é" * 125 + ".txt"
    assert run(f"$T translate a.txt $M -q -o {name}").stderr == ""
    assert (tmp_path / name).is_file()
