"""Finds what has figures and is no number phrase: codes, decades in words, Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.mentions import Key, Mention, number_key
from translator.patterns import compile_late

#: Versions, addresses, telephone numbers and overlong runs: compared character by character.
_CODE = compile_late(
    r"(?<![0-9.,])[0-9]{1,4}(?:\.[0-9]{1,4}){2,8}(?![0-9]|[.,][0-9])(?<!\.[0-9]{3})"
    r"|(?<![0-9])0[0-9](?:[ .-][0-9]{2}){3,6}(?![0-9])"
    r"|[0-9]{19,}"
)
_NOT_DIGIT = compile_late(r"[^0-9]")

_ROMAN = compile_late(
    r"(?<!\w)(?P<number>(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3}))"
    r"(?P<suffix>er|ère|re|e|ème|th|st|nd|rd)?(?!\w|[.'-]\w)"
)
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
#: A single letter is a numeral behind a name ("World War I", "Charles V"), else a letter.
_BEHIND_NAME = compile_late(r"[^\W\d_]{2,} \Z")

_ENGLISH_DECADES = compile_late(
    r"\b(?:(?P<century>nineteen|eighteen)[ -])?"
    r"(?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b",
    re.IGNORECASE,
)
_DECADE_NAMES = (
    *("twenties", "thirties", "forties", "fifties"),
    *("sixties", "seventies", "eighties", "nineties"),
)


def iter_codes(text: str) -> Iterator[Mention]:
    """Yield versions, addresses, telephone numbers and overlong runs of digits."""
    for match in _CODE.finditer(text):
        digits = _NOT_DIGIT.sub("", match[0])
        code = match[0] if re.search(r"\.[0-9](?![0-9])|(?<![0-9])[0-9]\.", match[0]) else digits
        keys: tuple[Key, ...] = (("code", code),)
        parts: tuple[Key, ...] = ()
        if len(digits) < 19:
            keys = (*keys, number_key(int(digits)))
            parts = tuple(number_key(int(piece)) for piece in re.findall("[0-9]+", match[0]))
        yield Mention(start=match.start(), end=match.end(), keys=keys, parts=parts)


def iter_decades(text: str) -> Iterator[Mention]:
    """Yield the decades that English has words for: "the sixties"."""
    for match in _ENGLISH_DECADES.finditer(text):
        decade = (_DECADE_NAMES.index(match["decade"].lower()) + 2) * 10
        keys = (number_key(1900 + decade), number_key(decade))
        yield Mention(start=match.start(), end=match.end(), keys=keys, weak=True)


def iter_romans(text: str, *, language: str) -> Iterator[Mention]:
    """Yield Roman numerals, with their endings or where a name stands before them."""
    for match in _ROMAN.finditer(text):
        letters, suffix = match["number"], match["suffix"]
        if not letters or (suffix is None and not _stands_as_numeral(text, match)):
            continue
        if suffix in ("e", "ème", "er", "ère", "re") and language != "fr":
            continue
        digits = [_ROMAN_DIGITS[letter] for letter in letters]
        value = sum(
            -digit if digit < following else digit
            for digit, following in zip(digits, [*digits[1:], 0], strict=True)
        )
        # Rugby's XV and XIII, "Ier" and a lone letter say too little to be missed.
        weak = value == 1 or (suffix is None and (len(letters) == 1 or value in (13, 15)))
        yield Mention(start=match.start(), end=match.end(), keys=(number_key(value),), weak=weak)


def _stands_as_numeral(text: str, match: re.Match[str]) -> bool:
    if len(match["number"]) > 1:
        return True
    before = text[max(0, match.start() - 24) : match.start()]
    return _BEHIND_NAME.search(before) is not None and match["number"] != "X"
