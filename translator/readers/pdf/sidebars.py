"""Side bars: text in a frame, or a column in another type, beside the article."""

from __future__ import annotations

from collections.abc import Sequence

from translator.readers.pdf.page import BodyType, Box, Line

#: A frame with more than this share of a page's letters is no side bar.
_MAX_BOXED = 0.4
_MAX_BOXES = 200
#: Frames whose edges are this near in height, in points, stand in one row.
_SAME_EDGE = 5.0
#: Shares of a column's letters in the body's type: of a side bar at most, of an article at least.
_MAX_ASIDE = 0.2
_MIN_ARTICLE = 0.6


def take_boxes(lines: list[Line], boxes: Sequence[Box]) -> tuple[list[list[Line]], list[Line]]:
    """Return the texts in frames with other text beside them, and what is in none."""
    found: list[list[Line]] = []
    total = sum(len(line.text) for line in lines)
    boxes = boxes[:_MAX_BOXES]
    lone = [box for box in boxes if not _has_twin(box, boxes)]
    for box in sorted(lone, key=lambda box: (box.x1 - box.x0) * (box.bottom - box.top)):
        inside = [line for line in lines if box.holds(line)]
        if len(inside) < 2 or sum(len(line.text) for line in inside) > _MAX_BOXED * total:
            continue
        outside = [line for line in lines if not box.holds(line)]
        top = min(line.top for line in inside)
        bottom = max(line.bottom for line in inside)
        if sum(line.bottom > top and line.top < bottom for line in outside) >= 2:
            found.append(inside)
            lines = outside
    found.sort(key=lambda part: min(line.top for line in part))
    return found, lines


def mark_asides(
    left: Sequence[Line], right: Sequence[Line], *, body: BodyType
) -> tuple[bool, bool]:
    """Tell of two columns which is a side bar: it is in another type, the other in the body's."""
    shares = [_share_of_body(side, body=body) for side in (left, right)]
    if not left or not right:
        return False, False
    return (
        shares[0] <= _MAX_ASIDE and shares[1] >= _MIN_ARTICLE,
        shares[1] <= _MAX_ASIDE and shares[0] >= _MIN_ARTICLE,
    )


def _has_twin(box: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether another frame stands in its row: they are cells, or grounds of columns."""
    return any(
        abs(other.top - box.top) < _SAME_EDGE
        and abs(other.bottom - box.bottom) < _SAME_EDGE
        and (other.x0 >= box.x1 - _SAME_EDGE or other.x1 <= box.x0 + _SAME_EDGE)
        for other in boxes
    )


def _share_of_body(lines: Sequence[Line], *, body: BodyType) -> float:
    total = sum(len(line.text) for line in lines)
    same = sum(len(line.text) for line in lines if body.is_like(line) and line.font == body.font)
    return same / max(1, total)
