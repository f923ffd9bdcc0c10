"""English in a French text."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.text.english import is_english
from translator.text.sentences import split_sentences

SAMPLES = Path(__file__).parent.parent.parent / "samples"


@pytest.mark.parametrize(
    "text",
    [
        "The wells will not recover before 2030.",
        "We did not expect this",
        "« It is what it is », with no comment",
        "Nobody knows what will happen to the farmers of the valley, says the mayor of Valéry.",
    ],
)
def test_english_is_told_by_its_little_words(text: str) -> None:
    """Enough of them, and none of the other language's."""
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Guardian",
        "The Rolling Stones Greatest Hits",
        "Air France Industries",
        "Le tube « We will rock you » est ancien.",
        "Des plans sociaux, un an après",
        "On me but.",
        "Wir haben das nicht gewusst.",
        "Bob Dylan a chanté The Times They Are a-Changin.",
    ],
)
def test_english_is_not_seen_in_names_and_other_languages(text: str) -> None:
    """A sentence that may be French is translated."""
    assert not is_english(text)


def test_english_is_not_seen_in_french_articles() -> None:
    """No sentence of the samples is taken for English."""
    found = [
        text[start:end]
        for path in SAMPLES.glob("*.fr.txt")
        for text in [path.read_text(encoding="utf-8")]
        for start, end in split_sentences(text)
        if is_english(text[start:end])
    ]
    assert found == []
