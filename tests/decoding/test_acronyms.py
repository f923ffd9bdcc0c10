"""Acronyms are English's where it has one, the source's where it has none, and never a mixture."""

from __future__ import annotations

import pytest

from translator.checks.spellings import fold_word
from translator.checks.vocabulary import find_exonyms, load_acronyms
from translator.decoding.acronyms import find_acronyms, restore_acronyms


def restore(source: str, target: str) -> str:
    """Return the target with all that English has another acronym for."""
    return restore_acronyms(source, target, find_acronyms(source))


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        # Left as they were by a model that knows them in other sentences.
        ("L'OMS a publié un rapport.", "The OMS has a report.", "The WHO has a report."),
        ("Selon le Giec, il fera chaud.", "The Giec says so.", "The IPCC says so."),
        ("un texte anti-OTAN", "an anti-OTAN text", "an anti-NATO text"),
        ("l'Organisation (OMS)", "the Organisation (OMS)", "the Organisation (WHO)"),
        # Made of the letters of either.
        ("Le CICR est inquiet.", "The ICCR is worried.", "The ICRC is worried."),
        ("La RDA a disparu.", "The DAR is gone.", "The GDR is gone."),
        ("L'AIE est inquiète.", "The IAE is worried.", "The IEA is worried."),
        # Unknown to English: as the source has it.
        ("L'UEMOA a voté.", "The EMOA has voted.", "The UEMOA has voted."),
        ("Le COSMOP a voté.", "The COSOP has voted.", "The COSMOP has voted."),
        # Taken for another one that the model knows.
        ("L'OM a gagné.", "The WHO won.", "The OM won."),
    ],
)
def test_acronyms_are_put_right(source: str, target: str, expected: str) -> None:
    """Each of these came from a model, or from one like it."""
    assert restore(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Une ONG a écrit.", "An ONG wrote.", "An NGO wrote."),
        ("Un OVNI est passé.", "An OVNI passed.", "A UFO passed."),
        ("Il a eu un AVC.", "He had an AVC.", "He had a stroke."),
        ("Un rapport d'ONG", "an ONG report", "an NGO report"),
        ("Un avion de l'OTAN", "an OTAN plane", "a NATO plane"),
    ],
)
def test_acronyms_have_their_article(source: str, target: str, expected: str) -> None:
    """The article is that of the first sound, which need not be the first letter's."""
    assert restore(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Les ONG ont écrit.", "The ONG wrote.", "The NGOs wrote."),
        ("Des ONG ont écrit.", "ONGs wrote.", "NGOs wrote."),
        ("Une ONG et 12 ONG", "An ONG and 12 ONGs", "An NGO and 12 NGOs"),
        ("Les grandes ONG", "The big ONG", "The big NGOs"),
        ("Les JO de 2024", "The 2024 JO", "The 2024 Olympics"),
        ("Publié au JO mardi", "Published in the JO", "Published in the JO"),
    ],
)
def test_acronyms_are_plural_as_in_the_source(source: str, target: str, expected: str) -> None:
    """French acronyms have no plural of their own; what stands before tells."""
    assert restore(source, target) == expected


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("L'ONU a voté.", "The UN has voted."),
        ("L'ONU a voté.", "The United Nations (UN) has voted."),
        ("Les USA ont voté.", "The US has voted."),
        ("Les États-Unis et l'USB", "The US and the USB"),
        # No intelligence, no acronyms, no words of English.
        ("Un processeur IA-64", "An IA-64 processor"),
        ("Louis XIV et Louis XVI", "Louis XIV and Louis XV"),
        ("VOTES (suite)", "VOTE (continued)"),
        ("La CGT et la CFDT", "The CGT and the CFDT"),
        # Two could be meant.
        ("Le CSAB et le CSAD", "The CSA"),
        ("Rien du tout.", "The WHO."),
    ],
)
def test_acronyms_are_left_where_nothing_is_sure(source: str, target: str) -> None:
    """What is right, or cannot be told from what is right, stays."""
    assert restore(source, target) == target


def test_acronyms_of_the_table_satisfy_the_checks() -> None:
    """What is written in an acronym's place is no lost name for the check of names."""
    for french, (english, _) in load_acronyms().items():
        words = {fold_word(word) for word in english.split()}
        assert not words.isdisjoint(find_exonyms(fold_word(french))), french
