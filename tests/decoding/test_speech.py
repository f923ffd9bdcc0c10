"""Verbs behind what somebody says."""

from __future__ import annotations

import pytest

from translator.decoding.preparation import prepare_source, restore_target
from translator.decoding.speech import say_verb, write_said
from translator.installed import read_installed_rows


@pytest.mark.parametrize(
    ("french", "written", "english"),
    [
        ('"Non", a prévenu le maire.', '"Non", a dit le maire.', "warned"),
        ('"Non", ont prévenu les élus.', '"Non", ont dit les élus.', "warned"),
        ('"Non", a-t-elle prévenu.', '"Non", a-t-elle dit.', "warned"),
        ('"Non", ont-ils prévenu.', '"Non", ont-ils dit.', "warned"),
        ('"Non", a aussitôt répliqué M. Roy.', '"Non", a aussitôt dit M. Roy.', "retorted"),
        ('"C\'est faux", tempère Anne.', '"C\'est faux", dit Anne.', "cautions"),
        ('"Non", prévient Paul Roy.', '"Non", dit Paul Roy.', "warns"),
        ('"Non", préviennent les élus.', '"Non", disent les élus.', "warn"),
        ('"Non!" prévient-il.', '"Non!" dit-il.', "warns"),
        ('"Non", ajoute-t-elle.', '"Non", dit-elle.', "adds"),
        ('"Non", s\'est-elle réjouie.', '"Non", a-t-elle dit.', "rejoiced"),
        ('"Non", se sont indignés les élus.', '"Non", ont dit les élus.', "protested"),
        ('"Non", se réjouit la ministre.', '"Non", dit la ministre.', "rejoices"),
        ('"Non", déplore leur avocat.', '"Non", dit leur avocat.', "deplores"),
        # Inside of it.
        ('"Non, a prévenu le maire, pas moi."', '"Non, a dit le maire, pas moi."', "warned"),
        ('"Non, prévient-il, pas moi."', '"Non, dit-il, pas moi."', "warns"),
        # In no marks, where nothing but a subject can follow.
        ("On a gagné, se réjouit Paul Roy.", "On a gagné, dit Paul Roy.", "rejoices"),
        ('"Oui", prévient-il, "mais pas moi".', '"Oui", dit-il, "mais pas moi".', "warns"),
    ],
)
def test_a_verb_of_saying_becomes_to_say(french: str, written: str, english: str) -> None:
    """In its tense and number, and what it is in English is kept for later."""
    assert write_said(french) == (written, english)


@pytest.mark.parametrize(
    "french",
    [
        '"Non", a dit le maire.',
        # Not in the model's form.
        "« C'est faux », tempère Anne.",
        # No verb, or none behind a quotation.
        'Le "Note" note que le maire prévient les élus.',
        '"Non": note de la rédaction.',
        'La revue "Commente", critique d\'art à Paris',
        "Le film, sorti hier, raconte la vie d'un boxeur.",
        "Le maire, se réjouit la presse, a démissionné.",
        # Somebody may be said before it to do it.
        '"Le maire, élu hier, promet la paix."',
        'Le "Figaro" et le maire, élu hier, a promis la paix.',
        # Two: which "said" is which is not certain.
        '"Non", prévient Paul. "Si", réplique Anne.',
    ],
)
def test_what_is_not_certain_is_left(french: str) -> None:
    assert write_said(french) == (french, "")


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ('"No," said the mayor.', '"No," warned the mayor.'),
        ('"No," the mayor says.', '"No," the mayor warned.'),
        ('"Yes," he says, "but he said no."', '"Yes," he warned, "but he said no."'),
        ('"No, said the mayor, not I."', '"No, warned the mayor, not I."'),
        # More than one, and none.
        ('"No," he said, as she said.', None),
        ('"No," the mayor told the press.', None),
    ],
)
def test_the_only_said_becomes_the_verb(target: str, said: str | None) -> None:
    """Quotations are nobody's to touch."""
    assert say_verb(target, "warned") == (said or target)


def test_an_embedded_model_is_given_to_say_and_its_target_the_verb() -> None:
    """Other models and literal ones are given what the author wrote."""
    text = "« Non », a prévenu le maire."
    assert prepare_source(text).text == '"Non", a prévenu le maire.'
    prepared = prepare_source(text, is_plain=True)
    assert prepared.text == '"Non", a dit le maire.'
    assert restore_target('"No," said the mayor.', prepared=prepared) == '"No," warned the mayor.'


def test_the_table_has_every_verb_once() -> None:
    """A second row would never be read."""
    rows = list(read_installed_rows("decoding", "speech.tsv"))
    assert {len(row) for row in rows} == {6}
    presents = [row[0] for row in rows]
    assert len(presents) == len(set(presents))


@pytest.mark.parametrize(
    ("text", "written", "said"),
    [
        ('"Non, se souvient le maire.', '"Non, dit le maire.', "recalls"),
        ('"Non, prévient Anne Roy.', '"Non, dit Anne Roy.', "warns"),
        ('"Non, prévient Mme Roy.', '"Non, dit Mme Roy.', "warns"),
        # What comes may be what warns.
        ('"Il vient, prévient la police et part.', '"Il vient, prévient la police et part.', ""),
    ],
)
def test_who_speaks_inside_of_a_quotation(text: str, written: str, said: str) -> None:
    assert write_said(text) == (written, said)
