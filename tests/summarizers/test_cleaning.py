"""Datelines, by-lines, credits and stamps: what goes, and what only looks like them."""

from __future__ import annotations

import pytest

from translator.summarizers.cleaning import clean_sentence, is_furniture


@pytest.mark.parametrize(
    "dateline",
    [
        "PARIS (AFP) — ",
        "LYON, March 3 — ",
        "SAINT-ÉTIENNE, 14 January 2025 (AFP) – ",
        "NEW YORK, United States (Reuters) -- ",
        "Paris, March 3 (AFP) - ",
        "Port-Kerven (Finistère), 3 March (Ponant Presse) – ",
        "(Reuters) - ",
    ],
)
def test_cleaning_strips_datelines(dateline: str) -> None:
    """A place with a date or an agency goes with its dash."""
    assert clean_sentence(dateline + "The mayor resigned.") == "The mayor resigned."


@pytest.mark.parametrize("dash", ["- ", "– ", "— "])
def test_cleaning_strips_the_dash_a_dateline_left(dash: str) -> None:
    """A dateline that was a sentence of its own leaves its dash to the next one."""
    assert clean_sentence(f"{dash}The mayor resigned.") == "The mayor resigned."
    assert clean_sentence("-3 °C were measured.") == "-3 °C were measured."


@pytest.mark.parametrize(
    "text",
    [
        "NATO — the alliance of 32 countries — will meet in Paris.",
        "Paris - The mayor resigned.",
        "The list was updated in May.",
        "Posted on a social network, the video was seen by millions.",
        "Sources close to the minister deny it.",
        "Photo shops are closing everywhere.",
        "By Monday the water had gone down.",
        "Read by millions, the paper is in debt.",
    ],
)
def test_cleaning_keeps_news(text: str) -> None:
    """A sentence that only begins like furniture stays as it is."""
    assert clean_sentence(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "By Claire Fontaine",
        "Text by Claire Fontaine and Luc Roy, our correspondent in Nantes",
        "Photo: Jean Morel/AFP",
        "The bridge in 2019. Jean Morel / AFP",
        "© City of Lille",
        "Published on 12 May 2025 at 18:30",
        "Updated Tuesday 13 May",
        "12 May 2025, 18:30",
        "Read also: Why rents rose",
        "Sources: Insee, city of Lille",
        "With AFP and Reuters",
        "Sign up for our newsletter!",
        "Tel.: 06 12 34 56 78",
        "Contact: press@city.example",
    ],
)
def test_cleaning_drops_furniture(text: str) -> None:
    """By-lines, credits, stamps, links and source lines are no sentences of the article."""
    assert is_furniture(text)
    assert clean_sentence(text) == ""


def test_cleaning_drops_picture_cues() -> None:
    """A cue to a picture goes from the middle of a sentence; other asides stay."""
    text = "The mayor (pictured left) of Dole (Jura) resigned. (AFP)"
    assert clean_sentence(text) == "The mayor of Dole (Jura) resigned."


@pytest.mark.timeout(5)
@pytest.mark.parametrize("unit", ["A-", "A.A ", "By Aa ", "((", "PARIS "])
def test_cleaning_is_quick_on_broken_texts(unit: str) -> None:
    """A line of 100,000 characters without a sentence in it takes no time."""
    assert clean_sentence(unit * (100_000 // len(unit)))
