"""Sums of money in words, for models that have no sign of a currency among their pieces.

A sign that a vocabulary lacks is lost on the way: « 206 € » comes back as "206". The word is in
every vocabulary, and English has it as well: "206 euros".
"""

from __future__ import annotations

import re

_NAMES = {"€": "euro", "$": "dollar", "£": "livre sterling"}
_UNITS = {"M": "million", "Md": "milliard", "Mds": "milliard", "Mrd": "milliard"}
#: A number in the model's form (14,000.50 or 12,5), and what newspapers write behind it.
_SUM = re.compile(
    r"(?<![\w.,])(?P<number>\d[\d,.]*)"
    r"(?: ?(?P<letters>k|Mds?|Mrd|M)| (?P<word>millions?|milliards?))?"
    r" ?(?P<sign>[€$£])(?![\w€$£])"
)
_BELOW_TWO = re.compile(r"[01](?:[,.]\d{1,2})?")


def spell_currencies(text: str) -> str:
    """Return a French text in the model's form with words in place of signs behind numbers.

    >>> spell_currencies("Le pont coûte 3,5 M€, le péage 2 €.")
    "Le pont coûte 3,5 millions d'euros, le péage 2 euros."
    >>> spell_currencies("12 milliards $ ou 12 k€")
    '12 milliards de dollars ou 12,000 euros'
    """
    return _SUM.sub(_spell, text)


def _spell(found: re.Match[str]) -> str:
    number, letters, name = found["number"], found["letters"], _NAMES[found["sign"]]
    if letters == "k":
        if not number.isdecimal():
            return found[0]
        number, letters = f"{number},000", None
    # French has a plural from two on: 1,50 euro.
    ending = "" if _BELOW_TWO.fullmatch(number) else "s"
    names = f"{name}s" if name != "livre sterling" else "livres sterling"
    unit = found["word"] or (_UNITS[letters] + ending if letters else "")
    if not unit:
        return f"{number} {names if ending else name}"
    return f"{number} {unit} d'{names}" if name == "euro" else f"{number} {unit} de {names}"
