"""How wide a column is, and how far its lines are from each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from translator.patterns import compile_late
from translator.readers.pdf.page import BodyType, Line

#: So many lines tell where a column begins and ends.
MIN_MEASURED = 6
#: Room left at a line's end, as a share of the column, that says nothing: ragged lines differ.
_SLACK = 0.03
#: The deepest indent of a first line, in ems.
MAX_INDENT = 5.0
#: What stands together at a line's beginning: French breaks no line after a number, « or M.
_FIRST_WORD = compile_late(
    r"\s*(?:(?:[\d(+–-][\d.,]*|M\.|MM\.|M(?:me|lle)s?|Dr|Pr|Me|«|n°|art\.|p\.|[“(])\s+)*\S+"
)
#: More than the usual distance between lines, as a factor of it, if the line before ends a
#: sentence; a raised figure stretches a line by a tenth.
SLIGHT_GAP = 1.18


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a region's lines have in common."""

    left: float
    right: float
    #: From one baseline to the next, by the lines' size, both in points.
    pitches: dict[int, float] = field(default_factory=dict)
    #: What stands beside the lines and makes them shorter.
    obstacles: tuple[Line, ...] = ()

    def pitch_of(self, line: Line) -> float:
        return self.pitches.get(round(line.size), 1.25 * line.size)

    def end_of(self, line: Line) -> float:
        """Return how far a line could reach."""
        ends = (
            one.x0 - line.size
            for one in self.obstacles
            if one.x0 > line.x1 and one.bottom > line.top and one.top < line.bottom
        )
        return min([self.right, *ends])


def has_room(line: Line, following: Line, *, column: Column) -> bool:
    """Tell whether the next line's first word would have fitted at the end of a line."""
    found = _FIRST_WORD.match(following.text)
    word = following.measure(" " + found[0]) if found else 0.0
    return line.x1 + word < column.end_of(line) - _SLACK * (column.right - column.left)


def measure_column(
    lines: Sequence[Line], *, body: BodyType, obstacles: Sequence[Line] = ()
) -> Column:
    """Return what the lines of a region have in common.

    Args:
        lines: of the region, at least one.
        body: the type of the text.
        obstacles: lines of side bars that the region's may flow around.
    """
    edges = Counter(round(line.x0) for line in lines)
    most = max(edges.values())
    # Of the edges that many lines share the leftmost one: the others are indents.
    left = min(edge for edge, count in edges.items() if count >= max(1, 0.34 * most))
    ends = sorted(line.x1 for line in lines)
    # The longest twentieth is left out: punctuation may hang over the edge.
    right = ends[int(0.95 * (len(ends) - 1))]
    pitches: dict[int, float] = {}
    sizes = {round(line.size) for line in lines}
    for size in sizes:
        gaps: Counter[float] = Counter()
        for line, following in pairwise(lines):
            gap = following.baseline - line.baseline
            same = round(line.size) == size == round(following.size)
            if same and 0.8 * size <= gap <= 3 * size:
                gaps[round(gap * 2) / 2] += 1
        usual = max(gaps.items(), key=lambda item: (item[1], -item[0]), default=(0.0, 0))
        if abs(size - body.size) <= 0.5 and (usual[1] < 3 or usual[0] > body.pitch * SLIGHT_GAP):
            pitches[size] = body.pitch
        elif usual[0] > 0 and (usual[1] >= 2 or usual[0] <= 1.6 * size):
            pitches[size] = usual[0]
    return Column(left=left, right=right, pitches=pitches, obstacles=tuple(obstacles))


def widen_column(column: Column, lines: Sequence[Line], known: Sequence[Column]) -> Column:
    """Return the column of a few lines, as wide as the one of the document that they stand in.

    Three first lines say nothing of where the others would begin, or how far they would reach.
    """
    if len(lines) >= MIN_MEASURED:
        return column
    slack = lines[0].size
    around = [
        one
        for one in known
        if column.left - MAX_INDENT * slack <= one.left <= column.left + slack / 2
        and column.right <= one.right + slack
    ]
    if not around:
        return column
    nearest = min(around, key=lambda one: one.right - one.left)
    return replace(
        column, left=min(column.left, nearest.left), right=max(column.right, nearest.right)
    )
