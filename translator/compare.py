"""A source beside somebody's translation of it, sentence by sentence.

    source, translation ─ align_sentences ─► pairs ─ run_checks ─► findings
              └─ translate_document ─► hypotheses ─ chrF ─► agreement

The model's own hypotheses serve twice: they tell the aligner which sentences belong together,
and they are what the given translation is compared with. The result reads as a Report whose
segments are the pairs, so that checks, screens and writers need not know the difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from translator.align.blocks import align_blocks
from translator.align.sentences import align_sentences
from translator.assets import is_embedded
from translator.checks import DEFAULT_CHECKS, run_checks
from translator.checks.contrast import with_model
from translator.checks.traces import choose_checks
from translator.chrf import measure_chrf, measure_corpus_chrf
from translator.decoding.preparation import prepare_source
from translator.errors import DecodingFailed
from translator.glossary.judging import mark_terms
from translator.glossary.matching import Glossary
from translator.pairs import ComparedPair, Comparison, PairKind
from translator.protocols import ScoringEngine, TranslationEngine
from translator.text.normalize import normalize_target
from translator.text.sentences import is_translatable, split_block
from translator.translate import translate_document
from translator.types import (
    BlockTranslation,
    DecodingOptions,
    Document,
    Finding,
    Hypothesis,
    Report,
    Segment,
    SegmentRef,
    SegmentTranslation,
    Severity,
    Translation,
)


def compare_translation(
    document: Document,
    target: Document,
    *,
    engine: TranslationEngine,
    options: DecodingOptions,
    own: Translation | None = None,
    link_all_words: bool = False,
    on_block: Callable[[BlockTranslation], None] | None = None,
    glossary: Glossary | None = None,
) -> Comparison:
    """Align a translation with its source, check it, and measure how the model likes it.

    Args:
        document: the source.
        target: the translation to look at; its paragraphs need not be those of the source.
        engine: loaded and ready; if it is a ScoringEngine, the pairs have likelihoods.
        options: how the engine searches for its own hypotheses.
        own: the model's translation of the document, where it has been made already.
        link_all_words: link the words of each pair, for a view that shows them.
        on_block: called with each block of the source when the model has translated it.
        glossary: terms that the given translation should have.

    Raises:
        LanguageMismatch: the engine reads another language than the document's.
        DecodingFailed: the engine fails on everything.
    """
    if own is None:
        own = translate_document(
            document, engine=engine, options=options, on_block=on_block, glossary=glossary
        )
    pairs = pair_sentences(own, target)
    pairs = _add_likelihoods(pairs, engine=engine, options=options)
    blocks = tuple(mark_terms(_rebuild_blocks(own, pairs), glossary))
    if link_all_words:
        blocks = tuple(align_blocks(blocks, engine=engine, options=options))
    checks = with_model(choose_checks(DEFAULT_CHECKS, blocks), engine=engine, options=options)
    # An empty target is a sentence left out, of which the gaps tell.
    found = [finding for finding in run_checks(blocks, checks=checks) if finding.code != "E01"]
    found += _find_gaps(pairs)
    findings = tuple(sorted(found, key=lambda finding: (finding.block_index, _segment(finding))))
    return Comparison(
        report=Report(
            translation=replace(own, blocks=blocks), findings=findings, model=engine.info
        ),
        pairs=pairs,
        origin=target.origin,
        agreement=measure_corpus_chrf(
            (pair.hypothesis, pair.target) for pair in pairs if pair.agreement is not None
        ),
    )


def pair_sentences(own: Translation, target: Document) -> tuple[ComparedPair, ...]:
    """Return the pairs of a source and a translation, in order of the source."""
    parts = [part for block in own.blocks for part in block.segments]
    sentences = split_document(target)
    beads = align_sentences(
        [[part.segment.text for part in block.segments] for block in own.blocks],
        sentences,
        hypotheses=[part.target for part in parts],
    )
    texts = [text for paragraph in sentences for text in paragraph]
    pairs: list[ComparedPair] = []
    # What is added before the first sentence is shown with the first block.
    block_index, number = (own.blocks[0].block.index if own.blocks else 0), -1
    for bead in beads:
        group = parts[bead.source_start : bead.source_end]
        given = tuple(texts[bead.target_start : bead.target_end])
        if group:
            same_block = group[0].segment.block_index == block_index
            number = number + 1 if same_block else 0
            block_index = group[0].segment.block_index
        hypothesis = " ".join(part.target for part in group)
        has_both = bool(group and given)
        pairs.append(
            ComparedPair(
                ref=SegmentRef(block_index=block_index, segment_index=max(number, 0)),
                sources=tuple(part.segment.text for part in group),
                targets=given,
                hypothesis=hypothesis,
                agreement=measure_chrf(hypothesis, " ".join(given)) if has_both else None,
            )
        )
    return tuple(pairs)


def split_document(document: Document) -> list[list[str]]:
    """Return [paragraph][sentence] of a document; paragraphs without a sentence are left out."""
    paragraphs = ([part.text for part in split_block(block)] for block in document.blocks)
    return [sentences for sentences in paragraphs if sentences]


def _add_likelihoods(
    pairs: Sequence[ComparedPair], *, engine: TranslationEngine, options: DecodingOptions
) -> tuple[ComparedPair, ...]:
    """Return the pairs with likelihoods, where the engine can tell them and reads that much."""
    if not isinstance(engine, ScoringEngine):
        return tuple(pairs)
    is_plain = is_embedded(engine.info)
    sources = [prepare_source(pair.source, is_plain=is_plain).text for pair in pairs]
    targets = [normalize_target(pair.target) for pair in pairs]
    # A target is no source, but its tokens are counted closely enough for a limit.
    limit = options.max_input_length // 2
    readable = [
        number
        for number, texts in enumerate(zip(sources, targets, strict=True))
        if is_translatable(texts[0])
        and all(text and engine.count_tokens(text) <= limit for text in texts)
    ]
    try:
        found = engine.score_batch(
            [sources[number] for number in readable],
            [targets[number] for number in readable],
            options,
        )
    except DecodingFailed:
        # The comparison stands without these figures; nothing else depends on them.
        return tuple(pairs)
    likelihoods = dict(zip(readable, found, strict=True))
    return tuple(
        replace(pair, likelihood=likelihoods.get(number)) for number, pair in enumerate(pairs)
    )


def _rebuild_blocks(own: Translation, pairs: Sequence[ComparedPair]) -> Iterator[BlockTranslation]:
    """Yield the source's blocks with the given translation in place of the model's."""
    by_block = {
        index: list(group) for index, group in groupby(pairs, key=lambda pair: pair.ref.block_index)
    }
    for block in own.blocks:
        group = by_block.get(block.block.index, [])
        waiting = iter(block.segments)
        yield BlockTranslation(
            block=block.block,
            target=" ".join(pair.target for pair in group if pair.targets),
            segments=tuple(
                _join_segments(pair, [next(waiting) for _ in pair.sources])
                for pair in group
                if pair.sources
            ),
        )


def _join_segments(pair: ComparedPair, parts: Sequence[SegmentTranslation]) -> SegmentTranslation:
    """Return one segment for the sentences of a pair, with the given target."""
    first, last = parts[0].segment, parts[-1].segment
    text = "".join(part.segment.text + part.segment.separator for part in parts[:-1]) + last.text
    return SegmentTranslation(
        segment=Segment(
            block_index=first.block_index,
            index=pair.ref.segment_index,
            text=text,
            start=first.start,
            end=last.end,
            separator=last.separator,
        ),
        hypotheses=(Hypothesis(text=pair.target),),
        source_tokens=sum(part.source_tokens for part in parts),
        copied=all(part.copied for part in parts),
    )


def _find_gaps(pairs: Sequence[ComparedPair]) -> Iterator[Finding]:
    """Yield M01 for what the translation leaves out, and M02 for what it adds.

    Sentences of one block that are left out together are one finding.
    """
    sizes = Counter(pair.ref.block_index for pair in pairs if pair.sources)
    for (kind, block_index), run in groupby(
        pairs, key=lambda pair: (pair.kind, pair.ref.block_index)
    ):
        group = list(run)
        if kind is PairKind.OMITTED and _has_words(pair.source for pair in group):
            count = len(group)
            what = "this sentence" if count == 1 else f"these {count} sentences"
            if count > 1 and count == sizes[block_index]:
                what = f"this paragraph of {count} sentences"
            message = f"the translation leaves {what} out"
            yield _make_finding(group, "M01", Severity.ERROR, message)
        elif kind is PairKind.ADDED:
            for pair in group:
                if _has_words([pair.target]):
                    message = "nothing in the source says this sentence"
                    yield _make_finding([pair], "M02", Severity.WARNING, message)


def _has_words(texts: Iterable[str]) -> bool:
    return any(char.isalnum() for text in texts for char in text)


def _make_finding(
    pairs: Sequence[ComparedPair], code: str, severity: Severity, message: str
) -> Finding:
    first = pairs[0]
    return Finding(
        code=code,
        severity=severity,
        block_index=first.ref.block_index,
        segment_index=None if first.kind is PairKind.ADDED else first.ref.segment_index,
        message=message,
        source_excerpt=" ".join(pair.source for pair in pairs).strip(),
        target_excerpt=first.target,
    )


def _segment(finding: Finding) -> int:
    return -1 if finding.segment_index is None else finding.segment_index
