"""Which part of a target is the translation of which part of its source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from translator.text.normalize import normalize_source
from translator.types import BlockTranslation, Span, WordLink


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSpan:
    """A span of the source and its offsets in the target."""

    start: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Part of a source, and where its translation stands in the target."""

    source_start: int
    source_end: int
    start: int
    end: int
    #: The text did not change, or only in characters that have others in the model's form.
    is_same: bool = False
    #: Links between words, with offsets from ``source_start`` and ``start``.
    links: tuple[WordLink, ...] = ()


class Parts:
    """Parts of a source in order, such as its segments or its lines."""

    def __init__(self, parts: Sequence[Stretch]) -> None:
        self._parts = parts
        self._starts = [part.source_start for part in parts]
        self._ends = [part.source_end for part in parts]

    def find_home(self, span: Span) -> Stretch | None:
        """Return the part that holds the whole of a span."""
        part = self.find_next(span.end)
        return part if part is not None and part.source_start <= span.start else None

    def find_next(self, at: int) -> Stretch | None:
        """Return the first part that does not end before a place."""
        number = bisect_left(self._ends, at)
        return self._parts[number] if number < len(self._parts) else None

    def list_covered(self, span: Span) -> Sequence[Stretch]:
        """Return the parts that a span has characters of."""
        first = bisect_right(self._ends, span.start)
        return self._parts[first : bisect_left(self._starts, span.end)]


def find_stretches(block: BlockTranslation) -> list[Stretch]:
    """Return where the translation of each segment stands in the block's target."""
    source, target = block.block.text, block.target
    whole = Stretch(
        source_start=0,
        source_end=len(source),
        start=0,
        end=len(target),
        is_same=_is_same(source, target),
    )
    if whole.is_same:
        return [whole]
    stretches, position = [], 0
    for part in block.segments:
        start = target.find(part.target, position)
        # Between two targets stands white space; anything else means another hand wrote this.
        if start < 0 or target[position:start].strip():
            return [whole]
        position = start + len(part.target)
        segment = part.segment
        stretch = Stretch(
            source_start=segment.start,
            source_end=segment.end,
            start=start,
            end=position,
            is_same=_is_same(segment.text, part.target),
            links=part.alignment,
        )
        stretches.append(stretch)
    return stretches or [whole]


def _is_same(source: str, target: str) -> bool:
    """Tell whether a target is its source, character by character, in the model's form or not."""
    return source == target or (
        len(source) == len(target) and all(map(_is_same_char, source, target))
    )


def _is_same_char(source: str, target: str) -> bool:
    return (
        source == target
        or (source.isspace() and target.isspace())
        or normalize_source(source) == target
    )
