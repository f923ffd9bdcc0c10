"""Variants with a time of day."""

from __future__ import annotations

import re
from random import Random

import pytest
from paired_mentions import compare_pair

from training.augment import Pair
from training.clock import add_time


@pytest.mark.parametrize(
    ("pair", "place"),
    [
        (
            ("Elle part mardi.", "She leaves on Tuesday."),
            ("Elle part mardi ", "She leaves on Tuesday "),
        ),
        (
            ("Il a voté mardi 3 mars le budget.", "He voted the budget on Tuesday, March 3, 2020."),
            ("Il a voté mardi 3 mars ", "He voted the budget on Tuesday, March 3, 2020 "),
        ),
        (("Est-ce lundi ou mardi ?", "Is it Tuesday?"), None),
        (("Il part mardi soir.", "He leaves on Tuesday evening."), None),
        (("Le mardi, il dort.", "On Tuesday he sleeps."), None),
        (("Il part mardi.", "He leaves on Wednesday."), None),
    ],
)
def test_clock_times_follow_the_only_weekday(pair: Pair, place: Pair | None) -> None:
    """Behind the weekday and its date; nothing where days differ or have their hour."""
    timed = add_time(pair, rng=Random(1))
    if place is None:
        assert timed is None
    else:
        assert timed is not None
        assert timed[0].startswith(place[0])
        assert timed[1].startswith(place[1])
        assert not re.search(r"\.\.", timed[1])


def test_clock_times_are_equal_to_the_programs_own_checks() -> None:
    """What the two languages say is the same time to the check that users see."""
    rng = Random(7)
    for _ in range(300):
        timed = add_time(("Il a voté mardi le budget.", "He voted the budget on Tuesday."), rng=rng)
        assert timed is not None
        found = compare_pair(timed)
        assert (found.missing, found.added) == ((), ()), timed
        assert found.pairs
