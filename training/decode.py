"""Greedy decoding with the training module: the development score while training.

Shipped quality is measured with the engines the program uses; this needs neither of them, and
it runs wherever training runs.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional as F

from training.batches import make_batch
from training.model import Attention, DecoderLayer, Marian
from training.vocabulary import Vocabulary


class _Memory:
    """Keys and values of one decoder layer: the source's, and those of tokens decoded so far."""

    def __init__(self, attention: Attention, encoded: Tensor) -> None:
        self.source_keys = attention.split_heads(attention.k_proj(encoded))
        self.source_values = attention.split_heads(attention.v_proj(encoded))
        empty = self.source_keys[:, :, :0]
        self.past_keys, self.past_values = empty, empty


@torch.inference_mode()
def decode_greedily(
    model: Marian, source: Tensor, mask: Tensor | None, *, start_id: int, end_id: int
) -> Tensor:
    """Return (batch, time) ids, each row ended by the end mark or cut at twice the source.

    Args:
        source: (batch, source time) ids.
        mask: as Marian.forward takes it.
    """
    encoded = model.encode(source, mask)
    memories = [_Memory(layer.encoder_attn, encoded) for layer in model.decoder_layers]
    tokens = torch.full((len(source), 1), start_id, device=source.device)
    finished = torch.zeros(len(source), dtype=torch.bool, device=source.device)
    for time in range(min(2 * source.shape[1] + 10, len(model.positions) - 1)):
        x = model.embed(tokens[:, -1:], start=time)
        for layer, memory in zip(model.decoder_layers, memories, strict=True):
            x = _step_layer(layer, memory, x, mask)
        logits = x[:, 0] @ model.shared.weight.t()
        logits[:, start_id] = -torch.inf  # <pad> is a start, never an answer
        chosen = logits.argmax(-1).masked_fill(finished, end_id)
        tokens = torch.cat([tokens, chosen[:, None]], dim=1)
        finished |= chosen == end_id
        if bool(finished.all()):
            break
    return tokens[:, 1:]


def _step_layer(layer: DecoderLayer, memory: _Memory, x: Tensor, mask: Tensor | None) -> Tensor:
    attention = layer.self_attn
    memory.past_keys = torch.cat(
        [memory.past_keys, attention.split_heads(attention.k_proj(x))], dim=2
    )
    memory.past_values = torch.cat(
        [memory.past_values, attention.split_heads(attention.v_proj(x))], dim=2
    )
    y = _attend(attention, x, memory.past_keys, memory.past_values, None)
    x = layer.self_attn_layer_norm(x + y)
    y = _attend(layer.encoder_attn, x, memory.source_keys, memory.source_values, mask)
    x = layer.encoder_attn_layer_norm(x + y)
    x = layer.final_layer_norm(x + layer.fc2(F.relu(layer.fc1(x))))
    return x


def _attend(
    attention: Attention, x: Tensor, keys: Tensor, values: Tensor, mask: Tensor | None
) -> Tensor:
    query = attention.split_heads(attention.q_proj(x))
    mixed = F.scaled_dot_product_attention(query, keys, values, attn_mask=mask)
    return attention.project_out(mixed)


def translate_greedily(
    model: Marian, vocabulary: Vocabulary, sources: Sequence[str], *, batch_tokens: int = 8_192
) -> list[str]:
    """Return the greedy translation of each normalized source, in order."""
    parameter = next(model.parameters())
    encoded = [vocabulary.encode_side(text, max_tokens=250) for text in sources]
    order = sorted(range(len(encoded)), key=lambda index: len(encoded[index]))
    targets = [""] * len(sources)
    while order:
        count = max(1, batch_tokens // (2 * len(encoded[order[-1]])))
        chosen, order = order[-count:], order[:-count]
        ids = [encoded[index] for index in chosen]
        batch = make_batch(ids, ids, pad_id=vocabulary.pad_id)
        batch = batch.to(parameter.device, parameter.dtype)
        rows = decode_greedily(
            model,
            batch.source,
            batch.mask,
            start_id=vocabulary.pad_id,
            end_id=vocabulary.end_id,
        )
        for index, row in zip(chosen, rows.tolist(), strict=True):
            targets[index] = vocabulary.decode(row)
    return targets
