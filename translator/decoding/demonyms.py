"""Adjectives of French towns and regions, written for the model as the places they are made of.

« Un club brestois » was "a Brazilian club", « rémois » "kidnapping", « nantais » "native" and
« vendéen » "soldier": newspapers of the regions have such a word in every article, and parallel
text hardly any. « Un club de Brest » is what a model reads well, and English says no more.
"""

from __future__ import annotations

import re
from functools import cache

from translator.installed import read_installed_rows
from translator.patterns import compile_late
from translator.text.casing import capitalize_first

#: A word in small letters behind a noun, another adjective or « et ».
_BEHIND = compile_late(
    r"(?:(?<=[^\W\d_] )|(?<=[^\W\d_], ))[a-zà-ÿœ]+(?:-(?:d')?[a-zà-ÿœ]+)*(?![\w'-])"
)
_LAST_WORD = compile_late(r"[^\W\d_]+(?=,? \Z)")
_LOOK_BACK = 24  # characters: the longest of the words below, and a comma
#: Behind these it is no adjective of a noun: « le lyonnais », « très marseillais ».
_NO_NOUN = frozenset(
    "le la les un une des du de en au aux ce cet cette ces mon ma mes ton ta tes son sa ses notre "
    "nos votre vos leur leurs à très plus moins bien trop si tout toute aussi assez peu pas plutôt "
    "typiquement purement exclusivement".split()
)
#: Dishes and what else is named after a place that it need not be from.
_NAMED_AFTER = frozenset(
    "bœuf crème escalope fondue gratin méthode quiche salade sauce tarte tripes".split()
)
#: Clubs that have the adjective in their names: English calls them by the town.
_CLUB = compile_late(
    r"(?P<before>\b(?:[Ll]e|[Dd]u|[Aa]u|[Dd]e l'|[Àà] l'|[Ll]') ?)(?:Stade|Olympique) "
    r"(?P<word>[a-zà-ÿ-]+)\b"
)
_BEFORE_TOWN = {"le": "", "l'": "", "du": "de ", "de l'": "de ", "au": "à ", "à l'": "à "}
#: « Lyonnais d'origine ».
_OF_BIRTH = compile_late(r" (?:d'origine|d'adoption|de naissance|de souche)\b")
_IRREGULAR = {"valaisan": "valaisanne"}


def spell_demonyms(text: str) -> str:
    """Return a French text in the model's form with places instead of their adjectives.

    >>> spell_demonyms("Les élus nantais et rennais, une équipe lyonnaise")
    'Les élus de Nantes et de Rennes, une équipe de Lyon'
    >>> spell_demonyms("Le Stade rennais, une salade niçoise, un accent très marseillais")
    'Rennes, une salade niçoise, un accent très marseillais'
    >>> spell_demonyms("Au Stade toulousain, on connaît le Stade rennais")
    'À Toulouse, on connaît Rennes'
    """
    return _BEHIND.sub(_spell, _CLUB.sub(_spell_club, text))


def _spell(match: re.Match[str]) -> str:
    place = load_demonyms().get(match[0])
    if place is None or _OF_BIRTH.match(match.string, match.end()):
        return match[0]
    found = _LAST_WORD.search(match.string[max(0, match.start() - _LOOK_BACK) : match.start()])
    before = found[0].lower() if found else ""
    if before in _NO_NOUN or before in _NAMED_AFTER:
        return match[0]
    # As English writes it, and without an elision: of « d'Angers » and « de l'Hérault » the model
    # makes "Engers" and "Horault".
    return f"de {place}"


def _spell_club(match: re.Match[str]) -> str:
    place = load_demonyms().get(match["word"])
    if place is None:
        return match[0]
    before = match["before"].strip()
    town = _BEFORE_TOWN[before.lower()] + place
    return capitalize_first(town) if before[0].isupper() else town


@cache
def load_demonyms() -> dict[str, str]:
    """Return what English calls a place, by every form of its adjective.

    >>> [load_demonyms()[form] for form in ("lyonnaises", "tourangelle", "cévenols")]
    ['Lyon', 'Tours', 'the Cévennes']
    """
    places: dict[str, str] = {}
    for masculine, place in read_installed_rows("decoding", "demonyms.tsv"):
        places.update(dict.fromkeys(_list_forms(masculine), place))
    return places


def _list_forms(masculine: str) -> list[str]:
    if masculine.endswith("eau"):
        feminine = masculine.removesuffix("eau") + "elle"
    elif masculine.endswith("e"):
        feminine = masculine
    else:
        doubled = masculine.endswith(("ien", "éen", "on"))
        feminine = _IRREGULAR.get(masculine, masculine + ("ne" if doubled else "e"))
    plural = "" if masculine.endswith("s") else "x" if masculine.endswith("eau") else "s"
    return [masculine, masculine + plural, feminine, feminine + "s"]
