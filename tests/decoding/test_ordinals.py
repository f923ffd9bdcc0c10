"""Ordinals that the model can read, and that English writes."""

from __future__ import annotations

import pytest

from translator.decoding.ordinals import spell_ordinals, write_ordinals


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Au XIIe siècle.", "Au 12e siècle."),
        ("Aux XVIe et XVIIe siècles", "Aux 16e et 17e siècles"),
        ("Au Ier siècle", "Au premier siècle"),
        ("Du Ier au IIIe siècle", "Du premier au troisième siècle"),
        ("Au IVème siècle", "Au quatrième siècle"),
        ("La Ve République", "La cinquième République"),
        ("La IIIe République", "La troisième République"),
        ("François Ier et Louis XIV", "François I et Louis XIV"),
        ("La 1re édition, la 2e et la 43e", "La première édition, la deuxième et la 43e"),
        ("Les 2es rencontres", "Les deuxièmes rencontres"),
        ("Le 1er prix", "Le premier prix"),
    ],
)
def test_ordinals_are_spelled(text: str, spelled: str) -> None:
    """Roman ones in figures, small ones in words."""
    assert spell_ordinals(text) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "Le maire, Ce jour, Les gens, Ces gens",
        "Le 1er mars et le 1er août",
        "Le XIe arrondissement de Paris",
        "Jean-Paul II et Vie de Louis",
        "Soazig Le-Barzic et le IIIIe",
        "Le Ier janvier",
        "Vers 330",
        "Ver de terre",
        "12,5e",
        "XIV",
    ],
)
def test_ordinals_that_are_none_stay(text: str) -> None:
    """Words, dates, kings, what the model does not read better."""
    assert spell_ordinals(text) == text


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("the 12st century", "the 12th century"),
        ("the 2th room", "the 2nd room"),
        ("On March 1th", "On March 1st"),
        ("the 111th and 112nd", "the 111th and 112th"),
        ("the 21st, 22nd, 23rd and 24th", "the 21st, 22nd, 23rd and 24th"),
        ("1.2th 5thing", "1.2th 5thing"),
    ],
)
def test_ordinals_end_as_english_has_them(target: str, written: str) -> None:
    """Whatever the model made of them."""
    assert write_ordinals(target) == written
