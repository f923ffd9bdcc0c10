"""The model form of a segment and the way back to the reader's."""

from __future__ import annotations

import pytest

from translator.decoding.preparation import prepare_source, restore_target


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Il y a 14\u202f000 arbres.", "There are 14.000 trees.", "There are 14,000 trees."),
        ("Il y a 14 000 arbres.", "There are 14 000 trees.", "There are 14,000 trees."),
        ("1 200 puis 1 200 000", "1.200 then 1.200.000", "1,200 then 1,200,000"),
        ("1 250,50 euros", "1,250.50 euros", "1,250.50 euros"),
        ("1 250,50 euros", "1.250.50 euros", "1,250.50 euros"),
        ("1 250,50 euros", "1.250,50 euros", "1,250.50 euros"),
        ("1 250,50 euros", "1.250.51 euros", "1.250.51 euros"),
        ("3 483 889 euros", "3,483.889 euros", "3,483,889 euros"),
        ("3 483 889 euros", "3483889 euros", "3483889 euros"),
        ("Il y a 14 000 arbres.", "Chapter 14.000.2", "Chapter 14.000.2"),
        # The source itself has both, so nobody can say which one the target means.
        ("La version 1.200 a 1 200 lignes.", "1.200 has 1.200 lines", "1.200 has 1.200 lines"),
        ("La version 1.200 est là.", "Version 1.200 is out.", "Version 1.200 is out."),
    ],
)
def test_preparation_keeps_the_comma_of_digit_groups(
    source: str, target: str, restored: str
) -> None:
    """The very digits that were joined with a comma come back with it, and no others."""
    assert restore_target(target, prepared=prepare_source(source)) == restored


def test_preparation_raises_a_headline_in_capitals_again() -> None:
    """A shouted source is lowered for the model, and its target is shouted."""
    prepared = prepare_source("GRÈVE AU PORT : 14 000 TONNES BLOQUÉES")
    assert prepared.text == "Grève au port : 14,000 tonnes bloquées"
    target = restore_target("Port strike: 14.000 tonnes blocked", prepared=prepared)
    assert target == "PORT STRIKE: 14,000 TONNES BLOCKED"


@pytest.mark.parametrize(
    ("source", "given", "target", "restored"),
    [
        ("🔴 On a gagné ! 🎉", "On a gagné !", "we won!", "🔴 We won! 🎉"),
        ("ON A GAGNÉ 🎉", "On a gagné", "we won", "WE WON 🎉"),
        ("Il coûte 5 € 😀", "Il coûte 5 euros", "It costs 5 euros", "It costs €5 😀"),
        ("🎉", "🎉", "🎉", "🎉"),
        ("On a gagné 🎉", "On a gagné", "", ""),
    ],
)
def test_preparation_keeps_emoji_from_the_model(
    source: str, given: str, target: str, restored: str
) -> None:
    """What stands around the sentence stands around its translation, if there is one."""
    prepared = prepare_source(source)
    assert prepared.text == given
    assert restore_target(target, prepared=prepared) == restored


@pytest.mark.parametrize(
    ("source", "given", "target", "restored"),
    [
        ("R. – Oui, deux fois.", "Oui, deux fois.", "yes, twice.", "R. – Yes, twice."),
        ("Q. – EST-CE VRAI ?", "Est-ce vrai ?", "is it true?", "Q. – IS IT TRUE?"),
        ("– Et vous ?", "Et vous ?", "and you?", "– And you?"),
        ("😀 C. V. : Oui.", "Oui.", "yes.", "😀 C. V.: Yes."),
    ],
)
def test_preparation_keeps_labels_of_speakers_from_the_model(
    source: str, given: str, target: str, restored: str
) -> None:
    """Who asks and who answers stands in front of both languages."""
    prepared = prepare_source(source)
    assert prepared.text == given
    assert restore_target(target, prepared=prepared) == restored


def test_who_says_it_stands_before_what_she_is() -> None:
    text = "« Restons unis », a lancé la présidente, Mme Anne Roy, lundi."
    assert prepare_source(text, is_plain=True).text == (
        '"Restons unis", a dit Anne Roy, la présidente, lundi.'
    )
    assert (
        prepare_source(text).text == '"Restons unis", a lancé la présidente, Mme Anne Roy, lundi.'
    )
