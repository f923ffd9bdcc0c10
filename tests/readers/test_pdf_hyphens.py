"""What joins two lines: a space, a hyphen, or nothing."""

from __future__ import annotations

import pytest

from translator.readers.pdf.hyphens import Hyphenation


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("Le gouver-", "nement a dit", "Le gouvernement a dit"),
        ("une sub\u00ad", "vention", "une subvention"),
        ("l’appro-", "visionnement", "l’approvisionnement"),
        ("inacceptable-", "ment", "inacceptablement"),
        ("il les en-", "voyait", "il les envoyait"),
        ("aujour-", "d’hui", "aujourd’hui"),
    ],
)
def test_hyphens_of_line_ends_go(before: str, after: str, joined: str) -> None:
    """A word that was broken to fit is one word again."""
    assert Hyphenation([]).join(before, after) == joined


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("à Saint-", "Denis"),
        ("Peut-", "être"),
        ("c’est-à-", "dire"),
        ("qu’au-", "dessus"),
        ("a-t-", "il"),
        ("a-", "t-il"),
        ("dit-", "elle"),
        ("celui-", "ci"),
        ("lui-", "même"),
        ("vis-à-", "vis"),
        ("le porte-", "parole"),
        ("un ex-", "ministre"),
        ("quatre-vingt-", "dix"),
        ("la main-", "d’œuvre"),
        ("le Covid-", "19"),
        ("Franche-", "Comté"),
    ],
)
def test_hyphens_of_words_stay(before: str, after: str) -> None:
    """A hyphen that belongs to a word stays, though the line ends there."""
    assert Hyphenation([]).join(before, after) == before + after


def test_hyphens_follow_the_article() -> None:
    """What an article writes elsewhere decides before any list."""
    assert Hyphenation(["la plateforme"]).join("une plate-", "forme") == "une plateforme"
    assert Hyphenation(["la plate-forme"]).join("une plate-", "forme") == "une plate-forme"
    # Halves of broken words are no evidence.
    assert Hyphenation(["le zigo marin"]).join("zigo-", "marin") == "zigo-marin"
    assert Hyphenation(["un zigo-", "marin sans fin"]).join("zigo-", "marin") == "zigomarin"


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("fin de ligne", "début", "fin de ligne début"),
        ("au prix fort –", "dit-il", "au prix fort – dit-il"),
        ("au prix fort -", "dit-il", "au prix fort - dit-il"),
        ("voir https://a.example/un-", "deux", "voir https://a.example/un-deux"),
        ("voir https://a.example/", "rapport/2026", "voir https://a.example/rapport/2026"),
        ("voir https://a.example/", "pour le détail", "voir https://a.example/ pour le détail"),
        ("voir https://a.example/", "Le détail", "voir https://a.example/ Le détail"),
        ("voir https://a.example.", "Le détail", "voir https://a.example. Le détail"),
        ("écrire à jean-", "paul@a.example", "écrire à jean-paul@a.example"),
        ("oui et/", "ou non", "oui et/ou non"),
        ("qu’il vienne à l’", "heure", "qu’il vienne à l’heure"),
    ],
)
def test_line_ends_without_a_broken_word(before: str, after: str, joined: str) -> None:
    """Words get a space, dashes too, and addresses none in their middle."""
    assert Hyphenation([]).join(before, after) == joined
