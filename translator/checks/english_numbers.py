"""Numbers as English writes them: 14,000, 3.5, 21st, seventy-seven, two and a half million."""

from __future__ import annotations

from fractions import Fraction

from translator.checks.number_words import Language, Role, Word, compile_token, read_digits

_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEEN_ORDINALS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_GROUPS = {"dozen": 12, "decade": 10, "score": 20}
_ALONE = {"twice": 2, "double": 2, "both": 2, "couple": 2, "pair": 2, "triple": 3, "thrice": 3}
_ALONE |= {"once": 1, "firstly": 1, "secondly": 2, "thirdly": 3, "single": 1}
_ALONE |= {"zero": 0, "nil": 0, "doubled": 2, "tripled": 3, "fortnight": 15}


def _build_lexicon() -> dict[str, Word]:
    lexicon = {
        "a": Word(Role.ARTICLE, Fraction(1)),
        "an": Word(Role.ARTICLE, Fraction(1)),
        "one": Word(Role.ONE, Fraction(1)),
        "first": Word(Role.ONE, Fraction(1), ordinal=True),
        "and": Word(Role.AND),
        "half": Word(Role.HALF, Fraction(1, 2)),
        "quarter": Word(Role.FRACTION, Fraction(1, 4)),
        "quarters": Word(Role.FRACTION, Fraction(1, 4)),
        "hundred": Word(Role.HUNDRED, Fraction(100), plural=True),
        "hundreds": Word(Role.HUNDRED, Fraction(100), plural=True),
        "hundredth": Word(Role.HUNDRED, Fraction(100), ordinal=True),
        "thousandth": Word(Role.SCALE, Fraction(1000), ordinal=True),
    }
    for words, ordinals, role, values in (
        (_UNITS, _ORDINALS, Role.UNIT, range(2, 10)),
        (_TEENS, _TEEN_ORDINALS, Role.TEEN, range(10, 20)),
        (_TENS, [word[:-1] + "ieth" for word in _TENS], Role.TEN, range(20, 100, 10)),
    ):
        for word, ordinal, n in zip(words, ordinals, values, strict=True):
            lexicon[word] = Word(role, Fraction(n))
            lexicon[ordinal] = Word(role, Fraction(n), ordinal=True)
            lexicon[ordinal + "s"] = Word(role, Fraction(n), ordinal=True, plural=True)
    # The counter of a stopwatch far more often than half of a half.
    del lexicon["seconds"]
    for word, n in _SCALES.items():
        lexicon[word] = lexicon[word + "s"] = Word(Role.SCALE, Fraction(n), plural=True)
    for word, n in _GROUPS.items():
        lexicon[word] = lexicon[word + "s"] = Word(Role.GROUP, Fraction(n))
    return lexicon | {word: Word(Role.ALONE, Fraction(n)) for word, n in _ALONE.items()}


def _read_literal(text: str) -> tuple[Fraction, ...]:
    """Return the value of digits in English; a comma without a group of three is a decimal one.

    >>> [str(_read_literal(text)[0]) for text in ("14,000.5", "3,5", "14.000", "14 000")]
    ['28001/2', '7/2', '14', '14000']
    """
    pieces = text.split(",")
    if len(pieces) == 2 and len(pieces[1]) != 3 and "." not in text:
        return (read_digits(text, decimal_mark=","),)
    return (read_digits(text, decimal_mark="."),)


_LITERAL = (
    r"[0-9]{1,3}(?:([ ,])[0-9]{3})(?:\1[0-9]{3}){0,5}(?![0-9])(?:\.[0-9]{1,18})?"
    r"|[0-9]+(?:[.,][0-9]{1,18})?"
)
_THOUSAND = Word(Role.SCALE, Fraction(10**3))
_MILLION = Word(Role.SCALE, Fraction(10**6))
_BILLION = Word(Role.SCALE, Fraction(10**9))
_TRILLION = Word(Role.SCALE, Fraction(10**12))

ENGLISH = Language(
    lexicon=_build_lexicon(),
    token=compile_token(_LITERAL),
    read_literal=_read_literal,
    magnitudes={
        **dict.fromkeys(("k", "K"), _THOUSAND),
        **dict.fromkeys(("m", "M", "mn", "mln"), _MILLION),
        **dict.fromkeys(("b", "B", "bn", "bln"), _BILLION),
        **dict.fromkeys(("tn", "trn", "T"), _TRILLION),
    },
    by_twenties=False,
)
