"""Which part of a target is the translation of which part of its source."""

from __future__ import annotations

from dataclasses import dataclass

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
    #: The text did not change.
    is_same: bool = False
    #: Links between words, with offsets from ``source_start`` and ``start``.
    links: tuple[WordLink, ...] = ()


def find_stretches(block: BlockTranslation) -> list[Stretch]:
    """Return where the translation of each segment stands in the block's target."""
    source, target = block.block.text, block.target
    whole = Stretch(
        source_start=0,
        source_end=len(source),
        start=0,
        end=len(target),
        is_same=source == target,
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
            is_same=segment.text == part.target,
            links=part.alignment,
        )
        stretches.append(stretch)
    return stretches or [whole]
