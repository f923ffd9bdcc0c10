"""Telephone numbers put right."""

from __future__ import annotations

import pytest

from translator.decoding.phones import restore_phones


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Tél. : 02-17-72-00-00.", "Tel.: 02-17-72-000", "Tel.: 02-17-72-00-00"),
        (
            "Urgence : +33 1 12 62 03 49",
            "Emergency: +33 12 62 03 49",
            "Emergency: +33 1 12 62 03 49",
        ),
        ("Au 07 84 70 77 93.", "At 07 77 93.", "At 07 84 70 77 93."),
        ("Au 04.57.01.96.96.", "At 04.57.01.96.", "At 04.57.01.96.96."),
        ("Au 09 75 27 72 58.", "At 27 75 27 72 58.", "At 09 75 27 72 58."),
        (
            "Au 03 84 11 22 33 ou au 03 84 80 00 00.",
            "On 03 84 11 22 33 or on 03 84 000 000.",
            "On 03 84 11 22 33 or on 03 84 80 00 00.",
        ),
    ],
)
def test_phones_are_the_sources(source: str, target: str, restored: str) -> None:
    """Digit by digit, with what stands between them."""
    assert restore_phones(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Au 03 84 80 00 00.", "Call the town hall."),
        ("Au 03 84 80 00 00, 1,250,000 fois.", "On 1,250,000 times."),
        ("Il y a 14,000 arbres.", "There are 140000000 trees."),
        ("Au 03 84 80 00 00.", "By 12 11 1999."),
    ],
)
def test_phones_that_are_not_there_are_not_made_up(source: str, target: str) -> None:
    """What is not nearly the number is left to the checks."""
    assert restore_phones(source, target) == target
