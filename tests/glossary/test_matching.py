"""Terms are found where they stand, in whatever form, and nowhere else."""

from __future__ import annotations

import time

import pytest

from translator.glossary.english import find_occurrences, fit_article, make_plural
from translator.glossary.judging import judge_terms
from translator.glossary.matching import Glossary
from translator.types import Term


def make_glossary(**terms: str) -> Glossary:
    """Return a glossary; an underscore is a space."""
    return Glossary([Term(source=key.replace("_", " "), target=terms[key]) for key in terms])


def find(text: str, *terms: str) -> list[str]:
    glossary = Glossary([Term(source=term, target="x") for term in terms])
    return [text[use.start : use.end] for use in glossary.find(text)]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("taxe foncière", "La taxe foncière, les Taxes\u202ffoncières.", 2),
        ("chaudière", "L’entretien des chaudières", 1),
        ("eau", "l'eau, l’eau, EAU", 3),
        ("eau", "le bureau, l'eau-de-vie, eaux", 1),
        ("journal", "un journal, des journaux", 2),
        ("bureau", "le bureau, les bureaux", 2),
        ("conseiller municipal", "les conseillers municipaux", 1),
        ("aide sociale", "Aides sociales", 1),
        ("élu", "les élues", 1),
        ("port", "ouvrir la porte du port, les ports", 2),
        ("chef d'équipe", "les chefs d’équipe", 1),
        ("TVA", "La TVA, pas la tva", 1),
        ("iPhone", "Un iPhone, un IPhone", 1),
        ("Nord", "au nord", 1),
        ("porte", "le porte-parole ouvre cette porte-ci", 1),
        ("Peut-être", "peut‑être", 1),
        ("tva", "Voir https://exemple.fr/tva sur la TVA", 1),
        ("cafe\u0301", "un café", 0),
    ],
)
def test_matching_finds_a_term_in_its_forms(term: str, text: str, found: int) -> None:
    """Whole words, with their endings, in the reader's typography and in the model's."""
    assert len(find(text, term)) == found


def test_matching_prefers_the_longer_of_two_terms() -> None:
    """And takes the shorter one where it stands alone."""
    found = find("La taxe foncière et la taxe.", "taxe", "taxe foncière", "foncière")
    assert found == ["taxe foncière", "taxe"]


def test_matching_does_not_look_at_every_term_at_every_word() -> None:
    """Ten thousand terms are no slower than ten, up to a factor; a regular expression would be."""
    text = "La commune a voté la taxe foncière. " * 100
    terms = [Term(source=f"mot{number} rare", target="x") for number in range(10_000)]
    glossary = Glossary([*terms, Term(source="taxe foncière", target="property tax")])
    started = time.process_time()
    assert len(glossary.find(text)) == 100
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("la taxe foncière", "property tax"),
        ("les taxes foncières", "property taxes"),
        ("les chefs d'État", "heads of state"),
        ("les PME", "SMEs"),
        ("les Oranges", "Oranges"),
    ],
)
def test_matching_adapts_the_number(source: str, wanted: str) -> None:
    """A plural asks for a plural; what is kept stays as the article has it."""
    glossary = make_glossary(
        taxe_foncière="property tax", PME="SMEs", Orange="", **{"chef_d'État": "head of state"}
    )
    (use,) = glossary.find(source)
    assert use.wanted == wanted


@pytest.mark.parametrize(
    ("term", "target", "honoured"),
    [
        ("property tax", "Property taxes rose.", True),
        ("property tax", "The property-tax's rise", True),
        ("city", "two cities", True),
        ("chairwoman", "two chairwomen", True),
        ("boiler", "the boilers’ noise", True),
        ("boiler", "a boilermaker", False),
        ("tax", "the syntax", False),
        ("court’s ruling", "the court's rulings", True),
    ],
)
def test_judging_allows_for_english_endings(term: str, target: str, honoured: bool) -> None:
    glossary = make_glossary(chaudière=term)
    (use,) = judge_terms("La chaudière.", target, glossary)
    assert use.honoured is honoured


def test_judging_lets_no_words_serve_two_terms() -> None:
    """The "tax" of "property tax" is not the translation of « taxe »."""
    glossary = make_glossary(taxe="tax", taxe_foncière="property tax")
    source = "La taxe et la taxe foncière."
    both = judge_terms(source, "The tax and the property tax.", glossary)
    one = judge_terms(source, "The levy and the property tax.", glossary)
    assert [use.honoured for use in both] == [True, True]
    assert [use.honoured for use in one] == [False, True]


def test_judging_of_what_is_kept() -> None:
    """As the glossary writes it, or as the article does."""
    glossary = make_glossary(gîte_rural="")
    for target, honoured in (("the gîtes ruraux", True), ("a Gîte rural", True), ("a home", False)):
        (use,) = judge_terms("les gîtes ruraux", target, glossary)
        assert use.honoured is honoured, target


def test_english_forms() -> None:
    """Plurals that grammar makes by rule, by list, and not at all."""
    words = ("tax", "key", "policy", "watch", "woman", "housing", "series", "NATO", "X-ray")
    plurals = "taxes keys policies watches women housing series NATO X-ray".split()
    assert [make_plural(word) for word in words] == plurals
    assert make_plural("tax on built land") == "tax on built land"
    assert find_occurrences("one man", "one man, two; one-men") == [(0, 7), (14, 21)]
    assert [fit_article("It is an ", word) for word in ("unit", "unhappy man", "hour")] == [
        "It is a ",
        "It is an ",
        "It is an ",
    ]
    assert fit_article("The ", "unit") == "The "
