"""French abbreviations in full for the model."""

from __future__ import annotations

import pytest

from translator.decoding.abbreviations import spell_abbreviations


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        (
            "Entre janv. 2021 et déc. 2022, il a plu.",
            "Entre janvier 2021 et décembre 2022, il a plu.",
        ),
        ("De janv. à déc. 2021, il a plu.", "De janvier à décembre 2021, il a plu."),
        (
            "Le 1er sept. ou le 15 oct., il pleuvra.",
            "Le 1er septembre ou le 15 octobre, il pleuvra.",
        ),
        ("Sept. 2014 fut sec.", "Septembre 2014 fut sec."),
        ("Ouvert du lun. au ven. de 9 h à 18 h.", "Ouvert du lundi au vendredi de 9 h à 18 h."),
        ("Rendez-vous mar. 3 sept. à 18 h.", "Rendez-vous mardi 3 septembre à 18 h."),
        ("Rome fut fondée en 753 av. J.-C. dit-on.", "Rome fut fondée en 753 BC dit-on."),
        ("Il mourut en 117 apr. J.-C.", "Il mourut en 117 AD."),
        ("Bâtie au XIXe s. par un moine.", "Bâtie au XIXe siècle par un moine."),
        ("Bâtie au XIXe s.", "Bâtie au XIXe siècle."),
        ("Au 12, av. de la République.", "Au 12, avenue de la République."),
        ("Au 12, av. Jean Jaurès.", "Au 12, avenue Jean Jaurès."),
        ("Il y a 120 hab./km2.", "Il y a 120 habitants par km2."),
        ("Env. 3,000 pers. y vivent.", "Environ 3,000 personnes y vivent."),
        ("Des produits, par ex. le lait.", "Des produits, par exemple le lait."),
        ("Le maire, c.-à-d. le chef.", "Le maire, c'est-à-dire le chef."),
        ("Cf. chap. 3, vol. II, pp. 12-15.", "Voir chapitre 3, volume II, pages 12-15."),
        (
            "Un rapport de 250 p. sur l'eau (art. 5, p. 31).",
            "Un rapport de 250 pages sur l'eau (article 5, page 31).",
        ),
        ("Le Pr Roy et le Cdt Petit.", "Le professeur Roy et le commandant Petit."),
    ],
)
def test_abbreviations_are_spelled(text: str, spelled: str) -> None:
    """A stop that ends the sentence stays, and a capital, too."""
    assert spell_abbreviations(text) == spelled


@pytest.mark.parametrize(
    "text",
    [
        "Il a pris le vol. Puis il a dormi.",
        "Le PR Roy est du PR.",
        "Il est né dans l'oct.gone",
        "J. Av. est un nom.",
        "Elle est allée en mer. 3 jours après, elle est revenue.",
        "Il rit de sept. Les autres pleurent.",
        "Voir www.cf.example/p.5 et a.env.",
        "C. D. a dit non.",
    ],
)
def test_abbreviations_with_another_meaning_stay(text: str) -> None:
    """Words at the end of a sentence, initials, addresses."""
    assert spell_abbreviations(text) == text
