"""What words mean inside number phrases, and what a language says about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

#: The digits of literals; other scripts' digits are left to the text they stand in.
DIGITS = frozenset("0123456789")


class Role(Enum):
    """What a word does inside a number phrase."""

    LITERAL = auto()  # digits
    UNIT = auto()  # 1 to 9
    TEEN = auto()  # 10 to 19
    TEN = auto()  # 20, 30 … 90
    HUNDRED = auto()
    SCALE = auto()  # thousand and above
    AND = auto()
    ARTICLE = auto()  # a, an: one, at the beginning of a phrase only
    ONE = auto()  # one, un, first: like an article, or like a unit after a ten
    HALF = auto()  # demi, half
    AND_HALF = auto()  # "et demi", "and a half", read as one word
    GROUP = auto()  # dozen, quinzaine: about that many
    FRACTION = auto()  # tiers, quarters
    ALONE = auto()  # twice, both: never part of a longer phrase


@dataclass(frozen=True, slots=True)
class Word:
    """What a word means in a number phrase. An ordinal ends its phrase."""

    role: Role
    value: Fraction = Fraction(0)
    ordinal: bool = False
    plural: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the walk needs to know about a language.

    ``token`` matches digits as that language writes them, or a word; ``read_literal`` returns
    the readings of such digits, the likeliest first. ``by_twenties``: soixante-dix and
    quatre-vingts, instead of "nineteen ninety-four".
    ``magnitudes`` are short forms behind digits, case-sensitive: bn, Md, k.
    """

    lexicon: Mapping[str, Word]
    token: re.Pattern[str]
    read_literal: Callable[[str], tuple[Fraction, ...]]
    magnitudes: Mapping[str, Word]
    by_twenties: bool


def compile_token(literal: str) -> re.Pattern[str]:
    """Return the pattern of a token: a literal or a word of letters."""
    return re.compile(rf"(?:{literal})|[^\W\d_]+")


def read_digits(literal: str, *, decimal_mark: str) -> Fraction:
    """Return the value of a literal; whatever is neither digit nor decimal mark groups.

    >>> read_digits("14.000,5", decimal_mark=",")
    Fraction(28001, 2)
    """
    whole, _, decimals = literal.partition(decimal_mark)
    digits = "".join(char for char in whole if char in DIGITS)
    decimals = "".join(char for char in decimals if char in DIGITS)
    return Fraction(int(digits + decimals or "0"), 10 ** len(decimals))
