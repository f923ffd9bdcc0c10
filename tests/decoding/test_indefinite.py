""" "A" and "an" before words and numbers, as they are spoken."""

from __future__ import annotations

import pytest

from translator.decoding.indefinite import fit_articles
from translator.decoding.preparation import prepare_source, restore_target


@pytest.mark.parametrize(
    ("target", "fitted"),
    [
        ("A alarm clock, a obvious one", "An alarm clock, an obvious one"),
        ('"A advice," he said of an tropical storm', '"An advice," he said of a tropical storm'),
        ("an university, an one-off, a hour, an user", "a university, a one-off, an hour, a user"),
        ("a unidentified man, a unanimous vote", "an unidentified man, a unanimous vote"),
        ("a urgent call, a utensil, an uranium mine", "an urgent call, a utensil, a uranium mine"),
        ("a 8-year-old, a 11% rise, an 5% fall", "an 8-year-old, an 11% rise, a 5% fall"),
        ("a 11.4-kilometer network, an 1.5% rise.", "an 11.4-kilometer network, a 1.5% rise."),
        ("a 18,000-seat hall, an 180-bed hospital", "an 18,000-seat hall, a 180-bed hospital"),
    ],
)
def test_the_article_follows_the_sound(target: str, fitted: str) -> None:
    """It is the word's sound and not its first letter that counts."""
    assert fit_articles("Une phrase.", target) == fitted
    assert fit_articles("Une phrase.", fitted) == fitted


@pytest.mark.parametrize(
    "target",
    [
        "an historic day, an ssh key, an rpm file",
        "Vitamin a is good, plan a or plan b",
        "a Ukrainian, an MP, a NATO base",
        "la'a ouvert, x.a era, a/an item",
        "an 1848 map, a 1848 map, a 1800 euro sum",
        "a la carte, Ana ate",
    ],
)
def test_what_is_right_or_nobody_knows_stays(target: str) -> None:
    """Names, letters, years and words that may be spoken either way are left alone."""
    assert fit_articles("Une phrase.", target) == target


def test_the_words_of_another_language_stay() -> None:
    """What the source has letter by letter is no English article."""
    assert fit_articles("Le livre « a otro lado » paraît.", '"a otro lado" appears.') == (
        '"a otro lado" appears.'
    )


def test_targets_of_the_program_are_fitted() -> None:
    """It is the way back from the model, for a headline in capitals, too."""
    assert restore_target("A orchestra.", prepared=prepare_source("UN ORCHESTRE.")) == (
        "AN ORCHESTRA."
    )
