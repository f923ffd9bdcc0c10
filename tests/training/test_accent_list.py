"""The list of words whose accents may be put back."""

from __future__ import annotations

from collections import Counter

from training.accents import count_words, select_words


def test_a_word_is_listed_where_its_letters_are_nothing_else() -> None:
    """« marché » is « marche » otherwise, « élevé » and « élève » are two, « café » is English."""
    french = Counter(
        {"déçu": 40, "marché": 90, "marche": 30, "élève": 50, "élevé": 50, "café": 40, "rôdé": 2}
    )
    assert select_words(french, Counter({"cafe": 12})) == ["déçu"]


def test_slips_of_the_text_do_not_count() -> None:
    """A few authors forgot the accent; one of a hundred wrote another word."""
    french = Counter({"très": 4_000, "tres": 3, "trés": 2})
    assert select_words(french, Counter({"tres": 1})) == ["très"]
    assert select_words(french | Counter({"tres": 400}), Counter()) == []


def test_letters_of_a_name_are_no_slip() -> None:
    """At the beginning of a sentence nothing else would tell Denis from « dénis »."""
    french = Counter({"dénis": 40, "déçus": 40, "Denis": 9, "Decus": 1})
    assert select_words(french, Counter()) == ["déçus"]


def test_names_and_parts_of_words_are_not_counted() -> None:
    """Only whole words in small letters say how a word is written."""
    french, english = count_words(
        [("Émile a été là-bas avec Andre : l'été", "Emile has been there")]
    )
    assert french == {"avec": 1, "été": 2, "Andre": 1}
    assert english == {"has": 1, "been": 1, "there": 1}
