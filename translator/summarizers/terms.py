"""Sentences as bags of weighted words, to see what an article is about and what repeats."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from translator.patterns import compile_late

_WORD = compile_late(r"\w+(?:['’]\w+)?")

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


def is_stop_word(word: str) -> bool:
    """Return whether a word in small letters has no subject of its own."""
    return word in _STOP_WORDS


def make_vectors(counts: Sequence[Mapping[str, int]]) -> list[Vector]:
    """Return one TF-IDF vector per sentence, given the counts of its terms.

    Document frequencies are those of the article.
    """
    frequencies = Counter(term for terms in counts for term in terms)
    total = len(counts)
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
