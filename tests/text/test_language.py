"""Language identification on texts of an article's kind."""

from __future__ import annotations

import pytest

from translator.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le conseil municipal a voté le budget hier soir.", "fr"),
        ("GRÈVE DANS LES TRANSPORTS : CE QUI CHANGE LUNDI", "fr"),
        ("Le PDG d’Apple, Tim Cook, a présenté l’iPhone à San Francisco.", "fr"),
        ("The council approved the budget on Monday evening.", "en"),
        ("Der Stadtrat hat den Haushalt am Montag beschlossen.", "de"),
        ("El ayuntamiento aprobó el presupuesto el lunes.", "es"),
        ("Il consiglio comunale ha approvato il bilancio.", "it"),
        ("L’ajuntament va aprovar el pressupost dilluns passat.", "ca"),
    ],
)
def test_language_of_a_sentence(text: str, language: str) -> None:
    """One sentence is enough, in capitals or with foreign names as well."""
    guess = detect_language(text)
    assert guess is not None
    assert guess.language == language
    assert 0.5 < guess.confidence <= 1


@pytest.mark.parametrize(
    "text", ["", "Bonjour.", "14 000, 3,5 %, 18 h 30 " * 3, "https://exemple.fr/un-long-chemin-ici"]
)
def test_language_of_too_little(text: str) -> None:
    """Too few letters are no ground for a guess."""
    assert detect_language(text) is None


def test_language_of_a_long_text() -> None:
    """A book is judged by its beginning, in no time."""
    guess = detect_language("Il pleut sur la ville depuis ce matin. " * 100_000)
    assert guess is not None
    assert guess.language == "fr"
