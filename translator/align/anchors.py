"""Where in two long texts an alignment can pass: a corridor around sentences that surely match.

Comparing every sentence of a book with every other is slow and needless: sentences that are each
other's clear favorites, in rising order, pin the path down, and only what lies between two of
them is searched in full.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from translator.align.overlap import WordOverlap

#: Pairs of sentences up to which everything is searched: a second's work.
_MAX_CELLS = 40_000
#: An anchor shares so many of its words, and so many times as many as the next best.
_MIN_SHARE = 0.5
_MIN_LEAD = 1.5
#: Sentences on either side of an anchor that stay open: it may be one of a group.
_MARGIN = 6
#: Half the width of the corridor where there is no anchor for a long stretch.
_MAX_REACH = 100


def find_corridor(
    num_sources: int, num_targets: int, overlap: WordOverlap | None
) -> list[tuple[int, int]]:
    """Return, for 0 to ``num_sources`` sentences done, the first and last column to look at.

    >>> find_corridor(2, 3, None)
    [(0, 3), (0, 3), (0, 3)]
    """
    if num_sources * num_targets <= _MAX_CELLS:
        return [(0, num_targets)] * (num_sources + 1)
    anchors = [(0, 0), *_find_anchors(overlap), (num_sources, num_targets)]
    corridor = [(num_targets, 0)] * (num_sources + 1)
    for (top, left), (bottom, right) in pairwise(anchors):
        is_open = (bottom - top) * (right - left) <= _MAX_CELLS
        first_row, last_row = max(0, top - _MARGIN), min(num_sources, bottom + _MARGIN)
        for row in range(first_row, last_row + 1):
            first, last = left - _MARGIN, right + _MARGIN
            if not is_open:
                share = min(max((row - top) / (bottom - top or 1), 0), 1)
                middle = left + round(share * (right - left))
                first = max(first, middle - _MAX_REACH)
                last = min(last, middle + _MAX_REACH)
                if row <= top + _MARGIN or row >= bottom - _MARGIN:
                    # Whatever was cut away, the ends of the stretch stay reachable.
                    first = min(first, left if row <= top + _MARGIN else first)
                    last = max(last, right if row >= bottom - _MARGIN else last)
            before = corridor[row]
            corridor[row] = (
                min(before[0], max(0, first)),
                max(before[1], min(num_targets, last)),
            )
    return corridor


def _find_anchors(overlap: WordOverlap | None) -> list[tuple[int, int]]:
    """Return sentences that are each other's clear favorites, rising on both sides."""
    if overlap is None:
        return []
    favorites: dict[int, int] = {}
    best_of_target: dict[int, tuple[float, int]] = {}
    for i, ranked in enumerate(overlap.rank_targets()):
        for share, j in ranked[:1]:
            best_of_target[j] = max(best_of_target.get(j, (0.0, -1)), (share, i))
            lead = ranked[1][0] * _MIN_LEAD if len(ranked) > 1 else 0.0
            if share >= max(_MIN_SHARE, lead):
                favorites[i] = j
    mutual = [(i, j) for i, j in favorites.items() if best_of_target[j][1] == i]
    return _take_longest_rise(mutual)


def _take_longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs, sorted by the first, whose seconds rise too.

    >>> _take_longest_rise([(0, 5), (1, 1), (2, 2), (3, 0), (4, 7)])
    [(1, 1), (2, 2), (4, 7)]
    """
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for position, (_, second) in enumerate(pairs):
        place = bisect_left(ends, second)
        before.append(tails[place - 1] if place else -1)
        ends[place : place + 1] = [second]
        tails[place : place + 1] = [position]
    chosen: list[tuple[int, int]] = []
    position = tails[-1] if tails else -1
    while position >= 0:
        chosen.append(pairs[position])
        position = before[position]
    return chosen[::-1]
