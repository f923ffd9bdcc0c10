"""Cleaning of parallel text."""

from __future__ import annotations

import pytest

from training.clean import find_fault, make_key, repair_pair

GOOD = "Le maire a promis une école neuve avant la rentrée."


@pytest.mark.parametrize(
    ("source", "target", "fault"),
    [
        (GOOD, "The mayor promised a new school before the autumn.", None),
        ("Oui.", "Yes.", None),
        ("Il est né au XIXe siècle.", "He was born in the 19th century.", None),
        ("", "Nothing.", "empty"),
        ("a" * 1_001, "b" * 1_001, "long"),
        ("Non.", "That is not at all what the mayor of the town said.", "ratio"),
        ("Notre ami Jean Martin", "Notre ami Jean Martin", "copied"),
        ("12 / 34 - 56", "12/34-56", "letters"),
        ("Il dit привет à tous.", "He says hello to all.", "script"),
        ("Voir http://exemple.org ici", "See the example which is here", "url"),
        ("En 2011, il a vendu 40 vaches.", "In 2012 he sold 50 cows.", "numbers"),
        ("The mayor was in the town with the men", GOOD, "source language"),
        (GOOD, "Le maire est dans la ville avec ses amis", "target language"),
    ],
)
def test_clean_find_fault_names_the_rule_broken(
    source: str, target: str, fault: str | None
) -> None:
    """A pair is refused by the first rule it breaks, and a good one by none."""
    assert find_fault(source, target) == fault


def test_clean_repair_pair_closes_elisions() -> None:
    """A space after an elision or before a genitive s goes; one after a quotation stays."""
    repaired = repair_pair("L' accord 'dit' qu' il vient", "The group' s 'new' plan")
    assert repaired == ("L'accord 'dit' qu'il vient", "The group's 'new' plan")


def test_clean_make_key_ignores_typography() -> None:
    """Case, accents, spaces and punctuation make no difference to a key; letters do."""
    assert make_key("« L’ÉTÉ », 2012") == make_key("l'ete 2012")
    assert make_key("l'ete 2012") != make_key("l'ete 2013")
