"""Over-long sources are cut where it hurts least and lose nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.decoding.splitting import join_targets, split_text


def count_words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("un deux trois", ["un deux trois"]),
        ("un deux trois ; quatre, cinq six", ["un deux trois ; ", "quatre, cinq six"]),
        ("un deux trois - quatre, cinq six", ["un deux trois - ", "quatre, cinq six"]),
        ("un deux, trois et cinq six", ["un deux, ", "trois et cinq six"]),
        ("un deux trois et quatre cinq", ["un deux trois ", "et quatre cinq"]),
        ("un deux trois quatre cinq six", ["un deux trois ", "quatre cinq six"]),
        ("un, deux trois quatre cinq six", ["un, deux trois ", "quatre cinq six"]),
    ],
)
def test_splitting_cuts_at_the_strongest_mark_near_the_middle(text: str, parts: list[str]) -> None:
    """; : and dashes before commas, commas before conjunctions, conjunctions before spaces."""
    assert list(split_text(text, max_tokens=4, count_tokens=count_words)) == parts


@given(
    text=st.text(alphabet="ab é,;:.-\n'\"et", max_size=300),
    max_tokens=st.integers(min_value=1, max_value=20),
)
def test_splitting_loses_no_character(text: str, max_tokens: int) -> None:
    """The parts, joined, are the text, and none is over the limit."""
    parts = split_text(text, max_tokens=max_tokens, count_tokens=count_words)
    assert "".join(parts) == text
    assert all(count_words(part) <= max_tokens for part in parts)


@given(text=st.text(min_size=1, max_size=200))
def test_splitting_cuts_a_word_that_is_too_long_alone(text: str) -> None:
    """Where a token is a character, even a word is cut, and nothing is lost."""
    parts = split_text(text, max_tokens=7, count_tokens=len)
    assert "".join(parts) == text
    assert all(len(part) <= 7 for part in parts)


@pytest.mark.parametrize(
    ("parts", "targets", "joined"),
    [
        (("Il pleut ; ", "il vente."), ("It rains.", "it blows."), "It rains; it blows."),
        (("Il pleut ", "et vente."), ("It rains.", "and blows."), "It rains and blows."),
        (("Il pleut. ", "Il vente."), ("It rains.", "It blows."), "It rains. It blows."),
        (("abc", "def"), ("ABC", "DEF"), "ABCDEF"),
        (("Seul.",), ("Alone.",), "Alone."),
    ],
)
def test_splitting_joins_targets_with_the_marks_of_the_source(
    parts: tuple[str, ...], targets: tuple[str, ...], joined: str
) -> None:
    """A period the model put inside the sentence gives way to the source's own mark."""
    assert join_targets(parts, targets) == joined
