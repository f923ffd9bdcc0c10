"""Loops, stumps and inventions are told from honest text."""

from __future__ import annotations

import pytest

from translator.degeneration import find_repetition, is_too_long, is_too_short

SOURCE = "Le maire a inauguré la nouvelle école de la commune jeudi matin."


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("The myth myth of fraud.", "myth myth"),
        ("He saw Nathalia, Nathalia, Nathalia.", "Nathalia, Nathalia, Nathalia"),
        ("Only 46% of the voters of the voters came.", "of the voters of the voters"),
        ("It is 2 weeks, it is 2 weeks.", "It is 2 weeks, it is 2 weeks"),
        ("The Blablablablablablabla party", "Blablablablablabla"),
        ("a b c d " * 30, "a b c d " * 7 + "a b …"),
    ],
)
def test_degeneration_finds_loops(text: str, excerpt: str) -> None:
    """A repeated word, phrase or syllable is shown as it stands in the text."""
    found = find_repetition(text)
    assert found is not None
    assert found.startswith(excerpt.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "He said that that was all he had had.",
        "It was a very, very long day.",
        "The score was 3-3 and the count 10 10 10.",
        "The council of the city and the council of the region met.",
        "No, no: he means it.",
    ],
)
def test_degeneration_leaves_honest_repetition_alone(text: str) -> None:
    """What people write is no loop."""
    assert find_repetition(text) is None


def test_degeneration_excuses_what_the_source_repeats() -> None:
    """A repetition that the author made is no loop."""
    target = "Books, books, books everywhere."
    assert find_repetition(target) == "Books, books, books"
    assert find_repetition(target, source="Des livres, des livres, des livres partout.") is None


def test_degeneration_finds_loops_that_are_not_adjacent() -> None:
    """A phrase that keeps coming back between other words is a loop."""
    text = ", ".join(f"the members of the group {n}" for n in "abcde")
    assert find_repetition(text) is not None


@pytest.mark.parametrize("target", ["", ".", "The mayor."])
def test_degeneration_calls_stumps_too_short(target: str) -> None:
    """An empty target and one of a few words for a sentence are too short."""
    assert is_too_short(SOURCE, target)


def test_degeneration_allows_short_targets_of_short_sources() -> None:
    """A fragment may shrink: « C'est-à-dire » is "Ie"."""
    assert not is_too_short("C'est-à-dire ?", "I.e.?")
    assert not is_too_short("***", "")


def test_degeneration_calls_inventions_too_long() -> None:
    """A target more than twice its source holds something else."""
    assert is_too_long(SOURCE, "The mayor opened the new school and " * 5)
    assert is_too_long("Oui.", "Yes, " + "and moreover the mayor said that he agreed " * 2)
    assert not is_too_long("Oui.", "Yes, that is so.")


@pytest.mark.parametrize(
    ("source", "target", "excerpt"),
    [
        ("Des policiers et agents privés.", "Officers and officers.", "Officers and officers"),
        ("Une ferme d'élevage.", "A farm of the farm.", "farm of the farm"),
        ("La voie ou la route.", "The road or the road.", "road or the road"),
    ],
)
def test_two_words_that_became_one_are_a_repetition(source: str, target: str, excerpt: str) -> None:
    """« Des étoffes et des esclaves » had become "slaves and slaves"."""
    assert find_repetition(target, source=source) == excerpt
    assert find_repetition(target) is None


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il y a coqs et coqs.", "There are roosters and roosters."),
        ("Du nord au sud ou du sud au nord.", "North to south or south to north."),
        ("De plus en plus de gens.", "Bigger crowds and crowds."),
        ("On le répète à l'envi.", "We are told over and over."),
        ("Sa voix montait dans les aigus.", "His voice got higher and higher."),
        ("Le carbone et le gaz.", "Carbon and carbon-dioxide."),
    ],
)
def test_word_that_is_said_twice_on_purpose_is_none(source: str, target: str) -> None:
    """By the author, or because English doubles it."""
    assert find_repetition(target, source=source) is None
