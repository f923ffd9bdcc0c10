"""The brief that is always available: sentences of the article, chosen, never rewritten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from translator.summarizers.candidates import Candidate, find_candidates
from translator.summarizers.clauses import shorten
from translator.summarizers.features import ArticleFeatures
from translator.summarizers.ranker import Ranker, load_ranker
from translator.summarizers.selection import Limits, select_set
from translator.types import Brief, BriefPoint, SegmentRef, Severity

#: A brief is shorter than its article, whatever was asked: at most this share of its words.
_MAX_SHARE = 0.6
#: A brief uses at least this share of its budget where the article allows.
_MIN_FILL = 0.6
#: Sentences among which sets are searched, and the most of a set, in a brief of the fitted
#: length; in longer ones, in proportion.
_POOL_SIZE, _MAX_SENTENCES = 10, 4
#: What a sentence has to be worth more than another one, if its translation is in doubt and the
#: other's is not: in the ranker's unit, the sum of three ROUGE scores (benchmarks/results.md,
#: "Doubtful sentences in briefs"). A note is no reason.
_PRICES = {Severity.ERROR: 0.12, Severity.WARNING: 0.06, Severity.NOTE: 0.0}
#: What of that the first sentence pays: a brief that misses the news helps nobody.
_LEAD_SHARE = 1 / 3
#: Words of a headline made from the lead.
_HEADLINE_WORDS = 12


class ExtractiveSummarizer:
    """Picks the set of sentences that best stands for the article. No model, deterministic.

    Every point is one sentence of the article, from which words may only have been deleted:
    its dateline, a cue to a picture, a leading "However,", a closing ", which …".

    The limit on words comes first. Where it leaves no sentence that can be read alone, one
    that leans on another is taken; only when no sentence of the article, nor a safe beginning
    of one, is short enough does the brief exceed it, by giving the shortest sentence whole: a
    sentence cut blindly may say the opposite.

    Args:
        max_points: Most points of a brief; None leaves it to the words.
        ranker: Judges sets of sentences; None takes the one that comes with the package.
    """

    name = "extractive"

    def __init__(self, *, max_points: int | None = None, ranker: Ranker | None = None) -> None:
        if max_points is not None and max_points < 1:
            raise ValueError(f"max_points must be at least 1, not {max_points}")
        self._max_points = max_points
        self._ranker = ranker or load_ranker()

    def summarize(
        self, paragraphs: Sequence[Sequence[str]], *, title: str | None, max_words: int
    ) -> Brief:
        """Make a brief of [paragraph][sentence]; see `protocols.Summarizer`.

        An article without a single usable sentence gives a brief without points.
        """
        return self.summarize_avoiding(paragraphs, title=title, max_words=max_words, doubts={})

    def summarize_avoiding(
        self,
        paragraphs: Sequence[Sequence[str]],
        *,
        title: str | None,
        max_words: int,
        doubts: Mapping[SegmentRef, Severity],
    ) -> Brief:
        """Make a brief of sentences without doubts where it can; see `ChoosingSummarizer`."""
        if max_words < 1:
            raise ValueError(f"max_words must be at least 1, not {max_words}")
        prices = {
            (ref.block_index, ref.segment_index): _PRICES[severity]
            for ref, severity in doubts.items()
        }
        picked = self._pick(find_candidates(paragraphs), prices, max_words=max_words)
        points = tuple(
            BriefPoint(
                text=text,
                block_indices=(candidate.paragraph,),
                segments=(
                    SegmentRef(block_index=candidate.paragraph, segment_index=candidate.sentence),
                ),
            )
            for candidate, text in zip(picked, _read_together(picked), strict=True)
        )
        lead = points[0].text if points else ""
        return Brief(headline=make_headline(title, lead=lead), points=points, method=self.name)

    def _pick(
        self,
        candidates: Sequence[Candidate],
        prices: Mapping[tuple[int, int], float],
        *,
        max_words: int,
    ) -> list[Candidate]:
        """Return the best sentences; ``prices`` are those of (paragraph, sentence)."""
        fitting = fit_candidates(candidates, max_words=max_words) or fit_candidates(
            [replace(candidate, needs=None) for candidate in candidates], max_words=max_words
        )
        if not fitting:
            shortest = min(candidates, key=lambda item: len(item.alone.split()), default=None)
            return [shortest] if shortest else []
        # An article shorter than the budget still gets a brief and not a copy of itself, but
        # its first sentence is always allowed.
        lengths = [len(item.text.split()) for item in fitting]
        budget = max(min(max_words, math.ceil(_MAX_SHARE * sum(lengths))), lengths[0])
        features = ArticleFeatures(fitting, max_words=budget)
        pool = make_pool(fitting, features)
        ranks = {fitting[index].place: rank for rank, index in enumerate(pool)}
        needs = [fitting[index].needs for index in pool]
        costs = [_find_price(fitting[index], prices) for index in pool]
        chosen = select_set(
            [lengths[index] for index in pool],
            [None if place is None else ranks[place] for place in needs],
            score=lambda members: (
                self._ranker.score(features.measure([pool[rank] for rank in members]))
                - sum(costs[rank] for rank in members)
            ),
            similarity=lambda one, other: features.similarity(pool[one], pool[other]),
            limits=Limits(
                min_words=math.ceil(_MIN_FILL * budget),
                max_words=budget,
                max_sentences=self._max_points or math.ceil(_MAX_SENTENCES * features.horizon),
            ),
        )
        return [fitting[pool[rank]] for rank in chosen]


def _find_price(candidate: Candidate, prices: Mapping[tuple[int, int], float]) -> float:
    price = prices.get((candidate.paragraph, candidate.sentence), 0.0)
    return price if candidate.place else price * _LEAD_SHARE


def make_headline(title: str | None, *, lead: str) -> str:
    """Return the title, or the lead cut at a clause where there is no title.

    A lead that cannot be cut safely is used whole.

    >>> lead = "The bridge reopened to traffic on Monday, which pleased the shops on both banks."
    >>> make_headline(None, lead=lead)
    'The bridge reopened to traffic on Monday'
    """
    text = " ".join((title or "").split())
    if not text:
        text = shorten(lead, max_words=_HEADLINE_WORDS) or lead
    last_word = text.rpartition(" ")[2]
    # "the U.S." and an ellipsis keep their periods.
    return text[:-1] if text.endswith(".") and "." not in last_word[:-1] else text


def fit_candidates(candidates: Sequence[Candidate], *, max_words: int) -> list[Candidate]:
    """Return the candidates that fit a budget, cut at a clause where that is safe."""
    fitting: dict[int, Candidate] = {}
    for candidate in candidates:
        text = shorten(candidate.text, max_words=max_words)
        alone = shorten(candidate.alone, max_words=max_words)
        stands = candidate.needs is None or candidate.needs in fitting
        if text and alone and stands:
            fitting[candidate.place] = replace(candidate, text=text, alone=alone)
    return list(fitting.values())


def make_pool(candidates: Sequence[Candidate], features: ArticleFeatures) -> list[int]:
    """Return the indices of the best candidates by place and centrality, ascending.

    With them come all that they need.
    """
    ranked = sorted(
        range(len(candidates)),
        key=lambda index: (
            -1 / (1 + candidates[index].place) - features.centralities[index],
            index,
        ),
    )
    indices = {candidate.place: index for index, candidate in enumerate(candidates)}
    pool: set[int] = set()
    for first in ranked[: math.ceil(_POOL_SIZE * features.horizon)]:
        index = first
        while index not in pool:
            pool.add(index)
            needs = candidates[index].needs
            if needs is not None:
                index = indices[needs]
    return sorted(pool)


def _read_together(picked: Sequence[Candidate]) -> list[str]:
    """Return the points' texts; a connective stays where the sentence before it was picked."""
    places = {candidate.place for candidate in picked}
    return [
        candidate.text if candidate.place - 1 in places else candidate.alone for candidate in picked
    ]
