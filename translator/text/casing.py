"""Letter case of headlines: translation models hardly know texts in capitals.

A headline in capitals is lowered to sentence case for the model, which has seen little else,
and its translation is raised again. Case once lost cannot be known for certain: acronyms and
common place names are recognized by lists, other names go to the model in small letters.
"""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Acronyms that could be read as words; those without a vowel need no list.
_ACRONYMS = frozenset(
    """
    AFP AG AOC APL ARS ARTE BCE BEI CAC CAF CEA CEDH CEE CEI CFE CIA CIO CNIL COP CPE CPI CRIF CRS
    CSA CSG DGSE DGSI EADS EDF ENA EPO ETA FAO FARC FBI FED FIA FIFA FIV FMI FN FO FSU HEC HLM IA
    IBM IGN IGPN INA INED INRA INSEE INSERM IRSN ISF IUT IVG LCI LFI LGV LR MEDEF NASA NBA OGM OIT
    OL OLP OM OMC OMS ONG ONU OPA OPEP OSCE OTAN OUA PACA PIB PMA PME PMI PMU PS RATP RER RFI RN
    RSA RTE SAMU SARL SDF SNCF TF TVA UDI UE UEFA UMP UNEF UNESCO UNICEF URSS USA VIH VTC ZAD ZEP
    """.split()
)
#: Names common in headlines. Multi-word names are made of their parts.
_NAMES = frozenset(
    """
    Afghanistan Afrique Algérie Allemagne Alsace Amérique Angleterre Arménie Asie Athènes Australie
    Autriche Belgique Berlin Bordeaux Brésil Bretagne Bruxelles Bulgarie Californie Canada Chine
    Chirac Colombie Corée Corse Croatie Cuba Danemark Dijon Écosse Égypte Espagne Estonie États-Unis
    Europe Finlande France Genève Géorgie Grèce Grenoble Haïti Hollande Hongrie Inde Irak Iran
    Irlande Islande Israël Italie Japon Jérusalem Kiev Liban Libye Lille Lituanie Londres Luxembourg
    Lyon Macron Madrid Mali Maroc Marseille Mexique Montpellier Moscou Nantes Nice Norvège
    Normandie Obama Palestine Paris Pékin Pologne Portugal Poutine Québec Rennes Rome Rouen Roumanie
    Royaume-Uni Russie Sarkozy Sénégal Serbie Strasbourg Suède Suisse Syrie Tchad Toulouse Toulon
    Trump Tunisie Turquie Ukraine Varsovie Venezuela Vienne Vietnam Washington
    """.split()
)
#: Numerals that are also French words.
_NOT_NUMERALS = frozenset("DIX MIX MI DI LI MIL VIL CL CD".split())

_CASED_LETTER = compile_late(r"[^\W\d_]")
_WORD = compile_late(r"[^\W\d_](?:[\w-]*\w)?")
#: What a text begins with if it begins with a word: quotation marks, brackets and dashes aside.
#: A word that a dot joins to another is an address.
_FIRST_WORD = compile_late(r"[\s\"'“”‘(\[—–-]*+([^\W\d_][\w-]*+)(?!\.\w)")
_ADDRESS = compile_late(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_ROMAN = compile_late(r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ORDINAL = compile_late(r"([IVXLC]+)(ER?|RE|ÈME|EME|E)")
_MODEL_NAME = compile_late(r"[A-Z]{1,2}\d{1,3}")  # A380, G20
_VOWEL = compile_late(r"[AEIOUYÀ-ÖØ-ÞŒ]")
_SENTENCE_END = compile_late(r"[.!?…](?:\s?[»”\"])?\s+[«“\"(\s]*\Z|\A\W*\Z")

#: Share of capitals among the letters above which a text is in capitals.
_MIN_CAPITAL_SHARE = 0.7
#: A shorter text in capitals is taken for an acronym or an exclamation.
_MIN_LETTERS = 6


def is_all_caps(text: str) -> bool:
    """Tell whether a text is set in capitals: a headline, not an acronym or two.

    >>> [is_all_caps(text) for text in ("GRÈVE À LA SNCF", "SNCF-RATP", "L’OTAN hésite")]
    [True, False, False]
    """
    letters = _CASED_LETTER.findall(text)
    capitals = sum(map(str.isupper, letters))
    if len(letters) < _MIN_LETTERS or capitals <= _MIN_CAPITAL_SHARE * len(letters):
        return False
    parts = [part for word in _WORD.findall(text) for part in word.split("-")]
    return any(len(part) > 1 and part.isupper() and not _is_acronym(part) for part in parts)


def to_sentence_case(text: str) -> str:
    """Return a text in capitals as a model knows it: small letters, but for acronyms and names.

    >>> to_sentence_case("L’OTAN ET LA FRANCE AU XXIE SIÈCLE")
    'L’OTAN et la France au XXIe siècle'
    """
    parts: list[str] = []
    end = 0
    for word in _WORD.finditer(text):
        parts += [text[end : word.start()], _recase_word(text, word)]
        end = word.end()
    return "".join([*parts, text[end:]])


def capitalize_first(text: str) -> str:
    """Return a text whose first character is a capital; the others stay as they are.

    >>> capitalize_first("the UN said no")
    'The UN said no'
    """
    return text[:1].upper() + text[1:]


def to_all_caps(target: str) -> str:
    """Raise a translation to capitals, but for the addresses in it.

    >>> to_all_caps("The eﬃcient façade: www.example.org")
    'THE EFFICIENT FAÇADE: www.example.org'
    """
    parts: list[str] = []
    end = 0
    for address in _ADDRESS.finditer(target):
        parts += [target[end : address.start()].upper(), address[0]]
        end = address.end()
    return "".join([*parts, target[end:].upper()])


def begin_like(source: str, target: str) -> str:
    """Return a translation with a capital where it begins if its source begins with one.

    Words with a capital inside, addresses and words of the source keep their form.

    >>> begin_like("Le chômage a baissé.", "unemployment fell.")
    'Unemployment fell.'
    >>> begin_like("L'iPhone coûte cher.", "iPhone prices are high.")
    'iPhone prices are high.'
    """
    begins, first = _FIRST_WORD.match(source), _FIRST_WORD.match(target)
    if begins is None or first is None or not begins[1][0].isupper():
        return target
    word = first[1]
    place = first.start(1)
    if not word.islower() or word in _WORD.findall(source) or _ADDRESS.match(target, place):
        return target
    return target[:place] + target[place].upper() + target[place + 1 :]


def _recase_word(text: str, match: re.Match[str]) -> str:
    word = match[0]
    if not word.isupper():
        return word
    following = text[match.end() : match.end() + 1]
    if len(word) == 1 and following == ".":
        return word  # M. DUPONT, J. R. DUPONT, U.S.A.
    lowered = _NAME_BY_CAPITALS.get(word) or "-".join(map(_recase_part, word.split("-")))
    if word.startswith(("SAINT-", "SAINTE-")):
        lowered = word.title()
    begins = _SENTENCE_END.search(text, max(0, match.start() - 8), match.start()) is not None
    return capitalize_first(lowered) if begins else lowered


def _recase_part(part: str) -> str:
    ordinal = _ORDINAL.fullmatch(part)
    if ordinal and _is_numeral(ordinal[1]) and len(part) > 2:
        return ordinal[1] + ordinal[2].lower()
    if _is_acronym(part) or _MODEL_NAME.fullmatch(part):
        return part
    return _NAME_BY_CAPITALS.get(part, part.lower())


def _is_acronym(word: str) -> bool:
    if word in _ACRONYMS or _is_numeral(word):
        return True
    return 2 <= len(word) <= 5 and not _VOWEL.search(word)


def _is_numeral(word: str) -> bool:
    if len(word) == 1:
        return word in "IVX"
    return _ROMAN.fullmatch(word) is not None and word not in _NOT_NUMERALS


_NAME_BY_CAPITALS = {name.upper(): name for name in _NAMES}
