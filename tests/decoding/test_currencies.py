"""Signs of currencies are words for the model."""

from __future__ import annotations

import pytest

from translator.decoding.currencies import spell_currencies
from translator.decoding.preparation import prepare_source, restore_target


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("206 €", "206 euros"),
        ("206€.", "206 euros."),
        ("1 €, 1,50 € ou 2,50 €", "1 euro, 1,50 euro ou 2,50 euros"),
        ("14,000.50 €", "14,000.50 euros"),
        ("3,5 M€ puis 1 M€", "3,5 millions d'euros puis 1 million d'euros"),
        ("81Mds€ et 2 Md$", "81 milliards d'euros et 2 milliards de dollars"),
        ("3 millions €", "3 millions d'euros"),
        ("12 k€", "12,000 euros"),
        ("12,5 k€", "12,5 k€"),
        ("1,500 $ ou 90 £", "1,500 dollars ou 90 livres sterling"),
        # No sum of this form: left to the model as it is.
        ("€", "€"),
        ("US$ 12", "US$ 12"),
        ("12 $US", "12 $US"),
        ("A12 €", "A12 €"),
        ("12 %", "12 %"),
        # What fuzzing found: a comma that ends a number is no part of a sum.
        ("0,€ A", "0,€ A"),
        ("12.€", "12.€"),
    ],
)
def test_currencies_are_spelled_behind_numbers(text: str, spelled: str) -> None:
    """Number, unit and currency as French says them; nothing else changes."""
    assert spell_currencies(text) == spelled


def test_currencies_are_words_in_what_the_model_is_given() -> None:
    """The digits of the source are grouped before."""
    assert prepare_source("Il a coûté 14\u202f000\u202f€.").text == "Il a coûté 14,000 euros."


@pytest.mark.parametrize(
    ("source", "target", "written"),
    [
        ("Il coûte 12 €.", "It costs 12 euros.", "It costs €12."),
        ("Il coûte 12 €.", "It costs EUR 12.", "It costs €12."),
        ("Il coûte 12 €.", "It costs €12.", "It costs €12."),
        ("un billet de 5 €", "a 5-euro note", "a €5 note"),
        ("Il a payé 3,5 M€.", "He paid EUR 3.5 million.", "He paid €3.5 million."),
        ("Il a payé 1,2 Md€.", "He paid 1.2 billion euros.", "He paid €1.2 billion."),
        ("Il a payé 14 000,50 $.", "He paid 14,000.50 dollars.", "He paid $14,000.50."),
        ("Il a payé 12 k€.", "He paid 12,000 euros.", "He paid €12,000."),
        ("un don de 20 £", "a donation of 20 pounds sterling", "a donation of £20"),
        # A word of the author's stays a word, and so does a sum that the source has not.
        ("Il coûte 12 euros.", "It costs 12 euros.", "It costs 12 euros."),
        ("Il coûte 12 €.", "It costs 13 euros.", "It costs 13 euros."),
        ("Il coûte 12 €.", "It costs 112 euros.", "It costs 112 euros."),
        ("Il coûte 12 €.", "It costs 12.50 euros.", "It costs 12.50 euros."),
        ("12 € pour 12 élèves", "12 euros for 12 pupils", "€12 for 12 pupils"),
        ("12 $ canadiens", "12 Canadian dollars", "12 Canadian dollars"),
        # The code of the Union's texts is nobody's word here.
        ("Il coûte 12 euros.", "It costs EUR 12.", "It costs €12."),
        ("de 50 à 60 euros", "from EUR 50 to 60", "from €50 to 60"),
        ("Il coûte EUR 12.", "It costs EUR 12.", "It costs EUR 12."),
        # Two numbers that share a word.
        ("de 50 à 60 €", "from 50 to 60 euros", "from 50 to 60 euros"),
        ("50-60 €", "50-60 euros", "50-60 euros"),
        ("de 50 € à 60 €", "from EUR 50 to EUR 60", "from €50 to €60"),
    ],
)
def test_currencies_have_their_signs_again(source: str, target: str, written: str) -> None:
    """Where the author wrote a sign, and nowhere else."""
    assert restore_target(target, prepared=prepare_source(source)).lower() == written.lower()
