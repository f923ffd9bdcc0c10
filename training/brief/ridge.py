"""Ridge regression within articles: which of two sets of the same article is worth more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from training.brief.examples import Example
from translator.summarizers.features import FEATURE_NAMES

Vector = npt.NDArray[np.float64]
Indices = npt.NDArray[np.int64]

#: Strengths tried. Every article weighs 1, whatever its number of sets.
ALPHAS = (1.0, 3.0, 10.0, 30.0)
_INNER_FOLDS = 5

#: Worth added to sets that keep the article's first sentence. The summaries learned from are
#: of papers that often open with a scene; French news seldom does (benchmarks/results.md).
LEAD_BONUS = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Weights of features that were divided by ``scales``."""

    means: Vector  # (features,)
    scales: Vector  # (features,)
    weights: Vector  # (features,)
    alpha: float


class Moments:
    """The sums that ridge regression needs, per article, so that folds cost nothing.

    Features and worths are taken relative to their article's means: what makes one article
    easier to summarize than another is nothing to learn.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        rows = np.concatenate([example.features for example in examples])
        self._means, deviations = rows.mean(axis=0), rows.std(axis=0)
        self._scales = np.where(deviations > 1e-9, deviations, 1.0)
        width = rows.shape[1]
        self._products = np.empty((len(examples), width, width))
        self._targets = np.empty((len(examples), width))
        for index, example in enumerate(examples):
            centered = (example.features - example.features.mean(axis=0)) / self._scales
            self._products[index] = centered.T @ centered / len(centered)
            self._targets[index] = centered.T @ (example.worth - example.worth.mean())
            self._targets[index] /= len(centered)

    def fit(self, articles: Indices) -> Fit:
        """Fit to some of the articles, with the strength that does best among them."""
        order = np.random.default_rng(42).permutation(articles)
        alpha = max(ALPHAS, key=lambda alpha: self._try_out(order, alpha))
        weights = self._solve(articles, alpha)
        lead = FEATURE_NAMES.index("has_first")
        weights[lead] += LEAD_BONUS * self._scales[lead]
        return Fit(
            means=self._means,
            scales=self._scales,
            weights=weights,
            alpha=alpha,
        )

    def _try_out(self, articles: Indices, alpha: float) -> float:
        """Return the worth of the sets chosen in cross-validation, summed over articles."""
        total = 0.0
        for held_out in np.array_split(articles, _INNER_FOLDS):
            weights = self._solve(np.setdiff1d(articles, held_out), alpha) / self._scales
            for index in held_out:
                example = self._examples[index]
                total += float(example.worth[np.argmax(example.features @ weights)])
        return total

    def _solve(self, articles: Indices, alpha: float) -> Vector:
        products = self._products[articles].sum(axis=0)
        return np.linalg.solve(
            products + alpha * np.eye(len(products)), self._targets[articles].sum(axis=0)
        )
