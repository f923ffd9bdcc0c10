"""Which pairs come when, and in which batches.

Pairs are drawn in *rounds*: every source gives its share of the round's tokens from a shuffled
pass over it, begun again when it is used up. The pairs of a round are sorted by length and cut
into batches of one source length where there are enough of them: such a batch needs neither
padding nor a mask on the source side, and little padding on the target's. The order of the
batches is shuffled. Everything follows from a seed and the cursor, so a run can be resumed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from training.dataset import TokenStore

#: A batch may end early, at a change of source length, once it is this full.
MIN_FILL = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Tensors of one training step.

    Attributes:
        source: (batch, source time) int64.
        target: (batch, target time) int64, each row started by <pad>.
        mask: (batch, 1, 1, source time) float32, -inf for padding; None if there is none.
        kept: (tokens,) int64, positions of the flattened target that are not padding.
        labels: (tokens,) int64, what should follow at those positions.
    """

    source: Tensor
    target: Tensor
    mask: Tensor | None
    kept: Tensor
    labels: Tensor

    def to(self, device: torch.device, dtype: torch.dtype) -> Batch:
        """Return the batch on ``device``, its mask in ``dtype``."""
        return Batch(
            source=self.source.to(device, non_blocking=True),
            target=self.target.to(device, non_blocking=True),
            mask=None if self.mask is None else self.mask.to(device, dtype, non_blocking=True),
            kept=self.kept.to(device, non_blocking=True),
            labels=self.labels.to(device, non_blocking=True),
        )


@dataclass(slots=True)
class Cursor:
    """Where a run is in its data; plain numbers, to be saved with the weights.

    Attributes:
        round_number: rounds begun.
        positions: pairs taken so far by source, passes included.
        shares: of the round begun last.
        batches_done: of that round.
    """

    round_number: int = 0
    positions: dict[str, int] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    batches_done: int = 0


class Mixture:
    """Draws rounds of pairs from several sources by shares of their target tokens."""

    def __init__(
        self,
        *,
        max_tokens: int,
        round_tokens: int,
        batch_tokens: int,
        pad_id: int,
        seed: int,
    ) -> None:
        """Start without sources.

        Args:
            max_tokens: longest side to learn from; longer pairs are left out.
            round_tokens: target tokens in a round.
            batch_tokens: most tokens in a batch on either side, padding included.
        """
        self._max_tokens = max_tokens
        self._stores: dict[str, TokenStore] = {}
        self._lengths: dict[str, np.ndarray] = {}
        self._usable: dict[str, np.ndarray] = {}
        self._round_tokens = round_tokens
        self._batch_tokens = batch_tokens
        self._pad_id = pad_id
        self._seed = seed
        self._passes: dict[str, tuple[int, np.ndarray]] = {}

    def add_store(self, store: TokenStore) -> None:
        """Take one more source in; rounds drawn from now on may use it."""
        lengths = store.count_lengths()
        self._stores[store.name] = store
        self._lengths[store.name] = lengths
        self._usable[store.name] = np.flatnonzero((lengths <= self._max_tokens).all(axis=1))

    def count_pairs(self) -> dict[str, int]:
        """Return the usable pairs by source."""
        return {name: len(indices) for name, indices in self._usable.items()}

    def iter_round(self, cursor: Cursor) -> Iterator[Batch]:
        """Yield the rest of the cursor's round; then move the cursor to the next one.

        ``cursor.shares`` says what the round is made of; sources without pairs are left out.
        """
        positions = dict(cursor.positions)
        drawn: list[tuple[str, np.ndarray]] = []
        total = sum(share for name, share in cursor.shares.items() if self._has_pairs(name))
        for name, share in cursor.shares.items():
            if self._has_pairs(name) and share > 0:
                tokens = int(self._round_tokens * share / total)
                start = positions.get(name, 0)
                indices = self._draw(name, start, tokens)
                positions[name] = start + len(indices)
                drawn.append((name, indices))
        batches = self._cut(drawn)
        order = np.random.default_rng((self._seed, cursor.round_number)).permutation(len(batches))
        for place in range(cursor.batches_done, len(order)):
            cursor.batches_done = place + 1
            yield self._build(drawn, batches[order[place]])
        cursor.positions = positions
        cursor.round_number += 1
        cursor.batches_done = 0

    def _has_pairs(self, name: str) -> bool:
        return name in self._usable and len(self._usable[name]) > 0

    def _draw(self, name: str, start: int, tokens: int) -> np.ndarray:
        # Indices of the pairs from `start` on, over as many passes as the tokens take.
        usable, lengths = self._usable[name], self._lengths[name]
        parts: list[np.ndarray] = []
        while tokens > 0:
            pass_number, offset = divmod(start, len(usable))
            part = usable[self._get_permutation(name, pass_number)[offset:]]
            sums = np.cumsum(lengths[part, 1])
            part = part[: int(np.searchsorted(sums, tokens)) + 1]
            parts.append(part)
            tokens -= int(sums[len(part) - 1])
            start += len(part)
        return np.concatenate(parts) if parts else np.zeros(0, np.int64)

    def _get_permutation(self, name: str, pass_number: int) -> np.ndarray:
        known = self._passes.get(name)
        if known is None or known[0] != pass_number:
            source_seed = int.from_bytes(name.encode()[:8], "little")
            rng = np.random.default_rng((self._seed, source_seed, pass_number))
            known = pass_number, rng.permutation(len(self._usable[name]))
            self._passes[name] = known
        return known[1]

    def _cut(self, drawn: Sequence[tuple[str, np.ndarray]]) -> list[np.ndarray]:
        # Batches of the round as arrays of (place in `drawn`, pair index).
        if not drawn:
            return []
        places = np.concatenate([np.full(len(ids), i) for i, (_, ids) in enumerate(drawn)])
        pairs = np.concatenate([ids for _, ids in drawn])
        lengths = np.concatenate([self._lengths[name][ids] for name, ids in drawn])
        order = np.lexsort((lengths[:, 1], lengths[:, 0]))
        rows = np.stack([places[order], pairs[order]], axis=1)
        borders = cut_by_length(lengths[order], budget=self._batch_tokens)
        return np.split(rows, borders)

    def _build(self, drawn: Sequence[tuple[str, np.ndarray]], rows: np.ndarray) -> Batch:
        sources: list[np.ndarray] = []
        targets: list[np.ndarray] = []
        for place, pair in rows:
            source, target = self._stores[drawn[place][0]].get_pair(pair)
            sources.append(source)
            targets.append(target)
        return make_batch(sources, targets, pad_id=self._pad_id)


def cut_by_length(lengths: np.ndarray, *, budget: int) -> list[int]:
    """Return where to cut sorted pairs so that no batch exceeds ``budget`` tokens on a side.

    Args:
        lengths: (pairs, 2), sorted by source length and then by target length.
    """
    borders: list[int] = []
    start, widest = 0, 0
    for index, (source, target) in enumerate(lengths.tolist()):
        size = index - start  # pairs before this one
        grown = max(widest, source, target)
        is_new_length = size and source != lengths[index - 1, 0]
        if size and (
            grown * (size + 1) > budget or (is_new_length and widest * size >= MIN_FILL * budget)
        ):
            borders.append(index)
            start, grown = index, max(source, target)
        widest = grown
    return borders


def make_batch(
    sources: Sequence[np.ndarray], targets: Sequence[np.ndarray], *, pad_id: int
) -> Batch:
    """Lay pairs of token arrays, each side ended by the end mark, into tensors."""
    source, source_mask = _stack(sources, pad_id)
    labels, label_mask = _stack(targets, pad_id)
    target = np.full_like(labels, pad_id)
    target[:, 1:] = labels[:, :-1]
    mask = None
    if not source_mask.all():
        mask = torch.zeros(source.shape).masked_fill_(torch.from_numpy(~source_mask), -torch.inf)
        mask = mask[:, None, None, :]
    return Batch(
        source=torch.from_numpy(source),
        target=torch.from_numpy(target),
        mask=mask,
        kept=torch.from_numpy(np.flatnonzero(label_mask)),
        labels=torch.from_numpy(labels[label_mask]),
    )


def _stack(sides: Sequence[np.ndarray], pad_id: int) -> tuple[np.ndarray, np.ndarray]:
    lengths = np.array([len(side) for side in sides])
    mask = np.arange(lengths.max()) < lengths[:, None]
    ids = np.full(mask.shape, pad_id, np.int64)
    ids[mask] = np.concatenate(sides)
    return ids, mask


def select_shares(
    phases: Sequence[tuple[float, Mapping[str, float]]], progress: float
) -> dict[str, float]:
    """Return the shares of the phase that ``progress`` falls in.

    Args:
        phases: (progress the phase ends at, shares by source), in order.
    """
    for until, shares in phases:
        if progress < until:
            return dict(shares)
    return dict(phases[-1][1])
