"""Centuries, kings and places in a row: written for the model as it can read them.

Of 40 sentences with « IXe » to « XXe siècle » the weights of November 2026 had the right century in
5, and mostly the nineteenth; with « 9e » to « 20e siècle » in all. What they know of small ordinals
are words: « la 2e chambre » was "the 2th room".
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

_OF_FIRST = r"(?:ère|re|er)s?"
_OF_OTHERS = r"(?:ième|ème|e)s?"
#: A numeral alone is the number of a king, which French and English write alike; "Ver" and "Vers"
#: are no fifth.
_ROMAN = compile_late(
    rf"(?<![\w.'-])(?P<roman>[IVXLC]+)(?P<ending>(?<=\bI){_OF_FIRST}|{_OF_OTHERS})(?![\w'])"
)
#: "XIe arrondissement" is "Arrondissement XI", and "11e arrondissement" was "11st round".
_LEFT_ROMAN = compile_late(r" arrondissements?\b")
_ARABIC = compile_late(
    rf"(?<![\w.,'-])(?P<number>\d{{1,2}})(?P<ending>{_OF_FIRST}|{_OF_OTHERS})(?![\w'])"
)
#: "Le 1er mars" is a date.
_IN_A_DATE = compile_late(r" (?:janv|févr|mars|avr|mai|juin|juil|ao[uû]t|sept|oct|nov|déc)")
_AGE = compile_late(r" (?:(?:et|ou|au|puis) (?:au |le |du )?[IVXL]+e )?(?:siècle|millénaire)")
_NAME_BEFORE = compile_late(r"[A-ZÀ-Þ][\w'-]{3,} \Z")

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_STRICT = compile_late(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\Z")
_WORDS = (
    "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième"
).split()

_ENGLISH = compile_late(r"(?<![\d.,])(\d+)(?:st|nd|rd|th)\b")


def spell_ordinals(text: str) -> str:
    """Return a French text in the model's form with ordinals that the model can read.

    >>> spell_ordinals("Au XIIe siècle, la 2e et la 12e église de Louis XIV et François Ier")
    'Au 12e siècle, la deuxième et la 12e église de Louis XIV et François I'
    >>> spell_ordinals("Vers 330 ; entre le Ier et le VIIe siècle")
    'Vers 330 ; entre le premier et le septième siècle'
    """
    return _ARABIC.sub(_spell, _ROMAN.sub(_write_arabic, text))


def _write_arabic(found: re.Match[str]) -> str:
    roman = found["roman"]
    # "Le" and "Ce" are no fiftieth and no hundredth.
    if roman in "LC" or not _STRICT.match(roman) or _LEFT_ROMAN.match(found.string, found.end()):
        return found[0]
    if roman == "I" and not _AGE.match(found.string, found.end()):
        before = found.string[: found.start()]
        return "I" if _NAME_BEFORE.search(before) else found[0]
    return f"{_read_roman(roman)}{found['ending']}"


def _read_roman(roman: str) -> int:
    values = [_VALUES[letter] for letter in roman]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


def _spell(found: re.Match[str]) -> str:
    number = int(found["number"])
    if not 1 <= number <= len(_WORDS) or _IN_A_DATE.match(found.string, found.end()):
        return found[0]
    word = _WORDS[number - 1]
    ending = found["ending"]
    if number == 1 and ending.startswith(("re", "ère")):
        word = "première"
    return f"{word}s" if ending.endswith("s") else word


def write_ordinals(target: str) -> str:
    """Return an English target whose ordinals end as English has them.

    >>> write_ordinals("On March 1th, the 12nd and the 23th")
    'On March 1st, the 12th and the 23rd'
    """
    return _ENGLISH.sub(_write_ending, target)


def _write_ending(found: re.Match[str]) -> str:
    number = int(found[1])
    if 11 <= number % 100 <= 13:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
