"""French abbreviations in full for the model, which takes many of them for other words.

« sept. 2014 » came out as "seven. 2014", « vol. 2 » as "flight. 2", « 3 000 hab. » as "3,000 habed"
and « 250 p. » as "250%". Only what has one meaning where it stands is spelled; what the model
copies well (art., M., Dr, etc.) stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from translator.patterns import compile_late
from translator.text.casing import capitalize_first

_MONTHS = {
    "janv": "janvier",
    "févr": "février",
    "fév": "février",
    "avr": "avril",
    "juill": "juillet",
    "juil": "juillet",
    "sept": "septembre",
    "oct": "octobre",
    "nov": "novembre",
    "déc": "décembre",
}
_WEEKDAYS = {
    "lun": "lundi",
    "mar": "mardi",
    "mer": "mercredi",
    "jeu": "jeudi",
    "ven": "vendredi",
    "sam": "samedi",
    "dim": "dimanche",
}
_MONTH, _DAY = "|".join(_MONTHS), "|".join(_WEEKDAYS)
_DATE = rf" \d{{1,2}}(?:er)? (?:mars|mai|juin|ao[uû]t|{_MONTH})"
#: "De janv. à déc.": between words of a span, not at the end of a sentence.
_BETWEEN, _GOES_ON = "(?:(?<=de )|(?<=[tà] ))", r"\.(?= (?-i:[a-zà]))"
_CHRIST = r"J\. ?-? ?C\."

#: Pattern and what it is in full, of several by what they are in short; of two that begin at the
#: same place the first one is taken.
_SPELLINGS: tuple[tuple[str, str | Mapping[str, str]], ...] = (
    # Beside a figure, in a span of months, or with no other meaning.
    (
        rf"(?:{_MONTH})\.(?= \d)|(?:(?<=\d )|(?<=1er ))(?:{_MONTH})\."
        rf"|{_BETWEEN}(?:{_MONTH}){_GOES_ON}",
        _MONTHS,
    ),
    (
        rf"(?:{_DAY})\.(?={_DATE})|(?<=du )(?:{_DAY})\.(?= au (?:{_DAY})\.)"
        rf"|(?<=du \w\w\w\. au )(?:{_DAY})\.",
        _WEEKDAYS,
    ),
    # What English says the model copies, and "before Jésus-Christ" is none.
    (rf"(?:av\.|avant) (?:{_CHRIST}|Jésus-Christ)", "BC"),
    (rf"(?:apr?\.|après) {_CHRIST}", "AD"),
    (r"(?<=[IVX]e )s\.", "siècle"),
    (r"(?<=\de )ét\.", "étage"),
    (r"av\.(?= (?:de |du |des |d'|(?-i:[A-ZÀ-Þ])(?!\. ?-? ?C)))", "avenue"),
    (r"(?<=\d )hab\. ?/ ?(?=km)", "habitants par "),
    (r"(?<=\d )hab\.", "habitants"),
    (r"pers\.", "personnes"),
    (r"env\.(?= \d)", "environ"),
    (r"(?<=au )max\.", "maximum"),
    (r"(?:par |p\. ?)ex\.", "par exemple"),
    (r"c\. ?-? ?à ?-? ?d\.", "c'est-à-dire"),
    (r"cf\.", "voir"),
    (r"vol\.(?= [\dIVX])", "volume"),
    (r"chap\.(?= [\dIVX])", "chapitre"),
    (r"pp\.(?= ?\d)", "pages"),
    (r"p\.(?= ?\d)", "page"),
    (r"(?<=\d )p\.", "pages"),
    (r"art\.(?= (?:\d|[LRD]\.))", "article"),
    (r"tél\.", "téléphone"),
    (r"rens\.(?= (?:au |: |\d))", "renseignements"),
    (r"(?-i:[Cc]dt)(?= (?-i:[A-ZÀ-Þ]))", "commandant"),
    (r"(?-i:[Pp]r)(?= (?-i:[A-ZÀ-Þ]))", "professeur"),
)
_ANY = compile_late(
    # What no abbreviation looks like is passed over at once.
    r"(?<![\w./@-])(?=[a-zà-ÿ]{1,6}(?:\.| ex\.| J[.é])|cdt |pr )(?:"
    + "|".join(rf"(?P<s{number}>{pattern})" for number, (pattern, _) in enumerate(_SPELLINGS))
    + ")",
    re.IGNORECASE,
)
#: « 1 250 €/mois » was "€1,250/m."; signs of currencies are words by now.
_RATE = compile_late(
    r"\b(?P<unit>euros?|dollars?|francs?|fois|heures?|jours?|litres?|tonnes?|km|kg|h|m3) ?/ ?"
    r"(?P<per>an|mois|semaine|jour|nuit|heure|personne|habitant|kilo|litre|tonne|enfant)(?![\w/])"
)
#: Capitals in short, and small letters in full, where no sentence begins.
_RANKS = frozenset({"commandant", "professeur"})
_ENDS_SENTENCE = compile_late(r"[\"' ]*\Z")


def spell_abbreviations(text: str) -> str:
    """Return a French text in the model's form with abbreviations in full.

    >>> spell_abbreviations("En sept. 2014, la ville a 3,000 hab. (cf. p. 31).")
    'En septembre 2014, la ville a 3,000 habitants (voir page 31).'
    >>> spell_abbreviations("La ville a env. 3,000 hab.")
    'La ville a environ 3,000 habitants.'
    >>> spell_abbreviations("1,250 euros/mois")
    '1,250 euros par mois'
    """
    return _RATE.sub(r"\g<unit> par \g<per>", _ANY.sub(_spell, text))


def _spell(found: re.Match[str]) -> str:
    full = _SPELLINGS[int(str(found.lastgroup)[1:])][1]
    if not isinstance(full, str):
        full = full[found[0].lower().removesuffix(".")]
    is_capital = found[0][0].isupper() and (full not in _RANKS or not found.start())
    if is_capital and full[0].islower():
        full = capitalize_first(full)
    # The last full stop of a sentence is its own, too.
    ends = found[0].endswith(".") and _ENDS_SENTENCE.match(found.string, found.end())
    return f"{full}." if ends else full
