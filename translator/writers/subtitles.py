"""The English as the subtitles that the source is: the same cues at the same times."""

from __future__ import annotations

from translator.markup.insertion import insert_marks
from translator.markup.placement import place_spans
from translator.types import BlockTranslation, SpanKind

#: What would begin a tag, an entity or a timing in the text of a WebVTT cue.
_VTT_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def format_block(block: BlockTranslation, *, is_vtt: bool = False) -> str:
    """Return a sentence laid over its cues, ready to be followed by the next one.

    SubRip, unlike WebVTT, has no way of writing a sign that might be a tag's.

    >>> from translator.types import Block, BlockKind, Span
    >>> head = Span(start=0, end=0, kind=SpanKind.BREAK, opening="1\\n00:01,0 --> 00:02,0\\n")
    >>> line = Span(start=3, end=4, kind=SpanKind.BREAK, opening="\\n")
    >>> source = Block(index=0, kind=BlockKind.PARAGRAPH, text="Il pleut", spans=(head, line))
    >>> print(format_block(BlockTranslation(block=source, target="It rains", segments=())).rstrip())
    1
    00:01,0 --> 00:02,0
    It
    rains
    """
    source = block.block
    placed = place_spans(block).placed
    head = ""
    if placed and placed[0].span.kind is SpanKind.BREAK and not placed[0].span.end:
        # In front of a dash, which is in front of the text.
        head, placed = placed[0].span.opening, placed[1:]
    spelled = _VTT_ENTITIES if is_vtt else {}
    text = insert_marks(block.target, placed, source=source, spelled=spelled)
    return f"{head}{source.marker}{text}{source.separator}"
