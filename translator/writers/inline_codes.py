"""Marks inside a segment for translators' tools: which of them begins or ends at which letter.

TMX and XLIFF have their own elements for the same five events; here is what both need to know.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

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
    starts, ends = [start for start, _ in ranges], [end for _, end in ranges]
    nesting = _Nesting()
    for item in places if ranges else ():
        if item.start == item.end or item.span.kind is SpanKind.BREAK:
            # Behind the last one, too.
            home = min(bisect_left(ends, item.start), len(ranges) - 1)
            at = min(max(item.start, starts[home]), ends[home])
            events.append((home, at, Event.POINT, item))
            continue
        first, last = bisect_right(ends, item.start), bisect_left(starts, item.end) - 1
        if first > last:
            # It stands on the white space between two sentences.
            continue
        start, end = max(item.start, starts[first]), min(item.end, ends[last])
        is_nested = first == last and nesting.add(start, end)
        opening, closing = (Event.OPEN, Event.CLOSE) if is_nested else (Event.BEGIN, Event.END)
        events.append((first, start, opening, item))
        events.append((last, end, closing, item))
    numbers = _Numbers(block.block.spans)
    keyed: list[list[tuple[tuple[int, int, int], Code]]] = [[] for _ in texts]
    for order, (home, at, event, item) in enumerate(events):
        offset, rank = at - ranges[home][0], _RANKS[event]
        number = numbers.find(item.span)
        code = Code(offset=offset, event=event, number=number, span=item.span)
        keyed[home].append(((offset, rank, order if rank else -order), code))
    return [
        CodedText(text=text, codes=tuple(code for _, code in sorted(own, key=lambda pair: pair[0])))
        for text, own in zip(texts, keyed, strict=True)
    ]


class _Nesting:
    """Ranges that stand in or beside each other; they come in order, outer ones first."""

    def __init__(self) -> None:
        #: Those around the last one, outer ones first.
        self._around: list[tuple[int, int]] = []

    def add(self, start: int, end: int) -> bool:
        """Take a range, unless it lies across another one; tell whether it was taken."""
        while self._around and self._around[-1][1] <= start:
            self._around.pop()
        if self._around and self._around[-1][0] < start and self._around[-1][1] < end:
            return False
        self._around.append((start, end))
        return True


class _Numbers:
    """A mark's place among its block's, from 1."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._by_identity = {id(span): number for number, span in enumerate(spans, 1)}

    def find(self, span: Span) -> int:
        """Return the number of a mark; placing may have put a space before a picture."""
        number = self._by_identity.get(id(span))
        return self._by_text[_strip(span)] if number is None else number

    @cached_property
    def _by_text(self) -> dict[Span, int]:
        numbered = list(enumerate(self._spans, 1))
        return {_strip(span): number for number, span in reversed(numbered)}


def _strip(span: Span) -> Span:
    return replace(span, opening=span.opening.strip())
