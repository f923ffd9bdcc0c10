"""Figures that stand alone."""

from __future__ import annotations

import pytest

from translator.decoding.figures import write_figure


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("37\u202f400", "37,400"),
        ("1 234 567", "1,234,567"),
        ("12,5", "12.5"),
        ("0,8 %", "0.8%"),
        ("+3,4\u00a0%", "+3.4%"),
        ("(1 250,50 €)", "(€1,250.50)"),
        ("5 €", "€5"),
        ("- 12,5 %*", "- 12.5%*"),
    ],
)
def test_figures_are_english(french: str, english: str) -> None:
    """Commas in groups, a point in front of decimals, signs where English has them."""
    assert write_figure(french) == english


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "12",
        "06 12 34 56 78",
        "1,2,3",
        "12/05/2024",
        "3-1",
        "14:30",
        "1.2.3",
        "012 345",
        "",
        "—",
        "***",
    ],
)
def test_figures_that_are_none_stay(text: str) -> None:
    """Telephone numbers, lists, dates, scores, versions."""
    assert write_figure(text) == text
