"""Which pairs are worth learning from, and the repairs a few corpora need first.

Every rule answers with its own name, so that a count by name tells what a corpus suffers from.
The thresholds were read off the sources: the tails beyond them are misaligned by eye.
"""

from __future__ import annotations

import re
import unicodedata

#: Characters a side may have; longer ones are lists, tables or whole paragraphs.
MAX_CHARACTERS = 1_000
#: Most that one side may outgrow the other, counted with SLACK characters for short texts.
MAX_LENGTH_RATIO = 2.2
SLACK_CHARACTERS = 15

_SPACED_ELISION = re.compile(
    r"\b((?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|aujourd)['’]) (?=[^\W\d_])",
    re.IGNORECASE,
)
_SPACED_GENITIVE = re.compile(r"(?<=[^\W\d_])(['’]) (?=s\b)")
_NUMBER = re.compile(r"\d+")
_URL = re.compile(r"https?://|www\.", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
#: Function words that exist in one of the two languages only.
_FRENCH_WORDS = frozenset(
    "le la les des du une est et dans pour que qui sur pas avec ce cette aux sont ne nous"
    " vous".split()
)
_ENGLISH_WORDS = frozenset(
    "the of and to is that for with this are not be was by which have has will from it".split()
)


def repair_pair(source: str, target: str) -> tuple[str, str]:
    """Return the pair with the artifacts of corpus preparation undone.

    One corpus writes a space after the apostrophe of an elision or of a genitive.

    >>> repair_pair("L' accord d' hier", "Mr Martin' s report")
    ("L'accord d'hier", "Mr Martin's report")
    """
    return _SPACED_ELISION.sub(r"\1", source), _SPACED_GENITIVE.sub(r"\1", target)


def find_fault(source: str, target: str) -> str | None:
    """Return the name of the first rule the pair breaks, or None for a good pair.

    >>> find_fault("Il a 12 ans.", "He is 12 years old.") is None
    True
    >>> find_fault("Il a 12 ans.", "He is 15 years old.")
    'numbers'
    """
    if not source or not target:
        return "empty"
    if max(len(source), len(target)) > MAX_CHARACTERS:
        return "long"
    short, long = sorted((len(source), len(target)))
    if long > MAX_LENGTH_RATIO * short + SLACK_CHARACTERS:
        return "ratio"
    if source == target and len(source.split()) > 3:
        return "copied"
    if _letter_share(source) < 0.5 or _letter_share(target) < 0.5:
        return "letters"
    if _has_foreign_letters(source) or _has_foreign_letters(target):
        return "script"
    if len(_URL.findall(source)) != len(_URL.findall(target)):
        return "url"
    if _disagree_on_numbers(source, target):
        return "numbers"
    return _find_wrong_language(source, target)


def make_key(text: str) -> str:
    """Return ``text`` reduced to its letters and digits, lower case, without accents.

    Two texts with one key differ in typography only; the second is a duplicate.
    """
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(char for char in decomposed if char.isalnum())


def _letter_share(text: str) -> float:
    return sum(char.isalpha() or char == " " for char in text) / len(text)


def _has_foreign_letters(text: str) -> bool:
    if text.isascii():
        return False
    foreign = sum(ord(char) > 0x24F and char.isalpha() for char in text)
    return foreign > 2


def _disagree_on_numbers(source: str, target: str) -> bool:
    # Only long numbers, and only when none is shared: "five" for 5, 1st for 1er and centuries
    # are good English, and a date may be written in full on one side.
    source_numbers = {number for number in _NUMBER.findall(source) if len(number) > 1}
    target_numbers = {number for number in _NUMBER.findall(target) if len(number) > 1}
    return bool(source_numbers and target_numbers and not source_numbers & target_numbers)


def _find_wrong_language(source: str, target: str) -> str | None:
    source_words = [word.lower() for word in _WORD.findall(source)]
    target_words = [word.lower() for word in _WORD.findall(target)]
    if len(source_words) < 6 or len(target_words) < 6:
        return None
    if _count(source_words, _ENGLISH_WORDS) > _count(source_words, _FRENCH_WORDS):
        return "source language"
    if _count(target_words, _FRENCH_WORDS) > _count(target_words, _ENGLISH_WORDS):
        return "target language"
    return None


def _count(words: list[str], vocabulary: frozenset[str]) -> int:
    return sum(word in vocabulary for word in words)
