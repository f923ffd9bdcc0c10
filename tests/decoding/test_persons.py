"""« qui » and « sa » of somebody."""

from __future__ import annotations

import pytest

from translator.decoding.persons import restore_possessives, restore_relatives


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("La ministre a présenté son plan.", "She presented his plan.", "She presented her plan."),
        (
            "Dans son discours, la reine rit.",
            "In its speech, she laughs.",
            "In her speech, she laughs.",
        ),
        (
            "Mme Roy a vendu sa maison et ses vaches.",
            "sold his house and its cows",
            "sold her house and her cows",
        ),
        ("She a écrit son livre.", "She wrote his book.", "She wrote her book."),
        # She is still the subject of what is told of her.
        (
            "L'actrice, qui fête ses 60 ans, rit.",
            "which has its 60 years",
            "which has her 60 years",
        ),
        (
            "Le roi a repris ses voyages.",
            "The king resumed its travels.",
            "The king resumed his travels.",
        ),
        ("Le ministre a présenté son plan.", "He presented his plan.", None),
        # Somebody else may be meant.
        ("Le ministre a présenté son plan.", "He presented her plan.", None),
        ("La ville a vendu ses arbres.", "The city sold its trees.", None),
        # Somebody else's, it may be.
        (
            "La ministre sait que le maire a vendu son pré.",
            "She knows the mayor sold his meadow.",
            None,
        ),
        ("La ministre a reçu M. Roy et son fils.", "She received Mr. Roy and his son.", None),
        # One of two was not said: which one, nobody knows.
        ("Mme Roy a vendu sa maison et ses vaches.", "Mrs. Roy sold his house and cows.", None),
    ],
)
def test_what_is_hers_or_his_is_said_so(source: str, target: str, restored: str | None) -> None:
    """French says « son » of what is hers, his and its."""
    assert restore_possessives(source, target) == (restored or target)


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Le maire, qui a perdu, part.", "The mayor, which lost,", "The mayor, who lost,"),
        (
            "Les élus locaux, qui ont voté, partent.",
            "Officials, which voted,",
            "Officials, who voted,",
        ),
        ("M. Roy, qui a perdu, part.", "Mr. Roy, which lost,", "Mr. Roy, who lost,"),
        (
            "Le ministre Paul Roy, qui a perdu,",
            "Minister Roy, which lost,",
            "Minister Roy, who lost,",
        ),
        (
            "La loi, qui plaît au maire, qui rit",
            "The law, which pleases, which",
            "The law, which pleases, who",
        ),
        ("La loi, qui a été votée, est claire.", "The law, which was passed,", None),
        ("Airbus, qui a perdu, part.", "Airbus, which lost,", None),
        ("Le maire de la ville, qui a perdu, part.", "The mayor of the city, which lost,", None),
        ("Le maire, qui a perdu, part.", "The mayor, which lost, which is sad,", None),
    ],
)
def test_what_is_told_of_persons_begins_with_who(
    source: str, target: str, restored: str | None
) -> None:
    """French says « qui » of things, too."""
    assert restore_relatives(source, target) == (restored or target)
