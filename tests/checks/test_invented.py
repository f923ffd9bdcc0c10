"""Words of a target that are no English."""

from __future__ import annotations

import pytest

from translator.checks.english_words import is_english
from translator.checks.invented import check_invented
from translator.types import BlockTranslation, Severity


def find_codes(source: str, target: str) -> list[str]:
    return [
        finding.message for finding in check_invented(BlockTranslation.from_pair(source, target))
    ]


@pytest.mark.parametrize(
    "word",
    [
        *("house", "houses", "planned", "swimmers", "happiest", "cities", "steadily", "colour"),
        *("organised", "privatisation", "lawmakers", "unlivable", "cyberattack", "footballer"),
        *("rethought", "microplastics", "thirtysomething", "geopolitical", "reusable", "denser"),
    ],
)
def test_english_words_are_known(word: str) -> None:
    """Listed ones, their forms, British spellings, and words put together."""
    assert is_english(word)


@pytest.mark.parametrize(
    "word", ["acquittt", "titubling", "cyberhartion", "gonfounded", "sechage", "hosptial", "xs"]
)
def test_what_models_put_together_is_no_word(word: str) -> None:
    """None of these is made by an ending, a beginning or two words."""
    assert not is_english(word)


def test_invented_words_are_found_once_a_segment() -> None:
    """All in one finding, each once, with the place in both languages."""
    source = "Le notaire, dont l'acquittement a été cassé, a quitté la ville titubant."
    target = "The notary, whose acquittt was quashed, left the town titubling, titubling."
    (finding,) = check_invented(BlockTranslation.from_pair(source, target))
    assert finding.code == "U03"
    assert finding.severity is Severity.WARNING
    assert finding.message == "no English word: acquittt, titubling"
    assert "acquittt" in finding.target_excerpt
    assert finding.source_excerpt


def test_copied_words_are_found_unless_they_are_quoted() -> None:
    """What the source has may stand in quotation marks; known French has a finding of its own."""
    source = "Une binette rouillée, ou « binette », est à vendre."
    assert find_codes(source, "A rusty binette is for sale.") == ["no English word: binette"]
    assert not find_codes(source, 'A rusty "binette" is for sale.')
    assert not find_codes("Elle habite avec nous.", "She lives avec us.")


@pytest.mark.parametrize(
    "target",
    [
        "Dupont-Aignan met Mr. Zywrkt of the AfD at example.xqzt.org.",
        "The well-qzxt shop of xqzt@example.org sells 3 qzx.",
        "It's a café, isn't it? They'll résumé work in Besançon's centre.",
    ],
)
def test_names_addresses_and_parts_of_words_are_left_alone(target: str) -> None:
    """Capitals, dots, hyphens, apostrophes and accents are no business of this check."""
    assert not find_codes("Rien.", target)
