"""The order in which the parts of a page are read: columns, what runs over them, side bars.

A page is cut where a gutter lies between two stacks of lines, the left one is read before the
right one, and each part is cut again. A line that crosses the gutter, a headline for instance,
is read between what is above it and what is below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from translator.readers.pdf.page import BodyType, Line, Page
from translator.readers.pdf.rows import merge_rows
from translator.readers.pdf.sidebars import mark_asides, take_boxes
from translator.readers.pdf.stacks import are_columns

#: Depth of cuts in cuts; five columns take four.
_MAX_DEPTH = 8
#: Left edges that are tried as a gutter's right side.
_MAX_EDGES = 16
#: Lines that may be longer than their column, as a share of all, and how much of each is outside.
_MAX_OVERFULL = 0.05
_MAX_EXCESS = 0.25
#: Share of a line's height that makes another one stand beside it.
_BESIDE = 0.3
#: From a line to the next one of its paragraph, in ems, at most.
_MAX_STEP = 1.7
#: Lines that may stand in the way of a gutter with both columns flowing around them.
_MAX_INSET = 0.15
_MAX_INSETS = 40
#: No page for reading has more lines; one that has is read from top to bottom.
_MAX_LINES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Lines that are read one below the other. A side bar is read after the rest of its page."""

    lines: tuple[Line, ...]
    is_aside: bool = False


@dataclass(slots=True)
class _Cut:
    """What a gutter divides, from top to bottom.

    Each band is what is left and right of it, or, with nothing on the right, what it does not
    divide. ``insets`` stand in its way and for themselves. ``num_divided`` counts lines.
    """

    bands: list[tuple[list[Line], list[Line]]]
    insets: list[Line]
    num_divided: int = 0


def order_page(page: Page, *, body: BodyType) -> list[Region]:
    """Return the parts of a page in the order of reading, side bars last."""
    lines = [line for line in page.lines if line.text.strip()]
    boxed, lines = take_boxes(lines, page.boxes)
    regions = _divide(lines, body=body)
    for part in boxed:
        inside = [line for region in _divide(part, body=body) for line in region.lines]
        regions.append(Region(lines=tuple(inside), is_aside=True))
    if page.apart:
        regions.append(Region(lines=page.apart, is_aside=True))
    return sorted(regions, key=lambda region: region.is_aside)


def _divide(lines: Sequence[Line], *, body: BodyType, depth: int = 0) -> list[Region]:
    may_cut = depth < _MAX_DEPTH and len(lines) <= _MAX_LINES
    cut = _find_cut(lines, body=body) if may_cut else None
    if cut is None:
        return [Region(lines=tuple(merge_rows(lines)))] if lines else []
    regions: list[Region] = []
    for sides in cut.bands:
        asides = mark_asides(*sides, body=body)
        for side, is_aside in zip(sides, asides, strict=True):
            parts = _divide(side, body=body, depth=depth + 1)
            regions += [replace(part, is_aside=part.is_aside or is_aside) for part in parts]
    if cut.insets:
        regions.append(Region(lines=tuple(merge_rows(cut.insets)), is_aside=True))
    return regions


def _find_cut(lines: Sequence[Line], *, body: BodyType) -> _Cut | None:
    """Return the gutter that divides most lines, None where there is none."""
    edges = Counter(round(line.x0 / 3) for line in lines)
    best: _Cut | None = None
    for edge, _ in edges.most_common(_MAX_EDGES):
        x = min(line.x0 for line in lines if round(line.x0 / 3) == edge)
        cut = _cut_at(x, lines, body=body)
        if cut.num_divided > (best.num_divided if best else 0):
            best = cut
    return best


def _cut_at(x: float, lines: Sequence[Line], *, body: BodyType) -> _Cut:
    """Return what a gutter that ends at ``x`` divides."""
    tolerance = 0.2 * body.size
    crossing: list[Line] = []
    sides: list[tuple[Line, bool]] = []  # the line, and whether it is on the right
    for line in lines:
        if line.x0 >= x - tolerance:
            sides.append((line, True))
        elif line.x1 <= x + tolerance:
            sides.append((line, False))
        else:
            crossing.append(line)
    overfull = set(map(id, _find_overfull(x, crossing, sides, num_lines=len(lines))))
    sides += [(line, False) for line in crossing if id(line) in overfull]
    crossing = [line for line in crossing if id(line) not in overfull]
    cut = _Cut(bands=[], insets=_find_insets(crossing, sides, num_lines=len(lines), body=body))
    inset = set(map(id, cut.insets))
    undivided: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    events: list[tuple[Line | None, bool | None]] = [
        *sides,
        *((line, None) for line in crossing if id(line) not in inset),
    ]
    events.sort(key=lambda event: event[0].baseline if event[0] else 0.0)
    for one, is_right in [*events, (None, None)]:
        if is_right is not None and one is not None:
            if undivided and not (left or right) and _ends(undivided[-1], one, beside=sides):
                undivided.append(one)
            else:
                (right if is_right else left).append(one)
            continue
        if are_columns(left, right, num_crossing=len(crossing), body=body):
            if undivided:
                cut.bands.append((undivided, []))
            cut.bands.append((left, right))
            cut.num_divided += len(left) + len(right)
            undivided = []
        else:
            undivided += left + right
        left, right = [], []
        if one is not None:
            undivided.append(one)
    if undivided:
        cut.bands.append((undivided, []))
    return cut


def _ends(last: Line, line: Line, *, beside: Sequence[tuple[Line, bool]]) -> bool:
    """Tell whether a line under one that crosses a gutter is the short end of its paragraph."""
    is_next = 0 < line.baseline - last.baseline <= _MAX_STEP * last.size
    is_alike = abs(line.size - last.size) <= 0.06 * last.size and line.is_bold == last.is_bold
    is_under = last.x0 - 2 * last.size <= line.x0 and line.x1 <= last.x1 + last.size
    return (
        is_next
        and is_alike
        and is_under
        and not any(
            other is not line and other.is_beside(line, share=_BESIDE) for other, _ in beside
        )
    )


def _find_overfull(
    x: float, crossing: Sequence[Line], sides: Sequence[tuple[Line, bool]], *, num_lines: int
) -> list[Line]:
    """Return lines of the left column that reach over the gutter: an address, for instance."""
    slight = [line for line in crossing if line.x1 - x <= _MAX_EXCESS * line.width]
    if len(slight) > min(_MAX_INSETS, _MAX_OVERFULL * num_lines):
        return []
    return [
        line
        for line in slight
        if any(is_right and other.is_beside(line, share=_BESIDE) for other, is_right in sides)
    ]


def _find_insets(
    crossing: Sequence[Line],
    sides: Sequence[tuple[Line, bool]],
    *,
    num_lines: int,
    body: BodyType,
) -> list[Line]:
    """Return lines in larger type around which both columns flow: a quotation pulled out."""
    large = [line for line in crossing if line.size > 1.05 * body.size]
    if len(large) > min(_MAX_INSETS, _MAX_INSET * num_lines):
        return []
    insets: list[Line] = []
    for line in large:
        beside = {is_right for other, is_right in sides if other.is_beside(line, share=_BESIDE)}
        if len(beside) == 2:
            insets.append(line)
    return insets
