"""What a person should look at first: the least trustworthy segments of a report, with reasons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from translator.assets import is_embedded
from translator.decoding.preparation import prepare_source, restore_target
from translator.errors import DecodingFailed
from translator.protocols import TranslationEngine
from translator.types import (
    DecodingOptions,
    Finding,
    Report,
    ReviewItem,
    SegmentRef,
    SegmentTranslation,
    Severity,
)

#: Points of confidence that a finding costs. An error outweighs any doubt of the model's own:
#: the forecasts of ordinary sentences lie within 30 points of each other.
_COSTS = {Severity.ERROR: 40, Severity.WARNING: 20, Severity.NOTE: 5}
#: Where the engine says nothing about its own words, findings alone decide.
_UNKNOWN_CONFIDENCE = 50
#: Below this a model's doubt is a reason of its own: of the development sets' sentences, half
#: were then below a chrF of 40 (benchmarks/results.md, "Confidence").
DOUBTFUL_BELOW = 45


def add_review(report: Report, *, count: int) -> Report:
    """Return the report with its least trustworthy segments, worst first, at most ``count``.

    Segments that were copied are left out unless there is a finding about them.
    """
    findings: dict[tuple[int, int], list[Finding]] = defaultdict(list)
    for finding in report.findings:
        if finding.segment_index is not None:
            findings[finding.block_index, finding.segment_index].append(finding)
    rated: list[tuple[int, ReviewItem]] = []
    for block in report.translation.blocks:
        for part in block.segments:
            own = findings[block.block.index, part.segment.index]
            if part.copied and not own:
                continue
            known = _UNKNOWN_CONFIDENCE if part.confidence is None else part.confidence
            trust = known - sum(_COSTS[finding.severity] for finding in own)
            rated.append((trust, _make_item(part, own)))
    # Stable: of two that are trusted alike, the one that is read first comes first.
    rated.sort(key=lambda pair: pair[0])
    return replace(report, review=tuple(item for _, item in rated[:count]))


def add_alternatives(
    report: Report, *, engine: TranslationEngine, options: DecodingOptions, count: int
) -> Report:
    """Return the report with up to ``count`` other translations of each segment under review.

    A segment that is too long to be decoded in one piece, or that the engine fails on, has none.
    """
    is_plain = is_embedded(engine.info)
    prepared = [prepare_source(item.source, is_plain=is_plain) for item in report.review]
    readable = [
        number
        for number, source in enumerate(prepared)
        if source.text and engine.count_tokens(source.text) <= options.max_input_length
    ]
    # Of more hypotheses than asked for, some differ from the target in a comma only.
    wanted = replace(options, num_hypotheses=2 * count + 1)
    try:
        found = engine.translate_batch([prepared[number].text for number in readable], wanted)
    except DecodingFailed:
        return report
    items = list(report.review)
    for number, hypotheses in zip(readable, found, strict=True):
        texts = [restore_target(item.text, prepared=prepared[number]) for item in hypotheses]
        items[number] = replace(
            items[number], alternatives=_choose_different(items[number].target, texts)[:count]
        )
    return replace(report, review=tuple(items))


def _make_item(part: SegmentTranslation, findings: Sequence[Finding]) -> ReviewItem:
    ordered = sorted(findings, key=lambda finding: -_COSTS[finding.severity])
    reasons = [f"{finding.message} ({finding.code})" for finding in ordered]
    if part.confidence is not None and part.confidence < DOUBTFUL_BELOW and part.target.strip():
        reasons.append("the model was unsure of its words")
    if part.retried:
        reasons.append("the first attempt at it failed")
    return ReviewItem(
        ref=SegmentRef(block_index=part.segment.block_index, segment_index=part.segment.index),
        source=part.segment.text,
        target=part.target,
        confidence=part.confidence,
        reasons=tuple(reasons) or ("nothing in particular; the others are more certain",),
    )


def _choose_different(target: str, texts: Sequence[str]) -> tuple[str, ...]:
    """Return the texts that say something else than the target and each other, in order.

    >>> _choose_different("He left.", ["He left", "She left.", "he left.", "He went."])
    ('She left.', 'He went.')
    """
    seen = {_letters(target), ""}
    chosen: list[str] = []
    for text in texts:
        if _letters(text) not in seen:
            seen.add(_letters(text))
            chosen.append(text)
    return tuple(chosen)


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())
