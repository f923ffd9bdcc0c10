"""Variation of training text."""

from __future__ import annotations

from random import Random

import pytest

from training.augment import (
    Pair,
    capitalize_all,
    capitalize_titles,
    drop_accents,
    drop_period,
    join_neighbors,
    vary_pairs,
)


@pytest.mark.parametrize(
    ("variation", "expected"),
    [
        (capitalize_all, ("L'ÉTÉ À NÎMES.", "SUMMER IN NÎMES.")),
        (capitalize_titles, ("L'été à Nîmes.", "Summer in Nîmes.")),
        (drop_accents, ("L'ete a Nimes.", "Summer in Nîmes.")),
        (drop_period, ("L'été à Nîmes", "Summer in Nîmes")),
    ],
)
def test_augment_variation_changes_only_its_own_trait(variation, expected: Pair) -> None:
    """Each variation does what its name says and keeps the words."""
    assert variation(("L'été à Nîmes.", "Summer in Nîmes.")) == expected


def test_augment_drop_period_keeps_an_ellipsis() -> None:
    """Three points are not a final period."""
    pair = ("Et puis...", "And then...")
    assert drop_period(pair) == pair


def test_augment_vary_pairs_changes_a_small_share() -> None:
    """Nearly every pair passes unchanged, in order, and none is lost."""
    pairs = [(f"Phrase é {i}.", f"Sentence {i}.") for i in range(5_000)]
    varied = list(vary_pairs(pairs, rng=Random(1)))
    assert len(varied) == len(pairs)
    changed = sum(before != after for before, after in zip(pairs, varied, strict=True))
    assert 0.02 < changed / len(pairs) < 0.05


def test_augment_join_neighbors_adds_two_sentences_in_one_line() -> None:
    """Joined pairs come on top of all the others and hold neighbors in their order."""
    pairs = [(f"f{i}.", f"e{i}.") for i in range(1_000)]
    joined = list(join_neighbors(pairs, rng=Random(1)))
    extra = [pair for pair in joined if " " in pair[0]]
    assert [pair for pair in joined if " " not in pair[0]] == pairs
    assert 20 < len(extra) < 70
    number = int(extra[0][0].split(".")[0][1:])
    assert extra[0] == (f"f{number}. f{number + 1}.", f"e{number}. e{number + 1}.")
