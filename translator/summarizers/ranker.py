"""The learned judge of sets of sentences: a weighted sum of features, nothing more."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from translator.summarizers.features import FEATURE_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """Scores the features of a set; higher is better, comparable within one article only.

    ``weights`` has one number per feature, for features as they are measured.
    """

    weights: tuple[float, ...]

    def score(self, features: Sequence[float]) -> float:
        """Return the score of one set, given its features in the order of `FEATURE_NAMES`."""
        return sum(weight * value for weight, value in zip(self.weights, features, strict=True))


def load_ranker() -> Ranker:
    """Read the ranker that comes with the package; ``training/brief`` made it."""
    file = resources.files("translator.summarizers") / "ranker.json"
    return parse_ranker(file.read_text(encoding="utf-8"))


def parse_ranker(text: str) -> Ranker:
    """Make a ranker of its JSON: a list of features with ``name``, ``scale`` and ``weight``.

    The weights belong to features divided by their scales, so that they can be compared; the
    means are for readers, since a constant changes no order.
    """
    features = json.loads(text)["features"]
    names = tuple(feature["name"] for feature in features)
    if names != FEATURE_NAMES:
        unlike = sorted(set(names) ^ set(FEATURE_NAMES)) or ["their order"]
        raise ValueError(
            f"the ranker was fitted to other features than the program measures: "
            f"{', '.join(unlike)}; fit it again with training/brief"
        )
    return Ranker(weights=tuple(feature["weight"] / feature["scale"] for feature in features))
