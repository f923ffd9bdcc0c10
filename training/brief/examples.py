"""From articles with summaries to what a ranker learns from: sets, features, scores."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.briefs import split_sentences
from training.brief.rouge import SetRouge
from translator.summarizers.candidates import Candidate, find_candidates
from translator.summarizers.extractive import fit_candidates, make_pool
from translator.summarizers.features import FITTED_WORDS, ArticleFeatures

Matrix = npt.NDArray[np.float64]

#: Sentences of a set, and words below which no brief of the fitted length is worth learning.
_MAX_SENTENCES, _MIN_WORDS = 4, 20
#: The program puts no two sentences more alike than this in one brief.
_MAX_SIMILARITY = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as sentences, and the summary that people wrote, one sentence a line."""

    sentences: tuple[str, ...]
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """The sets of one article's sentences: what is known of each, and what it is worth."""

    features: Matrix  # (sets, features)
    worth: npt.NDArray[np.float64]  # (sets,): ROUGE-1 + ROUGE-2 + ROUGE-Lsum, F1


def read_articles(path: Path) -> list[Article]:
    """Read objects with ``article`` and ``reference``, one a line."""
    items = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Article(sentences=tuple(split_sentences(item["article"])), reference=item["reference"])
        for item in items
    ]


def make_examples(articles: Iterable[Article]) -> list[Example]:
    """Measure and score the sets of every article that the program could choose."""
    return [_make_example(article) for article in articles]


def _make_example(article: Article) -> Example:
    candidates = fit_candidates(
        find_candidates([[sentence] for sentence in article.sentences]), max_words=FITTED_WORDS
    )
    features = ArticleFeatures(candidates, max_words=FITTED_WORDS)
    rouge = SetRouge(article.reference, [candidate.text for candidate in candidates])
    sets = list(_iter_sets(candidates, features))
    return Example(
        features=np.array([features.measure(members) for members in sets]),
        worth=np.array([sum(rouge.score(members)) for members in sets]),
    )


def _iter_sets(
    candidates: Sequence[Candidate], features: ArticleFeatures
) -> Iterator[tuple[int, ...]]:
    pool = make_pool(candidates, features)
    for size in range(1, _MAX_SENTENCES + 1):
        for members in combinations(pool, size):
            words = sum(features.words[index] for index in members)
            places = {candidates[index].place for index in members}
            needs = {candidates[index].needs for index in members} - {None}
            alike = (features.similarity(*pair) for pair in combinations(members, 2))
            if (
                _MIN_WORDS <= words <= FITTED_WORDS
                and needs <= places
                and all(similarity <= _MAX_SIMILARITY for similarity in alike)
            ):
                yield members
