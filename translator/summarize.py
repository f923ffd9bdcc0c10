"""From a translation to its brief, with every point traced back to the source."""

from __future__ import annotations

from dataclasses import replace

from translator.protocols import Summarizer
from translator.types import (
    BlockKind,
    BlockTranslation,
    Brief,
    BriefPoint,
    SegmentRef,
    SegmentTranslation,
    Translation,
)

#: What an article says in sentences. Headings announce, credits sign, code is no prose.
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM})


def summarize_translation(
    translation: Translation, *, summarizer: Summarizer, max_words: int = 80
) -> Brief:
    """Summarize the translated article; the points name blocks and segments of it.

    The summarizer reads the targets of the body's segments as sentences. A segment that was
    copied from the source or whose end is missing is read as "", so that the others keep
    their places. An article without a usable sentence gives a brief without points, whose
    headline is the article's title or "".
    """
    body = [block for block in translation.blocks if block.block.kind in _BODY]
    brief = summarizer.summarize(
        [[_sentence(part) for part in block.segments] for block in body],
        title=find_title(translation),
        max_words=max_words,
    )
    return replace(brief, points=tuple(_trace(point, body) for point in brief.points))


def find_title(translation: Translation) -> str | None:
    """Return the English of the article's title, or None where it has none.

    The title is the heading that the document names or, failing that, a heading that stands
    before the body; a subheading further down says what its own section is about.
    """
    for block in translation.blocks:
        is_heading = block.block.kind is BlockKind.HEADING
        if is_heading and block.block.text == translation.document.title:
            return block.target or None
    for block in translation.blocks:
        if block.block.kind is BlockKind.HEADING:
            return block.target or None
        if block.block.kind in _BODY:
            break
    return None


def _sentence(part: SegmentTranslation) -> str:
    return "" if part.copied or part.truncated else part.target


def _trace(point: BriefPoint, body: list[BlockTranslation]) -> BriefPoint:
    """Turn positions in the body into references to the translation."""
    return replace(
        point,
        block_indices=tuple(body[index].block.index for index in point.block_indices),
        segments=tuple(
            SegmentRef(
                block_index=body[ref.block_index].block.index,
                segment_index=body[ref.block_index].segments[ref.segment_index].segment.index,
            )
            for ref in point.segments
        ),
    )
