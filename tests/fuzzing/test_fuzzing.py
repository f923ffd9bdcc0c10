"""The fuzzing targets over what they found before and over a few random inputs."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from fuzzing.inputs import INPUTS, SCRIPTS
from fuzzing.targets import SCRIPTED, TARGETS
from fuzzing.watch import watched

CASES = Path(__file__).parent.parent / "cases" / "fuzzing"
FOUND = sorted(path for path in CASES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_fuzzing_findings_stay_mended(path: Path) -> None:
    """An input that once broke a target does not break it again."""
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", sorted(set(TARGETS) - set(SCRIPTED) - {"html", "report"}))
def test_fuzzing_targets_hold(name: str) -> None:
    """Random inputs neither crash a room nor lose a letter in it."""

    @given(data=INPUTS)
    @settings(max_examples=150, deadline=None)
    def hold(data: bytes) -> None:
        TARGETS[name](data)

    hold()


@pytest.mark.parametrize("name", ["html", "report"])
def test_fuzzing_slow_targets_hold(name: str) -> None:
    """The same for rooms that take ten milliseconds and more."""

    @given(data=INPUTS)
    @settings(max_examples=25, deadline=None)
    def hold(data: bytes) -> None:
        TARGETS[name](data)

    hold()


@pytest.mark.parametrize("name", sorted(set(SCRIPTED) - {"pdf"}))
def test_fuzzing_scripted_targets_hold(name: str) -> None:
    """The same for what is read as bytes: changed at random, it is read or refused."""

    @given(data=SCRIPTS)
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    def hold(data: bytes) -> None:
        SCRIPTED[name](data)

    hold()


def test_fuzzing_pdf_holds() -> None:
    """The same for PDF, in a process of its own: a crash in its library would end all tests."""
    root = Path(__file__).parent.parent.parent
    command = ["-m", "tests.fuzzing.run", "pdf", "--by", "hypothesis", "--minutes", "0"]
    done = subprocess.run(
        [sys.executable, *command, "--inputs", "60"], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "none broke the target" in done.stdout


def test_fuzzing_watches_what_reading_opens(tmp_path: Path) -> None:
    """The watch sees a file and an address; without it, no target would."""
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(AssertionError, match=r"a\.txt"), watched():
        (tmp_path / "a.txt").read_text()
    with pytest.raises(AssertionError, match="getaddrinfo"), watched():
        socket.getaddrinfo("127.0.0.1", 9)
