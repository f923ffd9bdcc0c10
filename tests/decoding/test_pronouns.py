"""What « il » and « elle » mean, by what was named before."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.assets import places
from translator.decoding.planning import iter_plans
from translator.decoding.pronouns import Discourse
from translator.engines import loading
from translator.readers import read_document
from translator.types import DecodingOptions


def write_last(*sentences: str) -> str:
    discourse = Discourse()
    return [discourse.write(sentence) for sentence in sentences][-1]


@pytest.mark.parametrize(
    ("before", "sentence", "begins"),
    [
        ("Le château appartient à la région.", "Il a été restauré.", "It a"),
        ("La commission a rendu son rapport.", "Elle recommande la fermeture.", "It rec"),
        ("La sénatrice a déposé une proposition.", "Elle veut interdire les vols.", "She veut"),
        ("Claire Martin dirige l'hôpital.", "Elle est née à Brest.", "She est"),
        ("Mme Dupuis a été entendue.", "Elle a reconnu les faits.", "She a"),
        ("L'ex-ministre a publié ses mémoires.", "Il y règle ses comptes.", "He y"),
        ("La Russie a rejeté l'accord.", "Elle exige des garanties.", "It exige"),
        # What is said of it tells where the noun phrases do not.
        ("La maison appartient à la ministre.", "Elle date de 1780.", "It date"),
        ("La maison appartient à la ministre.", "Elle est née à Brest.", "She est"),
        # A few words in front.
        ("La ligne a été fermée.", "En 2028, elle pourrait rouvrir.", "En 2028, it pou"),
        # A speaker is a person, and so she is in the next sentence.
        ('"La ligne est fermée", dit-elle.', "Elle habite à Brest.", "She hab"),
    ],
)
def test_a_subject_is_what_was_named_before(before: str, sentence: str, begins: str) -> None:
    """In English, so that the model copies it."""
    assert write_last(before, sentence).startswith(begins)


PORTRAIT = ("Anne Roy chante.", "Elle est née à Brest.", "Elle a épousé un luthier.")


def test_a_text_about_somebody_is_about_her() -> None:
    """Where a thing was named last, it may still be she; where nothing was, it is."""
    assert write_last(*PORTRAIT, "La police l'a prévenue.", "Elle a peur.") == "Elle a peur."
    assert write_last("La police l'a prévenue.", "Elle a peur.") == "It a peur."
    nobody = ("On écoute.",) * 3
    assert write_last(*PORTRAIT, *nobody, "Elle sourit, enfin.") == "She sourit, enfin."
    assert write_last(*PORTRAIT, *nobody, "Elle dure une heure.") == "Elle dure une heure."


def test_who_says_i_is_a_person() -> None:
    """Though a thing was named before."""
    said = '"Je n\'ai pas peur", dit-elle.'
    assert write_last("La police a écrit.", said, "Elle publie un livre.").startswith("She ")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        ("Le maire a démissionné.", "Il faut attendre."),
        ("Le maire a démissionné.", "Il est probablement vrai que les délais sont trop courts."),
        ("Le maire a démissionné.", "Il n'a pas été précisé si la séance aurait lieu."),
        # Two that may be meant, and nothing that tells.
        ("La maison appartient à la ministre.", "Elle a plu à tout le monde."),
        # Names may be anybody's or a company's.
        ("Ancelotti inspire le respect.", "Il a une grande expérience."),
        ("Le Pen a perdu.", "Il se retire."),
        # Somebody else speaks.
        ("La ville est petite.", '"Elle est partie", dit le voisin.'),
        # The sentence itself names what is meant.
        ("La ville est petite.", "Selon la ministre, elle doit changer."),
        ("", "Elle a été élue en 2019."),
    ],
)
def test_what_is_not_certain_is_the_models_to_guess(before: str, sentence: str) -> None:
    """Nothing is said rather than something wrong."""
    assert write_last(before, sentence) == sentence


def test_a_pronoun_goes_on_through_sentences() -> None:
    """« elle » of the third sentence is who « elle » of the second one was."""
    sentences = ("La ministre parle.", "Elle a perdu un fils en 2014.", "Elle souhaite une loi.")
    assert write_last(*sentences) == "She souhaite une loi."


def test_pronouns_are_written_for_embedded_models_alone(
    tiny_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Across paragraphs, not in a heading, and what the reader sees as the source stays French."""
    document = read_document("La loi est votée.\n\nElle sera appliquée.\n\n# Elle dure\n")
    engine = loading.load_engine(model=str(tiny_model))

    def plan() -> list[str]:
        plans = iter_plans(document, engine=engine, options=DecodingOptions())
        return ["".join(segment.parts) for block in plans for segment in block.segments]

    assert plan() == ["La loi est votée.", "Elle sera appliquée.", "Elle dure"]
    monkeypatch.setattr(places, "models_dir", lambda: tiny_model.parent)
    assert plan() == ["La loi est votée.", "It sera appliquée.", "Elle dure"]
