"""Exceptions that a target lost: a street that is closed except on Wednesdays."""

from __future__ import annotations

import pytest

from translator.checks.negation import check_negation
from translator.decoding.plain import write_plainly
from translator.types import BlockTranslation


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La rue sera coupée, sauf le mercredi.", "The street will be cut on Wednesday."),
        ("Tous ont voté, hormis deux élus.", "All voted, hormis two elected officials."),
        ("Tous, à l'exception du maire, sont venus.", "Everybody and the mayor came."),
    ],
)
def test_a_lost_exception_is_found(source: str, target: str) -> None:
    """The target says the opposite of some of it."""
    (finding,) = check_negation(BlockTranslation.from_pair(source, target))
    assert finding.code == "G01"
    assert "excepts nothing" in finding.message


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("La rue sera coupée, sauf le mercredi.", "The street will be cut but on Wednesdays."),
        ("Ouvert sauf le mardi.", "Open every day except Tuesday."),
        ("Il est sain et sauf.", "He is in good health."),
        ("Tom est sauf.", "Tom is fine."),
        ("Il a un sauf-conduit.", "He has a pass."),
        ("Sauf si la loi change, il viendra.", "If the law stays, he will come."),
        ("Tous, à l'exception du maire, sont venus.", "Everyone came apart from the mayor."),
    ],
)
def test_no_exception_is_missed(source: str, target: str) -> None:
    """English has many words for it, and « sauf » another meaning."""
    assert not list(check_negation(BlockTranslation.from_pair(source, target)))


def test_a_day_of_the_week_is_excepted_in_words_that_the_model_keeps() -> None:
    """« de 8 h 30 à 18 h 30, sauf le mercredi » was "to 18:30 on Wednesday"."""
    plain = write_plainly("La rue sera coupée, sauf le mercredi.")
    assert plain == "La rue sera coupée, à l'exception du mercredi."
