"""What stands around the words of a post."""

from __future__ import annotations

import pytest

from translator.text.pictographs import split_pictographs


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Non.", ("", "Non.", "")),
        ("Non. 😀", ("", "Non.", " 😀")),
        ("Non 👩‍🚒🔥 ", ("", "Non", " 👩‍🚒🔥 ")),
        ("❤️ Oui 🇫🇷", ("❤️ ", "Oui", " 🇫🇷")),
        ("J'❤️ Paris.", ("", "J'❤️ Paris.", "")),
        (" Oui. ", ("", " Oui. ", "")),
        ("😀", ("", "😀", "")),
        ("", ("", "", "")),
        ("206 €", ("", "206 €", "")),
    ],
)
def test_pictographs_are_parted_from_words(text: str, parts: tuple[str, str, str]) -> None:
    """The outer ones hold no letter, and nothing is lost."""
    assert split_pictographs(text) == parts
    assert "".join(parts) == text
