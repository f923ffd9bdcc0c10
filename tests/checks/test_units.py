"""Units are found by every name they have, and in no other word."""

from __future__ import annotations

import pytest

from translator.checks.mentions import Unit
from translator.checks.units import find_units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("une hausse de 5 %", Unit.PERCENT),
        ("vingt pour cent des voix", Unit.PERCENT),
        ("VINGT POUR-CENT", Unit.PERCENT),
        ("le pourcentage des voix", Unit.PERCENT),
        ("ten per cent of them", Unit.PERCENT),
        ("Percent of votes", Unit.PERCENT),
        ("the percentage of votes", Unit.PERCENT),
        ("3 pct, or so", Unit.PERCENT),
        ("3 pc of it", Unit.PERCENT),
        ("des millions d'euros", Unit.EURO),
        ("12 €", Unit.EURO),
        ("EUR 12", Unit.EURO),
        ("un dollar", Unit.DOLLAR),
        ("USD 12", Unit.DOLLAR),
        ("a few bucks", Unit.DOLLAR),
        ("$12", Unit.DOLLAR),
        ("GBP 12", Unit.POUND),
        ("pounds Sterling", Unit.POUND),
        ("£12", Unit.POUND),
        ("12 yens", Unit.YEN),
        ("¥12", Unit.YEN),
        ("Francs suisses", Unit.FRANC),
        ("12 CHF", Unit.FRANC),
    ],
)
def test_units_are_found_by_every_name(text: str, unit: Unit) -> None:
    """Signs, codes and words, in any case."""
    assert list(find_units(text)) == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "pour cette personne",
        "a person",
        "européen",
        "PCB",
        "buckle",
        "Francis",
        "yenisei",
        "dollarized",
    ],
)
def test_units_are_whole_words(text: str) -> None:
    """What only begins like one is another word."""
    assert find_units(text) == {}
