"""Letters without what stands on them, for words that are compared."""

from __future__ import annotations

import unicodedata

#: Letters that Unicode does not take apart.
_LIGATURES = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def strip_marks(text: str) -> str:
    """Return a text without accents, cedillas and other marks; case and ligatures stay.

    >>> strip_marks("Ça coûte à Łódź")
    'Ca coute a Łodz'
    """
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_letters(text: str) -> str:
    """Return a text in small plain letters.

    >>> fold_letters("Élysée, sœur, Łódź")
    'elysee, soeur, lodz'
    """
    return strip_marks(text.lower().translate(_LIGATURES))
