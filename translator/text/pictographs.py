"""Emoji and other pictographs in and around a sentence, which no model of ours has pieces for."""

from __future__ import annotations

import re

from translator.patterns import compile_late

#: Unicode's blocks of symbols and dingbats, arrows and stars, and all planes of emoji.
_BLOCKS = (range(0x2600, 0x27C0), range(0x2B00, 0x2C00), range(0x1F000, 0x1FB00))
#: What joins several to one sign, or chooses its form: no sign of its own.
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
_CLASS = "".join(f"{chr(block.start)}-{chr(block.stop - 1)}" for block in _BLOCKS)
#: Pictographs with the spaces between them, and around them; possessive, so that a long run of
#: spaces is looked through once.
_RUN = compile_late(
    rf"(?P<lead>(?<!\s)\s++)?(?P<signs>[{_CLASS}](?:\s*+[{_CLASS}\u200d\ufe0e\ufe0f])*+)(?P<tail>\s*+)"
)
_WORD = compile_late(r"\S+")
_OPENING = "([{«\"'“‘"

#: Pictographs from inside a sentence, each with the share of its words that stand before.
Inside = tuple[tuple[float, str], ...]


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


def take_pictographs(text: str) -> tuple[str, Inside]:
    """Return a sentence without the pictographs between its words, and what was taken out.

    >>> take_pictographs("Le maire 😀 part, dit-on 👍, lundi.")
    ('Le maire part, dit-on, lundi.', ((0.4, '😀'), (0.8, '👍')))
    """
    runs = list(_RUN.finditer(text))
    if not runs:
        return text, ()
    bare = _RUN.sub(_close, text)
    total = len(_WORD.findall(bare))
    inside: list[tuple[float, str]] = []
    words, position = 0, 0
    for found in runs:
        words += len(_WORD.findall(text, position, found.start()))
        position = found.end()
        inside.append((min(words / total, 1.0) if total else 1.0, found["signs"]))
    return bare, tuple(inside)


def _close(found: re.Match[str]) -> str:
    """Return what stands between two words, or a word and a stop, without the signs there."""
    start, end = found.span()
    before, after = found.string[max(start - 1, 0) : start], found.string[end : end + 1]
    is_open = found["lead"] or (before and before not in _OPENING)
    return " " if is_open and (found["tail"] or after.isalnum()) else ""


def put_back_pictographs(target: str, inside: Inside) -> str:
    """Return a target with what was taken out of its source, behind as large a share of its words.

    Where exactly it belongs nobody knows; that it is lost would be worse than a word too late.

    >>> put_back_pictographs("The mayor leaves on Monday, they say.", ((0.4, "😀"), (0.8, "👍")))
    'The mayor leaves 😀 on Monday, they 👍 say.'
    """
    ends = [found.end() for found in _WORD.finditer(target)]
    parts: list[str] = []
    position = 0
    for share, signs in inside if ends else ():
        end = max(ends[max(round(share * len(ends)), 1) - 1], position)
        parts += [target[position:end], " ", signs]
        position = end
    return "".join(parts) + target[position:]


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
