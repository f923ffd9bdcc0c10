"""Reads number phrases, in digits, in words or mixed, with one grammar for both languages.

French "trois millions cinq cent mille", English "3.5 million" and "three and a half million"
are the same walk over tokens with another lexicon. A library for spelled numbers (text2num
3.1) was tried: it reads words well but leaves "1,5 million", "un million et demi", "deux
tiers" and "une quinzaine" apart, and does not say where a number stood.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from translator.checks.number_sum import NumberSum
from translator.checks.number_words import DIGITS, Language, Role, Word


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
        if content[0] in DIGITS:
            word: Word | None = Word(Role.LITERAL)
        else:
            word = language.lexicon.get(content.lower())
            if word is None and content in language.magnitudes:
                before = text[start - 1 : start].strip() or text[start - 2 : start - 1]
                word = language.magnitudes[content] if before in DIGITS else None
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
        start, phrase = position, NumberSum(language)
        while position < len(tokens) and phrase.add(tokens[position].word, tokens[position].text):
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
