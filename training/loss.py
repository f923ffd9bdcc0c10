"""Cross-entropy with label smoothing, fused with the output projection.

The logits of a batch are its largest tensor by far (tokens × vocabulary). Here they exist one
slice at a time: each slice makes its loss and, at once, its gradient, then is gone. Compared
with log_softmax and autograd this saves the memory and several passes over it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Protocol

import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

#: Rows of logits that exist at a time: 512 × 8,000 floats (16 MB) on a CPU; a GPU takes more.
SLICE_ROWS = {"cpu": 512, "cuda": 16_384}


class SliceKernel(Protocol):
    """Turns the logits of a slice into their gradient and the sums of both losses."""

    def __call__(self, logits: Tensor, labels: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
        """Return the gradient, (rows, vocabulary), and [smoothed, plain] summed over rows."""


def differentiate_in_place(
    logits: Tensor, labels: Tensor, smoothing: float
) -> tuple[Tensor, Tensor]:
    """Do the arithmetic in the logits' own memory: what suits a CPU's caches."""
    labels = labels[:, None]
    logits = logits.float()
    normalizer = logits.logsumexp(-1, keepdim=True)
    label_logits = logits.gather(-1, labels)
    plain = normalizer - label_logits
    smooth = normalizer - logits.mean(-1, keepdim=True)
    sums = torch.stack([((1 - smoothing) * plain + smoothing * smooth).sum(), plain.sum()])
    gradient = logits.sub_(normalizer).exp_().sub_(smoothing / logits.shape[-1])
    gradient.scatter_add_(-1, labels, torch.full_like(label_logits, smoothing - 1))
    return gradient, sums


def differentiate_in_one_expression(
    logits: Tensor, labels: Tensor, smoothing: float
) -> tuple[Tensor, Tensor]:
    """Do the same without writing in place, for a compiler to fuse into two passes."""
    labels = labels[:, None]
    wide = logits.float()
    normalizer = wide.logsumexp(-1, keepdim=True)
    plain = normalizer - wide.gather(-1, labels)
    smooth = normalizer - wide.mean(-1, keepdim=True)
    sums = torch.stack([((1 - smoothing) * plain + smoothing * smooth).sum(), plain.sum()])
    is_label = torch.arange(wide.shape[-1], device=wide.device) == labels
    gradient = (wide - normalizer).exp() - smoothing / wide.shape[-1]
    gradient = gradient + torch.where(is_label, smoothing - 1, 0.0)
    return gradient.to(logits.dtype), sums


@cache
def _compile_kernel() -> SliceKernel:
    kernel: SliceKernel = torch.compile(differentiate_in_one_expression, dynamic=True)
    return kernel


class OutputProducts(Protocol):
    """The products with the embedding, slice after slice."""

    def project(self, part: Tensor) -> Tensor:
        """Return the logits, (rows, vocabulary), of (rows, d_model)."""

    def differentiate(self, gradient: Tensor) -> tuple[Tensor, Tensor]:
        """Return the gradients of the part projected last and of the weight."""


class PlainOutput:
    """Products in the type that hidden states have."""

    def __init__(self, weight: Tensor) -> None:
        self._weight = weight
        self._part = weight[:0]

    def project(self, part: Tensor) -> Tensor:
        """Return the logits, (rows, vocabulary), of (rows, d_model)."""
        self._part = part
        return part @ self._weight.t()

    def differentiate(self, gradient: Tensor) -> tuple[Tensor, Tensor]:
        """Return the gradients of the part projected last and of the weight."""
        gradient = gradient.to(self._part.dtype)
        return gradient @ self._weight, gradient.t() @ self._part


class _FusedCrossEntropy(torch.autograd.Function):
    @staticmethod
    def forward(
        ctx: Any,
        hidden: Tensor,
        weight: Tensor,
        labels: Tensor,
        smoothing: float,
        kernel: SliceKernel,
        make_products: Callable[[Tensor], OutputProducts],
    ) -> tuple[Tensor, Tensor]:
        products = make_products(weight)
        rows = hidden.shape[0]
        grad_hidden = torch.empty_like(hidden)
        grad_weight = torch.zeros(weight.shape, dtype=torch.float32, device=weight.device)
        losses = torch.zeros(2, dtype=torch.float32, device=weight.device)
        step = SLICE_ROWS[hidden.device.type]
        for start in range(0, rows, step):
            part = hidden[start : start + step]
            logits = products.project(part)
            gradient, sums = kernel(logits, labels[start : start + step], smoothing)
            losses += sums
            grad_part, grad_weight_part = products.differentiate(gradient.mul_(1 / rows))
            grad_hidden[start : start + step] = grad_part
            grad_weight += grad_weight_part
        ctx.save_for_backward(grad_hidden, grad_weight.to(weight.dtype))
        smoothed, plain = (losses / rows).unbind()
        ctx.mark_non_differentiable(plain)
        return smoothed, plain

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, grad_loss: Tensor, _: Tensor) -> tuple[Tensor | None, ...]:
        grad_hidden, grad_weight = ctx.saved_tensors
        return grad_hidden * grad_loss, grad_weight * grad_loss, None, None, None, None


def compute_loss(
    hidden: Tensor,
    weight: Tensor,
    labels: Tensor,
    *,
    smoothing: float,
    compiled: bool = False,
    make_products: Callable[[Tensor], OutputProducts] = PlainOutput,
) -> tuple[Tensor, Tensor]:
    """Return the mean smoothed loss, to be differentiated, and the plain one, in nats a token.

    Args:
        hidden: (tokens, d_model), padding left out.
        weight: (vocabulary, d_model), the shared embedding.
        labels: (tokens,) ids.
        smoothing: share of the probability spread over the whole vocabulary.
        compiled: whether to compile the arithmetic between the matrix products.
        make_products: takes the weight, for products in another type.
    """
    kernel = _compile_kernel() if compiled else differentiate_in_place
    apply = _FusedCrossEntropy.apply
    loss, plain = apply(  # type: ignore[no-untyped-call]
        hidden, weight, labels, smoothing, kernel, make_products
    )
    return loss, plain
