"""Pairs the quantities of a source with those of its target and keeps what is left over."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from translator.checks.mentions import Key, Mention


@dataclass(frozen=True, slots=True)
class Side:
    """Mentions of one side; ``segments`` says which segment each stands in."""

    mentions: tuple[Mention, ...]
    segments: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Positions into the two sides: what agrees, what the target lacks, what it adds."""

    pairs: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    added: tuple[int, ...]


def compare_sides(source: Side, target: Side) -> Comparison:
    """Pair the mentions of a block, within each segment first, then across its segments.

    A number that moved to the neighboring sentence is no error, but it may take a counterpart
    only from what no mention of its own sentence wants.
    """
    pairs: list[tuple[int, int]] = []
    missing: list[int] = []
    added: list[int] = []
    source_by_segment, target_by_segment = _group(source), _group(target)
    for segment in sorted({*source_by_segment, *target_by_segment}):
        found, lost, extra = _pair(
            source.mentions,
            target.mentions,
            source_by_segment.get(segment, []),
            target_by_segment.get(segment, []),
        )
        pairs += found
        missing += lost
        added += extra
    found, missing, added = _pair(source.mentions, target.mentions, missing, added)
    missing, added = _pair_parts(source.mentions, target.mentions, missing, added)
    added, missing = _pair_parts(target.mentions, source.mentions, added, missing)
    return Comparison(pairs=(*pairs, *found), missing=tuple(missing), added=tuple(added))


def _group(side: Side) -> dict[int, list[int]]:
    positions: dict[int, list[int]] = defaultdict(list)
    for position, segment in enumerate(side.segments):
        positions[segment].append(position)
    return positions


def _pair(
    source: Sequence[Mention],
    target: Sequence[Mention],
    source_positions: Iterable[int],
    target_positions: Iterable[int],
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pair by the likeliest readings first, so that a doubtful one takes nothing from a sure one.

    Linear in the number of mentions: a long table of figures is a text too.
    """
    pairs: list[tuple[int, int]] = []
    missing, added = list(source_positions), list(target_positions)
    for all_readings, weak_too in ((False, False), (True, False), (True, True)):
        missing.sort(key=lambda position: source[position].weak)
        added.sort(key=lambda position: target[position].weak)
        waiting: dict[Key, deque[int]] = defaultdict(deque)
        for position in added:
            mention = target[position]
            if weak_too or not mention.weak:
                for key in mention.keys if all_readings else mention.keys[:1]:
                    waiting[key].append(position)
        taken: set[int] = set()
        lost: list[int] = []
        for position in missing:
            mention = source[position]
            if mention.weak and not weak_too:
                lost.append(position)
                continue
            match = None
            for key in mention.keys if all_readings else mention.keys[:1]:
                queue = waiting[key]
                while queue and queue[0] in taken:
                    queue.popleft()
                if queue:
                    match = queue.popleft()
                    break
            if match is None:
                lost.append(position)
            else:
                taken.add(match)
                pairs.append((position, match))
        missing = lost
        added = [position for position in added if position not in taken]
    return pairs, missing, added


def _pair_parts(
    whole: Sequence[Mention],
    pieces: Sequence[Mention],
    whole_positions: Sequence[int],
    piece_positions: Sequence[int],
) -> tuple[list[int], list[int]]:
    """Return what is left when compounds (2 h 30) have found their parts (2 hours, 30 minutes)."""
    compounds = [position for position in whole_positions if whole[position].parts]
    if not compounds:
        return list(whole_positions), list(piece_positions)
    waiting: dict[Key, deque[int]] = defaultdict(deque)
    for position in piece_positions:
        for key in pieces[position].keys:
            waiting[key].append(position)
    solved: set[int] = set()
    taken: set[int] = set()
    for position in compounds:
        parts: list[int] = []
        for key in whole[position].parts:
            queue = waiting[key]
            while queue and (queue[0] in taken or queue[0] in parts):
                queue.popleft()
            if not queue:
                break
            parts.append(queue.popleft())
        else:
            solved.add(position)
            taken.update(parts)
    return (
        [position for position in whole_positions if position not in solved],
        [position for position in piece_positions if position not in taken],
    )
