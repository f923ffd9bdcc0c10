"""The straight line from a document to a report. Read this file first.

    document ─ iter_block_translations ─ align_blocks ─► blocks ─ run_checks ─► findings
                                                            └──── summarize_translation ─► brief

Reading files comes before it, screens and writers after it; nothing here knows of either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from translator.align.blocks import align_blocks
from translator.checks import DEFAULT_CHECKS, run_checks
from translator.clock import make_clock
from translator.confidence import load_calibration, rate_block
from translator.glossary.judging import mark_terms
from translator.glossary.matching import Glossary
from translator.protocols import Check, Summarizer, TranslationEngine
from translator.summarize import summarize_translation
from translator.translate import iter_block_translations, make_signature
from translator.types import (
    BlockTranslation,
    Brief,
    BriefLayout,
    DecodingOptions,
    Document,
    Report,
    Translation,
)


def process(
    document: Document,
    *,
    engine: TranslationEngine,
    summarizer: Summarizer | None,
    options: DecodingOptions,
    checks: Sequence[Check] = DEFAULT_CHECKS,
    max_brief_words: int = 80,
    link_all_words: bool = False,
    brief_layout: BriefLayout | None = None,
    on_block: Callable[[BlockTranslation], None] | None = None,
    blocks: Iterable[BlockTranslation] | None = None,
    glossary: Glossary | None = None,
) -> Report:
    """Translate, check and brief a document.

    Ctrl-C ends the work but not the result: the finished blocks are reported with their
    findings, without a brief, since a brief of half an article would pass for one of the
    whole.

    Args:
        document: the source article.
        engine: loaded and ready; what can fail about it has failed before.
        summarizer: None for a report without a brief.
        options: how the engine searches.
        checks: what is looked for in each translated block.
        max_brief_words: limit on the words of the brief's points.
        brief_layout: which parts of the brief are shown.
        link_all_words: link the words of all segments, not only of those in which a mark has to
            find its words; it takes two fifths of the time of translating once more.
        on_block: called with each block, in reading order, as soon as it is translated.
        blocks: the document's own from a batch of many; None has it translated by itself.
        glossary: terms to look for; an engine that honours them is made by force_terms.

    Raises:
        LanguageMismatch: the engine reads another language than the document's.
        DecodingFailed: the engine fails on everything, or on all of this document.
    """
    clock = make_clock(engine)
    started = clock()
    calibration = load_calibration(engine.info)
    alone = blocks is None
    if blocks is None:
        blocks = iter_block_translations(document, engine=engine, options=options)
    translated = align_blocks(
        mark_terms(blocks, glossary),
        engine=engine,
        options=options,
        only_marked=not link_all_words,
    )
    finished: list[BlockTranslation] = []
    with suppress(KeyboardInterrupt):
        for block in translated:
            block = rate_block(block, calibration)
            finished.append(block)
            if on_block is not None:
                on_block(block)
    translation = Translation(
        document=document,
        pair=engine.info.pair,
        blocks=tuple(finished),
        signature=make_signature(engine.info, options, glossary=glossary),
        # In a batch a document has no time of its own.
        elapsed_s=clock() - started if alone else 0.0,
    )
    findings = run_checks(translation.blocks, checks=checks)
    brief: Brief | None = None
    if summarizer is not None and translation.is_complete:
        with suppress(KeyboardInterrupt):
            brief = summarize_translation(
                translation,
                summarizer=summarizer,
                max_words=max_brief_words,
                layout=brief_layout,
                findings=findings,
            )
    return Report(translation=translation, brief=brief, findings=findings, calibration=calibration)
