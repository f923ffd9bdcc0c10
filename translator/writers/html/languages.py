"""What a page calls languages, and the way from one to the other."""

from __future__ import annotations

from translator.types import LanguagePair

_NAMES = {"fr": "French", "en": "English"}


def name_language(code: str) -> str:
    """Return a language's English name, or its code."""
    return _NAMES.get(code, code)


def name_direction(pair: LanguagePair) -> str:
    """Return both languages of a pair in words.

    >>> name_direction(LanguagePair())
    'French to English'
    """
    return f"{name_language(pair.source)} to {name_language(pair.target)}"
