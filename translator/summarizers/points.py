"""From sentences that a model wrote to points that name the paragraphs they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.summarizers.support import Article, Support
from translator.types import BriefPoint, Finding, SegmentRef, Severity


def make_point(
    text: str, article: Article, *, cited: Sequence[int] = (), label: str = ""
) -> tuple[BriefPoint, str | None]:
    """Return the point and, where its citation is doubtful, why; positions count from 0.

    The paragraphs a model cites are kept where they say anything of it. A sentence without a
    citation, or with none that holds, gets the paragraphs it can be traced to; one that cannot
    be traced at all is about the whole article and names its first paragraph.
    """
    known = {sentence.paragraph for sentence in article.sentences}
    wrong = sorted(set(cited) - known)
    valid = sorted(set(cited) & known)
    best = article.trace(text)
    support = article.trace(text, among=valid) if valid else best
    doubt = None
    if wrong:
        numbers = ", ".join(f"[{number + 1}]" for number in wrong)
        doubt = f"the model cites {numbers}, which is no paragraph of what it read"
    elif valid and support.coverage < best.coverage / 2:
        doubt = "another paragraph says this rather than the ones that the model cites"
        support, valid = best, []
    blocks = tuple(valid) or support.paragraphs or (min(known, default=0),)
    return (
        BriefPoint(
            text=text, block_indices=blocks, segments=_list_segments(support, blocks), label=label
        ),
        doubt,
    )


def limit_words(points: Sequence[BriefPoint], *, max_words: int) -> tuple[BriefPoint, ...]:
    """Return the first points that fit, at least one: models lose count of their words."""
    kept: list[BriefPoint] = []
    words = 0
    for point in points:
        words += len(point.text.split())
        if kept and words > max_words:
            break
        kept.append(point)
    return tuple(kept)


def make_doubt(code: str, message: str, *, point_index: int | None) -> Finding:
    """Return a warning about a brief; its block is filled in where blocks are known."""
    return Finding(
        code=code,
        severity=Severity.WARNING,
        block_index=0,
        message=message,
        point_index=point_index,
    )


def merge_repeats(points: Sequence[BriefPoint]) -> tuple[BriefPoint, ...]:
    """Return the points without exact repeats; the first one names the paragraphs of all."""
    merged: dict[str, BriefPoint] = {}
    for point in points:
        key = point.text.casefold()
        held = merged.get(key)
        if held is None:
            merged[key] = point
            continue
        merged[key] = replace(
            held,
            block_indices=tuple(sorted({*held.block_indices, *point.block_indices})),
            segments=tuple(dict.fromkeys((*held.segments, *point.segments))),
        )
    return tuple(merged.values())


def _list_segments(support: Support, blocks: Sequence[int]) -> tuple[SegmentRef, ...]:
    places = {
        (sentence.paragraph, sentence.sentence)
        for sentence in support.sentences
        if sentence.paragraph in blocks
    }
    return tuple(
        SegmentRef(block_index=paragraph, segment_index=sentence)
        for paragraph, sentence in sorted(places)
    )
