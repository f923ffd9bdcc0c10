"""Matrices made orthogonal by products."""

from __future__ import annotations

import math

import pytest
import torch

from training import orthogonal
from training.orthogonal import orthogonalize


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("shape", [(3, 8, 8), (2, 8, 32), (2, 32, 8)])
def test_orthogonal_singular_values_come_near_one(
    shape: tuple[int, int, int], dtype: torch.dtype
) -> None:
    """Whatever the shape and the type, singular values end between 0.7 and 1.3."""
    matrices = torch.randn(shape, generator=torch.Generator().manual_seed(0)).to(dtype)
    values = torch.linalg.svdvals(orthogonalize(matrices).float())
    assert float(values.min()) > 0.7
    assert float(values.max()) < 1.3


@pytest.mark.parametrize("smallest", [0.006, 0.06])
def test_orthogonal_small_singular_values_are_lifted(smallest: float) -> None:
    """What is hundreds of times smaller than the whole is brought near 1, its directions kept."""
    generator = torch.Generator().manual_seed(1)
    left = torch.linalg.qr(torch.randn(12, 12, generator=generator))[0]
    right = torch.linalg.qr(torch.randn(48, 12, generator=generator))[0]
    values = torch.logspace(0, math.log10(smallest), 12)
    result = orthogonalize(((left * values) @ right.T)[None])[0]
    reached = torch.diagonal(left.T @ result @ right)
    assert 0.77 < float(reached.min()) <= float(reached.max()) < 1.22
    torch.testing.assert_close(left @ torch.diag(reached) @ right.T, result, atol=1e-3, rtol=0)


def test_orthogonal_steps_on_squares_are_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Long matrices take fewer products and come to the same place."""
    matrices = torch.randn((2, 16, 64), generator=torch.Generator().manual_seed(2))
    short = orthogonalize(matrices)
    monkeypatch.setattr(orthogonal, "_LONG", float("inf"))
    torch.testing.assert_close(short, orthogonalize(matrices), atol=1e-4, rtol=1e-3)
