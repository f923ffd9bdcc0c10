"""Stretches of the source that left no trace in the target: a clause that was dropped.

Words and lengths alone are judged here. Where a model is at hand, checks/contrast.py asks it
about the stretches that are suspected.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from translator.checks.excerpts import cut_opposite
from translator.checks.spellings import cut_stem, fold_word, key_sounds
from translator.checks.vocabulary import Trace, load_lexicon
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

_WORD = re.compile(r"[^\W_]+")
_MIN_LETTERS = 4
#: Surprise, in nats, of a word without a trace: at most so much for one that usually leaves one,
#: and so much for one the lexicon has no traces of.
_MAX_SURPRISE = 1.6
_UNKNOWN_SURPRISE = 0.3
#: A word with a trace, inside a stretch, speaks against its loss by this many nats.
_TRACE_PENALTY = 1.5
#: Characters of people's English per French one, as a logarithm: median, and variance as a part
#: that stays and one that sinks with the characters of the source.
_USUAL_LENGTH = -0.15
_LENGTH_VARIANCE = 0.01
_VARIANCE_PER_CHARACTER = 1.0
#: What a link is worth against a loss, in nats at a confidence of 1; what the lack of one is worth
#: for it; and what a mere trace still counts beside a link.
_LINK_PENALTY = 2.5
_UNLINKED_SURPRISE = 0.2
_LINKED_TRACE_SHARE = 0.5
#: A source below this is too short to have lost a clause.
_MIN_SOURCE_LENGTH = 60
#: A stretch is reported from here on, in nats of words and length together.
MIN_SCORE = 7.0
#: A stretch says something only if most of the segment is there to compare it with.
_MAX_SHARE = 0.9
_MAX_STRETCH_WORDS = 40
_EXCERPT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters ``start`` to ``end`` of a source; ``score`` in nats for their loss."""

    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traces:
    """Beginnings and sounds of the words of a target."""

    stems: frozenset[str]
    sounds: frozenset[str]


def check_omission(block: BlockTranslation) -> Iterator[Finding]:
    """Yield O01 for the longest stretch of each segment of which the target has no trace.

    The traces are looked for in the whole block, because a clause may move to another segment.
    """
    traces = find_traces(block)
    for part in block.segments:
        stretch = find_stretch(part, traces=traces)
        if stretch is not None:
            yield describe_omission(stretch, part)


def find_traces(block: BlockTranslation) -> Traces:
    """Return what the words of a block's target look like."""
    words = {fold_word(word) for part in block.segments for word in _WORD.findall(part.target)}
    return Traces(
        stems=frozenset(cut_stem(word) for word in words),
        sounds=frozenset(cut_stem(key_sounds(word)) for word in words),
    )


def describe_omission(stretch: Stretch, part: SegmentTranslation) -> Finding:
    """Return O01 for a stretch of a segment."""
    source = part.segment.text
    excerpt = source[stretch.start : stretch.end]
    more = ""
    if len(excerpt) > _EXCERPT_LENGTH:
        cut = excerpt.rfind(" ", 0, _EXCERPT_LENGTH)
        more = "…"
        excerpt = excerpt[: cut if cut > 0 else _EXCERPT_LENGTH]
    return Finding(
        code="O01",
        severity=Severity.WARNING,
        block_index=part.segment.block_index,
        segment_index=part.segment.index,
        message=f"nothing in the target seems to say: {excerpt}{more}",
        source_excerpt=excerpt,
        target_excerpt=cut_opposite(part.target, stretch.start / len(source)),
    )


def find_stretch(
    part: SegmentTranslation, *, traces: Traces, min_score: float = MIN_SCORE
) -> Stretch | None:
    """Return the stretch of a source whose loss explains most, if it explains enough.

    Two things speak for a loss: words that usually leave a trace and left none, and a target
    shorter than usual by as much as the stretch is long. Both are log-likelihood ratios. Where
    the words of the segment are linked, links are taken for traces too.
    """
    source, target_length = part.segment.text, len(part.target)
    if part.copied or not part.target.strip():
        return None
    shortage = math.log(target_length / len(source)) - _USUAL_LENGTH
    if shortage >= 0 or len(source) < _MIN_SOURCE_LENGTH:
        return None
    links: dict[int, float] = {}
    for link in part.alignment:
        held = links.get(link.source_start, 0.0)
        links[link.source_start] = max(held, link.confidence)
    variance = _LENGTH_VARIANCE + _VARIANCE_PER_CHARACTER / len(source)
    lexicon = load_lexicon()
    words: list[tuple[int, int, float]] = []
    for match in _WORD.finditer(source):
        folded = fold_word(match[0])
        if len(folded) >= _MIN_LETTERS:
            surprise = _measure_surprise(folded, lexicon.get(folded), traces)
            if part.alignment:
                surprise = _weigh_link(surprise, links.get(match.start(), 0.0))
            words.append((match.start(), match.end(), surprise))
    best: Stretch | None = None
    bounds = [start for start, _, _ in words[1:]] + [len(source)]
    for first, (start, _, _) in enumerate(words):
        score = 0.0
        for last in range(first, min(first + _MAX_STRETCH_WORDS, len(words))):
            score += words[last][2]
            if score <= 0:
                break
            share = (bounds[last] - start) / len(source)
            if share > _MAX_SHARE:
                break
            total = score + _weigh_length(shortage, share) / variance
            if total >= (best.score if best else min_score):
                best = Stretch(total, start, words[last][1])
    return best


def _weigh_length(shortage: float, share: float) -> float:
    """Return how much better a dropped share of the source explains a shortage, per variance."""
    expected = math.log(1 - share)
    return float((shortage**2 - (shortage - expected) ** 2) / 2)


def _weigh_link(surprise: float, confidence: float) -> float:
    """Return what a word says about a loss when it is known whether it has a partner."""
    if confidence:
        return _LINKED_TRACE_SHARE * min(surprise, 0.0) - _LINK_PENALTY * confidence
    return surprise + _UNLINKED_SURPRISE


def _measure_surprise(folded: str, trace: Trace | None, traces: Traces) -> float:
    """Return nats for the loss of a word (positive) or against it (negative)."""
    if cut_stem(folded) in traces.stems or cut_stem(key_sounds(folded)) in traces.sounds:
        return -_TRACE_PENALTY
    if trace is None:
        return _UNKNOWN_SURPRISE
    if not trace.stems.isdisjoint(traces.stems):
        return -_TRACE_PENALTY * trace.share
    return min(-math.log(1 - trace.share), _MAX_SURPRISE)
