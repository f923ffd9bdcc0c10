"""Words counted out of parallel text, acronyms nobody has seen, pairs that read like news."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import numpy as np
import pytest

from training.acronyms import draw_acronym, swap_acronym
from training.dataset import open_store, write_store
from training.select import MIN_TOKENS, select
from training.words import count_pairs, iter_labels

SIZE = 40
END = 0


def test_words_belong_together_only_where_each_is_the_other_s_best() -> None:
    lines = [
        ("Le coût du pain monte.", "The cost of bread rises."),
        ("Le coût du lait baisse.", "The cost of milk falls."),
        ("Le prix du pain baisse.", "The price of bread falls."),
    ]
    found = {(french, english) for french, english, _ in count_pairs(lines * 12)}
    assert {("coût", "cost"), ("pain", "bread"), ("baisse", "falls"), ("prix", "price")} <= found
    assert len({french for french, _ in found}) == len(found)


def test_words_are_labels_of_their_own_and_articles_are_none() -> None:
    rare = [(f"le mot{letter}x est là", f"the word{letter}y is here") for letter in "abcdefgh"]
    common = [(f"les {'k' * n}", f"the {'z' * n}") for n in range(3, 160)]
    labels = list(iter_labels(rare * 12 + common * 100))
    assert ("motax", "worday") in labels
    assert ("Motax", "Worday") in labels
    assert all(french.lower() != "les" for french, _ in labels)


def test_words_of_a_few_lines_are_chance() -> None:
    assert not list(count_pairs([("le chat dort", "the cat sleeps")] * 5))
    assert not list(count_pairs([]))


@pytest.mark.parametrize(
    "pair",
    [
        ("La SNCF et la SNCF.", "SNCF and the company said so."),  # twice on one side
        ("Louis XIV l'a dit un jour.", "Louis XIV said so one day."),
        ("L'OTAN l'a dit hier matin.", "NATO said so yesterday morning."),
        ("LA SNCF LE DIT", "THE SNCF SAYS SO"),
        ("Un Boeing AB-SNCF part ce soir.", "A Boeing AB-SNCF leaves tonight."),
    ],
)
def test_acronyms_that_are_none_or_differ_stay(pair) -> None:
    assert swap_acronym(pair, rng=Random(0)) is None


def test_acronyms_change_on_both_sides_and_keep_their_articles() -> None:
    pair = ("L'INSEE et la SNCF l'ont dit hier.", "INSEE and the SNCF said so yesterday.")
    seen = set()
    for number in range(200):
        source, target = swap_acronym(pair, rng=Random(number))
        names = re.findall(r"[A-Z]{3,}", source)
        assert re.findall(r"[A-Z]{3,}", target) == names
        assert names[0][0] in "AEIOU"
        assert names[1][0] not in "AEIOU"
        seen.update(names)
    assert len(seen) > 150  # others each time


def test_acronyms_have_three_to_six_letters() -> None:
    lengths = {len(draw_acronym(Random(n), begins_with_vowel=n % 2 == 0)) for n in range(300)}
    assert lengths == {3, 4, 5, 6}


def _write(directory: Path, name: str, sides: list[list[int]]) -> None:
    ids = [np.array([*side, END], np.uint16) for side in sides]
    write_store(
        directory,
        name,
        tokens=ids,
        lengths=[np.array([len(side) for side in ids], np.int64)],
    )


def test_select_finds_the_pairs_that_read_like_the_domain(tmp_path: Path) -> None:
    """Of a pool made of two languages of pieces, the half that the domain speaks is chosen."""
    rng = Random(0)

    def speak(first: int) -> list[int]:
        return [rng.randrange(first, first + 19) for _ in range(12)]

    _write(tmp_path, "news", [speak(20) for _ in range(200)])
    mixed = [side for n in range(100) for side in [speak(20 if n % 2 else 1) for _ in "st"]]
    _write(tmp_path, "web", mixed)
    # Of the domain's language, but too short to say so.
    _write(tmp_path, "hansard", [[20] * (MIN_TOKENS - 2)] * 20)
    near = select(tmp_path, domain=["news"], pool=["web", "hansard"], share=0.4, size=SIZE)
    assert len(near) == 44  # of 110
    assert near.count_lengths().min() == 13
    assert all(side[0] >= 20 for index in range(len(near)) for side in near.get_pair(index))
    assert len(open_store(tmp_path, "near")) == len(near)
