"""Numbers as French writes them: 14 000, 3,5, 1er, XXIe, soixante-dix-sept, une quinzaine."""

from __future__ import annotations

from fractions import Fraction

from translator.checks.number_words import Language, Role, Word, compile_token, read_digits

_UNITS = ("deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
_TEENS = {"dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15}
_TEENS |= {"seize": 16}
_TENS = {"vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50}
_TENS |= {"soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90}
_ORDINALS = {
    "deuxième": 2,
    "second": 2,
    "seconde": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
}
_TEEN_ORDINALS = {"dixième": 10, "onzième": 11, "douzième": 12, "treizième": 13}
_TEEN_ORDINALS |= {"quatorzième": 14, "quinzième": 15, "seizième": 16}
_TEN_ORDINALS = {"vingtième": 20, "trentième": 30, "quarantième": 40, "cinquantième": 50}
_TEN_ORDINALS |= {"soixantième": 60}
_SCALES = {"millier": 10**3, "million": 10**6, "milliard": 10**9}
_SCALES |= {"billion": 10**12, "trillion": 10**18}
_GROUPS = {"huitaine": 8, "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20}
_GROUPS |= {"trentaine": 30, "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60}
_GROUPS |= {"centaine": 100, "décennie": 10}
_FRACTIONS = {"moitié": 2, "tiers": 3, "quart": 4, "quarts": 4}
_ALONE = {"premier": 1, "première": 1, "premiers": 1, "premières": 1, "double": 2, "triple": 3}
_ALONE |= {"doubles": 2, "triples": 3, "zéro": 0, "deuxièmement": 2, "troisièmement": 3}


def _build_lexicon() -> dict[str, Word]:
    lexicon = {
        "un": Word(Role.ONE, Fraction(1)),
        "une": Word(Role.ONE, Fraction(1)),
        "unième": Word(Role.ONE, Fraction(1), ordinal=True),
        "et": Word(Role.AND),
        "demi": Word(Role.HALF, Fraction(1, 2)),
        "demie": Word(Role.HALF, Fraction(1, 2)),
        "cent": Word(Role.HUNDRED, Fraction(100)),
        "cents": Word(Role.HUNDRED, Fraction(100), plural=True),
        "centième": Word(Role.HUNDRED, Fraction(100), ordinal=True),
        "mille": Word(Role.SCALE, Fraction(1000)),
        "milles": Word(Role.SCALE, Fraction(1000), plural=True),
        "millième": Word(Role.SCALE, Fraction(1000), ordinal=True),
    }
    lexicon |= {word: Word(Role.UNIT, Fraction(n)) for n, word in enumerate(_UNITS, 2)}
    lexicon |= {word: Word(Role.TEEN, Fraction(n)) for word, n in _TEENS.items()}
    lexicon |= {word: Word(Role.TEN, Fraction(n)) for word, n in _TENS.items()}
    lexicon |= {word: Word(Role.GROUP, Fraction(n)) for word, n in _GROUPS.items()}
    lexicon |= {word + "s": Word(Role.GROUP, Fraction(n)) for word, n in _GROUPS.items()}
    lexicon |= {word: Word(Role.FRACTION, Fraction(1, n)) for word, n in _FRACTIONS.items()}
    lexicon |= {word: Word(Role.ALONE, Fraction(n)) for word, n in _ALONE.items()}
    for word, n in _SCALES.items():
        lexicon[word] = Word(Role.SCALE, Fraction(n))
        lexicon[word + "s"] = Word(Role.SCALE, Fraction(n), plural=True)
    for role, ordinals in (
        (Role.UNIT, _ORDINALS),
        (Role.TEEN, _TEEN_ORDINALS),
        (Role.TEN, _TEN_ORDINALS),
    ):
        for word, n in ordinals.items():
            lexicon[word] = Word(role, Fraction(n), ordinal=True)
            lexicon[word + "s"] = Word(role, Fraction(n), ordinal=True, plural=True)
    del lexicon["secondes"]  # of a minute, far more often than the second ones
    return lexicon


def _read_literal(text: str) -> tuple[Fraction, ...]:
    """Return the readings of digits in French: 1.234 may be a thousand or a decimal.

    >>> [str(value) for value in _read_literal("14 000,5")]
    ['28001/2']
    >>> [str(value) for value in _read_literal("1.234")]
    ['1234', '617/500']
    """
    if "," in text and "." in text:
        return (read_digits(text, decimal_mark=max(",.", key=text.rindex)),)
    mark = "," if "," in text else "."
    pieces = text.split(mark)
    if len(pieces) == 1 or " " in text or "'" in text:
        return (read_digits(text, decimal_mark=mark),)
    if len(pieces) > 2:
        return (read_digits(text, decimal_mark=";"),)
    decimal = read_digits(text, decimal_mark=mark)
    if len(pieces[1]) != 3 or len(pieces[0]) > 3 or pieces[0].startswith("0"):
        return (decimal,)
    grouped = read_digits(text, decimal_mark=";")
    if pieces[1] == "000":
        return (grouped,)
    return (decimal, grouped) if mark == "," else (grouped, decimal)


#: Groups of three behind a space, a point or an apostrophe (Switzerland); a text already in
#: model form has commas. At most six groups: longer rows are lists or telephone numbers.
_LITERAL = (
    r"[0-9]{1,3}(?:[ '][0-9]{3}){1,6}(?![0-9])(?:[.,][0-9]{1,9})?"
    r"|[0-9]{1,3}(?:([.,])[0-9]{3})(?:\1[0-9]{3}){1,5}(?![0-9])(?:[.,][0-9]{1,9})?"
    r"|[0-9]{1,3}\.[0-9]{3},[0-9]{1,9}"
    r"|[0-9]+(?:[.,][0-9]{1,18})?"
)

FRENCH = Language(
    lexicon=_build_lexicon(),
    token=compile_token(_LITERAL),
    read_literal=_read_literal,
    magnitudes={
        "k": Word(Role.SCALE, Fraction(10**3)),
        "M": Word(Role.SCALE, Fraction(10**6)),
        "Md": Word(Role.SCALE, Fraction(10**9)),
        "Mds": Word(Role.SCALE, Fraction(10**9)),
        "Mrd": Word(Role.SCALE, Fraction(10**9)),
        "Mrds": Word(Role.SCALE, Fraction(10**9)),
    },
    by_twenties=True,
)
