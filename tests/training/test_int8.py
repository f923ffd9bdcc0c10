"""Products of bytes against products of floats."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from training import int8
from training.int8 import (
    Int8Output,
    Quantized,
    apply_linears,
    multiply_across,
    multiply_columns,
    multiply_rows,
    quantize,
)
from training.loss import compute_loss

pytestmark = pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")


@pytest.fixture(autouse=True)
def seed() -> None:
    torch.manual_seed(11)


def measure_error(ours: Tensor, exact: Tensor) -> float:
    """Return the size of the difference by the size of what is exact."""
    return float((ours - exact).detach().norm() / exact.detach().norm())


def test_int8_bytes_lie_within_half_a_level() -> None:
    """Rows and columns each have their scale; nothing is further off than half a level of it."""
    matrix = torch.randn(37, 53) * torch.logspace(-4, 3, 37)[:, None]
    made = quantize(matrix)
    by_row = made.rows * made.row_scales[:, None]
    by_column = made.columns * made.column_scales
    assert bool(((by_row - matrix).abs() <= 0.501 * made.row_scales[:, None]).all())
    assert bool(((by_column - matrix).abs() <= 0.501 * made.column_scales).all())
    assert made.rows.abs().amax(1).tolist() == [127] * 37
    assert made.columns.abs().amax(0).tolist() == [127] * 53
    torch.testing.assert_close(made.sums, matrix.sum(0), rtol=1e-4, atol=1e-3)


def test_int8_nothing_stays_nothing() -> None:
    """A matrix of zeros has scales of 0 and comes back as zeros."""
    made = quantize(torch.zeros(3, 5), random_rows=True, random_columns=True)
    for tensor in (made.rows, made.columns, made.row_scales, made.column_scales, made.sums):
        assert not tensor.any()


def test_int8_random_rounding_is_right_on_the_mean() -> None:
    """Of a number three tenths of a level above another, three tenths of the bytes are the next."""
    matrix = torch.full((4_000, 2), 10.3)
    matrix[:, 1] = -0.3
    matrix[0] = 127.0  # makes a level of a column 1
    made = quantize(matrix, random_columns=True)
    assert set(made.columns[1:, 0].tolist()) == {10, 11}
    assert set(made.columns[1:, 1].tolist()) == {-1, 0}
    assert made.columns[1:].float().mean(0).tolist() == pytest.approx([10.3, -0.3], abs=0.03)
    again = quantize(matrix, random_columns=True)
    assert not torch.equal(made.columns, again.columns)


@pytest.mark.parametrize(
    ("multiply", "left", "right", "exact"),
    [
        (multiply_rows, (40, 64), (24, 64), lambda a, b: a @ b.T),
        (multiply_across, (40, 24), (24, 64), lambda a, b: a @ b),
        (multiply_columns, (40, 24), (40, 64), lambda a, b: a.T @ b),
    ],
)
def test_int8_products_are_those_of_floats(
    multiply: Callable[[Quantized, Quantized], Tensor],
    left: tuple[int, int],
    right: tuple[int, int],
    exact: Callable[[Tensor, Tensor], Tensor],
) -> None:
    """Each of the three products is within a hundredth or so."""
    a, b = torch.randn(left), torch.randn(right)
    assert measure_error(multiply(quantize(a), quantize(b)), exact(a, b)) < 0.015


def test_int8_layers_at_once_are_the_layers_one_by_one() -> None:
    """Outputs and gradients of joined layers are near those in floats, the input's among them."""
    layers = [nn.Linear(48, 32), nn.Linear(48, 16)]
    x = torch.randn(3, 20, 48, requires_grad=True)
    weights = [torch.randn(3, 20, layer.out_features) for layer in layers]

    def differentiate(outputs: list[Tensor]) -> list[Tensor]:
        total = sum((y * w).sum() for y, w in zip(outputs, weights, strict=True))
        assert isinstance(total, Tensor)
        parameters = [p for layer in layers for p in layer.parameters()]
        return list(torch.autograd.grad(total, [x, *parameters]))

    plain = [layer(x) for layer in layers]
    ours = list(apply_linears(x, layers))
    assert [y.shape for y in ours] == [y.shape for y in plain]
    for mine, exact in zip(
        [*ours, *differentiate(ours)], [*plain, *differentiate(plain)], strict=True
    ):
        assert measure_error(mine, exact) < 0.02
        assert measure_error(mine, exact) > 0 or mine.ndim == 1  # sums need no bytes


def test_int8_gradients_of_weights_are_right_on_the_mean() -> None:
    """Where one token is a thousand times as loud as the others, those still count."""
    layer = nn.Linear(16, 8)
    x = torch.randn(200, 16)
    loudness = torch.ones(200, 1)
    loudness[0] = 1_000.0
    grad = torch.randn(200, 8) * loudness
    quiet = grad[1:].T @ x[1:]

    def get_gradient() -> Tensor:
        (y,) = apply_linears(x, [layer])
        return torch.autograd.grad(y, layer.weight, grad)[0] - grad[:1].T @ x[:1]

    # What stays is the rounding of x in the loud token's product, the same each time.
    mean = torch.stack([get_gradient() for _ in range(400)]).mean(0)
    loud_rounding = (grad[:1].T @ x[:1]).abs().max() * 0.5 / 127
    assert float((mean - quiet).abs().max()) < 3 * float(loud_rounding)
    assert measure_error(mean, quiet) < measure_error(get_gradient(), quiet)


def test_int8_evaluation_is_in_floats() -> None:
    """Without gradients the layers are those of the network itself, to the last digit."""
    layers = [nn.Linear(8, 4)]
    x = torch.randn(5, 8)
    with torch.no_grad():
        assert torch.equal(apply_linears(x, layers)[0], layers[0](x))


def test_int8_loss_is_near_that_of_floats() -> None:
    """The loss, and what it does to hidden states and embedding, over several slices."""
    hidden = torch.randn(700, 32, requires_grad=True)
    weight = (torch.randn(300, 32) / 3).requires_grad_()
    labels = torch.randint(0, 300, (700,))
    plain, _ = compute_loss(hidden, weight, labels, smoothing=0.1)
    ours, _ = compute_loss(hidden, weight, labels, smoothing=0.1, make_products=Int8Output)
    assert ours.item() == pytest.approx(plain.item(), rel=2e-3)
    for mine, exact in zip(
        torch.autograd.grad(ours, [hidden, weight]),
        torch.autograd.grad(plain, [hidden, weight]),
        strict=True,
    ):
        assert measure_error(mine, exact) < 0.06


def test_int8_refuses_what_it_cannot_hold() -> None:
    """Other types and rows longer than the buffers are refused before anything is written."""
    with pytest.raises(ValueError, match=r"cannot quantize 4 columns of torch\.float64"):
        quantize(torch.zeros(2, 4, dtype=torch.float64))
    with pytest.raises(ValueError, match="cannot quantize 32769 columns"):
        quantize(torch.zeros(1, int8.MOST_COLUMNS + 1))


def test_int8_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a compiler there is one sentence about it."""
    monkeypatch.setenv("CC", "no-such-compiler")
    int8.load_kernels.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="needs a C compiler, and no-such-compiler is none"):
            quantize(torch.zeros(2, 4))
    finally:
        monkeypatch.undo()
        int8.load_kernels.cache_clear()
