"""Every common noun in three sentences, and what comes of them."""

from __future__ import annotations

from training.unknown import iter_rows, make_sentences
from translator.testing import EchoEngine


def test_unknown_nouns_stand_in_sentences_that_suit_them() -> None:
    """Article and plural are the noun's own."""
    assert make_sentences("journal", "mas")[0].startswith("Le journal est")
    assert make_sentences("poule", "fem")[1].endswith("d'une poule depuis lundi.")
    assert make_sentences("journal", "mas")[2] == "Il y avait plusieurs journaux dans la région."


def test_unknown_nouns_keep_their_rank_and_their_translations() -> None:
    """Words that are no nouns are passed over, also across batches."""
    words = [f"mot{'x' * number}" if number % 2 else "vite" for number in range(900)]
    genders = dict.fromkeys((word for word in words if word != "vite"), "mas")
    rows = list(iter_rows(words, genders, EchoEngine()))
    assert [rank for rank, _, _ in rows] == list(range(1, 900, 2))
    assert all(len(targets) == 3 and noun in targets[0] for _, noun, targets in rows)
