"""Matrices made orthogonal by products alone, for Muon's updates."""

from __future__ import annotations

import torch
from torch import Tensor

#: Odd polynomials of the fifth degree, a s + b s³ + c s⁵, one after the other: each is the best
#: one on the interval where the one before leaves singular values (Amsel et al., 2025), found by
#: linear programming. Together they bring all between 0.003 and 1 to between 0.8 and 1.2; the
#: five equal steps of Jordan et al. (2024) bring them to between 0.7 and 1.2.
_BEST = (
    (8.3837, -24.7659, 18.3571),
    (4.0434, -3.0114, 0.5695),
    (3.5056, -2.6267, 0.5257),
    (2.4901, -1.8343, 0.4368),
)
#: Beyond an interval its polynomial rises steeply; bfloat16 rounds out of it by less than this.
_MARGIN = 1.01
_POLYNOMIALS = tuple((a / _MARGIN, b / _MARGIN**3, c / _MARGIN**5) for a, b, c in _BEST)
#: From this ratio of sides on, steps on the square of the small side are fewer products.
_LONG = 2.0


def orthogonalize(matrices: Tensor) -> Tensor:
    """Return each of (count, rows, columns) with its singular values brought near 1.

    bfloat16 is enough: the next step's momentum evens out what it rounds away.
    """
    rows, columns = matrices.shape[1:]
    x = matrices.mT if rows > columns else matrices
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    # Squares lose half of the digits, and bfloat16 has none to lose.
    is_long = x.shape[2] >= _LONG * x.shape[1] and x.dtype == torch.float32
    x = _collect_steps(x) if is_long else _make_steps(x)
    return x.mT if rows > columns else x


def _make_steps(x: Tensor) -> Tensor:
    for a, b, c in _POLYNOMIALS:
        gram = x @ x.mT
        x = torch.baddbmm(x, torch.baddbmm(gram, gram, gram, beta=b, alpha=c), x, beta=a)
    return x


def _collect_steps(x: Tensor) -> Tensor:
    # The same steps on the square of the small side alone: all of them are polynomials in the
    # first square, so that they commute and can be multiplied up.
    gram = x @ x.mT
    collected: Tensor | None = None
    for number, (a, b, c) in enumerate(_POLYNOMIALS, start=1):
        factor = torch.baddbmm(gram, gram, gram, beta=b, alpha=c)
        factor.diagonal(dim1=1, dim2=2).add_(a)
        collected = factor if collected is None else factor @ collected
        if number < len(_POLYNOMIALS):
            gram = factor @ gram @ factor
    assert collected is not None
    return collected @ x
