"""What is found on a page. Lengths are in points (1/72 inch), and y grows downwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

#: How far a line of text reaches above and below its baseline, as shares of its size; the
#: ascender and descender of a common text font (Times: 0.68 and 0.22).
_ASCENT = 0.75
_DESCENT = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text in one style. ``address`` is where a click on it leads."""

    text: str
    bold: bool = False
    italic: bool = False
    #: A small figure or letter above the line: the mark of a note, an exponent, ``1er``.
    raised: bool = False
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """Text on one baseline without a wide gap in it: a whole line, or a column's part of one.

    ``size`` and ``font`` are those of most of its letters.
    """

    pieces: tuple[Piece, ...]
    x0: float
    x1: float
    baseline: float
    size: float
    font: str = ""
    #: The parts of a row with wide gaps between them, two at least: cells of a table, perhaps.
    cells: tuple[Line, ...] = ()

    @cached_property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def top(self) -> float:
        return self.baseline - _ASCENT * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + _DESCENT * self.size

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @cached_property
    def is_bold(self) -> bool:
        return all(piece.bold for piece in self.pieces if piece.text.strip() and not piece.raised)

    def is_beside(self, other: Line, *, share: float = 0.5) -> bool:
        """Tell whether this share of the lower line's height is at the height of the other."""
        overlap = min(self.bottom, other.bottom) - max(self.top, other.top)
        return overlap >= share * min(self.bottom - self.top, other.bottom - other.top)

    def measure(self, text: str) -> float:
        """Return about how wide ``text`` would be in this line's type."""
        return self.width * len(text) / max(1, len(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A filled or framed rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, line: Line) -> bool:
        """Tell whether the middle of a line is in the box."""
        x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as a reader holds it: most of its text is upright.

    ``number`` counts from 1.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    #: Lines that are read after the others: those that run up the margin, for instance.
    apart: tuple[Line, ...] = ()
    #: Text across the page at a slant (a watermark) or beyond its edges (a printer's notes).
    stray: tuple[str, ...] = ()
    boxes: tuple[Box, ...] = ()
    num_images: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyType:
    """The type that most of a text is set in; ``pitch`` is from one baseline to the next."""

    size: float
    font: str
    pitch: float

    def is_like(self, line: Line) -> bool:
        """Tell whether a line is of the body's size, give or take a twentieth."""
        return abs(line.size - self.size) <= 0.05 * self.size


def find_body_type(lines: Iterable[Line]) -> BodyType:
    """Return the type that has most letters."""
    lines = list(lines)
    counts: Counter[tuple[float, str]] = Counter()
    for line in lines:
        counts[max(0.5, round(line.size * 2) / 2), line.font] += len(line.text)
    (size, font), _ = max(counts.items(), key=lambda item: item[1], default=((10.0, ""), 0))
    pitch = find_pitch([line for line in lines if abs(line.size - size) <= 0.05 * size])
    return BodyType(size=size, font=font, pitch=pitch or 1.2 * size)


def find_pitch(lines: Sequence[Line]) -> float:
    """Return the commonest distance between neighboring lines of one type; 0 where there is none.

    The lines may be of several pages, in any order that keeps a column's lines together.
    """
    gaps: Counter[float] = Counter()
    for line, following in pairwise(lines):
        gap = following.baseline - line.baseline
        if 0.8 * line.size <= gap <= 3 * line.size:
            gaps[round(gap * 4) / 4] += 1
    return max(gaps.items(), key=lambda item: (item[1], -item[0]), default=(0.0, 0))[0]
