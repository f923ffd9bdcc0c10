"""Acronyms that nobody has seen, to be copied letter by letter.

The parallel text has a few hundred acronyms, each many times; a network learns those and makes
up the others (« la SNCF » came out as "CDSF"). One that stands on both sides as it is may be any
other, as long as the articles before it still fit.
"""

from __future__ import annotations

import re
from random import Random

from training.augment import Pair

#: Two capitals are too often initials or a country, seven are a word in capitals.
_ACRONYM = re.compile(r"(?<![\w.&/-])[A-Z]{3,6}(?![\w&/-]|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
#: Letters that begin and continue an acronym, about as often as French names of bodies do.
_VOWELS = "AAEIOU"
_CONSONANTS = "BCCCDDFFGHJLLMMNNPPPRRSSSTTTV"
_LETTERS = "AAAABBCCCCDDDEEEEFFFGHIIIJKLLLMMMNNNOOPPPPQRRRRSSSSSTTTTUUUVWXYZ"
_LENGTHS = (3, 3, 3, 4, 4, 4, 4, 5, 5, 6)
#: Share of a side's letters that may be capitals: headlines in capitals have no acronyms.
_MAX_CAPITALS = 0.3


def swap_acronym(pair: Pair, *, rng: Random) -> Pair | None:
    """Return the pair with another acronym; None if none stands once on each side, unchanged.

    The new one begins with a vowel where the old one does, for the sake of the articles.

    >>> swap_acronym(("L'INSEE l'a annoncé hier.", "INSEE said so yesterday."), rng=Random(1))
    ("L'OEM l'a annoncé hier.", 'OEM said so yesterday.')
    """
    if any(sum(map(str.isupper, side)) > _MAX_CAPITALS * len(side) for side in pair):
        return None
    found = [_ACRONYM.findall(side) for side in pair]
    shared = [
        name
        for name in dict.fromkeys(found[0])
        if all(side.count(name) == 1 for side in pair)
        and found[1].count(name) == 1
        and not _ROMAN.fullmatch(name)
    ]
    if not shared:
        return None
    name = rng.choice(shared)
    other = draw_acronym(rng, begins_with_vowel=name[0] in _VOWELS)
    return pair[0].replace(name, other), pair[1].replace(name, other)


def draw_acronym(rng: Random, *, begins_with_vowel: bool) -> str:
    """Return three to six capitals."""
    first = rng.choice(_VOWELS if begins_with_vowel else _CONSONANTS)
    return first + "".join(rng.choices(_LETTERS, k=rng.choice(_LENGTHS) - 1))
