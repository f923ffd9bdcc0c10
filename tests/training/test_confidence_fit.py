"""Fitting confidence: what it is fitted on, and that it finds what is there."""

from __future__ import annotations

import numpy as np
import pytest

from training.confidence import correlate, fit_calibration, format_levels, gather_examples
from translator.confidence import measure_segment
from translator.evaluate import parse_set
from translator.testing import EchoEngine
from translator.types import DecodingOptions

LINES = "".join(
    f"{'mot ' * count}fin.\t{'mot ' * count}{'end' if count % 2 else 'fin'}.\n"
    for count in range(3, 40)
)


def test_gather_examples_keeps_single_segments() -> None:
    """A line of two sentences, or of none, has no confidence of its own to compare."""
    text = "Il pleut.\tIl pleut.\nOui. Le train part.\tYes.\n14 000\t14,000\n"
    examples = gather_examples(
        parse_set(text, origin="a.tsv"), engine=EchoEngine(), options=DecodingOptions()
    )
    assert [(item.part.segment.text, item.chrf) for item in examples] == [("Il pleut.", 100.0)]


def test_fit_calibration_finds_a_linear_relation() -> None:
    """Where chrF is a linear function of what is measured, the weights are found."""
    examples = gather_examples(
        parse_set(LINES, origin="a.tsv"), engine=EchoEngine(), options=DecodingOptions()
    )
    calibration = fit_calibration(examples)
    rows = [measure_segment(item.part) for item in examples]
    forecast = [
        calibration.intercept
        + calibration.score * row[0]
        + calibration.length * row[1]
        + calibration.imbalance * row[2]
        for row in rows
        if row
    ]
    residuals = np.array([item.chrf for item in examples]) - forecast
    # Least squares leave nothing that a constant or the length could still explain.
    assert residuals.mean() == pytest.approx(0, abs=0.01)
    lengths = [row[1] for row in rows if row]
    assert np.dot(residuals, lengths) == pytest.approx(0, abs=0.5)


def test_correlate_shares_ranks_among_ties() -> None:
    """Ties do not depend on the order that they stand in."""
    forecasts = np.array([1, 2, 2, 3])
    first = correlate(forecasts, np.array([10.0, 20.0, 30.0, 40.0]))
    second = correlate(forecasts, np.array([10.0, 30.0, 20.0, 40.0]))
    assert first == pytest.approx(second)
    assert correlate(forecasts, forecasts.astype(float)) == pytest.approx((1.0, 1.0))


def test_format_levels_sorts_by_forecast() -> None:
    """Each row is a part of the sentences, from the least to the most trusted."""
    table = format_levels(np.array([60, 30, 50, 20]), np.array([70.0, 35, 45, 15]), parts=2)
    assert table.splitlines()[2:] == [
        "| 20–30 | 25.0 | 25.0 | 100% |",
        "| 50–60 | 55.0 | 57.5 | 0% |",
    ]
