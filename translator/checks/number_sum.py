"""The arithmetic of one number phrase, word by word."""

from __future__ import annotations

from fractions import Fraction

from translator.checks.number_words import Language, Role, Word

_ONES = (Role.ONE, Role.ARTICLE)


class NumberSum:
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

    def add(self, word: Word, literal: str) -> bool:
        """Take a word in and return True, or return False where a new number begins.

        Args:
            literal: the digits themselves, of a word that is a literal.
        """
        if self.ordinal or self._last in (Role.ALONE, Role.GROUP, Role.FRACTION):
            return False
        match word.role:
            case Role.LITERAL:
                added = self._add_literal(literal)
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
