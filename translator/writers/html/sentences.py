"""The text of a block as sentences that know their partners.

Each sentence is a span with the number of its pair; within it, the evidence of findings is
marked and, where the words were aligned, each word has the number of its group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.colophon import MISSING_SIGN, is_unsure
from translator.markup.stretches import find_stretches
from translator.types import BlockTranslation, Finding, SegmentTranslation, WordLink
from translator.writers.html.elements import Markup, element, join


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word's place in its sentence, and the number it shares with its partners."""

    start: int
    end: int
    group: int


def format_source(block: BlockTranslation, findings: Sequence[Finding] = ()) -> Markup:
    """Return a block's source with its sentences as spans."""
    text, position = block.block.text, 0
    pieces: list[str | Markup] = []
    for part in block.segments:
        segment = part.segment
        pieces.append(text[position : segment.start])
        pieces.append(format_source_segment(part, findings))
        position = segment.end
    return join([*pieces, text[position:]])


def format_target(block: BlockTranslation, findings: Sequence[Finding] = ()) -> Markup:
    """Return a block's target with its sentences as spans.

    Where joining changed the text (a headline put back into capitals), it is one sentence or
    none rather than several in wrong places.
    """
    places = _find_targets(block)
    if not places:
        return join([block.target])
    text, position = block.target, 0
    pieces: list[str | Markup] = []
    for part, (start, end) in zip(block.segments, places, strict=True):
        pieces.append(text[position:start])
        if start == end and position and not text[position - 1].isspace():
            pieces.append(" ")
        pieces.append(format_target_segment(part, findings, text=text[start:end]))
        position = end
    return join([*pieces, text[position:]])


def format_source_segment(part: SegmentTranslation, findings: Sequence[Finding] = ()) -> Markup:
    """Return a segment's source as a span."""
    own = _select_findings(part, findings)
    words = _group_words(part.alignment).source
    content = _mark(part.segment.text, [item.source_excerpt for item in own], words)
    return element("span", content, class_="s", data_pair=_name_pair(part))


def format_target_segment(
    part: SegmentTranslation, findings: Sequence[Finding] = (), *, text: str | None = None
) -> Markup:
    """Return a segment's target as a span; ``text`` is its form in the block, if another."""
    text = part.target if text is None else text
    own = _select_findings(part, findings)
    if text.strip() or not part.segment.text.strip():
        words = _group_words(part.alignment).target if text == part.target else ()
        content = _mark(text, [item.target_excerpt for item in own], words)
        kind = "s unsure" if is_unsure(part) else "s"
    else:
        content, kind = join([MISSING_SIGN]), "s missing"
    return element("span", content, class_=kind, data_pair=_name_pair(part))


def format_sentence(text: str, excerpts: Sequence[str], *, pair: str) -> Markup:
    """Return any text as a span that knows its partner by the name of their pair."""
    return element("span", _mark(text, excerpts, ()), class_="s", data_pair=pair)


def _find_targets(block: BlockTranslation) -> list[tuple[int, int]]:
    """Return where each segment's target stands in the block's, or nothing if that is unsure."""
    if block.block.text == block.target:
        return [(part.segment.start, part.segment.end) for part in block.segments]
    stretches = find_stretches(block)
    if len(stretches) != len(block.segments):
        return []
    return [(stretch.start, stretch.end) for stretch in stretches]


def _name_pair(part: SegmentTranslation) -> str:
    return f"{part.segment.block_index + 1}.{part.segment.index + 1}"


def _select_findings(part: SegmentTranslation, findings: Sequence[Finding]) -> list[Finding]:
    here = (part.segment.block_index, part.segment.index)
    return [
        item
        for item in findings
        if (item.block_index, here[1] if item.segment_index is None else item.segment_index) == here
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    source: tuple[Word, ...]
    target: tuple[Word, ...]


def _group_words(links: Sequence[WordLink]) -> _Words:
    """Return the linked words, those that hang together with one number."""
    groups: list[tuple[set[tuple[int, int]], set[tuple[int, int]]]] = []
    for link in links:
        source = {(link.source_start, link.source_end)}
        target = {(link.target_start, link.target_end)}
        apart = []
        for group in groups:
            if group[0] & source or group[1] & target:
                source, target = source | group[0], target | group[1]
            else:
                apart.append(group)
        groups = [*apart, (source, target)]
    sides = [
        tuple(
            Word(start=start, end=end, group=number)
            for number, group in enumerate(groups, start=1)
            for start, end in sorted(group[side])
        )
        for side in (0, 1)
    ]
    return _Words(source=_drop_overlaps(sides[0]), target=_drop_overlaps(sides[1]))


def _drop_overlaps(words: Sequence[Word]) -> tuple[Word, ...]:
    kept: list[Word] = []
    for word in sorted(words, key=lambda word: word.start):
        if word.start < word.end and (not kept or kept[-1].end <= word.start):
            kept.append(word)
    return tuple(kept)


def _mark(text: str, excerpts: Sequence[str], words: Sequence[Word]) -> Markup:
    """Return a sentence's text with evidence marked, and words in spans inside the marks."""
    pieces: list[str | Markup] = []
    position = 0
    for start, end in _find_excerpts(text, excerpts):
        pieces += _iter_words(text, position, start, words)
        pieces.append(element("mark", *_iter_words(text, start, end, words)))
        position = end
    return join([*pieces, *_iter_words(text, position, len(text), words)])


def _iter_words(text: str, start: int, end: int, words: Sequence[Word]) -> Iterator[str | Markup]:
    position = start
    for word in words:
        first, last = max(word.start, start), min(word.end, end)
        if first >= last:
            continue
        yield text[position:first]
        yield element("span", text[first:last], data_word=word.group)
        position = last
    yield text[position:end]


def _find_excerpts(text: str, excerpts: Sequence[str]) -> list[tuple[int, int]]:
    """Return where excerpts stand, merged; one that is the whole text tells nothing."""
    found = []
    for excerpt in filter(None, map(str.strip, excerpts)):
        # Whole words only: a lost "a" is not the first letter a.
        before = r"(?<!\w)" if excerpt[0].isalnum() else ""
        after = r"(?!\w)" if excerpt[-1].isalnum() else ""
        place = re.search(before + re.escape(excerpt) + after, text)
        if place and len(excerpt) < len(text.strip()):
            found.append(place.span())
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
