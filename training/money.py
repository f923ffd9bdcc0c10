"""Sums of money as newspapers write them, and sums in words turned into such.

Parliaments say « 12 millions d'euros »; newspapers write 12 M€ and 3,50 €. The parallel text has
hardly a sign of a currency, and a network that never learned to write one leaves it out.
"""

from __future__ import annotations

import re
from random import Random

from training.augment import Pair

_UNITS = {"million": "million", "millions": "million", "milliard": "billion"}
_UNITS["milliards"] = "billion"
#: French letters for a million and a billion before a sign.
_LETTERS = {"million": ("M",), "billion": ("Md", "Mds")}
_SIGNS = {"euros": "€", "dollars": "$", "livres": "£"}
#: A number as it stands after normalization: 1,250 · 1,250.50 · 12,5 in French, 12.5 in English.
_FRENCH_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:,\d{1,2})?"
_ENGLISH_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{1,2})?"
_FRENCH = re.compile(
    rf"(?<![\w.,])({_FRENCH_NUMBER})(?: (millions?|milliards?) d(?:'|e ))? ?"
    r"(euros|dollars|livres)\b(?! (?:américain|canadien|australien|par litre))"
)
_ENGLISH = re.compile(
    r"(?<![\w.,])(?:"
    rf"(?:EUR ?|€ ?|\$ ?|£ ?)({_ENGLISH_NUMBER})(?: (million|billion)\b)?"
    rf"|({_ENGLISH_NUMBER})(?: (million|billion))? (?:euros?|dollars?|pounds?)\b)"
)
_PATTERNS = (_FRENCH, _ENGLISH)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


def write_sign(pair: Pair, *, rng: Random) -> Pair | None:
    """Return the pair with another sum and signs; None if not one sum stands on each side.

    The sum is drawn anew, so that the digits are copied and not known.

    >>> pair = ("Le pont coûte 12 millions d'euros.", "The bridge costs EUR 12 million.")
    >>> write_sign(pair, rng=Random(2))
    ('Le pont coûte 8,15M€.', 'The bridge costs €8.15 million.')
    """
    found = [list(pattern.finditer(side)) for pattern, side in zip(_PATTERNS, pair, strict=True)]
    if [len(matches) for matches in found] != [1, 1]:
        return None
    (french,), (english,) = found
    unit = _UNITS.get(french[2] or "", "")
    if unit != (english[2] or english[4] or ""):
        return None
    if _to_plain(french[1]) != _to_plain(english[1] or english[3]):
        return None
    source, target = draw_sum(rng, unit=unit, sign=_SIGNS[french[3]])
    return (
        pair[0][: french.start()] + source + pair[0][french.end() :],
        pair[1][: english.start()] + target + pair[1][english.end() :],
    )


def _to_plain(number: str) -> str:
    # 1,250 has groups in both languages; 12,5 is French for 12.5.
    return number.replace(",", "") if _GROUPED.match(number) else number.replace(",", ".")


def draw_sum(rng: Random, *, unit: str, sign: str) -> Pair:
    """Return a sum as either language writes it: 3,5 M€ and €3.5 million.

    Args:
        unit: "million", "billion" or nothing.
    """
    french, english = draw_number(rng, large=not unit)
    if not unit:
        gap = rng.choice((" ", " ", " ", ""))
        return f"{french}{gap}{sign}", f"{sign}{english}"
    letters = rng.choice(_LETTERS[unit])
    word = {"million": "millions", "billion": "milliards"}[unit]
    forms = (f"{french} {letters}{sign}", f"{french} {letters}{sign}", f"{french}{letters}{sign}")
    return rng.choice([*forms, f"{french} {word} {sign}"]), f"{sign}{english} {unit}"


def draw_number(rng: Random, *, large: bool) -> Pair:
    """Return a number in the model's form of either language.

    Args:
        large: whether it may have thousands.
    """
    kind = rng.random()
    if large and kind < 0.5:
        number = rng.choice((1, 10, 100)) * rng.randint(1000, 9999)
        return f"{number:,}", f"{number:,}"
    if kind < 0.75:
        number = rng.choice((rng.randint(2, 99), rng.randint(100, 999)))
        return str(number), str(number)
    whole, part = (
        rng.randint(1, 99),
        rng.choice((f"{rng.randint(1, 9)}", f"{rng.randint(5, 99):02}")),
    )
    return f"{whole},{part}", f"{whole}.{part}"
