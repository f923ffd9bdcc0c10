"""First words in small letters for the model."""

from __future__ import annotations

import pytest

from translator.decoding.initials import load_initials, raise_initial, soften_initial


def count_capitals(text: str) -> int:
    """Count tokens as a vocabulary does that has every word in small letters alone."""
    return len(text.split()) + sum(map(str.isupper, text))


@pytest.mark.parametrize(
    ("text", "softened"),
    [
        ("Grève dans les transports", "grève dans les transports"),
        ("Incendie mortel : deux morts", "incendie mortel : deux morts"),
        ("Inquiets, les salariés manifestent.", "inquiets, les salariés manifestent."),
        ('"Grève au port"', '"grève au port"'),
    ],
)
def test_initials_are_softened(text: str, softened: str) -> None:
    """Words that text hardly begins with, behind a quotation mark too."""
    assert soften_initial(text, count_capitals) == softened


@pytest.mark.parametrize(
    "text",
    [
        "Selon lui, rien ne presse.",
        "Le maire a dit non.",
        "Roy Dupont est venu.",
        "Incendie Martin",  # a name goes on
        "Incendie a dit non.",  # somebody acts
        "Grève-la-Ville",
        "",
        "12 morts",
        "GRÈVE AU PORT",
    ],
)
def test_initials_of_sentences_and_names_stay(text: str) -> None:
    """What text often begins with, and whatever may be a name."""
    assert soften_initial(text, count_capitals) == text


def test_initials_stay_where_the_vocabulary_has_them() -> None:
    """A model that knows the capital word as well as the small one is given the author's."""
    assert soften_initial("Grève au port", lambda text: len(text.split())) == "Grève au port"


@pytest.mark.parametrize(
    ("source", "target", "raised"),
    [
        ("Grève au port", "port strike", "Port strike"),
        ('"Grève au port"', '"port strike"', '"Port strike"'),
        ("Grève chez eBay", "eBay strike", "eBay strike"),
        ("Grève : example.org", "example.org on strike", "example.org on strike"),
        ("Le mot chat.", "chat is the word.", "chat is the word."),
        ("Grève au port", "12 strikes", "12 strikes"),
        ("Grève au port", "", ""),
    ],
)
def test_initials_are_raised_again(source: str, target: str, raised: str) -> None:
    """The reader has a capital where the author has one, whatever the model began with."""
    assert raise_initial(source, target) == raised


def test_initials_are_words_in_small_letters() -> None:
    """The table has no word of grammar, no weekday and no name."""
    words = load_initials()
    assert {"grève", "incendie", "hausse", "blessée"} <= words
    assert not words & {"selon", "cette", "mardi", "pierre", "derrière", ""}
    assert all(word.islower() for word in words)
