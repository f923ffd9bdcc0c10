"""The fused loss against torch's own."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import cross_entropy

from training import loss as loss_module
from training.loss import (
    compute_loss,
    differentiate_in_one_expression,
    differentiate_in_place,
)


@pytest.mark.parametrize("slice_rows", [1_000, 7])
def test_loss_and_gradients_equal_cross_entropy(
    slice_rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loss and both gradients equal torch's, in one slice or in several."""
    monkeypatch.setitem(loss_module.SLICE_ROWS, "cpu", slice_rows)
    hidden = torch.randn(20, 8, requires_grad=True)
    weight = torch.randn(30, 8, requires_grad=True)
    labels = torch.randint(0, 30, (20,))
    loss, plain = compute_loss(hidden, weight, labels, smoothing=0.1)
    gradients = torch.autograd.grad(loss, [hidden, weight])
    expected = cross_entropy(hidden @ weight.t(), labels, label_smoothing=0.1)
    torch.testing.assert_close(loss, expected)
    torch.testing.assert_close(plain, cross_entropy(hidden @ weight.t(), labels))
    for ours, theirs in zip(
        gradients, torch.autograd.grad(expected, [hidden, weight]), strict=True
    ):
        torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-6)


def test_loss_kernels_agree() -> None:
    """What a GPU compiles computes the same as what a CPU runs."""
    logits, labels = torch.randn(6, 30), torch.randint(0, 30, (6,))
    ours = differentiate_in_place(logits.clone(), labels, 0.1)
    other = differentiate_in_one_expression(logits.clone(), labels, 0.1)
    for left, right in zip(ours, other, strict=True):
        torch.testing.assert_close(left, right, rtol=1e-5, atol=1e-6)
