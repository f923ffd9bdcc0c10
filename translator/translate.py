"""From a document to its translation: block by block, every segment with exactly one target.

The model reads sentences, decodes many of them together most quickly, and the reader wants the
first paragraph at once. So blocks are gathered into windows, small at first and then large;
the segments of a window are decoded together, and its blocks come out in reading order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from translator import __version__
from translator.clock import make_clock
from translator.decoding.overlap import iter_decoded
from translator.decoding.planning import (
    BlockPlan,
    SegmentPlan,
    WindowSizes,
    iter_groups,
    iter_plans,
)
from translator.decoding.preparation import restore_target
from translator.decoding.repair import Decoding, join_decodings
from translator.decoding.speakers import mark_speakers
from translator.errors import DecodingFailed, EngineBroken, LanguageMismatch, name_origin
from translator.glossary.judging import mark_terms
from translator.glossary.matching import Glossary
from translator.protocols import TranslationEngine
from translator.text.normalize import remove_controls
from translator.text.sentences import join_block
from translator.types import (
    BlockTranslation,
    DecodingOptions,
    Document,
    Hypothesis,
    ModelInfo,
    SegmentTranslation,
    Signature,
    Translation,
)


def translate_document(
    document: Document,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    on_block: Callable[[BlockTranslation], None] | None = None,
    glossary: Glossary | None = None,
) -> Translation:
    """Translate a whole document; see iter_block_translations.

    Args:
        document: the source.
        engine: loaded and ready.
        options: how the engine searches.
        on_block: called with each block, in reading order, as soon as it is translated.
        glossary: the terms that are looked for; the engine is to honour them, see force_terms.
    """
    clock = make_clock(engine)
    started = clock()
    # Nobody waits for the first paragraph alone, so the windows are large from the beginning.
    windows = WindowSizes(first_tokens=WindowSizes().max_tokens)
    blocks: list[BlockTranslation] = []
    translated = iter_block_translations(document, engine=engine, options=options, windows=windows)
    for block in mark_terms(translated, glossary):
        blocks.append(block)
        if on_block is not None:
            on_block(block)
    return Translation(
        document=document,
        pair=engine.info.pair,
        blocks=tuple(blocks),
        signature=make_signature(engine.info, options, glossary=glossary),
        elapsed_s=clock() - started,
    )


def make_signature(
    info: ModelInfo, options: DecodingOptions, *, glossary: Glossary | None = None
) -> Signature:
    """Return how a translation is made, in the manner of a sacrebleu signature."""
    digest = f"@{info.sha256[:8]}" if info.sha256 else ""
    pairs = [
        ("engine", info.format),
        ("model", info.name + digest),
        ("compute", info.compute_type),
        ("beam", str(options.beam_size)),
        ("lp", str(options.length_penalty)),
    ]
    if options.repetition_penalty != 1.0:
        pairs.append(("rp", str(options.repetition_penalty)))
    if options.no_repeat_ngram_size:
        pairs.append(("nrn", str(options.no_repeat_ngram_size)))
    if glossary is not None:
        pairs.append(("glossary", glossary.sha256[:8]))
    return Signature(pairs=(*pairs, ("ver", __version__)))


def iter_block_translations(
    document: Document,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    windows: WindowSizes | None = None,
) -> Iterator[BlockTranslation]:
    """Translate block by block, in reading order, as soon as each is ready.

    A segment on which the engine fails even alone keeps its place: its target is its source,
    without a score and marked as retried.

    Raises:
        LanguageMismatch: at once, if the engine reads another language than the document's.
        EngineBroken: while iterating, if the engine fails on all of the first texts.
    """
    require_language(document, engine)
    plans = iter_plans(document, engine=engine, options=options)
    windows = windows or WindowSizes()
    return chain.from_iterable(iter_windows(plans, engine=engine, options=options, sizes=windows))


def require_language(document: Document, engine: TranslationEngine) -> None:
    """Make sure that an engine reads a document's language.

    Raises:
        LanguageMismatch: it reads another one.
    """
    if document.language != engine.info.pair.source:
        raise LanguageMismatch(
            f"{name_origin(document.origin)} is in {document.language!r} and model "
            f"{engine.info.name} reads {engine.info.pair.source!r}; choose another one with --model"
        )


def iter_windows(
    plans: Iterable[BlockPlan],
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    sizes: WindowSizes,
) -> Iterator[list[BlockTranslation]]:
    """Yield planned blocks translated, in their order, a window of them at a time.

    The blocks may be of several documents. Plans are taken as windows need them, not ahead.

    Raises:
        EngineBroken: the engine fails on all of the first texts.
    """
    error: DecodingFailed | None = None
    num_decoded = num_failed = 0
    windows = iter_decoded(
        iter_groups(plans, sizes.iter_limits()),
        engine=engine,
        options=options,
        group_tokens=min(sizes.group_tokens, sizes.max_tokens),
    )
    for window in windows:
        for decoding in window.decodings.values():
            error = error or decoding.error
            num_decoded += decoding.error is None
            num_failed += decoding.error is not None
        # One failure is a strange text; several, and no success so far, a broken engine.
        if error and num_failed > 1 and not num_decoded:
            break
        yield [_translate_block(plan, window.decodings) for plan in window.plans]
    if error and not num_decoded:
        raise EngineBroken(
            f"the engine failed on everything it was given ({num_failed} texts), so the engine or "
            f"model {engine.info.name!r} is broken; try translator doctor. It said: {error}"
        ) from error


def _translate_block(plan: BlockPlan, decodings: Mapping[str, Decoding]) -> BlockTranslation:
    segments = mark_speakers(
        [_translate_segment(segment, decodings) for segment in plan.segments],
        sources=[segment.prepared.text for segment in plan.segments],
        verbs=[segment.prepared.said for segment in plan.segments],
    )
    if all(segment.copied for segment in segments):
        # To the character: code may have meaningful space that no sentence has.
        target = plan.block.text
    else:
        target = join_block([part.segment for part in segments], [part.target for part in segments])
    return BlockTranslation(block=plan.block, target=target, segments=segments)


def _translate_segment(plan: SegmentPlan, decodings: Mapping[str, Decoding]) -> SegmentTranslation:
    segment = plan.segment
    if plan.finished:
        return SegmentTranslation(segment=segment, hypotheses=(Hypothesis(text=plan.finished),))
    if not plan.parts:
        copy = Hypothesis(text=segment.text)
        return SegmentTranslation(segment=segment, hypotheses=(copy,), copied=True)
    parts = [decodings[part.strip()] for part in plan.parts]
    errors = [part.error for part in parts if part.error]
    if errors:
        return SegmentTranslation(
            segment=segment,
            hypotheses=(Hypothesis(text=segment.text),),
            source_tokens=plan.num_tokens,
            retried=True,
            error=str(errors[0]) or "no reason given",
        )
    decoding = join_decodings(plan.parts, parts)
    return SegmentTranslation(
        segment=segment,
        hypotheses=tuple(
            # A model that writes bytes can write any; nothing that it says steers a terminal.
            replace(item, text=remove_controls(restore_target(item.text, prepared=plan.prepared)))
            for item in decoding.hypotheses
        ),
        source_tokens=plan.num_tokens,
        truncated=decoding.truncated,
        retried=decoding.retried,
    )
