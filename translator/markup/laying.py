"""The marks of a file's text laid on its translation: what is written when, from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from translator.markup.marks import Mark
from translator.markup.placement import place_spans
from translator.types import Block, BlockKind, BlockTranslation, Span, SpanKind


class Event(IntEnum):
    """What happens to a mark at a place; at the same place, in this order."""

    CLOSE = 0
    POINT = 1
    OPEN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidText:
    """A target and its marks, properly nested; code and addresses are the source's own.

    ``unplaced`` must stand behind the text, and ``dropped`` are marks whose words became others.
    """

    parts: tuple[str | tuple[Event, Mark], ...]
    unplaced: tuple[Mark, ...] = ()
    dropped: tuple[Mark, ...] = ()


def lay_marks(text: str, marks: Sequence[Mark], block: BlockTranslation | None) -> LaidText:
    """Return the target of a text with the text's marks where they belong.

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
    # (offset, event, inner or outer first, mark)
    events: list[tuple[int, Event, int, Mark]] = []
    replaced: dict[int, tuple[int, str]] = {}
    for order, item in enumerate(placement.placed):
        mark = marks[int(item.span.opening)]
        if item.start == item.end:
            events.append((item.start, Event.POINT, order, mark))
            continue
        events += [(item.start, Event.OPEN, order, mark), (item.end, Event.CLOSE, -order, mark)]
        if mark.kind is SpanKind.VERBATIM:
            replaced[item.start] = (item.end, text[mark.start : mark.end])
    return LaidText(
        parts=tuple(_weave(block.target, sorted(events, key=lambda event: event[:3]), replaced)),
        unplaced=tuple(marks[int(span.opening)] for span in placement.unplaced),
        dropped=tuple(marks[int(span.opening)] for span in placement.dropped),
    )


def _weave(
    target: str,
    events: Sequence[tuple[int, Event, int, Mark]],
    replaced: dict[int, tuple[int, str]],
) -> Iterator[str | tuple[Event, Mark]]:
    position = 0
    for offset, event, _, mark in events:
        if position < offset:
            end, part = replaced.get(position, (offset, target[position:offset]))
            yield part
            position = max(end, offset)
        yield event, mark
    if position < len(target):
        yield target[position:]
