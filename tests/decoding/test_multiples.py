"""« Deux fois moins » and what a model made the contrary of it."""

from __future__ import annotations

import pytest

from translator.decoding.multiples import restore_multiples


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        (
            "Les prix sont deux fois moins élevés.",
            "Prices are twice as high.",
            "Prices are half as high.",
        ),
        ("Deux fois moins de vin", "Twice as much wine", "Half as much wine"),
        # What is double stays so, and what is half already.
        (
            "Deux fois plus de bruit, deux fois moins de vin",
            "Twice as much noise, twice as much wine",
            "Twice as much noise, twice as much wine",
        ),
        ("Il y en a deux fois moins.", "There are half as many.", "There are half as many."),
        ("Il est venu deux fois moins souvent.", "He came twice.", "He came twice."),
        ("Trois fois moins", "Three times less", "Three times less"),
    ],
)
def test_half_is_never_double(source: str, target: str, restored: str) -> None:
    assert restore_multiples(source, target) == restored
