"""Lines of names around an article, in English without a model."""

from __future__ import annotations

import pytest

from translator.text.bylines import split_byline


@pytest.mark.parametrize(
    ("line", "english"),
    [
        ("Par Élise Vauthrin", "By Élise Vauthrin"),
        ("PAR ÉLISE VAUTHRIN", "BY ÉLISE VAUTHRIN"),
        ("par Élise Vauthrin", "by Élise Vauthrin"),
        ("Par Élise Vauthrin.", "By Élise Vauthrin."),
        ("Par J.-P. Martin et Zoé d'Ormesson", "By J.-P. Martin and Zoé d'Ormesson"),
        ("Par Jean de La Tour, Anne van der Meer", "By Jean de La Tour, Anne van der Meer"),
        ("Par Le Figaro avec AFP", "By Le Figaro with AFP"),
        ("Par Jean Roy, avec l’AFP", "By Jean Roy, with AFP"),
        ("Propos recueillis par Élise Vauthrin", "Interview by Élise Vauthrin"),
        ("Texte et photos de Jean Roy", "Text and photos by Jean Roy"),
        ("Crédit photo\u00a0: AFP", "Photo credit: AFP"),
        (
            "Photos : Maëlle Roy / Le Courrier des Vallées",
            "Photos: Maëlle Roy / Le Courrier des Vallées",
        ),
        ("Sources : Insee, Banque de France", "Sources: Insee, Banque de France"),
    ],
)
def test_bylines_of_names_alone_are_english(line: str, english: str) -> None:
    """Every name stays as it is, and nothing is left over."""
    assert split_byline(line) == (english, "")


def test_bylines_leave_what_is_said_about_a_name() -> None:
    """That is French, and for a model."""
    line = "Par Anne Roy et Jean Petit, envoyés spéciaux à Kiev"
    assert split_byline(line) == ("By Anne Roy and Jean Petit, ", "envoyés spéciaux à Kiev")


@pytest.mark.parametrize(
    "line",
    [
        "Par la rédaction",
        "Par notre correspondante Jeanne Moreau",
        "Par ailleurs, le maire a cédé",
        "Photos : mairie de Valmorey",
        "Publié le 3 mars 2024",
        "Par Jean Roy Publié le 3 mars",
        "Parade Roy",
        "Par",
        "",
    ],
)
def test_bylines_are_nothing_but_names(line: str) -> None:
    """A line that says more is the model's."""
    assert split_byline(line) == ("", "")
