"""The fuzzing targets over what they found before and over a few random inputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from fuzzing.inputs import INPUTS
from fuzzing.targets import TARGETS

CASES = Path(__file__).parent.parent / "cases" / "fuzzing"
FOUND = sorted(path for path in CASES.glob("*/*") if path.is_file())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_fuzzing_findings_stay_mended(path: Path) -> None:
    """An input that once broke a target does not break it again."""
    TARGETS[path.parent.name](path.read_bytes())


@pytest.mark.parametrize("name", sorted(set(TARGETS) - {"html", "report"}))
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
