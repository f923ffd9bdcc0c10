"""Capitals: told apart from acronyms, lowered for the model, raised again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator.text.casing import begin_like, is_all_caps, to_all_caps, to_sentence_case


@pytest.mark.parametrize(
    "text",
    [
        "GRÈVE À LA SNCF : CE QUI CHANGE LUNDI",
        "GRÈVE à la SNCF",
        "ALERTE",
        "M. DUPONT S'EN VA",
        "QUELS COOKIES ET QUELS TRACEURS ?",
        "10 000 EMPLOIS MENACÉS",
    ],
)
def test_casing_knows_headlines_in_capitals(text: str) -> None:
    """Ordinary words in capitals make a text all caps."""
    assert is_all_caps(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14 000",
        "OTAN",
        "SNCF-RATP",
        "PSG - OM : 2-1",
        "NON !",
        "XVIII",
        "L’OTAN et l’ONU",
        "ΑΒ",
    ],
)
def test_casing_leaves_acronyms_alone(text: str) -> None:
    """Acronyms, numerals and short cries are not headlines."""
    assert not is_all_caps(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GRÈVE À LA SNCF : CE QUI CHANGE LUNDI", "Grève à la SNCF : ce qui change lundi"),
        ("L’OTAN ET L'UE FACE À LA CRISE", "L’OTAN et l'UE face à la crise"),
        ("LOUIS XIV ET LE XVIIE SIÈCLE", "Louis XIV et le XVIIe siècle"),
        ("M. DUPONT ET J. R. MARTIN AUX ÉTATS-UNIS", "M. Dupont et J. R. Martin aux États-Unis"),
        ("LE PIB RECULE DE 0,3 % AU IIIE TRIMESTRE", "Le PIB recule de 0,3 % au IIIe trimestre"),
        ("« C'EST FINI. » QUE FAIRE ?", "« C'est fini. » Que faire ?"),
        ("DIX MORTS À SAINT-DENIS", "Dix morts à Saint-Denis"),
        ("LE 1ER MAI, LA CGT ET LA CFDT DÉFILENT", "Le 1er mai, la CGT et la CFDT défilent"),
        ("LE G20 ET L'A380", "Le G20 et l'A380"),
        ("EST-CE VRAI ?", "Est-ce vrai ?"),
        ("GRÈVE à Lyon", "Grève à Lyon"),
    ],
)
def test_casing_lowers_to_sentence_case(text: str, expected: str) -> None:
    """Only acronyms, numerals, initials, known names and first words keep capitals."""
    assert to_sentence_case(text) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("Strike at the SNCF: what's next?", "STRIKE AT THE SNCF: WHAT'S NEXT?"),
        ("Façade, œuvre, straße", "FAÇADE, ŒUVRE, STRASSE"),
        (
            "See https://example.org/a or me@example.org",
            "SEE https://example.org/a OR me@example.org",
        ),
    ],
)
def test_casing_raises_to_capitals(target: str, expected: str) -> None:
    """Every letter is raised, those of addresses excepted."""
    assert to_all_caps(target) == expected


@given(text=st.text(max_size=60))
def test_casing_changes_case_only(text: str) -> None:
    """Sentence case never adds, drops or moves a character."""
    assert to_sentence_case(text).casefold() == text.casefold()


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Le chômage a baissé.", "unemployment fell.", "Unemployment fell."),
        ('"Le pont est fermé."', '"the bridge is closed."', '"The bridge is closed."'),
        ("Écrivez !", "write!", "Write!"),
        ("le chômage", "unemployment", "unemployment"),
        ("12 élus sont venus.", "twelve came.", "twelve came."),
        ("Le pont est fermé.", "12 bridges are closed.", "12 bridges are closed."),
        ("Les iPhones se vendent.", "iPhones sell.", "iPhones sell."),
        ("Chez eBay, grève.", "eBay: strike.", "eBay: strike."),
        ("Voir example.org.", "example.org has it.", "example.org has it."),
        ("Aller sur www.example.org.", "www.example.org.", "www.example.org."),
        ("Le mot chat.", "chat is the word.", "chat is the word."),
        ("Le pont.", "", ""),
    ],
)
def test_casing_begins_a_translation_like_its_source(
    source: str, target: str, expected: str
) -> None:
    """A capital for a capital; names, addresses and the source's own words keep their form."""
    assert begin_like(source, target) == expected
