"""What counts as the letters of a text when two texts are compared."""

from __future__ import annotations

import unicodedata


def find_letters(text: str) -> str:
    """Return letters and digits, without case, in the compatibility form that a model sees.

    Accents are apart there, and left out: one without a letter settles on its neighbor. The
    apostrophe that Unicode calls a modifier letter is an apostrophe.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if char.isalnum() and char != "\u02bc")
