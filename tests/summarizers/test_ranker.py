"""The learned judge: what it reads, what it refuses, what it measures."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from translator.summarizers.candidates import find_candidates
from translator.summarizers.features import FEATURE_NAMES, ArticleFeatures
from translator.summarizers.ranker import Ranker, load_ranker, parse_ranker

PARAGRAPHS = [
    ["The dam of Chanteloube will be drained in September.", "Divers found two cars in the mud."],
    ["Fishing clubs want the work on the dam to wait until the trout have spawned."],
    ["The prefect said that 12 cubic metres a second would be released at weekends."],
]


def make_text(names: tuple[str, ...]) -> str:
    return json.dumps(
        {"features": [{"name": name, "mean": 9.0, "scale": 2.0, "weight": 1.0} for name in names]}
    )


def test_ranker_in_the_package_fits_the_features_measured() -> None:
    """The shipped weights are one finite number per feature, in the same order."""
    assert len(load_ranker().weights) == len(FEATURE_NAMES)
    file = resources.files("translator.summarizers") / "ranker.json"
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    assert [feature["name"] for feature in features] == list(FEATURE_NAMES)
    assert all(feature["scale"] > 0 for feature in features)


def test_ranker_divides_weights_by_scales() -> None:
    """Weights belong to scaled features, and the means change no order."""
    assert parse_ranker(make_text(FEATURE_NAMES)).weights == (0.5,) * len(FEATURE_NAMES)


def test_ranker_refuses_other_features() -> None:
    """Weights of other features, or in another order, are never applied."""
    with pytest.raises(ValueError, match=r"measures: echo; fit it again with training/brief$"):
        parse_ranker(make_text(FEATURE_NAMES[:-1]))
    with pytest.raises(ValueError, match=r"measures: their order; fit it again"):
        parse_ranker(make_text(FEATURE_NAMES[::-1]))


def test_ranker_scores_a_weighted_sum() -> None:
    """The score is linear, so that every weight can be read."""
    assert Ranker(weights=(1.0, -2.0)).score([3.0, 0.5]) == 2.0
    with pytest.raises(ValueError, match="shorter"):
        Ranker(weights=(1.0, -2.0)).score([3.0])


def test_features_tell_sets_apart() -> None:
    """Size, length and place are measured as their names say."""
    article = ArticleFeatures(find_candidates(PARAGRAPHS), max_words=80)
    one = dict(zip(FEATURE_NAMES, article.measure([0]), strict=True))
    two = dict(zip(FEATURE_NAMES, article.measure([0, 3]), strict=True))
    assert (one["is_one"], two["is_two"]) == (1.0, 1.0)
    assert (one["words"], two["words"]) == (9 / 80, 23 / 80)
    assert (one["has_first"], one["is_lead"], two["is_lead"]) == (1.0, 1.0, 0.0)
    assert two["early_terms"] > one["early_terms"]
    assert two["attribution"] == pytest.approx(14 / 23)


def test_features_of_long_briefs_are_measured_in_proportion() -> None:
    """Four sentences of a brief twice as long count as two."""
    candidates = find_candidates(PARAGRAPHS)
    article = ArticleFeatures(candidates, max_words=200)
    features = dict(zip(FEATURE_NAMES, article.measure([0, 1, 2, 3]), strict=True))
    assert (features["sentences"], features["is_two"], features["is_four"]) == (2.0, 1.0, 0.0)
