"""Numbers put right, and left to the checks where nobody knows."""

from __future__ import annotations

import pytest

from translator.decoding.numbers import restore_numbers


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("(2021 et 2022)", "(2021 and 20222)", "(2021 and 2022)"),
        ("Bâti en 1717 ou 1729.", "Built in 171 or 1729.", "Built in 1717 or 1729."),
        ("996,008 voitures", "996,0008 cars", "996,008 cars"),
        ("22833 Valmorey", "2283 Valmorey", "22833 Valmorey"),
        ("Il y a 14,000 arbres.", "There are 14.500 trees.", "There are 14,000 trees."),
        ("Un taux de 57,80 points", "A rate of 57,80 points", "A rate of 57.80 points"),
        ("De 1914 à 1918", "From 1914 to 1919", "From 1914 to 1918"),
    ],
)
def test_numbers_are_the_sources(source: str, target: str, restored: str) -> None:
    """What is one digit away and has no business in the target is the number that it lacks."""
    assert restore_numbers(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il est né en 1914.", "He was born before the war."),
        ("Il est né en 1914.", "He was born in 1924 or 1934."),
        ("En 1914 et 1915", "In 1916"),
        ("En 1914 et 1915", "In 1914 and 1915"),
        ("2,500,000 euros", "2.5 million euros"),
        ("Il a 140 ans.", "He is 14 years old."),
        ("Version 14,000", "Version 14.000.2"),
        ("Le train de 1230 part.", "The train of 12:30 leaves."),
        ("12,5 et 13,5", "12.5 and 13.5"),
        ("11,50 euros", "11.5 euros"),
        ("De 1,600 à 2,040 euros", "1600-2040 euros"),
    ],
)
def test_numbers_in_doubt_stay(source: str, target: str) -> None:
    """Two that are as near, one that two are near to, other words, few digits."""
    assert restore_numbers(source, target) == target
