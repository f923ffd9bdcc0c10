"""The tables of French words and names and what English makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.lexicon import (
    Counts,
    count_case,
    count_pairs,
    cover,
    read_names,
    select_names,
    select_words,
)

#: Enough other sentences for a word to be rare among them.
OTHERS = [(f"Voilà {word}.", f"Here {word}.") for word in ("Aa", "Bb", "Cc", "Dd", "Ee")] * 400


def count(pairs: list[tuple[str, str]]) -> Counts:
    counts = Counts()
    count_case(counts, pairs)
    count_pairs(counts, pairs)
    return counts


def test_cover_takes_the_fewest_words_that_explain_most() -> None:
    """A word that adds nothing to the ones chosen is left out."""
    texts = ["house big", "house", "house", "home", "home big", "hut"]
    sides = [frozenset(text.split()) for text in texts]
    chosen, share = cover(sides, {"house", "home", "big", "hut"})
    assert chosen == ("house", "home")
    assert share == pytest.approx(5 / 6)


def test_select_words_lists_traces_and_common_words() -> None:
    """A frequent word gets its English beginnings, a rare one stands alone."""
    pairs = [("une maison", "a house"), ("la maison", "the home")] * 20
    pairs += [("un tableau", "a painting")] * 8
    words = {word: (tenths, stems) for word, tenths, stems in select_words(count(pairs + OTHERS))}
    assert words["maison"] == (9, ("home", "house"))
    assert words["tableau"] == (0, ())


def test_select_names_lists_only_what_english_does_not_copy() -> None:
    """A copied name is no exonym; a freely translated one is marked as not to be asked for."""
    pairs = [("Voilà Londres.", "Here London.")] * 8
    pairs += [("Voilà Paris.", "Here Paris.")] * 8
    pairs += [("Voilà Matignon.", f"Here {word}.") for word in "abcdefgh"]
    names = dict(select_names(count(pairs + OTHERS), {"chine": {"china"}}))
    assert names == {"chine": ("china",), "londres": ("london",), "matignon": ("*",)}


def test_read_names_keeps_pairs_spelled_differently(tmp_path: Path) -> None:
    """What both languages write alike, and what is no name, is not listed."""
    path = tmp_path / "names.tsv"
    path.write_text(
        "Londres\tLondon\nParis\tParis\nanglais\tEnglish\npomme\tapple\n", encoding="utf-8"
    )
    assert read_names(path) == {"londres": {"london"}, "anglais": {"english"}}
