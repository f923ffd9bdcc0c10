"""Marian's network, lean: the same parameters by the same names, without the generality.

transformers' MarianMTModel is what we ship; training runs this module, whose forward pass has
no masks to build, no caches and no output logits (the loss makes them in slices). Parameter
names equal transformers' below "model.", so that a checkpoint moves in either direction by
its keys; a test holds the logits of both together.

The architecture (Junczys-Dowmunt et al., 2018): post-norm Transformer, ReLU, sinusoidal
positions with sines in the first half and cosines in the second, embeddings shared by encoder,
decoder and output and multiplied by sqrt(d_model).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.shape import MAX_POSITIONS, ModelShape


class Linears(Protocol):
    """Applies several linear layers to one input."""

    def __call__(self, x: Tensor, layers: Sequence[nn.Linear]) -> Sequence[Tensor]:
        """Return (…, outputs) for each layer, from (…, inputs)."""


def apply_linears(x: Tensor, layers: Sequence[nn.Linear]) -> Sequence[Tensor]:
    """Apply each layer by itself, in its own type."""
    return [layer(x) for layer in layers]


class Attention(nn.Module):
    """Multi-head attention over queries and, apart or equal, keys and values."""

    def __init__(self, shape: ModelShape, linears: Linears) -> None:
        super().__init__()
        d_model = shape.d_model
        self.linears = linears
        self.heads = shape.heads
        self.k_proj = nn.Linear(d_model, d_model)
        self.v_proj = nn.Linear(d_model, d_model)
        self.q_proj = nn.Linear(d_model, d_model)
        self.out_proj = nn.Linear(d_model, d_model)

    def forward(
        self, query: Tensor, memory: Tensor, *, mask: Tensor | None = None, causal: bool = False
    ) -> Tensor:
        """Attend.

        Args:
            query: (batch, query time, d_model).
            memory: (batch, key time, d_model).
            mask: (batch, 1, 1, key time), 0 for keys to see and -inf for padding; None: see all.
            causal: whether a query sees only keys up to its own time.
        """
        q, k, v = map(self.split_heads, self._project(query, memory))
        if query.device.type == "cpu":
            mixed = _attend_eagerly(q, k, v, mask=mask, causal=causal)
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        return self.project_out(mixed)

    def _project(self, query: Tensor, memory: Tensor) -> Sequence[Tensor]:
        if query is memory:
            return self.linears(query, [self.q_proj, self.k_proj, self.v_proj])
        pair = self.linears(memory, [self.k_proj, self.v_proj])
        return [*self.linears(query, [self.q_proj]), *pair]

    def project_out(self, mixed: Tensor) -> Tensor:
        """Return (batch, time, d_model) from the heads' results, laid as split_heads lays."""
        batch, _, time, _ = mixed.shape
        (projected,) = self.linears(mixed.transpose(1, 2).reshape(batch, time, -1), [self.out_proj])
        return projected

    def split_heads(self, x: Tensor) -> Tensor:
        """Return (batch, heads, time, width of a head) from (batch, time, d_model)."""
        batch, time, width = x.shape
        return x.view(batch, time, self.heads, width // self.heads).transpose(1, 2)


def _attend_eagerly(
    q: Tensor, k: Tensor, v: Tensor, *, mask: Tensor | None, causal: bool
) -> Tensor:
    # On a CPU the fused kernel's backward pass takes longer than these three products.
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)  # (batch, heads, query, key)
    if causal:
        time = scores.shape[-1]
        future = torch.full((time, time), float("-inf"), dtype=q.dtype, device=q.device).triu(1)
        scores = scores + future
    if mask is not None:
        scores = scores + mask
    mixed: Tensor = scores.softmax(-1) @ v
    return mixed


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward network, each added and then normalized."""

    def __init__(self, shape: ModelShape, linears: Linears, *, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.linears = linears
        self.self_attn = Attention(shape, linears)
        self.self_attn_layer_norm = nn.LayerNorm(shape.d_model)
        self.fc1 = nn.Linear(shape.d_model, shape.ffn_dim)
        self.fc2 = nn.Linear(shape.ffn_dim, shape.d_model)
        self.final_layer_norm = nn.LayerNorm(shape.d_model)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Transform (batch, source time, d_model)."""
        y = self.self_attn(x, x, mask=mask)
        x = self.self_attn_layer_norm(x + _drop(y, self))
        y = _feed_forward(x, self)
        x = self.final_layer_norm(x + _drop(y, self))
        return x


class DecoderLayer(nn.Module):
    """Self-attention on the past, attention on the source, a feed-forward network."""

    def __init__(self, shape: ModelShape, linears: Linears, *, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.linears = linears
        self.self_attn = Attention(shape, linears)
        self.self_attn_layer_norm = nn.LayerNorm(shape.d_model)
        self.encoder_attn = Attention(shape, linears)
        self.encoder_attn_layer_norm = nn.LayerNorm(shape.d_model)
        self.fc1 = nn.Linear(shape.d_model, shape.ffn_dim)
        self.fc2 = nn.Linear(shape.ffn_dim, shape.d_model)
        self.final_layer_norm = nn.LayerNorm(shape.d_model)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        """Transform (batch, target time, d_model) given the encoder's output."""
        y = self.self_attn(x, x, causal=True)
        x = self.self_attn_layer_norm(x + _drop(y, self))
        y = self.encoder_attn(x, memory, mask=mask)
        x = self.encoder_attn_layer_norm(x + _drop(y, self))
        y = _feed_forward(x, self)
        x = self.final_layer_norm(x + _drop(y, self))
        return x


def _feed_forward(x: Tensor, layer: EncoderLayer | DecoderLayer) -> Tensor:
    (y,) = layer.linears(x, [layer.fc1])
    (y,) = layer.linears(_drop(F.relu(y), layer), [layer.fc2])
    return y


def _drop(x: Tensor, layer: EncoderLayer | DecoderLayer) -> Tensor:
    return F.dropout(x, layer.dropout, layer.training) if layer.dropout else x


class Stack(nn.Module):
    """The layers of one side."""

    def __init__(self, layers: Sequence[nn.Module]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)


class Marian(nn.Module):
    """The whole network, from token ids to the decoder's last hidden states."""

    positions: Tensor

    def __init__(
        self, shape: ModelShape, *, dropout: float = 0.0, linears: Linears = apply_linears
    ) -> None:
        super().__init__()
        self.shape = shape
        self.dropout = dropout
        self.shared = nn.Embedding(shape.vocabulary_size, shape.d_model)
        self.encoder = Stack(
            [EncoderLayer(shape, linears, dropout=dropout) for _ in range(shape.encoder_layers)]
        )
        self.decoder = Stack(
            [DecoderLayer(shape, linears, dropout=dropout) for _ in range(shape.decoder_layers)]
        )
        self.register_buffer("positions", make_positions(shape.d_model), persistent=False)

    def forward(self, source: Tensor, target: Tensor, mask: Tensor | None) -> Tensor:
        """Return the decoder's hidden states, (batch, target time, d_model).

        Args:
            source: (batch, source time) ids, each row ended by the end mark.
            target: (batch, target time) ids, each row started by <pad>.
            mask: additive, (batch, 1, 1, source time); None if no source is padded.
        """
        return self.decode(target, self.encode(source, mask), mask)

    def encode(self, source: Tensor, mask: Tensor | None) -> Tensor:
        """Return the encoder's output, (batch, source time, d_model)."""
        x = self.embed(source)
        for layer in self.encoder.layers:
            x = layer(x, mask)
        return x

    def decode(self, target: Tensor, memory: Tensor, mask: Tensor | None) -> Tensor:
        """Return the decoder's output, (batch, target time, d_model)."""
        x = self.embed(target)
        for layer in self.decoder_layers:
            x = layer(x, memory, mask)
        return x

    @property
    def decoder_layers(self) -> list[DecoderLayer]:
        """The decoder's layers by their type, which ModuleList forgets."""
        return [layer for layer in self.decoder.layers if isinstance(layer, DecoderLayer)]

    def embed(self, ids: Tensor, *, start: int = 0) -> Tensor:
        """Return scaled embeddings plus positions, the first of them at ``start``."""
        x = self.shared(ids) * math.sqrt(self.shape.d_model)
        x = x + self.positions[start : start + ids.shape[1]].to(x.dtype)
        return F.dropout(x, self.dropout, self.training) if self.dropout else x

    @torch.no_grad()
    def initialize(self, *, seed: int) -> None:
        """Draw fresh parameters: Glorot for matrices, d_model^-0.5 for the embedding."""
        generator = torch.Generator().manual_seed(seed)
        for name, parameter in self.named_parameters():
            if name == "shared.weight":
                parameter.normal_(0.0, self.shape.d_model**-0.5, generator=generator)
            elif parameter.ndim == 2:
                nn.init.xavier_uniform_(parameter, generator=generator)
            elif name.endswith("bias"):
                parameter.zero_()
            else:
                parameter.fill_(1.0)


def make_positions(d_model: int) -> Tensor:
    """Return Marian's sinusoidal positions, (MAX_POSITIONS, d_model)."""
    rates = torch.arange(0, d_model, 2, dtype=torch.float64) / d_model
    angles = torch.arange(MAX_POSITIONS, dtype=torch.float64)[:, None] / 10_000**rates
    return torch.cat([angles.sin(), angles.cos()], dim=1).float()


def to_transformers(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the state under transformers' names, with the output bias Marian carries."""
    renamed = {f"model.{name}": tensor for name, tensor in state.items()}
    rows = state["shared.weight"].shape[0]
    return renamed | {"final_logits_bias": torch.zeros(1, rows, dtype=state["shared.weight"].dtype)}


def from_transformers(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return a transformers state under our names.

    Raises:
        ValueError: the checkpoint has an output bias, which this network does not.
    """
    if "final_logits_bias" in state and state["final_logits_bias"].any():
        raise ValueError("the checkpoint's final_logits_bias is not zero; it cannot be continued")
    tied = ("lm_head.", "final_logits_bias", "model.encoder.embed_", "model.decoder.embed_")
    return {
        name.removeprefix("model."): tensor
        for name, tensor in state.items()
        if not name.startswith(tied)
    }
