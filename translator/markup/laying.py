"""The marks of a file's text laid on its translation: what is written when, from left to right.

Where the marks go is the same for every kind of file; what writing one means is its builder's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Protocol

from translator.markup.marks import Mark, Properties
from translator.markup.placement import place_spans
from translator.markup.stretches import PlacedSpan
from translator.types import Block, BlockKind, BlockTranslation, Span, SpanKind


class TextBuilder(Protocol):
    """Writes a text with its marks into a file of some kind, from left to right."""

    def add_text(self, text: str) -> None: ...

    def open(self, mark: Mark) -> None: ...

    def close(self, mark: Mark) -> None: ...

    def add_point(self, mark: Mark) -> None:
        """Add a mark that has no text."""

    def keep_lost(self, mark: Mark) -> None:
        """Save what must outlive a mark whose words are not in the translation."""


class _Event(IntEnum):
    """What happens to a mark at a place; at the same place, in this order."""

    CLOSE = 0
    POINT = 1
    OPEN = 2


def write_marked(
    text: str, marks: Sequence[Mark], block: BlockTranslation | None, *, builder: TextBuilder
) -> None:
    """Write the target of a text with the text's marks where they belong.

    Links and code whose words are not in the translation stand behind it, in brackets.

    Args:
        text: of the source, as the block has it.
        marks: the outer one of two on the same words first.
        block: None leaves the text as it is.
    """
    spans = tuple(
        Span(start=mark.start, end=mark.end, kind=mark.kind, opening=str(number))
        for number, mark in enumerate(marks)
    )
    source = Block(index=0, kind=BlockKind.PARAGRAPH, text=text, spans=spans)
    if block is None:
        block = BlockTranslation(block=source, target=text, segments=())
    placement = place_spans(replace(block, block=replace(block.block, spans=spans)))
    unplaced = [marks[int(span.opening)] for span in placement.unplaced]
    for mark in (*unplaced, *(marks[int(span.opening)] for span in placement.dropped)):
        builder.keep_lost(mark)
    _write_placed(text, marks, block.target, placement.placed, builder)
    _write_unplaced(text, marks, unplaced, builder)


def _write_placed(
    text: str,
    marks: Sequence[Mark],
    target: str,
    placed: Sequence[PlacedSpan],
    builder: TextBuilder,
) -> None:
    """Write the target with the marks that have a place in it; code is the source's own."""
    # (offset, event, inner or outer first, mark)
    events: list[tuple[int, _Event, int, Mark]] = []
    replaced: dict[int, tuple[int, str]] = {}
    for order, item in enumerate(placed):
        mark = marks[int(item.span.opening)]
        if item.start == item.end:
            events.append((item.start, _Event.POINT, order, mark))
            continue
        events += [(item.start, _Event.OPEN, order, mark), (item.end, _Event.CLOSE, -order, mark)]
        if mark.kind is SpanKind.VERBATIM:
            replaced[item.start] = (item.end, text[mark.start : mark.end])
    position = 0
    for offset, event, _, mark in sorted(events, key=lambda event: event[:3]):
        if position < offset:
            end, part = replaced.get(position, (offset, target[position:offset]))
            builder.add_text(part)
            position = max(end, offset)
        if event is _Event.OPEN:
            builder.open(mark)
        elif event is _Event.CLOSE:
            builder.close(mark)
        else:
            builder.add_point(mark)
    if position < len(target):
        builder.add_text(target[position:])


def _write_unplaced(
    text: str, marks: Sequence[Mark], unplaced: Sequence[Mark], builder: TextBuilder
) -> None:
    """Write links and code whose words are not in the translation, formatted as they were."""
    for number, mark in enumerate(unplaced):
        builder.add_text(", " if number else " (")
        around = [
            item
            for item in marks
            if isinstance(item.payload, Properties)
            and item.start <= mark.start
            and mark.end <= item.end
        ]
        opened = around if mark in around else [*around, mark]
        for item in opened:
            builder.open(item)
        builder.add_text(text[mark.start : mark.end])
        for item in reversed(opened):
            builder.close(item)
    if unplaced:
        builder.add_text(")")
