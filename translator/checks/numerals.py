"""Reads number phrases, in digits, in words or mixed, with one grammar for both languages.

French "trois millions cinq cent mille", English "3.5 million" and "three and a half million"
are the same walk over tokens with another lexicon. A library for spelled numbers (text2num
3.1) was tried: it reads words well but leaves "1,5 million", "un million et demi", "deux
tiers" and "une quinzaine" apart, and does not say where a number stood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number phrase with its readings, the likeliest first.

    ``multiplier`` is its last scale word (1 where there is none). ``spelled``: no digit in it.
    ``vague``: an article, a fraction, "a dozen", "thousands": no exact count.
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    multiplier: Fraction
    spelled: bool
    vague: bool
    ordinal: bool


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    word: Word


_GAPS = frozenset({"", " ", "-"})
_DIGITS = frozenset("0123456789")
_ONES = (Role.ONE, Role.ARTICLE)


def compile_token(literal: str) -> re.Pattern[str]:
    """Return the pattern of a token: a literal or a word of letters."""
    return re.compile(rf"(?:{literal})|[^\W\d_]+")


def read_digits(literal: str, *, decimal_mark: str) -> Fraction:
    """Return the value of a literal; whatever is neither digit nor decimal mark groups.

    >>> read_digits("14.000,5", decimal_mark=",")
    Fraction(28001, 2)
    """
    whole, _, decimals = literal.partition(decimal_mark)
    digits = "".join(char for char in whole if char in _DIGITS)
    decimals = "".join(char for char in decimals if char in _DIGITS)
    return Fraction(int(digits + decimals or "0"), 10 ** len(decimals))


def iter_numerals(text: str, language: Language) -> Iterator[Numeral]:
    """Yield the number phrases of a prepared text, left to right, without overlap."""
    run: list[_Token] = []
    for token in _iter_tokens(text, language):
        if run and text[run[-1].end : token.start] not in _GAPS:
            yield from _parse_run(run, language)
            run = []
        run.append(token)
    yield from _parse_run(run, language)


def _iter_tokens(text: str, language: Language) -> Iterator[_Token]:
    for match in language.token.finditer(text):
        content, start = match[0], match.start()
        if content[0] in _DIGITS:
            word: Word | None = Word(Role.LITERAL)
        else:
            word = language.lexicon.get(content.lower())
            if word is None and content in language.magnitudes:
                before = text[start - 1 : start].strip() or text[start - 2 : start - 1]
                word = language.magnitudes[content] if before in _DIGITS else None
        if word is not None:
            yield _Token(start, match.end(), content, word)


def _parse_run(run: Sequence[_Token], language: Language) -> Iterator[Numeral]:
    phrase: list[_Token] = []
    for token in _join_words(run, language):
        if token.word.role is Role.AND:
            yield from _parse_phrases(phrase, language)
            phrase = []
        else:
            phrase.append(token)
    yield from _parse_phrases(phrase, language)


def _join_words(run: Sequence[_Token], language: Language) -> Iterator[_Token]:
    """Read "and a half" and "half a" as one word and drop an "and" inside a number."""
    position = 0
    while position < len(run):
        roles = [token.word.role for token in run[position : position + 3]]
        match roles:
            case [Role.AND, Role.ARTICLE | Role.ONE, Role.HALF]:
                length, role = 3, Role.AND_HALF
            case [Role.AND, Role.HALF, *_]:
                length, role = 2, Role.AND_HALF
            case [Role.ARTICLE | Role.ONE, Role.HALF, *_] | [Role.HALF, Role.ARTICLE, *_]:
                length, role = 2, Role.HALF
            case [Role.AND, *_] if position and _joins(run, position, language):
                position += 1
                continue
            case _:
                yield run[position]
                position += 1
                continue
        first, last = run[position], run[position + length - 1]
        yield _Token(first.start, last.end, "", Word(role, Fraction(1, 2)))
        position += length


def _joins(run: Sequence[_Token], position: int, language: Language) -> bool:
    """Tell "vingt et un" and "two hundred and three" from two numbers side by side."""
    if position + 1 == len(run):
        return False
    before, after = run[position - 1].word, run[position + 1].word
    if language.by_twenties:
        return before.role is Role.TEN and after.value in (1, 11)
    if before.role not in (Role.HUNDRED, Role.SCALE):
        return False
    if after.role not in (Role.ONE, Role.UNIT, Role.TEEN, Role.TEN):
        return False
    following = [token.word for token in run[position + 2 : position + 4]]
    return not any(word.role is before.role and word.value >= before.value for word in following)


def _parse_phrases(tokens: Sequence[_Token], language: Language) -> Iterator[Numeral]:
    position = 0
    while position < len(tokens):
        start, phrase = position, _Sum(language)
        while position < len(tokens) and phrase.add(tokens[position]):
            position += 1
        if position == start:  # a word that cannot begin a number
            position += 1
            continue
        yield Numeral(
            start=tokens[start].start,
            end=tokens[position - 1].end,
            values=phrase.values(),
            multiplier=phrase.scale or Fraction(1),
            spelled=phrase.spelled,
            vague=phrase.vague,
            ordinal=phrase.ordinal,
        )


class _Sum:
    """The arithmetic of one phrase: ``current`` grows until a scale word adds it to ``total``."""

    def __init__(self, language: Language) -> None:
        self.total = Fraction(0)
        self.current: Fraction | None = None
        self.scale: Fraction | None = None
        self.spelled = True
        self.vague = False
        self.ordinal = False
        self._language = language
        self._last: Role | None = None
        #: Less likely readings of the digits, scaled along with them.
        self._others: tuple[Fraction, ...] = ()

    def values(self) -> tuple[Fraction, ...]:
        """Return the readings of the phrase so far."""
        return (self.total + (self.current or 0), *self._others)

    def add(self, token: _Token) -> bool:
        """Take the token in and return True, or return False where a new number begins."""
        word = token.word
        if self.ordinal or self._last in (Role.ALONE, Role.GROUP, Role.FRACTION):
            return False
        match word.role:
            case Role.LITERAL:
                added = self._add_literal(token.text)
            case Role.UNIT | Role.TEEN | Role.TEN:
                added = self._add_below_hundred(word)
            case Role.HUNDRED:
                added = self._add_hundred(word)
            case Role.SCALE:
                added = self._add_scale(word)
            case Role.ONE if self._last in (Role.TEN, Role.TEEN, Role.HUNDRED, Role.SCALE):
                added = self._add_below_hundred(word)
            case Role.ONE | Role.ARTICLE | Role.HALF | Role.ALONE:
                added = self._begin(word)
            case Role.AND_HALF:
                added = self._add_half()
            case _:
                added = self._multiply(word.value)
        if added:
            self._last, self.ordinal = word.role, word.ordinal
        return added

    def _begin(self, word: Word) -> bool:
        if self._last is not None:
            return False
        self.current, self.vague = word.value, True
        return True

    def _add_literal(self, text: str) -> bool:
        value, *others = self._language.read_literal(text)
        if self._last is None:
            self._others = tuple(others)
        elif self._last is not Role.SCALE or not 1000 <= value < (self.scale or 0):
            return False  # "2 millions 500 000" is one number, "10 millions 20" is two
        self.current, self.spelled = value, False
        return True

    def _add_below_hundred(self, word: Word) -> bool:
        current, value = self.current, word.value
        if word.ordinal and word.plural and self._last in (Role.UNIT, *_ONES):
            return self._multiply(1 / value)  # two thirds
        if current is None:
            self.current = value
            return True
        if self._last in (Role.LITERAL, Role.HALF, Role.AND_HALF, *_ONES):
            return False
        if self._last is Role.TEEN and word.role is Role.TEN and not self._language.by_twenties:
            self.current = current * 100 + value  # nineteen ninety-four
            return True
        if self._language.by_twenties and value == 20 and current % 100 == 4:
            self.current = current + 76  # quatre-vingts
            return True
        if self._fits(word, current % 100):
            self.current = current + value
            return True
        return False

    def _fits(self, word: Word, below: Fraction) -> bool:
        """Return whether a word below a hundred can follow what is there below a hundred."""
        if below == 0:
            return True
        if word.role in (Role.UNIT, Role.ONE):
            if self._last is Role.TEEN:  # dix-sept, soixante-dix-sept
                return self._language.by_twenties and below % 20 == 10 and word.value >= 7
            return below % 10 == 0 and below >= 20
        return word.role is Role.TEEN and self._language.by_twenties and below in (60, 80)

    def _add_hundred(self, word: Word) -> bool:
        if self.current is None:
            self.current, self.vague = word.value, word.plural and not self.total
            return True
        if not 1 <= self.current < 100 or self._last is Role.LITERAL:
            return False  # "46 cents" is money
        self.current *= word.value
        self._rescale(word.value)
        self.vague = False
        return True

    def _add_scale(self, word: Word) -> bool:
        value = word.value
        if self.scale is not None and value >= self.scale:
            total = self.total + (self.current or 0)  # mille milliards
            if total >= value:
                return False
            self.total = total * value
        elif self.current is None:
            if self.total:
                return False
            self.total, self.vague = value, word.plural
        else:
            self.total += self.current * value
            self.vague = False
        self._rescale(value)
        self.current, self.scale = None, value
        return True

    def _add_half(self) -> bool:
        if self.current is not None and self._last in (Role.UNIT, Role.LITERAL, *_ONES):
            self.current += Fraction(1, 2)
        elif self.current is None and self.scale is not None:
            self.total += self.scale / 2
        else:
            return False
        self._others = ()
        return True

    def _multiply(self, value: Fraction) -> bool:
        """Take in "dozen" or "thirds" behind nothing or a small number."""
        if self.total or (self.current is not None and self.current > 100):
            return False
        self.current = value if self.current is None else self.current * value
        self._rescale(value)
        self.vague = True
        return True

    def _rescale(self, value: Fraction) -> None:
        self._others = tuple(other * value for other in self._others)
