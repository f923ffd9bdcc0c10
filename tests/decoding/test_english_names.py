"""Names that English spells in its own way."""

from __future__ import annotations

import pytest

from translator.checks.names import check_names
from translator.decoding.english_names import find_english_names, says_name, spell_names
from translator.decoding.names import restore_names
from translator.decoding.preparation import prepare_source
from translator.installed import read_installed_rows
from translator.types import BlockTranslation


@pytest.mark.parametrize(
    ("french", "spelled"),
    [
        ("Brejnev et Khrouchtchev", "Brezhnev et Khrushchev"),
        ("l'armée d'Alexandre le Grand", "l'armée d'Alexander the Great"),
        ("né à Haïfa, mort à Saint-Sébastien", "né à Haifa, mort à San Sebastián"),
        ("Le pape Jean-Paul II et le pape François", "Le pape John Paul II et le pape Francis"),
        ("Depuis le 11-Septembre", "Depuis le September 11"),
        ("Mexico City, à Mexico", "Mexico City, à Mexico City"),
        ("la ville d'Hô-Chi-Minh-Ville", "la ville d'Ho Chi Minh City"),
        # Of two that begin alike the longer one.
        ("Guillaume II de Prusse", "Wilhelm II de Prussia"),
    ],
)
def test_names_are_spelled_as_english_has_them(french: str, spelled: str) -> None:
    """Wherever they stand, also behind an elision."""
    assert spell_names(french) == spelled


@pytest.mark.parametrize(
    "french",
    [
        "Saint-Sébastien-sur-Loire",
        "Guillaume Musso et Jeanne Moreau",
        "un petit prince, une joconde",
        "Aristotéliciens",
        "l'aristote",
        "Élisabeth Borne",
        "",
    ],
)
def test_other_names_stay(french: str) -> None:
    """A longer word, a first name alone, small letters: none of them is meant."""
    assert spell_names(french) == french


def test_names_are_for_the_embedded_model_alone() -> None:
    """Others know them, and an English quotation is the author's."""
    assert prepare_source("Gengis Khan").text == "Gengis Khan"
    assert prepare_source("Gengis Khan", is_plain=True).text == "Genghis Khan"


def test_every_name_is_found_once_and_whole() -> None:
    """Each line stands once, and is itself where a text has it."""
    rows = [tuple(row) for row in read_installed_rows("decoding", "english_names.tsv")]
    assert len(rows) > 350
    assert len({french for french, _ in rows}) == len(rows)
    for french, english in rows:
        (name,) = find_english_names(f"Voir {french}.")
        assert (name.start, name.end, name.english) == (5, 5 + len(french), english)
        assert says_name(name, f"See {english}.")
        assert not says_name(name, "See it.")


def test_names_that_a_model_garbled_are_put_right() -> None:
    """What it is given is known to be English."""
    assert restore_names("Le livre de Buddha", "The book of Budddha") == "The book of Buddha"


@pytest.mark.parametrize(
    ("source", "target", "messages"),
    [
        ("Selon Gengis Khan, rien.", "According to Genghis Khan, nothing.", []),
        ("Le procès de Jeanne d'Arc dure.", "The trial of Joan of Arc goes on.", []),
        ("Il vit à Pampelune.", "He lives in Pamplona.", []),
        ("Selon le pape Léon XIV, oui.", "According to Pope Leo XIV, yes.", []),
        (
            "Le procès de Jeanne Martin et de Brejnev dure.",
            "The trial of Joan Martin and Brezhnev goes on.",
            ["Jeanne became Joan"],
        ),
        (
            "Il vit à Pampelune.",
            "He lives in Barcelona.",
            ["Pampelune in the source has no counterpart in the target"],
        ),
    ],
)
def test_check_of_names_knows_them(source: str, target: str, messages: list[str]) -> None:
    """What is said as English has it is neither lost nor another; its words alone are no name."""
    block = BlockTranslation.from_pair(source, target)
    assert [finding.message for finding in check_names(block)] == messages
