"""Accents that an author left out, and letters that are to stay as they are."""

from __future__ import annotations

import pytest

from translator.decoding.accents import load_accented, write_accents
from translator.decoding.preparation import prepare_source, restore_target
from translator.text.letters import fold_letters


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Les etudiants etaient tres decus.", "Les étudiants étaient très déçus."),
        ("Plutot que critiquer, regardez.", "Plutôt que critiquer, regardez."),
        ("C'est regrettable. Deja trois ans !", "C'est regrettable. Déjà trois ans !"),
        ('"Apres la guerre"', '"Après la guerre"'),
        ("Les abonnes sont decus.", "Les abonnés sont déçus."),
        ("l'etranger, jusqu'a l'ete", "l'étranger, jusqu'a l'été"),
    ],
)
def test_words_that_are_none_without_accents_get_them(text: str, written: str) -> None:
    """Letters that may be two words, or a word already, are left to the model."""
    assert write_accents(text) == written


@pytest.mark.parametrize(
    "text",
    [
        "La marche est ouverte, ou le maire a passe la main.",
        "M. Deja et Mme Apres ont rencontré Andre.",
        "Écrivez à deja@exemple.fr ou sur www.apres.fr/tres-loin.",
        "Le general manager a signé, dit le site apres.fr.",
        "Les étudiants étaient très déçus.",
        "TRES DECU",
        "Déjà le troisième stylo que tu me fauches, dans ces tiroirs informes.",
    ],
)
def test_other_letters_stay(text: str) -> None:
    """Names, addresses, English and words of French that have no accent."""
    assert write_accents(text) == text


def test_the_list_has_one_word_for_the_same_letters() -> None:
    """It is in order, so that a word which stands twice would be seen."""
    words = list(load_accented().values())
    assert len(words) > 5_000
    assert words == sorted(set(words))
    assert all(fold_letters(word) != word for word in words)


def test_the_model_alone_gets_the_accents() -> None:
    """Other models get what the author wrote, and so do the checks."""
    assert prepare_source("Il est tres decu.").text == "Il est tres decu."
    prepared = prepare_source("Il est tres decu.", is_plain=True)
    assert prepared.text == "Il est très déçu."
    assert restore_target("He is very disappointed.", prepared=prepared).startswith("He is very")
