"""Whether a translation says the terms of a glossary as the glossary does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from translator.glossary.english import find_occurrences
from translator.glossary.matching import Glossary
from translator.types import BlockTranslation, TermUse


def judge_terms(source: str, target: str, glossary: Glossary) -> tuple[TermUse, ...]:
    """Return the uses of terms in a source, and whether the target honours each.

    A term that the source has twice is asked for twice.

    >>> from translator.types import Term
    >>> glossary = Glossary([Term(source="taxe", target="tax")])
    >>> [use.honoured for use in judge_terms("La taxe et la taxe.", "The tax.", glossary)]
    [True, False]
    """
    return settle_uses(glossary.find(source), target)


def settle_uses(uses: Iterable[TermUse], target: str) -> tuple[TermUse, ...]:
    """Return uses of terms with a word on each: does the target say what is wanted?"""
    uses = tuple(uses)
    taken: list[tuple[int, int]] = []
    honoured: set[int] = set()
    # The longest first: "property tax" is no "tax".
    for number in sorted(range(len(uses)), key=lambda number: (-len(uses[number].wanted), number)):
        for start, end in find_use(uses[number], target):
            if all(end <= first or last <= start for first, last in taken):
                taken.append((start, end))
                honoured.add(number)
                break
    return tuple(replace(use, honoured=number in honoured) for number, use in enumerate(uses))


def find_use(use: TermUse, target: str) -> list[tuple[int, int]]:
    """Return where a target says what is wanted, in whatever form of it, or a variant."""
    term = use.term
    target_form = term.source if term.is_kept else term.target
    forms = dict.fromkeys((use.wanted, target_form, *term.variants))
    return sorted({place for form in forms for place in find_occurrences(form, target)})


def mark_terms(
    blocks: Iterable[BlockTranslation], glossary: Glossary | None
) -> Iterator[BlockTranslation]:
    """Yield the blocks with the terms of their segments; as they are, without a glossary."""
    for block in blocks:
        yield block if glossary is None else _mark_block(block, glossary)


def _mark_block(block: BlockTranslation, glossary: Glossary) -> BlockTranslation:
    return replace(
        block,
        segments=tuple(
            part
            if part.copied
            else replace(part, terms=judge_terms(part.segment.text, part.target, glossary))
            for part in block.segments
        ),
    )
