"""Matrix products of eight-bit integers, forward and backward, for cores that have nothing better.

A processor with VNNI but without bfloat16 multiplies bytes about four times as fast as floats.
What is multiplied is quantized on the way, everything else stays float32: weights, their
moments, norms, softmax. Scales belong to what is not summed over: rows and columns of a
product's result. Activations and weights are rounded to nearest, as the engine rounds them that
the weights are for; gradients of weights sum over thousands of tokens that differ in size, and
their factors are rounded at random, up as often as it takes for the mean to be right.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

#: The parts of ``-ffast-math`` that let maxima and sums be vectorized. The whole of it would have
#: the library change how the process treats the smallest floats.
_FLAGS = (
    *("-O3", "-march=native", "-fopenmp", "-shared", "-fPIC"),
    *("-ffinite-math-only", "-fno-signed-zeros", "-fno-trapping-math", "-fassociative-math"),
)
#: ``MOST_COLUMNS`` of int8.c.
MOST_COLUMNS = 2**15


@cache
def load_kernels() -> ctypes.CDLL:
    """Compile ``int8.c`` beside this file for this processor, and load it: about a second.

    Raises:
        RuntimeError: there is no C compiler, or it cannot do this.
    """
    compiler = os.environ.get("CC", "cc")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "int8.so"
        command = [compiler, *_FLAGS, "-o", str(library), str(Path(__file__).with_suffix(".c"))]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError as error:
            raise RuntimeError(
                f"precision int8 needs a C compiler, and {compiler} is none"
            ) from error
        except subprocess.CalledProcessError as error:
            raise RuntimeError(f"{compiler} cannot compile int8.c: {error.stderr}") from error
        kernels = ctypes.CDLL(str(library))
    pointer, flag = ctypes.c_void_p, ctypes.c_bool
    sizes = ctypes.c_int64, ctypes.c_int32
    kernels.quantize.argtypes = [pointer, *sizes, flag, flag, ctypes.c_uint32, *[pointer] * 5]
    kernels.rescale.argtypes = [pointer, *sizes, *[pointer] * 4]
    kernels.quantize.restype = kernels.rescale.restype = None
    return kernels


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantized:
    """A matrix in bytes, twice.

    Attributes:
        rows: (rows, columns) int8, to be multiplied by ``row_scales``.
        row_scales: (rows,) float32.
        columns: (rows, columns) int8, to be multiplied by ``column_scales``.
        column_scales: (columns,) float32.
        sums: (columns,) float32, of the matrix itself.
    """

    rows: Tensor
    row_scales: Tensor
    columns: Tensor
    column_scales: Tensor
    sums: Tensor


def quantize(
    matrix: Tensor, *, random_rows: bool = False, random_columns: bool = False
) -> Quantized:
    """Quantize a float32 matrix by rows and by columns.

    Args:
        random_rows: whether bytes by row are rounded at random instead of to nearest.
        random_columns: the same of bytes by column.

    Raises:
        ValueError: another type, or more columns than MOST_COLUMNS.
    """
    matrix = matrix.contiguous()
    rows, columns = matrix.shape
    if matrix.dtype != torch.float32 or columns > MOST_COLUMNS:
        raise ValueError(f"cannot quantize {columns} columns of {matrix.dtype}")
    made = Quantized(
        rows=torch.empty_like(matrix, dtype=torch.int8),
        row_scales=matrix.new_empty(rows),
        columns=torch.empty_like(matrix, dtype=torch.int8),
        column_scales=matrix.new_empty(columns),
        sums=matrix.new_empty(columns),
    )
    outputs = made.rows, made.row_scales, made.columns, made.column_scales, made.sums
    load_kernels().quantize(
        *(matrix.data_ptr(), rows, columns),
        *(random_rows, random_columns, int(torch.randint(2**31, ()))),
        *(tensor.data_ptr() for tensor in outputs),
    )
    return made


def multiply_rows(left: Quantized, right: Quantized, bias: Tensor | None = None) -> Tensor:
    """Return left @ right.T + bias: (m, k) and (n, k) become (m, n)."""
    products = torch._int_mm(left.rows, right.rows.t())
    return _rescale(products, left.row_scales, right.row_scales, bias)


def multiply_across(left: Quantized, right: Quantized) -> Tensor:
    """Return left @ right: (m, n) and (n, k) become (m, k)."""
    products = torch._int_mm(left.rows, right.columns)
    return _rescale(products, left.row_scales, right.column_scales)


def multiply_columns(left: Quantized, right: Quantized) -> Tensor:
    """Return left.T @ right: (m, n) and (m, k) become (n, k)."""
    products = torch._int_mm(left.columns.t(), right.columns)
    return _rescale(products, left.column_scales, right.column_scales)


def _rescale(
    products: Tensor, row_scales: Tensor, column_scales: Tensor, bias: Tensor | None = None
) -> Tensor:
    result = torch.empty_like(products, dtype=torch.float32)
    bias = torch.zeros_like(column_scales) if bias is None else bias.contiguous()
    load_kernels().rescale(
        *(products.data_ptr(), *products.shape),
        *(tensor.data_ptr() for tensor in (row_scales, column_scales, bias, result)),
    )
    return result


class _Linear(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
        wide_x, wide_weight = quantize(x), quantize(weight)
        ctx.kept = wide_x, wide_weight
        return multiply_rows(wide_x, wide_weight, bias)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x, weight = ctx.kept
        wide = quantize(grad, random_columns=True)
        return multiply_across(wide, weight), multiply_columns(wide, x), wide.sums


def apply_linears(x: Tensor, layers: Sequence[nn.Linear]) -> Sequence[Tensor]:
    """Apply several layers to one input, as one product.

    Without gradients, that is in evaluation, they are applied in float32.

    Args:
        x: (…, inputs).

    Returns:
        A tensor (…, outputs) for each layer.
    """
    if not torch.is_grad_enabled():
        return [layer(x) for layer in layers]
    weight = torch.cat([layer.weight for layer in layers])
    bias = torch.cat([layer.bias for layer in layers])
    y: Tensor = _Linear.apply(x.flatten(0, -2), weight, bias)  # type: ignore[no-untyped-call]
    return y.view(*x.shape[:-1], -1).split([layer.out_features for layer in layers], dim=-1)


class Int8Output:
    """The products of the loss: hidden states with the embedding, and back."""

    def __init__(self, weight: Tensor) -> None:
        self._weight = quantize(weight)
        self._part: Quantized | None = None

    def project(self, part: Tensor) -> Tensor:
        """Return the logits, (rows, vocabulary), of (rows, d_model)."""
        self._part = quantize(part)
        return multiply_rows(self._part, self._weight)

    def differentiate(self, gradient: Tensor) -> tuple[Tensor, Tensor]:
        """Return the gradients of the part projected last and of the weight.

        A token's gradient is nearly all in its label; the many small ones besides would all be
        rounded to nothing, and are rounded at random.
        """
        assert self._part is not None
        wide = quantize(gradient, random_rows=True, random_columns=True)
        return multiply_across(wide, self._weight), multiply_columns(wide, self._part)
