"""What is known of a set of sentences before it is judged: place, length, subject, wording.

On news, position decides: rankers by centrality alone lose five ROUGE-1 points to the first
three sentences of the article. So most features say in some way where the set stands, and
the others what it covers. None needs more than the words of the article.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from translator.patterns import compile_late
from translator.summarizers.candidates import Candidate
from translator.summarizers.terms import (
    cosine,
    count_terms,
    make_centroid,
    make_vectors,
)

#: Traits of a sentence. A set has their mean over its words, so that a long sentence counts
#: for more than a short one; plain sums and means were no better (benchmarks/results.md).
TRAIT_NAMES = (
    "position",
    "position_root",
    "place_share",
    "centrality",
    "lead_similarity",
    "figures",
    "quotation",
    "attribution",
    "first_person",
    "leaning",
    "connective",
    "rarity",
    "recurrence",
    "recurring_share",
    "novelty",
    "length_deviation",
    "is_short",
    "is_long",
    "echo",
)

#: Features of a set as a whole.
WHOLE_NAMES = (
    "sentences",
    "is_one",
    "is_two",
    "is_four",
    "words",
    "words_squared",
    "words_each",
    "coverage",
    "lead_coverage",
    "redundancy",
    "mean_redundancy",
    "early_terms",
    "early_rare_terms",
    "mean_place",
    "last_place",
    "is_lead",
    "lead_count",
    "has_first",
    "has_first_two",
    "has_first_three",
)

FEATURE_NAMES = WHOLE_NAMES + TRAIT_NAMES

#: Words of a brief by which its length is measured.
REFERENCE_WORDS = 80
#: Up to this budget, in words, briefs are measured as they are; a brief twice as long may have
#: twice the words and sentences and reads twice as far. The weights were fitted here.
FITTED_WORDS = 100

#: A sentence of news: the mean of the benchmark articles, in words, and what is far from it.
_USUAL_WORDS, _SHORT_WORDS, _LONG_WORDS = 22, 12, 35
#: More figures than this in a sentence are a table.
_MAX_FIGURES = 4
#: Sentences that make the lead.
_LEAD = 3

_FIGURE = compile_late(r"\d[\d.,]*")
_QUOTE = compile_late(r"[\"“”«»]")
_ATTRIBUTION = compile_late(
    r"\b(?:said|says|told|added|according|claimed|explained|insisted)\b", re.IGNORECASE
)
_FIRST_PERSON = compile_late(r"\b(?:I|we|my|our|you|your|me|us)\b", re.IGNORECASE)


def find_horizon(max_words: int) -> float:
    """Return how many times longer than the fitted briefs a brief may be; at least 1.

    >>> find_horizon(30), find_horizon(300)
    (1.0, 3.0)
    """
    return max(1.0, max_words / FITTED_WORDS)


class ArticleFeatures:
    """Measures sets of an article's sentences, named by their indices in ``candidates``.

    Args:
        candidates: The sentences that may be picked, in the article's order; at least one.
        max_words: The brief's budget, in words.
    """

    def __init__(self, candidates: Sequence[Candidate], *, max_words: int) -> None:
        self.horizon = find_horizon(max_words)
        self.words = [len(candidate.text.split()) for candidate in candidates]
        self._places = [candidate.place for candidate in candidates]
        self._num_places = self._places[-1] + 1
        self._terms = [count_terms(candidate.text) for candidate in candidates]
        self._vectors = make_vectors(self._terms)
        lead = make_centroid(self._vectors[:_LEAD])
        centroid = make_centroid(self._vectors)
        self._lead_similarities = [cosine(vector, lead) for vector in self._vectors]
        self.centralities = [cosine(vector, centroid) for vector in self._vectors]
        self._similarities: dict[tuple[int, int], float] = {}
        self._frequencies = Counter(term for terms in self._terms for term in terms)
        self._early = self._weigh_early_terms()
        self._early_rare = self._weigh_early_rare_terms()
        self._traits = self._find_traits(candidates)

    def similarity(self, one: int, other: int) -> float:
        """Return how alike two sentences are, between 0 and 1."""
        key = (one, other) if one < other else (other, one)
        if key not in self._similarities:
            self._similarities[key] = cosine(self._vectors[one], self._vectors[other])
        return self._similarities[key]

    def measure(self, members: Sequence[int]) -> list[float]:
        """Return the features of a set, in the order of `FEATURE_NAMES`.

        Args:
            members: Ascending indices of candidates; at least one.
        """
        words = [self.words[index] for index in members]
        total = sum(words)
        shares = [count / total for count in words]
        columns = zip(*(self._traits[index] for index in members), strict=True)
        means = [
            sum(share * value for share, value in zip(shares, column, strict=True))
            for column in columns
        ]
        return self._measure_whole(members, total) + means

    def _measure_whole(self, members: Sequence[int], words: int) -> list[float]:
        size = len(members)
        scaled_size = size / self.horizon
        scaled_words = words / self.horizon / REFERENCE_WORDS
        alike = [self.similarity(one, other) for one, other in combinations(members, 2)]
        # The length of the sum of the members' vectors, each of length 1.
        norm = math.sqrt(size + 2 * sum(alike))
        # Not a set: the last bit of a sum depends on its order, which must not change.
        terms = dict.fromkeys(term for index in members for term in self._terms[index])
        places = [self._places[index] for index in members]
        lead_count = sum(place < _LEAD for place in places)
        return [
            scaled_size,
            float(round(scaled_size) == 1),
            float(round(scaled_size) == 2),
            float(round(scaled_size) >= 4),
            scaled_words,
            scaled_words**2,
            words / size / _USUAL_WORDS,
            sum(self.centralities[index] for index in members) / norm,
            sum(self._lead_similarities[index] for index in members) / norm,
            max(alike, default=0.0),
            sum(alike) / len(alike) if alike else 0.0,
            sum(self._early[term] for term in terms),
            sum(self._early_rare[term] for term in terms),
            sum(places) / size / self._num_places,
            places[-1] / self.horizon / 10,
            float(places == list(range(size))),
            float(lead_count),
            float(places[0] == 0),
            float(places[:2] == [0, 1]),
            float(places[:3] == [0, 1, 2]),
        ]

    def _weigh_early_terms(self) -> dict[str, float]:
        """Return each term's share of the article, in which the first sentences count most."""
        weights: dict[str, float] = {}
        for terms, place in zip(self._terms, self._places, strict=True):
            for term, count in terms.items():
                weights[term] = weights.get(term, 0.0) + count / (1 + place / self.horizon)
        return _share(weights)

    def _weigh_early_rare_terms(self) -> dict[str, float]:
        """Return the like for rare terms, with a gentler slope and each sentence once."""
        weights: dict[str, float] = {}
        for terms, place in zip(self._terms, self._places, strict=True):
            for term in terms:
                weights[term] = weights.get(term, 0.0) + 1 / math.sqrt(1 + place / self.horizon)
        return _share({term: weight * self._rarity(term) for term, weight in weights.items()})

    def _rarity(self, term: str) -> float:
        return math.log(1 + len(self._terms) / self._frequencies[term])

    def _find_traits(self, candidates: Sequence[Candidate]) -> list[tuple[float, ...]]:
        """Return each sentence's traits, in the order of `TRAIT_NAMES`."""
        recurring = {term: math.log(1 + n) for term, n in self._frequencies.items() if n > 1}
        total_recurring = sum(recurring.values()) or 1.0
        seen: set[str] = set()
        traits: list[tuple[float, ...]] = []
        for index, candidate in enumerate(candidates):
            text, words, terms = candidate.text, self.words[index], self._terms[index]
            num_terms = len(terms) or 1
            position = 1 / (1 + candidate.place / self.horizon)
            traits.append(
                (
                    position,
                    math.sqrt(position),
                    candidate.place / self._num_places,
                    self.centralities[index],
                    self._lead_similarities[index],
                    min(len(_FIGURE.findall(text)), _MAX_FIGURES) / words * 10,
                    float(bool(_QUOTE.search(text))),
                    float(bool(_ATTRIBUTION.search(text))),
                    float(bool(_FIRST_PERSON.search(text))),
                    float(candidate.needs is not None),
                    float(candidate.alone != text),
                    sum(map(self._rarity, terms)) / num_terms,
                    sum(recurring.get(term, 0.0) for term in terms) / total_recurring,
                    sum(term in recurring for term in terms) / num_terms,
                    sum(term not in seen for term in terms) / num_terms,
                    abs(words - _USUAL_WORDS) / _USUAL_WORDS,
                    float(words < _SHORT_WORDS),
                    float(words > _LONG_WORDS),
                    self.similarity(index - 1, index) if index else 0.0,
                )
            )
            seen.update(terms)
        return traits


def _share(weights: dict[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {term: weight / total for term, weight in weights.items()}
