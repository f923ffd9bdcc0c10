"""Sums of money in words for the model, and with their signs again for the reader.

A sign that a vocabulary lacks is lost on the way: « 206 € » comes back as "206". The word is in
every vocabulary. What comes back is "206 euros" in one sentence and "EUR 206" in the next; where
the author wrote the sign, the reader gets it as English writes it.
"""

from __future__ import annotations

import re
from functools import partial

from translator.patterns import compile_late

_NAMES = {"€": "euro", "$": "dollar", "£": "livre sterling"}
_UNITS = {"M": "million", "Md": "milliard", "Mds": "milliard", "Mrd": "milliard"}
#: A number in the model's form (14,000.50 or 12,5), and what newspapers write behind it.
_SUM = compile_late(
    r"(?<![\w.,])(?P<number>\d(?:[\d,.]*\d)?)"
    r"(?: ?(?P<letters>k|Mds?|Mrd|M)| (?P<word>millions?|milliards?))?"
    r" ?(?P<sign>[€$£])(?![\w€$£])"
)
#: What English says for each, in letters before the number and in words behind it.
_ENGLISH = {"€": ("EUR", "euros?"), "$": ("USD", "dollars?"), "£": ("GBP", "pounds?(?: sterling)?")}
#: A number whose partner has no sign: "50 to 60 euros" stays, for "50 to €60" is no English.
_SHARED = compile_late(r"\d(?: (?:to|and|or|-)|-) ?\Z")
#: A sign in front and a word behind: the word is the source's.
_DOUBLED = compile_late(
    r"(?<![\w€$£])[€$£] ?(?P<sum>\d[\d.,]*(?: (?:million|billion|trillion))?"
    r" (?:euros|dollars|pounds|francs|yen)\b)"
)
#: What parallel text of the Union writes for euros, and newspapers hardly ever.
_CODED = compile_late(r"(?<![\w€$£])EUR ?(?=\d)")
_DECIMAL_COMMA = compile_late(r"(\d+),(\d{1,2})")
_BELOW_TWO = compile_late(r"[01](?:[,.]\d{1,2})?")


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


def find_signs(text: str) -> tuple[tuple[str, str], ...]:
    """Return the sums that a French text in the model's form writes with a sign.

    >>> find_signs("Le pont coûte 3,5 M€, le péage 14,000 $.")
    (('3.5', '€'), ('14,000', '$'))
    """
    return tuple((_write_number(found), found["sign"]) for found in _SUM.finditer(text))


def _write_number(found: re.Match[str]) -> str:
    number = found["number"].rstrip(".,")
    if decimal := _DECIMAL_COMMA.fullmatch(number):
        number = f"{decimal[1]}.{decimal[2]}"
    return f"{number},000" if found["letters"] == "k" and number.isdecimal() else number


def write_signs(target: str, signs: tuple[tuple[str, str], ...]) -> str:
    """Return an English target with the sums that are among ``signs`` written with them.

    >>> write_signs("It costs EUR 3.5 million, the toll 2 euros.", (("3.5", "€"), ("2", "€")))
    'It costs €3.5 million, the toll €2.'
    >>> write_signs("A loss of $850,000 euros a day", ())
    'A loss of 850,000 euros a day'
    """
    target = _DOUBLED.sub(r"\g<sum>", target)
    for number, sign in dict.fromkeys(signs):
        code, name = _ENGLISH[sign]
        target = re.sub(
            rf"(?P<code>\b{code} ?)?(?<![\d.,{sign}]){re.escape(number)}(?![\d])(?![.,]\d)"
            rf"(?P<unit> (?:million|billion|trillion))?(?P<name>[ -]{name}\b)?",
            partial(_write_sign, sign=sign, number=number),
            target,
        )
    return target


def write_euros(source: str, target: str) -> str:
    """Return an English target with the sign of the euro for the code that its source has not.

    >>> write_euros("une amende de 500 euros", "a fine of EUR 500")
    'a fine of €500'
    """
    return target if "EUR" in source else _CODED.sub("€", target)


def _write_sign(found: re.Match[str], *, sign: str, number: str) -> str:
    is_named = bool(found["code"] or found["name"])
    is_shared = not found["code"] and _SHARED.search(found.string, 0, found.start())
    if not is_named or is_shared:
        return found[0]
    return f"{sign}{number}{found['unit'] or ''}"
