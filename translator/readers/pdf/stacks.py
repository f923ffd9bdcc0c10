"""Whether two stacks of lines beside each other are columns of prose or cells of a table."""

from __future__ import annotations

from collections.abc import Sequence

from translator.readers.pdf.page import BodyType, Line
from translator.readers.pdf.rows import merge_rows

#: The narrowest gutter, in ems of the body.
_MIN_GUTTER = 0.7
#: Lines that the longer of two columns has at least; the last page may have one in the other.
_MIN_LINES = 3
#: Lines of prose fill their column: at least this share of them, at least so far.
_FILLED_SHARE = 0.5
_FILLED_WIDTH = 0.75
#: Letters of a line of prose in the narrowest column; a table's cell or a list's number has less.
_MIN_PROSE = 14
#: The same of a line that is made of words far apart, which cells beside each other are too.
_MIN_SPREAD = 20
_MAX_CROSSING = 0.5
#: One or two lines are the end of a column if the widest is this share of the other's width.
_MIN_SCRAP = 0.5
#: Baselines that two stacks share, as a share of the lesser, above which they may be a table.
#: Side by side by chance, a third are.
_MAX_ALIGNED = 0.6
#: Baselines less than this apart, in points, or twice it, are one.
_GRID = 1.5


def are_columns(
    left: Sequence[Line], right: Sequence[Line], *, num_crossing: int, body: BodyType
) -> bool:
    """Tell whether the left stack is read before the right one, rather than row by row.

    Args:
        left: lines that end before the gutter.
        right: lines that begin behind it.
        num_crossing: lines above and below them that no gutter divides.
        body: the type of the text.
    """
    fewer, more = sorted((_count_rows(left), _count_rows(right)))
    if not fewer or more < _MIN_LINES:
        return False
    # Words far apart in a justified line make a stack of two or three; a whole page has more
    # lines without such a gap than with it.
    if fewer < _MIN_LINES and num_crossing > _MAX_CROSSING * more:
        return False
    # The longest twentieth may reach into the gutter: a word that could not be broken.
    ends = sorted(line.x1 for line in left)
    gutter = min(line.x0 for line in right) - ends[int(0.95 * (len(ends) - 1))]
    if gutter < _MIN_GUTTER * body.size:
        return False
    beside = min(_bottom(left), _bottom(right)) - max(_top(left), _top(right))
    if beside < 0.5 * body.size:
        return False
    if _is_scrap(left, right) or _is_scrap(right, left):
        return False
    prose = [_is_prose(side) for side in (left, right)]
    if all(prose):
        return True
    return any(prose) and _share_aligned(left, right) < _MAX_ALIGNED


def _is_scrap(lines: Sequence[Line], others: Sequence[Line]) -> bool:
    """Tell whether a stack is a few words far from the rest of their lines: it is narrow."""
    if _count_rows(lines) >= _MIN_LINES:
        return False
    widest = max(line.width for line in merge_rows(lines))
    full = max(line.width for line in merge_rows(others))
    return widest < _MIN_SCRAP * full


def _is_prose(lines: Sequence[Line]) -> bool:
    """Tell whether most lines are as long as the others.

    A stack may itself have columns, whose lines are looked at one by one; or words far apart,
    which are looked at as the line that they make.
    """
    return _are_filled(lines, _MIN_PROSE) or _are_filled(merge_rows(lines), _MIN_SPREAD)


def _are_filled(lines: Sequence[Line], min_length: int) -> bool:
    widths = sorted(line.width for line in lines)
    full = widths[int(0.9 * (len(widths) - 1))]
    filled = sum(
        line.width >= _FILLED_WIDTH * full and len(line.text) >= min_length for line in lines
    )
    return filled >= _FILLED_SHARE * len(lines)


def _share_aligned(left: Sequence[Line], right: Sequence[Line]) -> float:
    rows = ({round(line.baseline / _GRID) for line in side} for side in (left, right))
    fewer, more = sorted(rows, key=len)
    near = {row + step for row in more for step in (-1, 0, 1)}
    return len(fewer & near) / len(fewer)


def _count_rows(lines: Sequence[Line]) -> int:
    return len({round(line.baseline / 3) for line in lines})


def _top(lines: Sequence[Line]) -> float:
    return min(line.top for line in lines)


def _bottom(lines: Sequence[Line]) -> float:
    return max(line.bottom for line in lines)
