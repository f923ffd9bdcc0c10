"""Surnames that a model is not given, and the author's in their place again."""

from __future__ import annotations

import pytest

from translator.decoding.surnames import StandIn, Surnames, show_surnames


def hide_last(*sentences: str) -> str:
    surnames = Surnames()
    return [surnames.hide(sentence)[0] for sentence in sentences][-1]


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("Sophie Noël est venue.", "Sophie Martin est venue."),
        ("Hier, M. Bienvenu a démissionné.", "Hier, M. Martin a démissionné."),
        ("Le juge a entendu Me Toussaint.", "Le juge a entendu Me Martin."),
        ("Selon Mme Mercier et le Dr House", "Selon Mme Martin et le Dr Watson"),
        ("Mme Anne Le Goff et Paul Roy", "Mme Anne Martin et Paul Watson"),
        ("Jean Paul Gaultier, Jean-Noël Pommier", "Jean Paul Martin, Jean-Noël Watson"),
        # The same surname has the same stand-in, and one of the text's own is none.
        ("Anne Roy et Paul Roy", "Anne Martin et Paul Martin"),
        ("Anne Roy et la famille Martin", "Anne Watson et la famille Martin"),
    ],
)
def test_what_stands_behind_a_given_name_or_a_title_is_a_surname(
    sentence: str, hidden: str
) -> None:
    assert hide_last(sentence) == hidden


@pytest.mark.parametrize(
    "sentence",
    [
        "Noël approche.",
        "Le roi Louis XIV et le pape Jean Paul II",
        "Charles de Gaulle",
        "Paul PSG",
        # English writes these otherwise.
        "M. Loukachenko et M. Choïgou",
        "Écrire à M.Roy, à Anne@example.fr ou à Anne.Roy@example.fr.",
    ],
)
def test_other_words_stay(sentence: str) -> None:
    assert hide_last(sentence) == sentence


@pytest.mark.parametrize(
    ("sentence", "hidden"),
    [
        ("Mercier a ri.", "Martin a ri."),
        ("Selon Mercier, tout va bien.", "Selon Martin, tout va bien."),
        ("La maison de Mercier", "La maison de Martin"),
        # A holiday and an adjective have the same letters.
        ("La foire de Noël", "La foire de Noël"),
        ("Selon Noël, tout va bien.", "Selon Martin, tout va bien."),
        ("Noël n'a rien dit.", "Martin n'a rien dit."),
        ("Petit à petit, il avance.", "Petit à petit, il avance."),
        ("Petit s'est tu.", "Martin s'est tu."),
        ("Le Petit Prince", "Le Petit Prince"),
    ],
)
def test_a_surname_is_known_by_itself_from_then_on(sentence: str, hidden: str) -> None:
    before = "Anne Noël, Luc Petit et Jeanne Mercier sont venus."
    assert hide_last(sentence) == sentence
    assert hide_last(before, sentence) == hidden


def test_what_a_user_wants_otherwise_stays() -> None:
    text, stand_ins = Surnames().hide("Anne Noël et Paul Roy", may_hide=lambda name: name == "Roy")
    assert (text, stand_ins) == ("Anne Noël et Paul Martin", (StandIn("Martin", "Roy"),))


def test_more_surnames_than_stand_ins_leave_the_last_ones() -> None:
    names = "Roy Petit Blanc Merle Renard Loup Caron Barbier Fabre Collin".split()
    text, stand_ins = Surnames().hide(", ".join(f"Paul {name}" for name in names))
    assert text.endswith("Paul Fabre, Paul Collin")
    assert [item.surname for item in stand_ins] == names[:8]
    assert show_surnames(text, stand_ins) == ", ".join(f"Paul {name}" for name in names)


def test_a_stand_in_that_the_model_took_into_a_word_is_not_shown() -> None:
    stand_ins = (StandIn("Martin", "Aun"),)
    assert show_surnames("The Martinlies said", stand_ins) == "The Aunlies said"
    assert (
        show_surnames("Martin, the Martins, Martinique", stand_ins) == "Aun, the Auns, Martinique"
    )
