"""What words become, from pairs of sentences."""

from __future__ import annotations

import itertools

from training.traces import Counts, Explained, count_pairs, explain, select_words, strike_off

VERBS = [("achète", "buys"), ("voit", "sees"), ("peint", "paints"), ("lave", "washes")]
NOUNS = [("bateau", "boat"), ("cheval", "horse"), ("jardin", "garden"), ("piano", "piano")]
PEOPLE = [("Anne", "Anne"), ("Luc", "Luc"), ("elle", "she"), ("lui", "he"), ("Ida", "Ida")]


def make_pairs() -> list[tuple[str, str]]:
    """Return eighty sentences in which all goes with all."""
    return [
        (f"Et {who[0]} {verb[0]} le {noun[0]}.", f"And {who[1]} {verb[1]} the {noun[1]}.")
        for who, verb, noun in itertools.product(PEOPLE, VERBS, NOUNS)
    ]


def count(pairs: list[tuple[str, str]]) -> Counts:
    counts = Counts()
    # Words are rare beside all others of a language.
    others = [("Rien de cela.", "Nothing of it.") for _ in range(2000)]
    count_pairs(counts, [*pairs, *others])
    return counts


def test_traces_table_has_the_english_of_a_word() -> None:
    assert explain(count(make_pairs()), "bateau") == Explained("boat", ("boat",), 1.0)


def test_traces_table_has_several_where_people_choose() -> None:
    """Both are a trace, and each is enough."""
    pairs = [
        (source, target.replace("boat", "ship") if number % 3 else target)
        for number, (source, target) in enumerate(make_pairs())
    ]
    found = explain(count(pairs), "bateau")
    assert set(found.stems) == {"boat", "ship"}
    assert found.coverage == 1.0
    assert found.word == "ship"  # two of three say so


def test_traces_table_leaves_out_what_is_often_left_out() -> None:
    """A word that people drop is no sign of a mistake."""
    pairs = [
        (source, "Nothing of it." if "bateau" in source and number % 3 else target)
        for number, (source, target) in enumerate(make_pairs())
    ]
    words = select_words(count(pairs))
    assert "bateau" not in words
    assert words["cheval"].stems == ("horse",)


def test_traces_table_shares_the_english_of_a_words_forms() -> None:
    pairs = make_pairs()
    plural = [
        (source.replace("bateau", "bateaux"), target.replace("boat", "ships"))
        for source, target in pairs
    ]
    words = select_words(count([*pairs, *plural]))
    assert words["bateau"].stems == words["bateaux"].stems == ("boat", "ships")
    assert (words["bateau"].word, words["bateaux"].word) == ("boat", "ships")


def test_traces_table_has_no_names_and_no_quantities() -> None:
    """Other checks know of them."""
    pairs = [
        (source.replace("le bateau", "douze euros"), target.replace("the boat", "twelve euros"))
        for source, target in make_pairs()
    ]
    words = select_words(count([*pairs, *make_pairs()]))
    assert {"douze", "euros", "anne"}.isdisjoint(words)
    assert "bateau" in words


def test_traces_table_strikes_off_what_a_program_says_otherwise() -> None:
    words = {
        "bateau": Explained("boat", ("boat",), 1.0),
        "cheval": Explained("horse", ("horse",), 1.0),
    }
    pairs = [("Le bateau et le cheval.", "The vessel and the horse.")] * 3
    assert list(strike_off(words, pairs)) == ["bateau"]
    assert list(strike_off(words, pairs[:1])) == []
