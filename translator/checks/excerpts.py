"""Cuts the evidence for a finding out of a text."""

from __future__ import annotations

#: Characters kept on each side: enough to find the place again, short enough for a line.
_MARGIN = 24


def cut_excerpt(text: str, start: int, end: int) -> str:
    """Return ``text[start:end]`` with a few whole words around it, as it stands in the text.

    >>> cut_excerpt("The town counts fourteen thousand inhabitants since the census.", 16, 33)
    'The town counts fourteen thousand inhabitants since the'
    """
    left, right = max(0, start - _MARGIN), min(len(text), end + _MARGIN)
    if left:
        space = text.find(" ", left, start)
        left = space + 1 if space >= 0 else start
    if right < len(text):
        space = text.rfind(" ", end, right)
        right = space if space >= 0 else end
    return text[left:right].strip()


def cut_opposite(text: str, fraction: float) -> str:
    """Return the words around a relative position (0 to 1): where a counterpart should be."""
    position = round(len(text) * min(max(fraction, 0.0), 1.0))
    left = text.rfind(" ", 0, position) + 1
    return cut_excerpt(text, left, max(left, position))
