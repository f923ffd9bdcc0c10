"""Variants with rare content: numbers in words, unknown names."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import pytest

from training.augment import Pair
from training.characters import find_base
from training.rare import (
    MIN_NAMES,
    add_rare,
    find_name,
    round_number,
    spell_number,
    swap_name,
    write_foreign,
)
from training.spelled import spell_english, spell_french
from translator.checks.english_numbers import ENGLISH
from translator.checks.french_numbers import FRENCH
from translator.checks.numerals import iter_numerals


@pytest.mark.parametrize(("spell", "language"), [(spell_french, FRENCH), (spell_english, ENGLISH)])
def test_rare_number_words_are_read_as_what_they_were_made_of(spell, language) -> None:
    """The program's own reading of number words finds every number again, as one phrase."""
    for number in (*range(2, 1000), *range(1000, 1_000_000, 7919)):
        (numeral,) = iter_numerals(f"{spell(number)} .", language)
        assert (numeral.start, numeral.values[0]) == (0, Fraction(number)), spell(number)


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (
            ("Il y a 97 salariés.", "There are 97 employees."),
            ("Il y a quatre-vingt-dix-sept salariés.", "There are ninety-seven employees."),
        ),
        (
            ("22 navires sont partis.", "22 ships left."),
            ("Vingt-deux navires sont partis.", "Twenty-two ships left."),
        ),
    ],
)
def test_rare_numbers_are_spelled_on_both_sides(pair: Pair, expected: Pair) -> None:
    """A counting number becomes words, with a capital where a sentence begins."""
    assert spell_number(pair) == expected


@pytest.mark.parametrize(
    "pair",
    [
        ("Il a 1,250 euros.", "He has 1,250 euros."),
        ("Une hausse de 12 %.", "A rise of 12%."),
        ("Le 12 mai.", "On 12 May."),
        ("Le 12 mai.", "On May 12."),
        ("Il a Windows 10.", "He has Windows 10."),
        ("La motion no 85 est rejetée.", "Motion No. 85 is lost."),
        ("Il y a 4 ou 5 bateaux.", "There are 4 or 5 boats."),
        ("Il a 12 bateaux.", "He has twelve boats."),
        ("Il part à 12 h 30.", "He leaves at 12:30."),
    ],
)
def test_rare_numbers_that_count_nothing_are_left_alone(pair: Pair) -> None:
    """Dates, sums, shares, names and pairs of numbers stay digits."""
    assert spell_number(pair) is None


def test_rare_names_are_swapped_on_both_sides() -> None:
    """The new name stands in both languages, made of what the other names offer."""
    pair = ("C'est ce que dit M. Dupont.", "So says Mr Dupont.")
    name = find_name(pair)
    assert name == "Dupont"
    for seed in range(20):
        source, target = swap_name(pair, name, others=["Quillivic", "Morvan"], rng=Random(seed))
        new = source.removeprefix("C'est ce que dit M. ").removesuffix(".")
        assert target == f"So says Mr {new}."
        assert new != "Dupont"
        assert new[0].isupper()
        assert new[1:].islower()


@pytest.mark.parametrize(
    "pair",
    [
        ("Le maire de Londres parle.", "The mayor of London speaks."),
        ("M. Dupont répond à M. Dupont.", "Mr Dupont answers Mr Dupont."),
        ("La France gagne.", "France wins."),
        ("C'est la Commission qui paie.", "The Commission pays."),
    ],
)
def test_rare_names_need_one_place_on_either_side(pair: Pair) -> None:
    """A translated, repeated or untitled name is not taken."""
    assert find_name(pair) is None


def test_rare_pairs_stay_and_variants_follow() -> None:
    """All pairs come out as they went in and in their order, with variants between them."""
    pairs = [
        (
            f"M. D{'a' * number}pont a {number} bateaux.",
            f"Mr D{'a' * number}pont has {number} boats.",
        )
        for number in range(2, MIN_NAMES + 3)
    ]
    found = list(add_rare(pairs, rng=Random(1)))
    place = iter(found)
    assert all(pair in place for pair in pairs)
    assert 2 * len(pairs) < len(found) < 5 * len(pairs)


@pytest.mark.parametrize(
    ("pair", "shape"),
    [
        (
            ("Il y avait 60 manifestants.", "There were 60 demonstrators."),
            (
                r"Il y avait une? \w+ de manifestants\.",
                r"There were (about|some) .+ demonstrators\.",
            ),
        ),
        (
            ("60 élèves sont venus.", "60 pupils came."),
            (r"Une? \w+ d'élèves sont venus\.", r"(About|Some) .+ pupils came\."),
        ),
        (("Les 60 élèves sont venus.", "The 60 pupils came."), None),
        (("Il a 60 ans.", "He is 60 years old."), None),
        (("Il en a 60.", "He has 60 of them."), None),
    ],
)
def test_rare_numbers_become_about_so_many(pair: Pair, shape: Pair | None) -> None:
    """Only where the noun follows at once and no article counts exactly."""
    for seed in range(10):
        found = round_number(pair, rng=Random(seed))
        if shape is None:
            assert found is None
        else:
            assert found is not None
            assert all(re.fullmatch(*sides) for sides in zip(shape, found, strict=True)), found


def test_write_foreign_keeps_the_name_readable() -> None:
    """One or two letters differ, each from the plain one by its mark alone; capitals stay."""
    for seed in range(200):
        name = write_foreign("Mzcyrel", rng=Random(seed))
        differing = [
            (plain, letter)
            for plain, letter in zip("Mzcyrel", name, strict=True)
            if plain != letter
        ]
        assert 1 <= len(differing) <= 2
        assert all(find_base(letter) == plain for plain, letter in differing)
        assert name[0].isupper()


def test_swap_name_teaches_letters_that_french_lacks() -> None:
    """A third of the names put in another's place have such a letter, and both sides the same."""
    pair = ("C'est ce que dit M. Dupont.", "So says Mr Dupont.")
    made = [swap_name(pair, "Dupont", others=["Morvan"], rng=Random(seed)) for seed in range(300)]
    foreign = [one for one in made if not one[0].isascii()]
    assert 0.25 < len(foreign) / len(made) < 0.45
    assert all(french.split()[-1] == english.split()[-1] for french, english in made)
