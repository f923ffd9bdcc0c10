"""Marks inside a segment for translators' tools: which of them begins or ends at which letter.

TMX and XLIFF have their own elements for the same five events; here is what both need to know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from translator.markup.placement import place_spans
from translator.markup.stretches import PlacedSpan
from translator.types import BlockTranslation, Span, SpanKind


class Event(StrEnum):
    """What happens at a place of a text."""

    #: A mark that begins and ends in this segment, properly nested in the others.
    OPEN = "open"
    CLOSE = "close"
    #: A mark that has its other end in another segment, or lies across another mark.
    BEGIN = "begin"
    END = "end"
    #: A mark without text.
    POINT = "point"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An event of one mark. ``number`` counts a block's marks from 1, the same on both sides."""

    offset: int
    event: Event
    number: int
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedText:
    """The text of one side of a segment and its codes, in order of the text."""

    text: str
    codes: tuple[Code, ...] = ()

    def iter_parts(self) -> Iterator[str | Code]:
        """Yield the text in pieces, the codes between them."""
        position = 0
        for code in self.codes:
            if code.offset > position:
                yield self.text[position : code.offset]
                position = code.offset
            yield code
        if position < len(self.text):
            yield self.text[position:]


def code_sources(block: BlockTranslation) -> list[CodedText]:
    """Return the source of each segment of a block, with the author's marks."""
    ranges = [(part.segment.start, part.segment.end) for part in block.segments]
    places = [PlacedSpan(start=item.start, end=item.end, span=item) for item in block.block.spans]
    return _code_texts([part.segment.text for part in block.segments], ranges, places, block)


def code_targets(block: BlockTranslation) -> list[CodedText]:
    """Return the target of each segment of a block, with the marks that are sure of their place.

    A mark that is not sure is on the source's side only: there a tool reports it as missing,
    and a person decides, instead of the wrong words being a link without a word.
    """
    texts = [part.target for part in block.segments]
    ranges: list[tuple[int, int]] = []
    position = 0
    for text in texts:
        start = block.target.find(text, position)
        if start < 0 or block.target[position:start].strip():
            # Not put together from its segments' targets: another hand wrote it.
            return [CodedText(text=text) for text in texts]
        position = start + len(text)
        ranges.append((start, position))
    return _code_texts(texts, ranges, place_spans(block).placed, block)


#: At one place: closings, inner ones first; points; openings, outer ones first.
_RANKS = {Event.CLOSE: 0, Event.END: 0, Event.POINT: 1, Event.OPEN: 2, Event.BEGIN: 2}


def _code_texts(
    texts: Sequence[str],
    ranges: Sequence[tuple[int, int]],
    places: Sequence[PlacedSpan],
    block: BlockTranslation,
) -> list[CodedText]:
    """Share marks out among segments that stand at ``ranges`` of the text they are offsets of."""
    events: list[tuple[int, int, Event, PlacedSpan]] = []
    inside: list[tuple[int, int]] = []
    for item in places if ranges else ():
        if item.start == item.end or item.span.kind is SpanKind.BREAK:
            home = next((n for n, (_, end) in enumerate(ranges) if item.start <= end), -1)
            at = min(max(item.start, ranges[home][0]), ranges[home][1])
            events.append((home % len(ranges), at, Event.POINT, item))
            continue
        touched = [
            n for n, (start, end) in enumerate(ranges) if start < item.end > item.start < end
        ]
        if not touched:
            # It stands on the white space between two sentences.
            continue
        start = max(item.start, ranges[touched[0]][0])
        end = min(item.end, ranges[touched[-1]][1])
        is_nested = len(touched) == 1 and not any(
            start < other_start < end < other_end or other_start < start < other_end < end
            for other_start, other_end in inside
        )
        if is_nested:
            inside.append((start, end))
        opening, closing = (Event.OPEN, Event.CLOSE) if is_nested else (Event.BEGIN, Event.END)
        events.append((touched[0], start, opening, item))
        events.append((touched[-1], end, closing, item))
    keyed: list[list[tuple[tuple[int, int, int], Code]]] = [[] for _ in texts]
    for order, (home, at, event, item) in enumerate(events):
        offset, rank = at - ranges[home][0], _RANKS[event]
        number = _find_number(item.span, block.block.spans)
        code = Code(offset=offset, event=event, number=number, span=item.span)
        keyed[home].append(((offset, rank, order if rank else -order), code))
    return [
        CodedText(text=text, codes=tuple(code for _, code in sorted(own, key=lambda pair: pair[0])))
        for text, own in zip(texts, keyed, strict=True)
    ]


def _find_number(span: Span, spans: Sequence[Span]) -> int:
    """Return a mark's place among its block's; placing may have put a space before a picture."""
    for number, item in enumerate(spans, 1):
        if item is span:
            return number
    same = replace(span, opening=span.opening.strip())
    return 1 + [replace(item, opening=item.opening.strip()) for item in spans].index(same)
