"""Confidence: from a model's score to 0–100, by a calibration that belongs to its weights."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest

from translator.assets import find_model, read_model_info
from translator.confidence import (
    CALIBRATION_FILE,
    GENERIC,
    estimate_confidence,
    format_calibration,
    load_calibration,
    write_calibration,
)
from translator.errors import ModelCorrupt
from translator.types import Calibration, Hypothesis, ModelInfo, Segment, SegmentTranslation

CALIBRATION = Calibration(
    intercept=60.0,
    score=30.0,
    length=1.0,
    imbalance=-5.0,
    model_sha256="ab12",
    test_sets=("news", "wiki"),
    num_segments=1200,
    pearson=0.4,
    spearman=0.39,
)


def make_part(
    *, score: float | None = -0.5, target: str = "Yes, it is.", num_tokens: int = 8, **flags: bool
) -> SegmentTranslation:
    text = "Oui, c’est cela."
    return SegmentTranslation(
        segment=Segment(block_index=0, index=0, text=text, start=0, end=len(text)),
        hypotheses=(Hypothesis(text=target, score=score, num_tokens=num_tokens),),
        source_tokens=8,
        **flags,
    )


def make_info(folder: Path, digest: str) -> ModelInfo:
    return ModelInfo(name="m", path=folder, format="ctranslate2", sha256=digest)


def test_estimate_confidence_is_the_linear_forecast() -> None:
    """60 - 30 × 0.5 + log 8."""
    assert estimate_confidence(make_part(), CALIBRATION) == 47


def test_estimate_confidence_falls_with_every_bad_sign() -> None:
    """A lower score, lengths that differ, a second attempt, a missing end: each costs."""
    good = estimate_confidence(make_part(), CALIBRATION)
    assert good is not None
    for worse in (
        make_part(score=-1.0),
        make_part(num_tokens=24),
        make_part(retried=True),
        make_part(truncated=True),
    ):
        found = estimate_confidence(worse, CALIBRATION)
        assert found is not None
        assert found < good


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (make_part(copied=True), None),
        (make_part(score=None), None),
        (make_part(target=""), 0),
        (make_part(score=None, retried=True), 0),
        (make_part(score=-50.0, num_tokens=90, truncated=True), 0),
    ],
    ids=["copied", "engine without scores", "empty", "engine failed", "never below 0"],
)
def test_estimate_confidence_at_the_edges(part: SegmentTranslation, expected: int | None) -> None:
    """What was not decoded has none; what came to nothing has 0."""
    assert estimate_confidence(part, CALIBRATION) == expected


def test_load_calibration_belongs_to_the_weights(tmp_path: Path) -> None:
    """A calibration of other weights is not used, nor one beside a model without a digest."""
    write_calibration(CALIBRATION, tmp_path / CALIBRATION_FILE)
    assert load_calibration(make_info(tmp_path, "ab12")) == CALIBRATION
    assert load_calibration(make_info(tmp_path, "cd34")) is GENERIC
    assert load_calibration(make_info(tmp_path, "")) is GENERIC
    assert load_calibration(make_info(tmp_path / "elsewhere", "ab12")) is GENERIC


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"surprise": 1}, "Calibration.__init__() got an unexpected keyword argument 'surprise'"),
        ({"score": "high"}, "a weight is not a number"),
        ({"test_sets": 3}, "'int' object is not iterable"),
    ],
)
def test_load_calibration_refuses_another_file(
    tmp_path: Path, change: dict[str, object], reason: str
) -> None:
    """The message names the file, and how to make it again."""
    path = tmp_path / CALIBRATION_FILE
    values = {**dataclasses.asdict(CALIBRATION), **change}
    path.write_text(json.dumps(values), encoding="utf-8")
    message = (
        f"{path} is not a calibration: {reason}; make it again with "
        f"python -m training.confidence {tmp_path} SET.tsv…, or remove it"
    )
    with pytest.raises(ModelCorrupt, match=f"^{re.escape(message)}$"):
        load_calibration(make_info(tmp_path, "ab12"))


def test_format_calibration_names_its_sets() -> None:
    """A reader learns what the figure is and what it was compared with."""
    assert format_calibration(CALIBRATION) == (
        "confidence: chrF to expect, 0 to 100; calibrated on 1,200 sentences of news and wiki"
    )


@pytest.mark.model
def test_embedded_model_is_calibrated() -> None:
    """New weights need a new fit: python -m training.confidence translator/models/fr-en SET.tsv…"""
    info = read_model_info(find_model(None))
    calibration = load_calibration(info)
    assert not calibration.is_generic
    assert calibration.score > 0
    assert calibration.num_segments > 1000
