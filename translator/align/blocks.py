"""Links between the words of translated segments, for whoever needs them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from translator.align.words import link_words
from translator.assets import is_embedded
from translator.decoding.preparation import prepare_source
from translator.errors import EngineError, EngineUnavailable
from translator.protocols import AttendingEngine, TranslationEngine
from translator.text.casing import to_sentence_case
from translator.text.normalize import normalize_target
from translator.types import (
    Attention,
    BlockTranslation,
    DecodingOptions,
    SegmentTranslation,
    SpanKind,
)


def align_blocks(
    blocks: Iterable[BlockTranslation],
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    only_marked: bool = False,
) -> Iterator[BlockTranslation]:
    """Yield the blocks with links between the words of their segments.

    An engine that does not tell its attention, or fails to, leaves the links to the dictionary.

    Args:
        blocks: finished; what their targets are, and whose, does not matter.
        engine: reads source and target once more: two fifths of the time of translating
            (benchmarks/alignment.py).
        options: of the engine.
        only_marked: leave alone the segments in which no mark has to find its words.
    """
    for block in blocks:
        yield align_block(block, engine=engine, options=options, only_marked=only_marked)


def align_block(
    block: BlockTranslation,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    only_marked: bool = False,
) -> BlockTranslation:
    """Return a block with links between the words of its segments; see align_blocks."""
    parts = [
        part
        for part in block.segments
        if not part.copied
        and part.target.strip()
        and part.target != part.segment.text
        and (not only_marked or _holds_mark(block, part))
    ]
    if not parts:
        return block
    linked = dict(zip(map(id, parts), _align(parts, engine=engine, options=options), strict=True))
    return replace(block, segments=tuple(linked.get(id(part), part) for part in block.segments))


def _holds_mark(block: BlockTranslation, part: SegmentTranslation) -> bool:
    """Tell whether a mark begins or ends among the words of a segment."""
    start, end = part.segment.start, part.segment.end
    return any(
        start < place < end
        for span in block.block.spans
        if span.kind is not SpanKind.BREAK
        for place in (span.start, span.end)
    )


def _align(
    parts: Sequence[SegmentTranslation], *, engine: TranslationEngine, options: DecodingOptions
) -> list[SegmentTranslation]:
    forms = [_make_forms(part, is_plain=is_embedded(engine.info)) for part in parts]
    attentions = _attend(forms, engine=engine, options=options)
    return [
        replace(
            part,
            alignment=link_words(
                part.segment.text,
                part.target,
                attention=attention,
                source_form=source_form,
                target_form=target_form,
            ),
        )
        for part, (source_form, target_form), attention in zip(
            parts, forms, attentions, strict=True
        )
    ]


def _make_forms(part: SegmentTranslation, *, is_plain: bool) -> tuple[str, str]:
    """Return source and target as a model is used to seeing them."""
    prepared = prepare_source(part.segment.text, is_plain=is_plain)
    target = to_sentence_case(part.target) if prepared.is_all_caps else part.target
    return prepared.text, normalize_target(target)


def _attend(
    forms: Sequence[tuple[str, str]], *, engine: TranslationEngine, options: DecodingOptions
) -> list[Attention | None]:
    """Return the attention over each pair, None where the engine has none to tell."""
    nothing: list[Attention | None] = [None] * len(forms)
    if not isinstance(engine, AttendingEngine):
        return nothing
    try:
        sources, targets = [source for source, _ in forms], [target for _, target in forms]
        return [*engine.attend_batch(sources, targets, options)]
    except EngineUnavailable:
        # One that was to be loaded only now, and cannot be.
        raise
    except (EngineError, MemoryError):
        if len(forms) == 1:
            return nothing
        # One of them is too long or too strange; the others need not suffer.
        return [
            attention
            for pair in forms
            for attention in _attend([pair], engine=engine, options=options)
        ]
