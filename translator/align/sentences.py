"""Which sentences of a translation answer which sentences of its source.

A human translator merges, splits, leaves out and adds sentences but seldom changes their order,
so the alignment is the cheapest path of small groups ("beads": 1-1, 1-2, 2-1 …) through both
texts. A bead's cost is a negative log-likelihood made of four parts: how often people make
beads of its shape, how well its lengths agree (Gale and Church, "A Program for Aligning Sentences
in Bilingual Corpora", 1993), how many words it shares, and whether paragraphs end together.

The words of a source sentence are those of a machine's translation of it, where there is one;
without it they are the figures, names and cognates that look alike in both languages.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from translator.align.anchors import find_corridor
from translator.align.overlap import WordOverlap

#: Costs, in nats, of a bead's shape (source sentences, target sentences). Gale and Church counted
#: 0.12, 3.1 (1-2, 2-1), 5.3 (1-0, 0-1) and 4.5 (2-2). Beside words the others serve better, found
#: by random search on every second text of newstest2013 (benchmarks/sentence_alignment.py): two
#: sentences for two share words by accident, and what is left out is left out whole.
_SHAPES: dict[tuple[int, int], float] = {
    (1, 1): 0.12,
    (1, 2): 3.5,
    (2, 1): 3.5,
    (2, 2): 8.0,
    (1, 3): 5.5,
    (3, 1): 5.5,
    (1, 0): 3.6,
    (0, 1): 3.6,
}
#: English characters per French one in newstest2013; the variance per character was searched for
#: like the costs above, and is that of Gale and Church (6.8) once words have their say.
_LENGTH_RATIO = 0.88
_LENGTH_VARIANCE = 8.0
#: No length is less likely than this, in nats: translators do write freely.
_MAX_LENGTH_COST = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What words and paragraphs count for; searched for together with the costs above.

    A sentence that shares all its words with the other side is worth ``match`` times their
    weight to the power of ``power``, in nats; the power says that words of one sentence are not
    independent. At a share of ``neutral`` words speak neither for nor against a bead.
    """

    match: float
    neutral: float
    power: float
    #: In nats: for a bead whose two sides both end a paragraph, against one whose sides disagree.
    together: float = 1.0
    apart: float = 0.7


_WITH_HYPOTHESES = Weights(match=1.4, neutral=0.3, power=0.75)
_BY_LOOKS = Weights(match=1.4, neutral=0.13, power=0.85)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bead:
    """A group of sentences that answer each other; positions count over the whole text.

    >>> Bead(source_start=3, source_end=5, target_start=2, target_end=3).shape
    '2-1'
    """

    source_start: int
    source_end: int
    target_start: int
    target_end: int

    @property
    def shape(self) -> str:
        """How many sentences of the source stand against how many of the target."""
        return f"{self.source_end - self.source_start}-{self.target_end - self.target_start}"


def align_sentences(
    sources: Sequence[Sequence[str]],
    targets: Sequence[Sequence[str]],
    *,
    hypotheses: Sequence[str] | None = None,
    use_words: bool = True,
) -> tuple[Bead, ...]:
    """Align two texts; every sentence of either is in exactly one bead, in order.

    Sentences of two source paragraphs are never in one bead.

    Args:
        sources: [paragraph][sentence] of the source.
        targets: [paragraph][sentence] of the translation; paragraphs need not correspond.
        hypotheses: a machine's translation of each source sentence, in order.
        use_words: False to go by lengths and paragraphs alone.

    >>> beads = align_sentences(
    ...     [["Il pleut à Lyon.", "Marie reste à la maison."]],
    ...     [["It is raining in Lyon, so Marie stays at home."]],
    ... )
    >>> [bead.shape for bead in beads]
    ['2-1']
    """
    source, target = _Side.gather(sources), _Side.gather(targets)
    if hypotheses is not None and len(hypotheses) != len(source.sentences):
        raise ValueError(f"{len(source.sentences)} sentences but {len(hypotheses)} hypotheses")
    overlap = None
    if use_words:
        overlap = WordOverlap.measure(
            source.sentences if hypotheses is None else hypotheses,
            target.sentences,
            cognates=hypotheses is None,
        )
    weights = _BY_LOOKS if hypotheses is None else _WITH_HYPOTHESES
    return _find_path(source, target, overlap, weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """The sentences of one text: running lengths, and the paragraph each belongs to."""

    sentences: tuple[str, ...]
    lengths: tuple[int, ...]
    paragraphs: tuple[int, ...]

    @classmethod
    def gather(cls, paragraphs: Sequence[Sequence[str]]) -> _Side:
        sentences = tuple(text for paragraph in paragraphs for text in paragraph)
        return cls(
            sentences=sentences,
            lengths=tuple(accumulate((len(text) + 1 for text in sentences), initial=0)),
            paragraphs=tuple(
                number for number, paragraph in enumerate(paragraphs) for _ in paragraph
            ),
        )

    def ends_paragraph(self, end: int) -> bool:
        return end == len(self.sentences) or self.paragraphs[end] != self.paragraphs[end - 1]

    def is_within_paragraph(self, start: int, end: int) -> bool:
        return self.paragraphs[start] == self.paragraphs[end - 1]


def _find_path(
    source: _Side, target: _Side, overlap: WordOverlap | None, weights: Weights
) -> tuple[Bead, ...]:
    """Return the cheapest beads; row i, column j is "i source and j target sentences done"."""
    num_sources, num_targets = len(source.sentences), len(target.sentences)
    corridor = find_corridor(num_sources, num_targets, overlap)
    costs = [[math.inf] * (last - first + 1) for first, last in corridor]
    shapes: list[list[tuple[int, int] | None]] = [[None] * len(row) for row in costs]
    costs[0][0] = 0.0
    for i, (first, last) in enumerate(corridor):
        row, row_shapes = costs[i], shapes[i]
        for j in range(first, last + 1):
            for (height, width), cost in _SHAPES.items():
                before_i, before_j = i - height, j - width
                if before_i < 0 or not corridor[before_i][0] <= before_j <= corridor[before_i][1]:
                    continue
                before = costs[before_i][before_j - corridor[before_i][0]]
                total = before + cost
                if total >= row[j - first] + 20 or before == math.inf:
                    continue
                if height and width:
                    if height > 1 and not source.is_within_paragraph(before_i, i):
                        continue
                    total += _weigh_pair(
                        source, target, (before_i, i), (before_j, j), overlap, weights
                    )
                if total < row[j - first]:
                    row[j - first] = total
                    row_shapes[j - first] = (height, width)
    beads: list[Bead] = []
    i, j = num_sources, num_targets
    while i or j:
        shape = shapes[i][j - corridor[i][0]]
        assert shape is not None, "the corridor is connected"
        height, width = shape
        beads.append(
            Bead(source_start=i - height, source_end=i, target_start=j - width, target_end=j)
        )
        i, j = i - height, j - width
    return tuple(reversed(beads))


def _weigh_pair(
    source: _Side,
    target: _Side,
    sources: tuple[int, int],
    targets: tuple[int, int],
    overlap: WordOverlap | None,
    weights: Weights,
) -> float:
    """Return the cost, in nats, of two groups of sentences answering each other."""
    cost = _weigh_lengths(
        source.lengths[sources[1]] - source.lengths[sources[0]],
        target.lengths[targets[1]] - target.lengths[targets[0]],
    )
    if overlap is not None:
        for shared, weight in overlap.compare(sources, targets):
            cost -= weights.match * weight**weights.power * (shared - weights.neutral) / 2
    source_ends = source.ends_paragraph(sources[1])
    target_ends = target.ends_paragraph(targets[1])
    if source_ends and target_ends:
        cost -= weights.together
    elif source_ends != target_ends:
        cost += weights.apart
    if targets[1] - targets[0] > 1 and not target.is_within_paragraph(*targets):
        cost += weights.apart
    return cost


def _weigh_lengths(source_length: int, target_length: int) -> float:
    """Return -log of the chance that lengths differ so much or more, in nats."""
    mean = (source_length + target_length / _LENGTH_RATIO) / 2
    distance = abs(target_length - _LENGTH_RATIO * source_length)
    tail = math.erfc(distance / math.sqrt(2 * _LENGTH_VARIANCE * mean))
    return min(-math.log(tail), _MAX_LENGTH_COST) if tail > 0 else _MAX_LENGTH_COST
