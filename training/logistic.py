"""A small logistic regression: what tells one kind of example from another."""

from __future__ import annotations

import numpy as np

from translator.checks.suspicion import Judgment


def fit_judgment(
    measures: tuple[str, ...], rows: np.ndarray, is_loss: np.ndarray, *, ridge: float = 1.0
) -> Judgment:
    """Return the logistic model of losses, by Newton's method; its threshold is 0 so far.

    Args:
        measures: names of the columns.
        rows: # (example, measure)
        is_loss: # (example,)
        ridge: penalty on the squared weights of measures scaled to a deviation of 1.
    """
    means, scales = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    inputs = np.column_stack([np.ones(len(rows)), (rows - means) / scales])
    penalty = np.diag([0.0] + [ridge] * rows.shape[1])
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        odds = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
        gradient = inputs.T @ (is_loss - odds) - penalty @ weights
        curvature = (inputs * (odds * (1 - odds))[:, None]).T @ inputs + penalty
        step = np.linalg.solve(curvature, gradient)
        weights += step
        if np.abs(step).max() < 1e-8:
            break
    slopes = weights[1:] / scales
    return Judgment(
        measures=measures,
        intercept=round(float(weights[0] - slopes @ means), 4),
        weights=tuple(round(float(slope), 4) for slope in slopes),
        threshold=0.0,
    )


def find_threshold(odds: np.ndarray, untouched: np.ndarray, share: float) -> float:
    """Return the log-odds that at most a share of the untouched examples exceeds."""
    return round(float(np.quantile(odds[untouched], 1 - share, method="higher")), 3)
