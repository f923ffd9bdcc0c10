"""What stands around the words of a post."""

from __future__ import annotations

import re

import pytest

from translator.readers import read_document
from translator.testing import EchoEngine
from translator.text.pictographs import put_back_pictographs, split_pictographs, take_pictographs
from translator.translate import translate_document
from translator.types import DecodingOptions


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


@pytest.mark.parametrize(
    ("text", "words", "signs"),
    [
        ("Le maire 😀 a signé.", "Le maire a signé.", ["😀"]),
        ("Bravo 👍🏽, dit la maire.", "Bravo, dit la maire.", ["👍🏽"]),
        ("Bravo 👍 ! Oui", "Bravo ! Oui", ["👍"]),
        ("fini.🎉 On part", "fini. On part", ["🎉"]),
        ("un❤️deux", "un deux", ["❤️"]),
        ("un ★ ★ deux 👩‍👧 trois", "un deux trois", ["★ ★", "👩‍👧"]),
        ("(😀 un) deux", "(un) deux", ["😀"]),
        ("14 € de plus", "14 € de plus", []),
    ],
)
def test_pictographs_are_taken_out_and_put_back(text: str, words: str, signs: list[str]) -> None:
    """The words are a sentence of their own, and every sign stands among those of the target."""
    left, inside = take_pictographs(text)
    assert (left, [item for _, item in inside]) == (words, signs)
    target = put_back_pictographs("one two three four", inside)
    assert re.sub(r"[^a-z ]", "", target).split() == ["one", "two", "three", "four"]
    position = 0
    for sign in signs:
        position = target.index(sign, position) + len(sign)
    assert put_back_pictographs("", inside) == ""


def test_pictographs_inside_a_sentence_are_kept_in_a_translation() -> None:
    """The engine sees none of them, and the reader sees all, once each and in order."""
    source = "Le maire 😀 a signé le texte 🎉 mardi à Lyon."
    engine = EchoEngine(
        replies={"Le maire a signé le texte mardi à Lyon.": "The mayor signed on Tuesday in Lyon."}
    )
    translation = translate_document(
        read_document(source), engine=engine, options=DecodingOptions()
    )
    assert translation.blocks[0].target == "The mayor 😀 signed on Tuesday 🎉 in Lyon."
