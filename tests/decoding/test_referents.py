"""Who or what a sentence names."""

from __future__ import annotations

import pytest

from translator.decoding.referents import Kind, find_referents, load_words

PERSON, THING, UNKNOWN = Kind.PERSON, Kind.THING, Kind.UNKNOWN


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Le vieux maire de Brest a parlé.", [(PERSON, "m", False)]),
        ("L'association aide un boulanger.", [(THING, "f", False), (PERSON, "m", False)]),
        ("Elle la connaît et l'a vue.", []),
        ("Sans le dire, il part.", []),
        ("La semaine dernière, à la fin", []),
        ("Le Belge a gagné, la France aussi.", [(UNKNOWN, "m", False), (THING, "f", False)]),
        ("Selon Mme Anne de La Tour, tout va.", [(PERSON, "f", True)]),
        ("Google a racheté la société Nest.", [(UNKNOWN, "", False), (THING, "f", False)]),
        ("Jean-Yves Roy habite rue Jean Moulin.", [(PERSON, "m", False)]),
        ("Ursula von der Leyen est arrivée.", [(PERSON, "f", False)]),
        ("La critique est unanime.", [(THING, "f", False)]),
        ("Le critique est sévère.", [(PERSON, "m", False)]),
        ("Les maires des villes", []),
    ],
)
def test_noun_phrases_are_persons_or_things(text: str, named: list[tuple[Kind, str, bool]]) -> None:
    """By their nouns, titles and given names, with what stands before them."""
    found = [(it.kind, it.gender, it.is_governed) for it in find_referents(text)]
    assert found == named


def test_the_lists_do_not_contradict_each_other() -> None:
    """Nobody has two genders there, and no person is a turn of phrase."""
    assert not load_words("men") & load_words("women")
    assert not load_words("persons") & load_words("idle")
    persons = load_words("persons")
    assert not {word for word in persons if f"{word}/m" in persons or f"{word}/f" in persons}
