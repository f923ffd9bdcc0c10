"""Minimum risk training: learn from what whole translations of a sentence cost.

    python -m training.risk RECIPE CANDIDATES.npz VOCABULARY_DIR RUN_DIR --start-from CHECKPOINT

Cross-entropy teaches the next word of the reference; a reader gets what beam search finds. Here
the probabilities of a sentence's candidates (training/candidates.py), each by its length, are
normalized among themselves, and their expected cost is made smaller (Shen et al., 2016, "Minimum
Risk Training for Neural Machine Translation"; the lengths, candidates by beam search and the
share of cross-entropy that keeps the network in place as in Edunov et al., 2018). RUN_DIR
receives what ``training.train`` would write, and a run may be stopped and gone on with as there.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count, islice

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, make_batch
from training.candidates import CandidateSet, load_candidates
from training.model import Marian
from training.run import Run
from training.train import make_parser, open_run, run_training

#: Weight of the risk beside the cross-entropy, which has 1. A sentence's candidates differ by a
#: few hundredths of the cost, so that with equal weights nearly all would be cross-entropy.
RISK_WEIGHT = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskBatch:
    """Sentences with their references and candidates.

    Attributes:
        sources: the sources alone, once each.
        sides: references and candidates of all sentences, (sentences × (1 + candidates)) rows,
            laid as pairs with a source of one token.
        costs: (sentences, candidates) float32.
    """

    sources: Batch
    sides: Batch
    costs: Tensor

    def to(self, device: torch.device, dtype: torch.dtype) -> RiskBatch:
        """Return the batch on ``device``, its masks in ``dtype``."""
        return RiskBatch(
            sources=self.sources.to(device, dtype),
            sides=self.sides.to(device, dtype),
            costs=self.costs.to(device),
        )


def make_risk_batch(candidates: CandidateSet, indices: Sequence[int], *, pad_id: int) -> RiskBatch:
    """Lay some sentences into tensors."""
    sources: list[np.ndarray] = []
    sides: list[np.ndarray] = []
    for index in indices:
        source, *others = candidates.get_sides(index)
        sources.append(source)
        sides += others
    return RiskBatch(
        sources=make_batch(sources, sources, pad_id=pad_id),
        sides=make_batch([side[:1] for side in sides], sides, pad_id=pad_id),
        costs=torch.from_numpy(candidates.costs[np.asarray(indices)]),
    )


def compute_risk(
    model: Marian, batch: RiskBatch, *, smoothing: float
) -> tuple[Tensor, Tensor, Tensor]:
    """Return the expected cost of a sentence, and the references' losses in nats a token.

    Returns:
        the risk, the label-smoothed cross-entropy and the plain one; the first two can be
        differentiated.
    """
    sources, sides = batch.sources, batch.sides
    sentences, width = batch.costs.shape
    rows_each = 1 + width  # the reference and the candidates
    mask = sources.mask
    memory = model.encode(sources.source, mask).repeat_interleave(rows_each, 0)
    mask = None if mask is None else mask.repeat_interleave(rows_each, 0)
    hidden = model.decode(sides.target, memory, mask).flatten(0, 1).index_select(0, sides.kept)
    rows = sides.kept // sides.target.shape[1]
    log_probs = (hidden @ model.shared.weight.t()).float().log_softmax(-1)
    chosen = log_probs.gather(-1, sides.labels[:, None])[:, 0]
    lengths = torch.bincount(rows, minlength=sentences * rows_each)
    sums = torch.zeros(len(lengths), device=rows.device).index_add(0, rows, chosen)
    scores = (sums / lengths).view(sentences, rows_each)[:, 1:]
    risk = (scores.softmax(-1) * batch.costs).sum(-1).mean()
    is_reference = rows % rows_each == 0
    plain = -chosen[is_reference].mean()
    even = -log_probs[is_reference].mean()
    return risk, (1 - smoothing) * plain + smoothing * even, plain.detach()


def iter_indices(
    candidates: CandidateSet, *, batch_tokens: int, seed: int, start: int = 0
) -> Iterator[list[int]]:
    """Yield the sentences of batch after batch without end, from the start-th on.

    Sentences of about one length come together; the order of the batches is another one in
    every pass.
    """
    lengths = np.diff(candidates.offsets, axis=1)
    widths = np.maximum(lengths[:, 0], lengths[:, 1:].max(axis=1)) * (lengths.shape[1] - 1)
    batches: list[list[int]] = [[]]
    widest = 0
    for index in np.lexsort((widths, lengths[:, 0])).tolist():
        widest = max(widest, int(widths[index]))
        if batches[-1] and widest * (len(batches[-1]) + 1) > batch_tokens:
            batches.append([])
            widest = int(widths[index])
        batches[-1].append(index)
    first_pass, place = divmod(start, len(batches))
    for number in count(first_pass):
        order = np.random.default_rng((seed, number)).permutation(len(batches))
        for chosen in order[place:]:
            yield batches[chosen]
        place = 0


def train_step(run: Run, batches: Sequence[RiskBatch]) -> tuple[Tensor, Tensor, Tensor]:
    """Learn from some batches in one step; return the risk, the plain loss and the norm."""
    run.model.train()
    risks, plains = [], []
    for batch in batches:
        placed = batch.to(run.device, run.model.shared.weight.dtype)
        risk, smoothed, plain = compute_risk(run.model, placed, smoothing=run.recipe.smoothing)
        torch.autograd.backward((RISK_WEIGHT * risk + smoothed) / len(batches))
        risks.append(risk.detach())
        plains.append(plain)
    norm = run.take_step(num_tokens=sum(len(batch.sides.labels) for batch in batches))
    return torch.stack(risks).mean(), torch.stack(plains).mean(), norm


def iter_steps(
    run: Run, *, is_over: Callable[[], bool], candidates: CandidateSet
) -> Iterator[Mapping[str, Tensor]]:
    """Learn from candidates, step after step, from where the run stands."""
    recipe = run.recipe
    indices = iter_indices(
        candidates,
        batch_tokens=recipe.batch_tokens,
        seed=recipe.seed,
        start=run.steps * recipe.accumulate,
    )
    while not is_over():
        batches = [
            make_risk_batch(candidates, chosen, pad_id=run.vocabulary.pad_id)
            for chosen in islice(indices, recipe.accumulate)
        ]
        risk, loss, norm = train_step(run, batches)
        yield {"risk": risk, "loss": loss, "gradient_norm": norm}


def main(argv: list[str] | None = None) -> int:
    """Train, or go on training."""
    parser = make_parser("training.risk", __doc__, data="candidates", must_start_from=True)
    args = parser.parse_args(argv)
    run = open_run(args, tokens_dir=args.run_dir)  # no pairs are drawn
    make_steps = partial(iter_steps, candidates=load_candidates(args.candidates))
    run_training(run, development=args.development, make_steps=make_steps)
    return 0


if __name__ == "__main__":
    sys.exit(main())
