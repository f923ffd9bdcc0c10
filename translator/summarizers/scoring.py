"""What makes a set of sentences a good brief: where they stand, what they cover.

On news, position decides: rankers by centrality alone lose five ROUGE-1 points to the first
three sentences of the article. A score of the whole set, in which every sentence must be
worth its place, does better than any score of single sentences; see benchmarks/results.md.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Weights chosen on 300 English news articles (benchmarks/briefs.py); the optimum is flat.
COVERAGE_WEIGHT = 0.9
REDUNDANCY_WEIGHT = 0.4
#: What a sentence must be worth to be added.
SENTENCE_COST = 0.3
#: The budget, in words, at which the weights were chosen. A position's worth falls off in
#: proportion to the budget, so that a brief twice as long reads twice as far.
REFERENCE_WORDS = 80

_WORD = re.compile(r"\w+(?:['’]\w+)?")

#: English words without a subject of their own.
_STOP_WORDS = frozenset(
    """a about after again all also am an and any are as at be because been before being between
    both but by can could did do does during each few for from had has have having he her here
    hers him his how i if in into is it its just last like may me might more most much must my new
    no nor not now of off on once one only or other our out over own per said same say says she
    should since so some still such than that the their them then there these they this those
    through to told too two under until up upon us very was we were what when where which while
    who whom why will with would you your it's he's she's they're""".split()
)

#: A sentence as term weights of Euclidean length 1 (or no terms at all).
Vector = Mapping[str, float]


def count_terms(text: str) -> Counter[str]:
    """Count the words of a sentence that carry its subject.

    >>> sorted(count_terms("The mayor of Nantes, and the mayor of Brest").items())
    [('brest', 1), ('mayor', 2), ('nantes', 1)]
    """
    words = (word.lower() for word in _WORD.findall(text))
    return Counter(word for word in words if word not in _STOP_WORDS)


def make_vectors(sentences: Sequence[str]) -> list[Vector]:
    """Return one TF-IDF vector per sentence; document frequencies are those of the article."""
    counts = [count_terms(sentence) for sentence in sentences]
    frequencies = Counter(term for terms in counts for term in terms)
    total = len(sentences)
    return [
        _normalize(
            {
                term: (1 + math.log(count)) * math.log(1 + total / frequencies[term])
                for term, count in terms.items()
            }
        )
        for terms in counts
    ]


def make_centroid(vectors: Sequence[Vector]) -> Vector:
    """Return the direction of the sum of ``vectors``: what the article is about."""
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return _normalize(total)


def cosine(left: Vector, right: Vector) -> float:
    """Return the similarity of two vectors of length 1, between 0 and 1."""
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(term, 0.0) for term, weight in left.items())


def _normalize(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / norm for term, weight in vector.items()} if norm else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetScore:
    """The running sums behind the score of a set of sentences, extended one by one."""

    size: int = 0
    position: float = 0.0
    #: Sum of the members' similarities to the article, and squared length of their sum: the
    #: similarity of the set to the article is the first over the root of the second.
    centrality: float = 0.0
    squared_norm: float = 0.0
    #: Similarity of the two members that are most alike.
    redundancy: float = 0.0

    @property
    def value(self) -> float:
        """The score: higher is better, comparable between sets of one article and budget."""
        coverage = self.centrality / math.sqrt(self.squared_norm) if self.squared_norm else 0.0
        return (
            self.position
            + COVERAGE_WEIGHT * coverage
            - REDUNDANCY_WEIGHT * self.redundancy
            - SENTENCE_COST * self.size
        )


class SetScorer:
    """Scores sets of an article's sentences.

    Args:
        vectors: One per sentence that may be picked.
        positions: Place of each of them in the article's body, counted in sentences from 0.
        centroid: The article's.
        max_words: The brief's budget, in words.
    """

    def __init__(
        self,
        vectors: Sequence[Vector],
        *,
        positions: Sequence[int],
        centroid: Vector,
        max_words: int,
    ) -> None:
        horizon = max(1.0, max_words / REFERENCE_WORDS)
        self._positions = [1 / (1 + place / horizon) for place in positions]
        self._centralities = [cosine(vector, centroid) for vector in vectors]
        self._similarities = [[cosine(one, other) for other in vectors] for one in vectors]

    def extend(self, score: SetScore, members: Sequence[int], new: int) -> SetScore:
        """Return the score of ``members`` and ``new``, given that of ``members``."""
        row = self._similarities[new]
        alike = [row[member] for member in members]
        return SetScore(
            size=score.size + 1,
            position=score.position + self._positions[new],
            centrality=score.centrality + self._centralities[new],
            squared_norm=score.squared_norm + row[new] + 2 * sum(alike),
            redundancy=max(alike, default=0.0) if not members else max(score.redundancy, *alike),
        )

    def similarity(self, one: int, other: int) -> float:
        """Return how alike two sentences are, between 0 and 1."""
        return self._similarities[one][other]
