"""Places with hyphens have all their parts, and those of English stay."""

from __future__ import annotations

import pytest

from translator.decoding.places import restore_places


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("L'usine de Bourg-lès-Valence", "The Bourg-Valence plant", "The Bourg-lès-Valence plant"),
        ("À Sainte-Foy-lès-Lyon", "In Ste-Foy-Lyon", "In Sainte-Foy-lès-Lyon"),
        ("À Saint-Ouen", "In St.Ouen's streets", "In Saint-Ouen's streets"),
        ("Saint-Nazaire vote", "St.Nazar votes", "Saint-Nazaire votes"),
        ("Saint-Nazaire vote", "St. Nazar votes", "Saint-Nazaire votes"),
        ("En Haute-Saône", "In Haute-Saôna", "In Haute-Saône"),
        ("À Pointe-à-Pitre", "In Pointe-to-Pitre", "In Pointe-à-Pitre"),
        (
            "Entre Vic-sur-Aisne et Vic-sur-Cère",
            "Between Vic-Aisne and Vic-Cère",
            "Between Vic-sur-Aisne and Vic-sur-Cère",
        ),
    ],
)
def test_places_have_all_their_parts(source: str, target: str, restored: str) -> None:
    """Both ends are there, so it is known what stood between them."""
    assert restore_places(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Saint-Pétersbourg", "St. Petersburg"),
        ("Les Anglo-saxons", "The Anglo-Saxons"),
        ("La guerre Iran-Irak", "The Iran-Iraq war"),
        ("Hydro-Québec", "Hydro-Quebec"),
        ("Jean-Luc Mélenchon", "Jean-Luke Mélenchon"),
        ("Jean-Pierre et Jean-Paul", "Jean-Peter"),
        ("Les États-Unis", "The United States"),
        ("Vic-sur-Aisne et Vic-en-Aisne", "Vic-Aisne"),
        ("À Saint-Ouen", "In Saint-Ouen and St. Owen"),
    ],
)
def test_places_of_english_stay(source: str, target: str) -> None:
    """Another spelling is not a part too few, and two that could be meant are left."""
    assert restore_places(source, target) == target
