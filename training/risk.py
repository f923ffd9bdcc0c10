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

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, make_batch
from training.candidates import CandidateSet, load_candidates
from training.model import Marian
from training.recipe import load_recipe
from training.run import Run
from training.runlog import CsvLog, Window
from training.state import StopRequest
from training.train import LOG_EVERY_S, Alarm
from training.vocabulary import Vocabulary

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
    sentences, count = batch.costs.shape
    mask = sources.mask
    memory = model.encode(sources.source, mask).repeat_interleave(1 + count, 0)
    mask = None if mask is None else mask.repeat_interleave(1 + count, 0)
    hidden = model.decode(sides.target, memory, mask).flatten(0, 1).index_select(0, sides.kept)
    rows = sides.kept // sides.target.shape[1]
    log_probs = (hidden @ model.shared.weight.t()).float().log_softmax(-1)
    chosen = log_probs.gather(-1, sides.labels[:, None])[:, 0]
    lengths = torch.bincount(rows, minlength=sentences * (1 + count))
    sums = torch.zeros(len(lengths), device=rows.device).index_add(0, rows, chosen)
    scores = (sums / lengths).view(sentences, 1 + count)[:, 1:]
    risk = (scores.softmax(-1) * batch.costs).sum(-1).mean()
    is_reference = rows % (1 + count) == 0
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
    number = start
    while True:
        passes, place = divmod(number, len(batches))
        order = np.random.default_rng((seed, passes)).permutation(len(batches))
        yield batches[order[place]]
        number += 1


def train_step(run: Run, batches: Sequence[RiskBatch]) -> tuple[Tensor, Tensor, Tensor]:
    """Learn from some batches in one step; return the risk, the plain loss and the norm."""
    run.model.train()
    risks, plains = [], []
    for batch in batches:
        dtype = run.model.shared.weight.dtype
        placed = RiskBatch(
            sources=batch.sources.to(run.device, dtype),
            sides=batch.sides.to(run.device, dtype),
            costs=batch.costs.to(run.device),
        )
        risk, smoothed, plain = compute_risk(run.model, placed, smoothing=run.recipe.smoothing)
        torch.autograd.backward((RISK_WEIGHT * risk + smoothed) / len(batches))
        risks.append(risk.detach())
        plains.append(plain)
    norm = run.optimizers.step(rate=run.rate, max_norm=run.recipe.max_norm)
    run.average.update()
    run.steps += 1
    run.tokens += sum(len(batch.sides.labels) for batch in batches)
    return torch.stack(risks).mean(), torch.stack(plains).mean(), norm.detach()


def run_risk_training(run: Run, candidates: CandidateSet, *, development: Sequence[Path]) -> None:
    """Train until the budget is spent or a signal asks to stop; log, evaluate, save."""
    recipe, stop = run.recipe, StopRequest()
    log, development_log = (CsvLog(run.run_dir / f"{n}.csv") for n in ("log", "development"))
    logging = Alarm(run, every_s=LOG_EVERY_S)
    saving = Alarm(run, every_s=60 * recipe.save_minutes)
    evaluating = Alarm(run, every_s=60 * recipe.evaluate_minutes)
    indices = iter_indices(
        candidates,
        batch_tokens=recipe.batch_tokens,
        seed=recipe.seed,
        start=run.steps * recipe.accumulate,
    )
    window, risks, tokens = Window(), [], run.tokens
    while run.progress < 1.0 and not stop:
        batches = [
            make_risk_batch(candidates, next(indices), pad_id=run.vocabulary.pad_id)
            for _ in range(recipe.accumulate)
        ]
        risk, plain, norm = train_step(run, batches)
        window.add(plain, norm)
        risks.append(risk)
        age_s = logging.age_s
        if logging.rings():
            row = {
                "seconds": round(run.elapsed_s),
                "steps": run.steps,
                "tokens": run.tokens,
                "rate": f"{run.rate:.2e}",
                "risk": round(torch.stack(risks).mean().item(), 5),
                **window.summarize(),
                "tokens_per_second": round((run.tokens - tokens) / age_s),
            }
            log.write([row])
            window, risks, tokens = Window(), [], run.tokens
        if saving.rings():
            run.save()
        if evaluating.rings():
            development_log.write(run.evaluate(development))
    run.save()
    if not stop:
        run.export(run.run_dir / "checkpoint")
        development_log.write(run.evaluate(development))


def main(argv: list[str] | None = None) -> int:
    """Train, or go on training."""
    parser = argparse.ArgumentParser(prog="training.risk", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("candidates", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--start-from", type=Path, required=True, metavar="CHECKPOINT_DIR")
    parser.add_argument("--development", type=Path, nargs="*", default=[], metavar="SET.tsv")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    args = parser.parse_args(argv)
    args.run_dir.mkdir(parents=True, exist_ok=True)
    run = Run(
        load_recipe(args.recipe, overrides=tomllib.loads("\n".join(args.set))),
        tokens_dir=args.run_dir,  # no pairs are drawn
        vocabulary=Vocabulary(args.vocabulary_dir),
        run_dir=args.run_dir,
        start_from=args.start_from,
        device=torch.device("cpu"),
    )
    run.resume()
    run_risk_training(run, load_candidates(args.candidates), development=args.development)
    return 0


if __name__ == "__main__":
    sys.exit(main())
