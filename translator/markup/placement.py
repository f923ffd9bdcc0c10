"""Marks of a source on its translation: placed where they are sure to be right.

A mark is sure of its place where the text did not change, where it covers whole segments, where
its own words stand in the target as often as in the source (names, figures, code, addresses), or
where the links between words agree on one. Any other mark is not put on words that may be the
wrong ones: emphasis is left out, links and code follow the block, an image or the mark of a note
follows its segment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from translator.markup.cues import find_lines, place_breaks
from translator.markup.projection import project_point, project_span
from translator.markup.stretches import Parts, PlacedSpan, Stretch, find_stretches
from translator.markup.words import find_same_words
from translator.patterns import compile_late
from translator.types import BlockTranslation, Span, SpanKind

_WORD = compile_late(r"\w")
_OPENING = compile_late(r"\A\W+")
_CLOSING = compile_late(r"\W+\Z")
#: Characters of a square of the board, and how many of them a mark may lie on that is not long.
_SQUARE, _MAX_SQUARES = 64, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """What became of a block's spans; each is in exactly one of the three.

    ``placed`` are in order, properly nested, the outer one first. ``unplaced`` must not be
    lost and ``dropped`` may be.
    """

    placed: tuple[PlacedSpan, ...] = ()
    unplaced: tuple[Span, ...] = ()
    dropped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkCount:
    """How many marks stand elsewhere than in the source, as one sentence for the user."""

    unplaced: int = 0
    dropped: int = 0

    @classmethod
    def of(cls, block: BlockTranslation) -> MarkCount:
        """Count those of one block."""
        placement = place_spans(block)
        return cls(unplaced=len(placement.unplaced), dropped=len(placement.dropped))

    def __add__(self, other: MarkCount) -> MarkCount:
        return MarkCount(
            unplaced=self.unplaced + other.unplaced, dropped=self.dropped + other.dropped
        )

    def __str__(self) -> str:
        parts = []
        if self.unplaced:
            parts.append(f"links and code at the end of their paragraph: {self.unplaced}")
        if self.dropped:
            parts.append(f"emphasis left out: {self.dropped}")
        return "; ".join(parts)


def place_spans(block: BlockTranslation) -> Placement:
    """Find a place in the target for each span of the source.

    >>> from translator.types import Block, BlockKind
    >>> span = Span(start=3, end=8, kind=SpanKind.STYLE, opening="*", closing="*")
    >>> source = Block(index=0, kind=BlockKind.HEADING, text="Le Monde ferme", spans=(span,))
    >>> block = BlockTranslation(block=source, target="The Monde closes", segments=())
    >>> [(item.start, item.end) for item in place_spans(block).placed]
    [(4, 9)]
    """
    spans = [span for span in block.block.spans if span.kind is not SpanKind.BREAK]
    text, target = block.block.text, block.target
    stretches = find_stretches(block)
    breaks = place_breaks(block.block.spans, stretches, text=text, target=target)
    lines = Parts(find_lines(breaks, text=text, target=target) if breaks else [])
    parts = Parts(stretches)
    placed: dict[int, PlacedSpan] = {}
    board = _Board()
    lost: list[Span] = []
    # What must not be lost chooses first.
    for number, span in sorted(enumerate(spans), key=lambda item: item[1].kind is SpanKind.STYLE):
        found = _place(span, block, parts, lines)
        if found is not None and board.has_room(found):
            board.add(found)
            placed[number] = found
        else:
            lost.append(span)
    # Of two on the same words the outer one stands first in the source too.
    everything = [*((-1, item) for item in breaks), *placed.items()]
    everything.sort(key=lambda item: (item[1].start, *_rank_at_start(item[1]), item[0]))
    return Placement(
        placed=tuple(item for _, item in everything),
        unplaced=tuple(span for span in lost if span.kind is not SpanKind.STYLE),
        dropped=tuple(span for span in lost if span.kind is SpanKind.STYLE),
    )


def _place(
    span: Span,
    block: BlockTranslation,
    stretches: Parts,
    lines: Parts,
) -> PlacedSpan | None:
    if span.kind is SpanKind.POINT:
        return _place_point(span, block, stretches)
    home = stretches.find_home(span)
    if home is not None and home.is_same:
        shift = home.start - home.source_start
        return PlacedSpan(start=span.start + shift, end=span.end + shift, span=span)
    text, target = block.block.text, block.target
    for parts in (stretches, lines) if span.kind is not SpanKind.VERBATIM else ():
        covered = parts.list_covered(span)
        place = _find_covered(span, covered, text=text, target=target) if covered else None
        if place is not None:
            return PlacedSpan(start=place[0], end=place[1], span=span)
    if home is None:
        home = Stretch(source_start=0, source_end=len(text), start=0, end=len(target))
    place = find_same_words(span, home, text=text, target=target)
    if place is None and span.kind is not SpanKind.VERBATIM:
        place = _find_linked_words(span, home, text=text, target=target)
    return PlacedSpan(start=place[0], end=place[1], span=span) if place else None


def _rank_at_start(item: PlacedSpan) -> tuple[bool, int]:
    """Order marks that start at one place: those without text, then the outer ones."""
    return item.end > item.start, -item.end


def _find_covered(
    span: Span, covered: Sequence[Stretch], *, text: str, target: str
) -> tuple[int, int] | None:
    """Return the target of the segments that a span covers, but for what it leaves outside."""
    first, last = covered[0], covered[-1]
    head = text[first.source_start : span.start]
    tail = text[span.end : last.source_end]
    if _WORD.search(head) or _WORD.search(tail):
        return None
    start, end = first.start, last.end
    if head.strip():
        start = end - len(_OPENING.sub("", target[start:end]))
    if tail.strip():
        end = start + len(_CLOSING.sub("", target[start:end]))
    return (start, end) if start < end else None


def _find_linked_words(
    span: Span, home: Stretch, *, text: str, target: str
) -> tuple[int, int] | None:
    """Return where the links between words put a span."""
    if not home.links:
        return None
    source, own = text[home.source_start : home.source_end], target[home.start : home.end]
    start, end = span.start - home.source_start, span.end - home.source_start
    place = project_span(home.links, start, end, source=source, target=own)
    return (home.start + place[0], home.start + place[1]) if place else None


def _place_point(span: Span, block: BlockTranslation, stretches: Parts) -> PlacedSpan:
    """Return the place of a mark without text: there is always one."""
    at = span.start
    home = stretches.find_next(at)
    if home is None:
        return PlacedSpan(start=len(block.target), end=len(block.target), span=span)
    if at <= home.source_start:
        place = home.start
    elif home.is_same:
        place = home.start + at - home.source_start
    elif not _WORD.search(block.block.text, home.source_start, at):
        place = home.start
    else:
        linked = project_point(
            home.links,
            at - home.source_start,
            source=block.block.text[home.source_start : home.source_end],
            target=block.target[home.start : home.end],
        )
        place = home.end if linked is None else home.start + linked
        if at < home.source_end and span.opening.lstrip().startswith("!["):
            span = replace(span, opening=" " + span.opening.strip())
    return PlacedSpan(start=place, end=place, span=span)


class _Board:
    """Marks by where they stand, so that a new one is compared with its neighbors alone."""

    def __init__(self) -> None:
        self._squares: defaultdict[int, list[PlacedSpan]] = defaultdict(list)
        self._long: list[PlacedSpan] = []

    def has_room(self, item: PlacedSpan) -> bool:
        """Tell whether a mark fits beside, in or around all others."""
        near = chain.from_iterable(
            self._squares[number] for number in _find_squares(item) if number in self._squares
        )
        return all(_fits(item, other) for other in chain(self._long, near))

    def add(self, item: PlacedSpan) -> None:
        squares = _find_squares(item)
        if len(squares) > _MAX_SQUARES:
            self._long.append(item)
            return
        for number in squares:
            self._squares[number].append(item)


def _find_squares(item: PlacedSpan) -> range:
    return range(item.start // _SQUARE, item.end // _SQUARE + 1)


def _fits(item: PlacedSpan, other: PlacedSpan) -> bool:
    """Tell whether two marks stand beside each other, or one in the other as in the source."""
    if item.end <= other.start or other.end <= item.start:
        return True
    if (item.start, item.end) == (other.start, other.end):
        return _nests(item.span, other.span)
    outer, inner = (item, other) if _encloses(item, other) else (other, item)
    return _encloses(outer, inner) and outer.span.kind is not SpanKind.VERBATIM


def _encloses(outer: PlacedSpan, inner: PlacedSpan) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _nests(first: Span, second: Span) -> bool:
    return (first.start <= second.start and second.end <= first.end) or (
        second.start <= first.start and first.end <= second.end
    )
