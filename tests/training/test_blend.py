"""Weights of two runs are mixed share by share, or refused."""

from __future__ import annotations

import pytest
import torch

from training.export import blend_weights


def make_state(value: float) -> dict[str, object]:
    """Return what a run saves of its averaged weights."""
    return {"average": {"weights": {"a": torch.full((2, 3), value, dtype=torch.bfloat16)}}}


def test_blend_is_a_weighted_mean() -> None:
    """The share is that of the other weights, and the run's count for the rest."""
    state = make_state(1.0)
    blend_weights(state, {"a": torch.full((2, 3), 3.0)}, share=0.25)
    blended = state["average"]["weights"]["a"]  # type: ignore[index]
    assert blended.dtype is torch.float32
    assert torch.equal(blended, torch.full((2, 3), 1.5))


@pytest.mark.parametrize(
    "other", [{"a": torch.zeros(3, 2)}, {"b": torch.zeros(2, 3)}, {}], ids=["shape", "name", "none"]
)
def test_blend_refuses_another_shape(other: dict[str, torch.Tensor]) -> None:
    """A sum of what does not belong together is no model."""
    with pytest.raises(ValueError, match="another shape"):
        blend_weights(make_state(1.0), other, share=0.35)
