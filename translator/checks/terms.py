"""Terms of the user's glossary that the target does not say as the glossary does."""

from __future__ import annotations

from collections.abc import Iterator

from translator.checks.excerpts import cut_excerpt, cut_opposite
from translator.types import BlockTranslation, Finding, Severity, Term


def _list_targets(term: Term) -> str:
    return " or ".join((term.target, *term.variants))


def check_terms(block: BlockTranslation) -> Iterator[Finding]:
    """Yield V01 for each place at which a term was met and not honoured."""
    for part in block.segments:
        source = part.segment.text
        for use in part.terms:
            if use.honoured or not part.target.strip():
                continue
            found = source[use.start : use.end]
            asked = f"{found} is to stay as it is, and does not"
            if not use.term.is_kept:
                asked = f"{found} is not translated as the glossary says: {_list_targets(use.term)}"
            yield Finding(
                code="V01",
                severity=Severity.WARNING,
                block_index=block.block.index,
                segment_index=part.segment.index,
                message=asked,
                source_excerpt=cut_excerpt(source, use.start, use.end),
                target_excerpt=cut_opposite(part.target, use.start / len(source)),
            )
