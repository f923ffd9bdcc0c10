"""Slips of the pen in the target: doubled words, broken punctuation, brackets left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, Severity

#: Words whose doubling is no loop to the check for repetition (R01), which finds all others,
#: because grammar can ask for it; it hardly ever does.
_DOUBLED = compile_late(r"\b(is|you)[ \u00a0]\1\b", re.IGNORECASE)
#: No space stands before an English comma or period, and no mark is doubled but "..." and "!!".
_SPACED = compile_late(r"(?<=\w)[ \u00a0\u202f]+[,.;](?=\s|\Z)")
_CLASHING = compile_late(r",[.,;:]|;[.,;:]|:[.,;]|(?<!\.)\.[,;:](?<![a-zA-Z]\.[,;:])")
_BRACKETS = (("(", ")"), ("[", "]"))


def check_wording(block: BlockTranslation) -> Iterator[Finding]:
    """Yield B01 for a slip that the target makes and its source does not."""
    for part in block.segments:
        source, target = part.segment.text, part.target
        if part.copied or not target.strip():
            continue
        for message, start, end in _iter_slips(source, target):
            yield Finding(
                code="B01",
                severity=Severity.NOTE,
                block_index=block.block.index,
                segment_index=part.segment.index,
                message=message,
                source_excerpt=cut_opposite(source, start / len(target)),
                target_excerpt=cut_excerpt(target, start, end),
            )


def _iter_slips(source: str, target: str) -> Iterator[tuple[str, int, int]]:
    """Yield a message and a place for each slip."""
    if match := _DOUBLED.search(target):
        yield f"a word stands twice: {match[0]}", match.start(), match.end()
    if (match := _SPACED.search(target)) and not _SPACED.search(source):
        yield f"a space stands before {match[0].strip()}", match.start(), match.end()
    if (match := _CLASHING.search(target)) and not _CLASHING.search(source):
        yield f"two punctuation marks clash: {match[0]}", match.start(), match.end()
    for opening, closing in _BRACKETS:
        balanced = source.count(opening) == source.count(closing)
        opened, closed = target.count(opening), target.count(closing)
        if balanced and opened != closed and source.count(opening):
            lone = opening if opened > closed else closing
            at = target.find(lone)
            yield f"a bracket in the target has no partner: {lone}", at, at + 1
