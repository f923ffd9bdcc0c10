"""Segments whose target as a whole cannot be right: empty, cut off, looping, far too short."""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt
from translator.degeneration import find_repetition, is_too_long
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

#: Characters of the whole texts shown as evidence.
_EXCERPT_LENGTH = 60
#: Smallest ratio of characters, target to source, in people's translations (newstest2013 and
#: the FLORES development set: two pairs of 3,997 are below), by characters of the source.
#: Short sources vary more.
_MIN_RATIOS = ((20, 0.25), (40, 0.3), (80, 0.42), (160, 0.48), (1 << 30, 0.5))
#: A source below this is a word or two, and any length can be right.
_MIN_SOURCE_LENGTH = 12


def check_empty(block: BlockTranslation) -> Iterator[Finding]:
    """Yield E01 for every segment with words whose target has none."""
    for part in block.segments:
        if not part.target.strip() and any(char.isalnum() for char in part.segment.text):
            yield _make(block, part, "E01", Severity.ERROR, "the target is empty")


def check_failure(block: BlockTranslation) -> Iterator[Finding]:
    """Yield E02 for every segment on which the engine raised, even alone."""
    for part in block.segments:
        if part.failed:
            message = f"not translated: the engine failed on it ({part.error})"
            yield _make(block, part, "E02", Severity.ERROR, message)


def check_truncation(block: BlockTranslation) -> Iterator[Finding]:
    """Yield T01 for every segment whose decoding ran into the length limit."""
    for part in block.segments:
        if part.truncated:
            message = "the target was cut off at the length limit; its end is missing"
            yield _make(block, part, "T01", Severity.ERROR, message, from_end=True)


def check_length(block: BlockTranslation) -> Iterator[Finding]:
    """Yield L01 for a target far too short for its source and L02 for one far too long."""
    for part in block.segments:
        source, target = part.segment.text.strip(), part.target.strip()
        if part.copied or not target or len(source) < _MIN_SOURCE_LENGTH:
            continue
        ratio = len(target) / len(source)
        minimum = next(least for limit, least in _MIN_RATIOS if len(source) <= limit)
        if ratio < minimum:
            message = f"the target has {ratio:.0%} of the source's length; something may be missing"
            yield _make(block, part, "L01", Severity.WARNING, message, from_end=True)
        elif is_too_long(source, target):
            message = f"the target has {ratio:.0%} of the source's length; something may be added"
            yield _make(block, part, "L02", Severity.WARNING, message, from_end=True)


def check_repetition(block: BlockTranslation) -> Iterator[Finding]:
    """Yield R01 for a target that repeats itself where its source does not."""
    for part in block.segments:
        if part.copied:
            continue
        excerpt = find_repetition(part.target, source=part.segment.text)
        if excerpt is not None:
            message = f"the target repeats itself: {excerpt}"
            finding = _make(block, part, "R01", Severity.ERROR, message)
            yield finding


def _make(
    block: BlockTranslation,
    part: SegmentTranslation,
    code: str,
    severity: Severity,
    message: str,
    *,
    from_end: bool = False,
) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        block_index=block.block.index,
        segment_index=part.segment.index,
        message=message,
        source_excerpt=_cut_edge(part.segment.text, from_end=from_end),
        target_excerpt=_cut_edge(part.target, from_end=from_end),
    )


def _cut_edge(text: str, *, from_end: bool) -> str:
    """Return the beginning of a text, or its end where the end is what is in doubt."""
    text = text.strip()
    if len(text) <= _EXCERPT_LENGTH:
        return text
    edge = len(text) - _EXCERPT_LENGTH if from_end else 0
    return cut_excerpt(text, edge, edge + _EXCERPT_LENGTH)
