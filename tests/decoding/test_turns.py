"""Names in front of what is said."""

from __future__ import annotations

import pytest

from translator.decoding.preparation import prepare_source, restore_target
from translator.decoding.turns import split_turn


@pytest.mark.parametrize(
    "label",
    ["Marie : ", "Jean-Luc : ", "Jean-Luc Mélenchon : ", "Claire O'Brien: ", "Léa\u00a0: "],
)
@pytest.mark.parametrize("rest", ["est-ce vrai ?", "Est-ce vrai ?", "« Nous irons. »"])
def test_name_of_who_speaks_is_split_off(label: str, rest: str) -> None:
    assert split_turn(label + rest) == (label, rest)


@pytest.mark.parametrize(
    "text",
    [
        "Noël : les ventes reculent",
        "Marine : un sous-marin retrouvé",
        "Bolivie : 19 morts",
        "Marie : 12 points",
        "François : le pape parle",
        "Louis XIV : un roi et sa cour",
        "Jeanne d'Arc : une sainte",
        "Marie et Paul : deux vies",
        "Sophie Martin dit : venez.",
        "Marie :",
    ],
)
def test_what_is_no_name_of_who_speaks_stays(text: str) -> None:
    """Topics, titles, names that English spells otherwise, and lists of figures."""
    assert split_turn(text) == ("", text)


def test_name_of_who_speaks_is_kept() -> None:
    """The model had made "Mary" of one and nothing of another."""
    prepared = prepare_source("Marie : est-ce vrai ?")
    assert restore_target("is that true?", prepared=prepared) == "Marie: is that true?"
