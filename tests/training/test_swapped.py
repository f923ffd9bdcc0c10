"""Nouns of word lists exchanged for those of parallel sentences."""

from __future__ import annotations

from random import Random

import pytest

from training.nouns import MAX_SEEN, MIN_SEEN, Noun, choose_english, plan, read_genders
from training.swapped import ENGLISH_SHARE, MIN_SLOT, Swapper, find_slots, iter_swapped

COMMITTEE = Noun.of("comité", "committee", "mas")
LIVER = Noun.of("foie", "liver", "mas")
EAGLE = Noun.of("aigle", "eagle", "mas")
HEN = Noun.of("poule", "hen", "fem")


@pytest.mark.parametrize(
    ("pair", "swapped"),
    [
        (("Le comité a parlé.", "The committee spoke."), ("Le foie a parlé.", "The liver spoke.")),
        (("Deux comités ici.", "Two committees here."), ("Deux foies ici.", "Two livers here.")),
        (("Un comité.", "A committee's."), ("Un foie.", "A liver's.")),
        (("Les élus de comité.", "The committee's."), None),  # behind a preposition alone
        (("Le comité du comité.", "The committee of it."), None),
        (("Le comité.", "The committee of the committee."), None),
        (("Le comité-directeur.", "The committee."), None),
        (("Le Comité a dit.", "The Committee said."), None),
    ],
)
def test_swapped_exchanges_a_noun_that_both_sides_surely_have(
    pair: tuple[str, str], swapped: tuple[str, str] | None
) -> None:
    assert Swapper([COMMITTEE], [LIVER]).swap(pair) == swapped


@pytest.mark.parametrize("noun", [EAGLE, HEN])
def test_swapped_keeps_articles_and_adjectives_right(noun: Noun) -> None:
    """Another gender or another beginning would ask for another article."""
    assert Swapper([COMMITTEE], [noun]).swap(("Le comité.", "The committee.")) is None


def test_swapped_fits_the_english_article() -> None:
    slot = Noun.of("accord", "agreement", "mas")
    swapper = Swapper([slot], [Noun.of("évier", "sink", "mas")])
    assert swapper.swap(("Un accord.", "It is an agreement.")) == ("Un évier.", "It is a sink.")


def test_swapped_writes_some_nouns_in_english_on_both_sides() -> None:
    """As a source looks in which a term stands as the glossary has it."""
    pairs = [("Le comité a parlé.", "The committee spoke.")] * 300
    swapper = Swapper([COMMITTEE], [LIVER] * 300, rng=Random(1))
    swapped = list(iter_swapped(pairs, swapper, rng=Random(2)))
    assert {target for _, target in swapped} == {"The liver spoke."}
    kept = sum(source == "Le liver a parlé." for source, _ in swapped)
    assert abs(kept / 300 - ENGLISH_SHARE) < 0.08
    assert sum(source == "Le foie a parlé." for source, _ in swapped) == 300 - kept


def test_swapped_gives_each_noun_its_sentences_and_ends() -> None:
    """Until all are used, or no sentence has a place for what is left."""
    pairs = [("Le comité a parlé.", "The committee spoke."), ("Oui.", "Yes.")]
    swapper = Swapper([COMMITTEE], [LIVER, LIVER, HEN])
    assert len(list(iter_swapped(pairs, swapper, rng=Random(1)))) == 2
    assert swapper  # the hen has found no place


def test_swapped_reads_genders_of_nouns_alone() -> None:
    lines = [
        "57000",
        "abri/S.() po:nom is:mas",
        "chèvre/S.() po:nom is:fem",
        "comédien/F+() po:nom po:adj",
        "gentilshommes/D'Q' po:nom is:mas is:pl st:gentilhomme",
        "haricot/S.() po:nom is:mas",
        "vite po:adv",
    ]
    assert read_genders(lines) == {"abri": "mas", "chèvre": "fem"}
    assert read_genders(lines, kept={"comédien"})["comédien"] == "mas"


def test_swapped_takes_the_english_that_the_text_has() -> None:
    """Where the text has the noun but none of its translations, the list means another thing."""
    pairs = [("la foire", "the fair")] * MIN_SEEN + [("un tour", "a trick")] * MIN_SEEN
    options = {"foire": ["show", "fair"], "tour": ["tower"], "évier": ["sink"]}
    assert [found[:2] for found in choose_english(options, pairs)] == [
        ("foire", "fair"),
        ("évier", "sink"),
    ]


def test_swapped_plans_more_for_common_nouns_and_none_for_known_ones() -> None:
    chosen = [("maison", "house", MAX_SEEN + 1), ("foie", "liver", 3), ("foin", "hay", 3)]
    genders = {"maison": "fem", "foie": "mas", "foin": "mas"}
    frequency = {"maison": 5.6, "foie": 4.2, "foin": 3.4}.__getitem__
    nouns = plan(chosen, genders, lacking=(), frequency=frequency, rng=Random(1))
    plain = [noun.french[0] for noun in nouns]
    twice = plan(chosen, genders, lacking={"foin"}, frequency=frequency, rng=Random(1))
    assert set(plain) == {"foie", "foin"}
    assert plain.count("foie") > plain.count("foin")
    assert sum(noun.french[0] == "foin" for noun in twice) == 2 * plain.count("foin")


def test_swapped_finds_slots_in_the_text_itself() -> None:
    pairs = [
        ("le comité dort", "the committee sleeps"),
        ("un comité noir", "a black committee"),
        ("le chat dort", "the cat sleeps"),
    ] * MIN_SLOT
    found = {noun.french[0] for noun in find_slots(pairs, {"comité": "mas", "chat": "mas"})}
    assert found == {"comité", "chat"}
