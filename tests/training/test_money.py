"""Variants with the sign of a currency, and asides behind sentences."""

from __future__ import annotations

from random import Random

import pytest
from paired_mentions import compare_pair

from training.asides import add_aside
from training.augment import Pair
from training.money import write_sign


def differs(pair: Pair) -> bool:
    """Whether the program's own checks find a number or an address on one side only."""
    found = compare_pair(pair)
    return bool(found.missing or found.added)


@pytest.mark.parametrize(
    ("pair", "signs"),
    [
        (("Le pont coûte 1,250 euros.", "The bridge costs 1,250 euros."), "€"),
        (("Il doit 12,5 millions d'euros.", "He owes EUR 12.5 million."), "€"),
        (("Une dette de 3 milliards de dollars.", "A debt of $3 billion."), "$"),
        (("Il gagne 90 livres.", "He earns 90 pounds."), "£"),
    ],
)
def test_money_in_words_becomes_a_sum_with_a_sign(pair: Pair, signs: str) -> None:
    """Both sides name one new sum, the same to the checks that users see."""
    for seed in range(40):
        found = write_sign(pair, rng=Random(seed))
        assert found is not None
        assert all(side.count(signs) == 1 for side in found), found
        assert not differs(found), found


@pytest.mark.parametrize(
    "pair",
    [
        ("Il a lu 12 livres.", "He read 12 books."),
        ("Il doit 12 millions d'euros.", "He owes EUR 12 billion."),
        ("Il doit 12 euros.", "He owes 13 euros."),
        ("De 12 euros à 13 euros.", "From 12 euros to 13 euros."),
        ("Il doit de l'argent.", "He owes money."),
    ],
)
def test_money_needs_one_equal_sum_on_either_side(pair: Pair) -> None:
    """Books, other sums, two sums and none are left alone."""
    assert write_sign(pair, rng=Random(1)) is None


def test_asides_say_the_same_in_both_languages() -> None:
    """The brackets of both sides hold equal sums, addresses, numbers and units."""
    pair = ("Le pont est fermé.", "The bridge is closed.")
    kinds = set()
    for seed in range(300):
        found = add_aside(pair, rng=Random(seed))
        assert found is not None
        kinds |= {sign for sign in "€@/°:(" if sign in found[0]}
        assert not differs(found), found
    assert kinds == set("€@/°:(")


@pytest.mark.parametrize(
    "pair",
    [
        ("Le pont est fermé", "The bridge is closed."),
        ("Le pont est fermé (encore).", "The bridge is closed (again)."),
        ("Le pont...", "The bridge..."),
    ],
)
def test_asides_stand_before_a_full_stop_only(pair: Pair) -> None:
    """Sentences that end otherwise or have brackets stay as they are."""
    assert add_aside(pair, rng=Random(1)) is None
