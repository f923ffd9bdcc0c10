"""Stretches of the source that left no trace in the target: a clause that was dropped.

Words and lengths alone are judged here. Where a model is at hand, checks/contrast.py asks it
about the stretches that are suspected. Both weigh what they see as checks/suspicion.py says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from translator.checks.excerpts import cut_opposite
from translator.checks.shortage import MAX_SHARE, Shortage
from translator.checks.spellings import cut_stem, fold_word, key_sounds
from translator.checks.suspicion import load_omission_weights
from translator.checks.vocabulary import Trace, load_lexicon
from translator.patterns import compile_late
from translator.types import BlockTranslation, Finding, SegmentTranslation, Severity

_WORD = compile_late(r"[^\W_]+")
_MIN_LETTERS = 4
#: A word that no lexicon knows is told apart by its length: the long ones are more often cognates.
_LONG_LETTERS = 6
#: A source below this, in characters, is too short to have lost a clause: people translate
#: headings freely.
MIN_SOURCE_LENGTH = 70
_MAX_STRETCH_WORDS = 40
#: A stretch is given up when its words speak so clearly against a loss, in nats.
_HOPELESS = -3.0
#: A target that is short by fewer standard deviations has lost nothing.
_MIN_SHORTAGE = 0.2
#: The words outside of a stretch are so many more, as far as their mean is concerned: a few
#: words say nothing about how free a translation is.
_PRIOR_WORDS = 2
_EXCERPT_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Suspect:
    """Characters ``start`` to ``end`` of a source, and what is measured about their loss.

    The measures are those of suspicion.WORD_MEASURES, in that order.
    """

    start: int
    end: int
    measures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Traces:
    """The words of a target, their beginnings and their sounds."""

    words: frozenset[str]
    stems: frozenset[str]
    sounds: frozenset[str]

    @classmethod
    def of(cls, *texts: str) -> Traces:
        """Return what the words of some texts look like."""
        words = {fold_word(word) for text in texts for word in _WORD.findall(text)}
        return cls(
            words=frozenset(words),
            stems=frozenset(cut_stem(word) for word in words),
            sounds=frozenset(cut_stem(key_sounds(word)) for word in words),
        )


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A word that should leave a trace: its place, its sort, and whether it left one."""

    start: int
    end: int
    sort: str
    is_traced: bool


def check_omission(block: BlockTranslation) -> Iterator[Finding]:
    """Yield O01 for the likeliest loss of each segment, where it is likely enough.

    The traces are looked for in the whole block, because a clause may move to another segment.
    """
    judgment = load_omission_weights().words
    traces = find_traces(block)
    for part in block.segments:
        suspect = find_suspect(part, traces=traces)
        if suspect is not None and judgment.weigh(suspect.measures) > judgment.threshold:
            yield describe_omission(suspect, part)


def find_traces(block: BlockTranslation) -> Traces:
    """Return what the words of a block's target look like."""
    return Traces.of(*(part.target for part in block.segments))


def describe_omission(suspect: Suspect, part: SegmentTranslation) -> Finding:
    """Return O01 for a stretch of a segment."""
    source = part.segment.text
    excerpt = source[suspect.start : suspect.end]
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
        target_excerpt=cut_opposite(part.target, suspect.start / len(source)),
    )


def find_suspect(
    part: SegmentTranslation,
    *,
    traces: Traces,
    nats: Mapping[str, tuple[float, float]] | None = None,
) -> Suspect | None:
    """Return the stretch of a source whose loss would explain most; None where none would.

    Two things speak for a loss: words that usually leave a trace and left none, and a target
    shorter than usual by as much as the stretch is long. Both are log-likelihood ratios.

    Args:
        part: the segment.
        traces: of the words of its target, and of its neighbors' in the block.
        nats: log-odds of a loss, by sort, without and with a trace; the fitted ones if None.
    """
    source = part.segment.text
    if part.copied or len(source) < MIN_SOURCE_LENGTH or not part.target.strip():
        return None
    shortage = Shortage.of(source, part.target)
    if shortage.deviations > -_MIN_SHORTAGE:
        return None
    if nats is None:
        nats = load_omission_weights().traces
    said = [(use.start, use.end) for use in part.terms if use.honoured]
    words = find_source_words(source, traces, said=said)
    odds = [nats.get(word.sort, (0.0, 0.0))[word.is_traced] for word in words]
    bounds = [*(word.start for word in words[1:]), len(source)]
    best: tuple[float, float, float, int, int] | None = None
    for first, word in enumerate(words):
        lost = 0.0
        for last in range(first, min(first + _MAX_STRETCH_WORDS, len(words))):
            lost += odds[last]
            share = (bounds[last] - word.start) / len(source)
            if share > MAX_SHARE or lost < _HOPELESS:
                break
            total = shortage.weigh_loss(lost, share)
            if best is None or total > best[0]:
                best = (total, lost, share, first, last)
    if best is None:
        return None
    _, lost, share, first, last = best
    others = odds[:first] + odds[last + 1 :]
    return Suspect(
        words[first].start,
        words[last].end,
        (
            lost,
            share,
            shortage.deviations,
            math.log(len(source)),
            sum(others) / (len(others) + _PRIOR_WORDS),
        ),
    )


def find_source_words(
    source: str, traces: Traces, *, said: Sequence[tuple[int, int]] = ()
) -> list[SourceWord]:
    """Return the words of a source that should leave a trace, and whether they did.

    Args:
        source: the text of a segment.
        traces: of the target's words.
        said: places of terms that the target says in the user's own words: of those no
            lexicon knows that they answer the term.
    """
    lexicon = load_lexicon()
    words = []
    for match in _WORD.finditer(source):
        folded = fold_word(match[0])
        is_said = any(start <= match.start() < end for start, end in said)
        if folded.isdigit():
            is_traced = is_said or folded in traces.words
            words.append(SourceWord(match.start(), match.end(), "number", is_traced))
        elif len(folded) >= _MIN_LETTERS:
            trace = lexicon.get(folded)
            is_name = match[0][0].isupper() and match.start() > 0
            sort = _sort_word(folded, trace, is_name=is_name)
            is_traced = is_said or _leaves_trace(folded, trace, traces)
            words.append(SourceWord(match.start(), match.end(), sort, is_traced))
    return words


def _sort_word(folded: str, trace: Trace | None, *, is_name: bool) -> str:
    """Return what words share the habits of this one: how often in ten they leave a trace."""
    is_long = len(folded) >= _LONG_LETTERS
    if is_name:
        return "name" if trace or is_long else "short name"
    if trace is not None:
        return str(int(10 * trace.share))
    return "unlisted" if is_long else "short unlisted"


def _leaves_trace(folded: str, trace: Trace | None, traces: Traces) -> bool:
    if cut_stem(folded) in traces.stems or cut_stem(key_sounds(folded)) in traces.sounds:
        return True
    return trace is not None and not trace.stems.isdisjoint(traces.stems)
