"""The glossary in the package tells nouns from names, where only a capital does."""

from __future__ import annotations

import pytest

from translator.glossary.judging import settle_uses
from translator.glossary.reading import load_glossary

PRESS = load_glossary("press")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Le boulanger de la rue a fermé.", ["baker"]),
        ("Les boulangers ont fermé.", ["bakers"]),
        ("Boxe : un combat de plus.", ["boxing"]),
        ("UN COMBAT DE BOXE", ["boxing"]),
        ("La Mairie a dit non.", ["town hall"]),
        ("Il a dit oui. Cambriolage dans la nuit.", ["burglary"]),
        ("Selon Boulanger, tout va bien.", []),
        ("Maurice Chevalier a chanté.", []),
        ("Les mesures de Vigie ont été publiées.", []),
        ("La Vigie a été repeinte.", ["lookout"]),
        ("La boutique d'Horloger, rue Neuve.", []),
        ("M. Berger et Mme Meunier sont venus.", []),
    ],
)
def test_embedded_glossary_spares_names(text: str, wanted: list[str]) -> None:
    """A capital inside a sentence is a name's, unless an article stands before it."""
    assert [use.wanted for use in PRESS.find(text)] == wanted


def test_embedded_glossary_accepts_a_name_that_is_copied() -> None:
    """At the beginning nobody can tell: both the noun and the name are right."""
    uses = PRESS.find("Fontaine fermée pour travaux")
    for target, is_right in [("Fountain closed", True), ("Fontaine closed", True), ("Font", False)]:
        assert [use.honoured for use in settle_uses(uses, target)] == [is_right]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Il vit à Grenade.", "Granada"),
        ("Grenade est en fête.", "Granada"),
        ("Il a jeté une grenade.", "grenade"),
        ("Des grenades ont explosé.", "grenades"),
        ("Elle est née à Liège.", "Liège"),
        ("Un bouchon de liège.", "cork"),
    ],
)
def test_embedded_glossary_tells_two_words_apart_by_their_capital(text: str, wanted: str) -> None:
    assert PRESS.find(text)[-1].wanted == wanted


def test_embedded_glossary_reads_terms_as_the_file_has_them() -> None:
    """One by one when they are met, and all together, is the same."""
    assert len({term.source for term in PRESS.terms}) == len(PRESS.terms)
    for term in PRESS.terms:
        assert PRESS.find(term.source)[0].term.line == term.line


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un ours et une brebis.", ["bear", "ewe"]),
        ("Des ours et trois brebis.", ["bears", "ewes"]),
        ("Les colis des souris.", ["parcels", "mice"]),
        ("Les obsèques et les noces.", ["funeral", "wedding"]),
        ("Des pentes boisées.", ["wooded"]),
    ],
)
def test_embedded_glossary_hears_a_plural_in_the_article(text: str, wanted: list[str]) -> None:
    """Where the noun itself does not show it; of a term in the plural it says nothing."""
    assert [use.wanted for use in PRESS.find(text)] == wanted
