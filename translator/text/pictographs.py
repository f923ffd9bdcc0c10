"""Emoji and other pictographs around a sentence, which no model of ours has pieces for."""

from __future__ import annotations

#: Unicode's blocks of symbols and dingbats, arrows and stars, and all planes of emoji.
_BLOCKS = (range(0x2600, 0x27C0), range(0x2B00, 0x2C00), range(0x1F000, 0x1FB00))
#: What joins several to one sign, or chooses its form: no sign of its own.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def is_pictograph(char: str) -> bool:
    """Return whether ``char`` is a pictograph.

    >>> is_pictograph("😀"), is_pictograph("★"), is_pictograph("€")
    (True, True, False)
    """
    return any(ord(char) in block for block in _BLOCKS)


def split_pictographs(text: str) -> tuple[str, str, str]:
    """Return what stands before a text's words, the words, and what stands behind them.

    The three joined are the text; the outer two hold pictographs and the spaces beside them, or
    nothing. A text of pictographs alone is all words: there is nothing else to translate.

    >>> split_pictographs("🔴 En direct. 😀")
    ('🔴 ', 'En direct.', ' 😀')
    >>> split_pictographs("En direct. ")
    ('', 'En direct. ', '')
    """
    end = _skip(text, range(len(text) - 1, -1, -1)) + 1
    start = _skip(text, range(end))
    if start >= end:
        return "", text, ""
    return text[:start], text[start:end], text[end:]


def _skip(text: str, places: range) -> int:
    """Return the first place behind the pictographs; without any, the first of all."""
    found = False
    for place in places:
        char = text[place]
        if is_pictograph(char):
            found = True
        elif char not in _JOINERS and not char.isspace():
            return place if found else places.start
    return places.start if not found else places.stop
