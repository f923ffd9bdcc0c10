"""One brief of several articles: the points of all, what two of them tell said once.

Every article is briefed by itself first, so that each is read whole and every point keeps its
paragraphs. Two points that say the same become one that names both articles; where they say it
with other figures, both stay, because that difference is news.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from translator.checks.extraction import extract_mentions
from translator.checks.mentions import Key
from translator.summarizers.support import Article, list_stems
from translator.types import (
    BlockKind,
    BriefPoint,
    JointBrief,
    JointPoint,
    PointOrigin,
    Report,
    SegmentRef,
)

#: Weighted share of the shorter point's words that the longer one must have to say the same,
#: and the least that both must share.
_SAME = 0.6
_MIN_SHARED = 4
#: From here on a sentence of another article says what a point says.
_SAID_AGAIN = 0.75


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A point of one article's brief; ``rank`` is its place in that brief."""

    article: int
    rank: int
    point: BriefPoint
    stems: frozenset[str]
    figures: frozenset[Key]
    doubts: int


def join_briefs(
    reports: Sequence[Report], *, max_words: int, show_source: bool = False
) -> JointBrief:
    """Return one brief of at most ``max_words`` words, but always of one point.

    What several articles say comes first, then what stands first in its own brief. Of two
    points that say the same, the one with fewer findings is kept, else the longer one.
    """
    candidates = list(_iter_candidates(reports))
    weights = _weigh_stems([candidate.stems for candidate in candidates])
    groups: list[list[_Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if any(_say_the_same(candidate, other, weights) for other in group):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    groups.sort(key=lambda group: (-_count_articles(group), min(item.rank for item in group)))
    articles = [_Traced(report) for report in reports]
    points: list[JointPoint] = []
    words = 0
    for group in groups:
        best = min(group, key=lambda item: (item.doubts, -len(item.stems), item.article))
        words += len(best.point.text.split())
        if points and words > max_words:
            words -= len(best.point.text.split())
            continue
        points.append(_make_point(best, group, articles))
    methods = dict.fromkeys(report.brief.method for report in reports if report.brief)
    return JointBrief(points=tuple(points), method=", ".join(methods), show_source=show_source)


def _iter_candidates(reports: Sequence[Report]) -> Iterator[_Candidate]:
    for number, report in enumerate(reports):
        if report.brief is None:
            continue
        doubtful = {(item.block_index, item.segment_index) for item in report.findings}
        own = {item.point_index for item in report.brief.findings}
        for rank, point in enumerate(report.brief.points):
            yield _Candidate(
                article=number,
                rank=rank,
                point=point,
                stems=frozenset(list_stems(point.text)),
                figures=_list_figures(point.text),
                doubts=(rank in own)
                + sum((ref.block_index, ref.segment_index) in doubtful for ref in point.segments),
            )


def _list_figures(text: str) -> frozenset[Key]:
    return frozenset(
        mention.keys[0] for mention in extract_mentions(text, language="en") if not mention.weak
    )


def _weigh_stems(texts: Sequence[frozenset[str]]) -> dict[str, float]:
    counts: dict[str, int] = {}
    for stems in texts:
        for stem in stems:
            counts[stem] = counts.get(stem, 0) + 1
    return {stem: math.log(1 + len(texts) / count) for stem, count in counts.items()}


def _say_the_same(one: _Candidate, other: _Candidate, weights: dict[str, float]) -> bool:
    shared = one.stems & other.stems
    if one.article == other.article or len(shared) < _MIN_SHARED or _differ(one, other):
        return False
    least = min(_sum(one.stems, weights), _sum(other.stems, weights))
    return _sum(shared, weights) >= _SAME * least


def _differ(one: _Candidate, other: _Candidate) -> bool:
    """Return whether each has a figure that the other has not: 12 dead here, 14 there."""
    return bool(one.figures - other.figures) and bool(other.figures - one.figures)


def _sum(stems: frozenset[str], weights: dict[str, float]) -> float:
    # In a fixed order, because sums of floats depend on it and sets have none.
    return sum(weights[stem] for stem in sorted(stems))


def _count_articles(group: Sequence[_Candidate]) -> int:
    return len({item.article for item in group})


class _Traced:
    """An article in which what another one says is looked for."""

    def __init__(self, report: Report) -> None:
        self._blocks = [
            block for block in report.translation.blocks if block.block.kind is not BlockKind.CODE
        ]
        self._article = Article([[part.target for part in item.segments] for item in self._blocks])

    def find(self, candidate: _Candidate, number: int) -> PointOrigin | None:
        """Return where this article, the ``number``th, says what a point of another one says."""
        support = self._article.trace(candidate.point.text)
        figures: set[Key] = set()
        for sentence in support.sentences:
            for mention in extract_mentions(sentence.text, language="en"):
                figures |= {*mention.keys, *mention.parts}
        # Words from all over an article say a thing by chance; one paragraph says it.
        places = sorted((item.paragraph, item.sentence) for item in support.sentences)
        is_one = len({paragraph for paragraph, _ in places}) == 1
        if support.coverage < _SAID_AGAIN or not is_one or not candidate.figures <= figures:
            return None
        block = self._blocks[places[0][0]]
        parts = [block.segments[sentence] for _, sentence in places]
        return PointOrigin(
            article=number,
            block_indices=(block.block.index,),
            segments=tuple(
                SegmentRef(block_index=block.block.index, segment_index=part.segment.index)
                for part in parts
            ),
            source=" ".join(part.segment.text for part in parts),
        )


def _make_point(
    best: _Candidate, group: Sequence[_Candidate], articles: Sequence[_Traced]
) -> JointPoint:
    ordered = sorted(group, key=lambda item: (item is not best, item.article, item.rank))
    origins = [
        PointOrigin(
            article=item.article,
            block_indices=item.point.block_indices,
            segments=item.point.segments,
            source=item.point.source,
        )
        for item in ordered
    ]
    told = {item.article for item in group}
    again = [
        article.find(best, number) for number, article in enumerate(articles) if number not in told
    ]
    return JointPoint(text=best.point.text, origins=(*origins, *filter(None, again)))
