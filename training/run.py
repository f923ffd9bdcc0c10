"""One training run: the network, its optimizers, its data and its clock."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training import int8
from training.average import Average
from training.batches import Batch, Cursor, Mixture, select_shares
from training.checkpoint import load_checkpoint, save_checkpoint
from training.development import score_development
from training.feed import iter_batches
from training.loss import OutputProducts, PlainOutput, compute_loss
from training.model import Linears, Marian, apply_linears
from training.optim import Optimizers, Schedule
from training.recipe import Recipe
from training.state import load_state, save_state
from training.vocabulary import Vocabulary

#: Everything needed to go on, in the run's folder.
_STATE = "state.pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Products:
    """How a network multiplies, by the recipe's precision."""

    dtype: torch.dtype
    apply_linears: Linears = apply_linears
    make_output: Callable[[Tensor], OutputProducts] = PlainOutput


_PRODUCTS = {
    "float32": _Products(dtype=torch.float32),
    "bfloat16": _Products(dtype=torch.bfloat16),
    "int8": _Products(
        dtype=torch.float32, apply_linears=int8.apply_linears, make_output=int8.Int8Output
    ),
}


class Run:
    """A run that can be stopped after any step and gone on with later.

    Args:
        tokens_dir: token files; more may appear while the run lasts.
        run_dir: receives state.pt.
        start_from: a transformers checkpoint to begin with; None: fresh weights. A run that is
            gone on with has its own, and does not need it any more.
    """

    def __init__(
        self,
        recipe: Recipe,
        *,
        tokens_dir: Path,
        vocabulary: Vocabulary,
        run_dir: Path,
        start_from: Path | None,
        device: torch.device,
    ) -> None:
        if vocabulary.size != recipe.vocabulary_size:
            raise ValueError(
                f"the vocabulary has {vocabulary.size} pieces, the recipe {recipe.vocabulary_size}"
            )
        self.recipe = recipe
        self.vocabulary = vocabulary
        self.run_dir = run_dir
        self.device = device
        self._tokens_dir = tokens_dir
        self.shape = recipe.shape
        self._products = _PRODUCTS[recipe.precision]
        self.model = Marian(
            self.shape, dropout=recipe.dropout, linears=self._products.apply_linears
        )
        if start_from is None or (run_dir / _STATE).exists():
            self.model.initialize(seed=recipe.seed)
        else:
            self.model.load_state_dict(load_checkpoint(start_from))
        self.model.to(device)
        master = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.model.to(self._products.dtype)
        self.optimizers = Optimizers(
            self.model, master=master, betas=recipe.betas, weight_decay=recipe.weight_decay
        )
        self.average = Average(self.optimizers.master, horizon=recipe.average_horizon)
        self.schedule = Schedule(
            peak=recipe.learning_rate,
            warm_up_steps=recipe.warm_up_steps,
            decay_from=recipe.decay_from,
            final=recipe.final_rate,
        )
        if recipe.compile:
            for layer in (*self.model.encoder.layers, *self.model.decoder.layers):
                layer.compile(dynamic=True)  # one layer's code serves all, whatever the widths
        self.steps = 0
        self.tokens = 0
        self._cursor: dict[str, Any] = asdict(Cursor())
        self._elapsed_before_s = 0.0
        self._started_s = time.monotonic()

    @property
    def elapsed_s(self) -> float:
        """Seconds of training so far, all resumptions together."""
        return self._elapsed_before_s + time.monotonic() - self._started_s

    @property
    def progress(self) -> float:
        """The share of the budget that is spent, 0 to 1."""
        return min(1.0, self.elapsed_s / (60 * self.recipe.budget_minutes))

    @property
    def rate(self) -> float:
        """The learning rate of the next step."""
        return self.schedule.get_rate(steps=self.steps, progress=self.progress)

    def iter_batches(self, *, is_over: Callable[[], bool] = lambda: False) -> Iterator[Batch]:
        """Yield batches without end, from where the run stands.

        Args:
            is_over: true where nobody waits any more for token files that are not there yet.
        """
        recipe = self.recipe
        mixture = Mixture(
            max_tokens=recipe.max_tokens,
            round_tokens=recipe.round_tokens,
            batch_tokens=recipe.batch_tokens,
            pad_id=self.vocabulary.pad_id,
            seed=recipe.seed,
        )
        phases = [(phase.until, phase.shares) for phase in recipe.phases]
        fed = iter_batches(
            mixture,
            tokens_dir=self._tokens_dir,
            cursor=self._cursor,
            choose_shares=lambda: select_shares(phases, self.progress),
            is_over=is_over,
        )
        with closing(fed):
            for batch, cursor in fed:
                self._cursor = cursor
                yield batch

    def train_step(self, batches: Sequence[Batch]) -> tuple[Tensor, Tensor]:
        """Learn from some batches in one step; return the plain loss and the gradient norm.

        Batches have sentences of one length; several in a step weaken what that one length says.

        Returns:
            nats a token, and the norm before clipping.
        """
        plain = self.accumulate(batches)
        return plain, self.take_step(num_tokens=sum(len(batch.labels) for batch in batches))

    def take_step(self, *, num_tokens: int) -> Tensor:
        """Follow the gradients of so many target tokens; return their norm before clipping."""
        norm = self.optimizers.step(rate=self.rate, max_norm=self.recipe.max_norm)
        self.average.update()
        self.steps += 1
        self.tokens += num_tokens
        return norm.detach()

    def accumulate(self, batches: Sequence[Batch]) -> Tensor:
        """Add up the gradients of some batches, every token counting the same; return the loss."""
        self.model.train()
        tokens = sum(len(batch.labels) for batch in batches)
        plain = torch.zeros((), device=self.device)
        for batch in batches:
            plain += self._learn(batch, share=len(batch.labels) / tokens)
        return plain

    def _learn(self, batch: Batch, *, share: float) -> Tensor:
        # Adds the gradients of one batch of a step; returns its share of the plain loss.
        weight = self.model.shared.weight
        batch = batch.to(self.device, weight.dtype)
        hidden = self.model(batch.source, batch.target, batch.mask)
        hidden = hidden.flatten(0, 1).index_select(0, batch.kept)
        loss, plain = compute_loss(
            hidden,
            weight,
            batch.labels,
            smoothing=self.recipe.smoothing,
            compiled=self.recipe.compile,
            make_products=self._products.make_output,
        )
        torch.autograd.backward(loss * share)
        return plain.detach() * share

    def evaluate(self, sets: Sequence[Path]) -> list[dict[str, object]]:
        """Return one row a development set: scores of the averaged weights."""
        self.model.eval()
        now = {"seconds": round(self.elapsed_s), "steps": self.steps, "tokens": self.tokens}
        # Compiling the layers once more for other widths would cost more than it saves here.
        eager = torch.compiler.set_stance("force_eager")
        with eager, self.average.swapped_in(self.model):
            return [
                now
                | score_development(
                    self.model, self.vocabulary, path, max_lines=self.recipe.evaluate_lines
                )
                for path in sets
            ]

    def save(self) -> None:
        """Write everything needed to go on."""
        state = {
            "optimizers": self.optimizers.state_dict(),
            "average": self.average.state_dict(),
            "shape": self.shape.to_dict(),
            "cursor": self._cursor,
            "steps": self.steps,
            "tokens": self.tokens,
            "elapsed_s": self.elapsed_s,
        }
        save_state(self.run_dir / _STATE, state)

    def resume(self) -> bool:
        """Go on from a saved state, if there is one."""
        path = self.run_dir / _STATE
        if not path.exists():
            return False
        state = load_state(path)
        self.optimizers.load_state_dict(state["optimizers"])
        self.average.load_state_dict(state["average"])
        self._cursor = state["cursor"]
        self.steps, self.tokens = state["steps"], state["tokens"]
        self._elapsed_before_s = state["elapsed_s"]
        self._started_s = time.monotonic()
        return True

    def export(self, directory: Path) -> None:
        """Write the averaged weights as a transformers checkpoint."""
        save_checkpoint(
            directory, weights=self.average.weights, shape=self.shape, vocabulary=self.vocabulary
        )
