"""Adjectives of places, written for the model as the places."""

from __future__ import annotations

import pytest

from translator.decoding.demonyms import load_demonyms, spell_demonyms
from translator.decoding.names import load_places, restore_names
from translator.decoding.preparation import prepare_source


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Un club brestois", "Un club de Brest"),
        ("une équipe rémoise", "une équipe de Reims"),
        ("des élus vendéens", "des élus de Vendée"),
        ("les vallées cévenoles", "les vallées de the Cévennes"),
        ("la mairie havraise", "la mairie de Le Havre"),
        ("le port d'attache malouin.", "le port d'attache de Saint-Malo."),
        ("la presse genevoise", "la presse de Geneva"),
        ("un élu lot-et-garonnais", "un élu de Lot-et-Garonne"),
        ("un train val-d'oisien", "un train de Val-d'Oise"),
        ("des élus nantais, rennais et brestois", "des élus de Nantes, de Rennes et de Brest"),
        ("Il est lyonnais.", "Il est de Lyon."),
        ("le département girondin", "le département de Gironde"),
        ("Le Stade brestois reçoit l'Olympique lyonnais.", "Brest reçoit Lyon."),
        ("la victoire du Stade rennais", "la victoire de Rennes"),
        ("face à l'Olympique lyonnais", "face à Lyon"),
        ("un match au Stade toulousain", "un match à Toulouse"),
    ],
)
def test_demonyms_become_places(text: str, spelled: str) -> None:
    """Each form of an adjective behind its noun, without an elision before the place."""
    assert spell_demonyms(text) == spelled


@pytest.mark.parametrize(
    "text",
    [
        # Names, nouns, degrees, dishes and clubs.
        "Les Lyonnais ont voté.",
        "Il parle le lyonnais.",
        "une limousine noire",
        "un accent très marseillais",
        "une salade niçoise et une quiche lorraine",
        "un Lyonnais, lyonnais d'origine",
        "l'axe franco-lyonnais",
        "lyonnais",
        "un club parisien",
        "www.club-lyonnais.fr",
    ],
)
def test_demonyms_leave_what_is_no_adjective_of_a_place(text: str) -> None:
    """What is somebody's name, a language, a dish or a club stays as the author wrote it."""
    assert spell_demonyms(text) == text


def test_demonyms_are_given_to_the_model_alone() -> None:
    """They are part of the form of a model that asks for it, and of no other."""
    assert prepare_source("Un club brestois.", is_plain=True).text == "Un club de Brest."
    assert prepare_source("Un club brestois.").text == "Un club brestois."
    literal = prepare_source("Un club brestois.", is_plain=True, is_literal=True)
    assert literal.text == "Un club brestois."
    assert prepare_source("UN CLUB BRESTOIS GAGNE", is_plain=True).text == "Un club de Brest gagne"


def test_demonyms_have_one_place_each() -> None:
    """No two lines make the same form, and none is a word that English has for a place."""
    forms = load_demonyms()
    assert len(forms) > 700
    assert all(form == form.lower() for form in forms)
    assert all(" " not in form for form in forms)
    assert not any(place.startswith(("de ", "d'", "du ")) for place in forms.values())


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Un élu d'Angers", "An elected official of Engers", "An elected official of Angers"),
        ("dans la Creuse", "in the Creeuse", "in the Creuse"),
        ("à Cherbourg", "in Cherburg", "in Cherbourg"),
        # English has another name for these, and the target may have it.
        ("à Dunkerque", "in Dunkirk", "in Dunkirk"),
        ("à Genève", "in Geneva", "in Geneva"),
        # Nothing that is nearly it, or two that are.
        ("dans les Landes", "in the Heaths", "in the Heaths"),
        ("à Angers", "in Engers and Ungers", "in Engers and Ungers"),
        ("Dinan et Dinard", "Dinar", "Dinar"),
    ],
)
def test_demonyms_places_are_put_right(source: str, target: str, restored: str) -> None:
    """Places that both languages write alike are put right where it is sure which is meant."""
    assert restore_names(source, target) == restored


def test_demonyms_places_are_those_that_english_writes() -> None:
    """What English has another name for is not put right: la Manche is the Channel, too."""
    places = load_places()
    assert {"Angers", "Lyon", "Vesoul", "Hérault"} <= places
    assert not places & {"Manche", "Genève", "Dunkerque"}
