"""Tests for the likeness of words."""

from __future__ import annotations

import pytest

from translator.align.kinship import describe_word, measure_kinship


@pytest.mark.parametrize(
    ("french", "english", "expected"),
    [
        ("1,5", "1.5", 1.0),
        ("1,5", "2.5", 0.0),
        ("1,5", "point", 0.0),
        ("Sarkozy", "Sarkozy", 1.0),
        ("Allemagne", "Germany", 1.0),
        ("Poutine", "Putin", 1.0),
        ("Marchaudon", "Marchodon", 0.8),
        ("chat", "dog", 0.0),
        ("a", "a", 0.0),
    ],
)
def test_kinship(french: str, english: str, expected: float) -> None:
    """Figures, copies, exonyms and transliterations are relatives, other words are not."""
    assert measure_kinship(describe_word(french), describe_word(english)) == expected
