"""From letters and their places to lines: where a word ends, and what a raised figure is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from translator.readers.pdf.page import Line, Piece
from translator.text.normalize import remove_controls

#: A gap wider than this share of the size separates two words; kerning stays below 0.1, and a
#: word space squeezed to justify a line above 0.2.
_WORD_GAP = 0.17
#: The narrowest of the thin spaces of French, before « ; » and between thousands; figures are
#: not kerned, and these signs only towards a letter.
_THIN_GAP = 0.09
#: A gap wider than this may be the one between two columns: 0.9 em is a narrow gutter, and a
#: wide word space.
_COLUMN_GAP = 0.9
#: The same where a space was written, or one command of the page drew both sides: nobody
#: writes over a gutter.
_WRITTEN_GAP = 2.5
_MAX_OVERLAP = 0.5
#: Letters of one baseline may be this much apart in height, as a share of the size.
_SAME_BASELINE = 0.12
_SMALL = 0.85
_MAX_RAISE = 0.75
_MAX_DROP = 0.35

#: Accents that older TeX fonts set as signs of their own over the letter that follows.
_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "ˆ": "\u0302",
    "^": "\u0302",
    "¨": "\u0308",
    "¸": "\u0327",
}
_ACCENTED = frozenset("aceiouyACEIOUYı")
#: How far from a letter the middle of its accent may be, in ems: the accents of italics lean.
_ACCENT_SLACK = 0.15
#: Letters that are looked through for the one under an accent: a line of them.
_ACCENT_REACH = 150
_OLD_STYLE = 0xF700
_SUPERIORS = dict(zip(range(0xF6E9, 0xF6F4), "abdeilmºrst", strict=True))
_DOTLESS = {"ı": "i", "ȷ": "j"}
_LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}


class Glyph(NamedTuple):
    """A letter as it is drawn; a tuple, since a book has a million of them.

    ``source`` tells the commands that drew the letters apart.
    """

    char: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    address: str = ""
    source: int = 0
    #: The space that is written in front of it.
    spaced: str = ""


def join_glyphs(glyphs: Iterable[Glyph]) -> list[Line]:
    """Return the lines that letters form, in the order in which they were drawn."""
    groups: list[list[Glyph]] = []
    space = ""
    for glyph in _compose_accents(glyphs):
        if glyph.char.isspace():
            space = space or ("\u00a0" if glyph.char in "\u00a0\u202f" else " ")
            continue
        if space:
            glyph = glyph._replace(spaced=space)
            space = ""
        if groups and _continues(groups[-1], glyph):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return [_make_line(group) for group in groups]


def _compose_accents(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Put an accent that stands over a letter onto it; spell ligatures out.

    The letter comes after its accent as a rule, and a capital's accent somewhere behind it.
    """
    composed: list[Glyph] = []
    for glyph in glyphs:
        previous = composed[-1] if composed else None
        char = _LIGATURES.get(glyph.char) or _name_figure(glyph.char)
        glyph = glyph if char == glyph.char else glyph._replace(char=char)
        if previous and previous.char in _ACCENTS and _is_under(previous, glyph):
            composed[-1] = _accent(glyph, previous.char)
        elif glyph.char in _ACCENTS and (at := _find_letter(composed, glyph)) is not None:
            composed[at] = _accent(composed[at], glyph.char)
        else:
            composed.append(glyph)
    return composed


def _find_letter(glyphs: Sequence[Glyph], accent: Glyph) -> int | None:
    """Return the place of the letter under an accent, among the last ones drawn."""
    first = max(0, len(glyphs) - _ACCENT_REACH)
    return next((at for at in range(first, len(glyphs)) if _is_under(accent, glyphs[at])), None)


def _is_under(accent: Glyph, letter: Glyph) -> bool:
    middle = (accent.x0 + accent.x1) / 2
    slack = _ACCENT_SLACK * letter.size
    return (
        letter.char in _ACCENTED
        and letter.x0 - slack <= middle <= letter.x1 + slack
        and abs(letter.baseline - accent.baseline) <= _MAX_DROP * letter.size
    )


def _accent(letter: Glyph, accent: str) -> Glyph:
    char = _DOTLESS.get(letter.char, letter.char)
    return letter._replace(char=unicodedata.normalize("NFC", char + _ACCENTS[accent]))


def _name_figure(char: str) -> str:
    """Return the figure or capital that an old-style figure or a small capital is.

    Adobe's fonts keep them in Unicode's private area, at the place of the plain sign plus 0xF700,
    and raised letters before them.

    >>> _name_figure("\uf731"), _name_figure("\uf7e9"), _name_figure("é")
    ('1', 'É', 'é')
    """
    code = ord(char[0])
    if 0xF721 <= code <= 0xF7FF:
        return chr(code - _OLD_STYLE).upper()
    return _SUPERIORS.get(code, char)


def _continues(group: list[Glyph], glyph: Glyph) -> bool:
    """Tell whether a letter belongs to the line of those before it."""
    last = group[-1]
    anchor = _anchor_of(group)
    size = max(anchor.size, glyph.size)
    written = glyph.spaced or glyph.source == last.source
    limit = (_WRITTEN_GAP if written else _COLUMN_GAP) * size
    if not -_MAX_OVERLAP * size <= glyph.x0 - last.x1 <= limit:
        return False
    rise = anchor.baseline - glyph.baseline
    if abs(rise) <= _SAME_BASELINE * size and not _is_initial(anchor, glyph):
        return True
    if glyph.size <= _SMALL * anchor.size:
        return -_MAX_DROP * size <= rise <= _MAX_RAISE * size
    if anchor.size <= _SMALL * glyph.size and all(each.size == anchor.size for each in group):
        # The line begins with the number of its note.
        return len(group) <= 4 and 0 < -rise <= _MAX_RAISE * size
    return False


def _is_initial(anchor: Glyph, glyph: Glyph) -> bool:
    return max(anchor.size, glyph.size) > 2.2 * min(anchor.size, glyph.size)


def _anchor_of(group: Sequence[Glyph]) -> Glyph:
    """Return a letter of the full size: of the last few, the largest."""
    return max(group[-12:], key=lambda glyph: glyph.size)


def _make_line(group: list[Glyph]) -> Line:
    sizes: Counter[tuple[float, str, float]] = Counter()
    for glyph in group:
        sizes[round(glyph.size, 2), glyph.font, round(glyph.baseline, 1)] += 1
    largest = max(size for size, _, _ in sizes)
    full = {key: count for key, count in sizes.items() if key[0] > _SMALL * largest}
    (size, font, baseline), _ = max(full.items(), key=lambda item: item[1])
    limit = _WORD_GAP * size + _find_spacing(group, size)
    styled: list[tuple[tuple[bool, bool, bool, str], list[str]]] = []
    last: Glyph | None = None
    for glyph in group:
        raised = glyph.size <= _SMALL * size and baseline - glyph.baseline > 0.1 * size
        text = glyph.char
        if last is not None:
            gap = glyph.x0 - last.x1
            if glyph.spaced or gap > limit:
                text = (glyph.spaced or " ") + text
            elif gap > limit - _WORD_GAP * size + _THIN_GAP * size and _take_thin(last, glyph):
                text = "\u202f" + text
        style = (glyph.bold, glyph.italic, raised, glyph.address)
        if styled and styled[-1][0] == style:
            styled[-1][1].append(text)
        else:
            styled.append((style, [text]))
        last = glyph
    pieces = (
        Piece(text=_clean("".join(parts)), bold=bold, italic=italic, raised=raised, address=address)
        for (bold, italic, raised, address), parts in styled
    )
    return Line(
        pieces=tuple(pieces),
        x0=min(glyph.x0 for glyph in group),
        x1=max(glyph.x1 for glyph in group),
        baseline=baseline,
        size=size,
        font=font,
    )


def _take_thin(last: Glyph, glyph: Glyph) -> bool:
    """Tell whether French has a thin space between two signs."""
    if last.char.isdigit() and glyph.char.isdigit():
        return True
    return last.char in "«‹" or glyph.char in ";:!?»›%€"


def _find_spacing(group: Sequence[Glyph], size: float) -> float:
    """Return the space put between the letters of a word, as in a title set wide."""
    gaps = [glyph.x0 - last.x1 for last, glyph in pairwise(group) if not glyph.spaced]
    usual = median(gaps) if len(gaps) >= 4 else 0.0
    return usual if usual > _WORD_GAP / 2 * size else 0.0


def _clean(text: str) -> str:
    # Accents drawn one by one become letters, and nothing that steers a terminal gets through.
    return unicodedata.normalize("NFC", remove_controls(text))
