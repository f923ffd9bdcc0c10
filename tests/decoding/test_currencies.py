"""Signs of currencies are words for the model."""

from __future__ import annotations

import pytest

from translator.decoding.currencies import spell_currencies
from translator.decoding.preparation import prepare_source


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
    ],
)
def test_currencies_are_spelled_behind_numbers(text: str, spelled: str) -> None:
    """Number, unit and currency as French says them; nothing else changes."""
    assert spell_currencies(text) == spelled


def test_currencies_are_words_in_what_the_model_is_given() -> None:
    """The digits of the source are grouped before."""
    assert prepare_source("Il a coûté 14\u202f000\u202f€.").text == "Il a coûté 14,000 euros."
