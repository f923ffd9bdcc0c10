"""The fuzzing targets over what they found before and over a few random inputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzzing.targets import TARGETS

CASES = Path(__file__).parent.parent / "cases" / "fuzzing"
FOUND = sorted(path for path in CASES.glob("*/*") if path.is_file())

#: What the readers, the splitter and the checks react to.
PIECES = st.sampled_from(
    [
        *"Le la un maire Paris OTAN M. Mme etc. 12,5 % 3 000 € 1er XXe".split(),
        *"— - * _ ` # > | [ ] ( ) \\ ; : !".split(),
        *["« ", " »", ". ", "! ", "…"],
        *["\n", "\n\n", "\t", "\u00a0", "\u202f", "\u00ad", "\u200b"],
        *["\x1b[31m", "\x1e", "\x00"],
        *["\u2028", "\u202e", "<b>", "</b>", "&amp;", "<!--", "-->"],
        *["1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "https://e.fr/a_b", "a@b.fr", "```"],
        *["é", "e\u0301", "œ", "ß", "中", "🎉", "ﬁ", "²", "½", "İ", "ǅ"],
    ]
)
INPUTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    st.lists(PIECES, max_size=30).map("".join).map(str.encode),
)


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
