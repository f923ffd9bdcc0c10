"""Recipes: everything that defines a training run, in one TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from training.shape import ModelShape
from training.sources import get_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One stretch of a run and what it learns from.

    Attributes:
        until: progress at which it ends, 0 to 1.
        shares: of the target tokens, by source; they need not sum to 1.
    """

    until: float
    shares: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """The numbers of a run.

    Attributes:
        budget_minutes: wall clock from the first step to the last, all resumptions together.
        batch_tokens: most tokens of a batch on either side, padding included.
        round_tokens: target tokens drawn, sorted and shuffled at a time.
        max_tokens: longest side learned from.
        learning_rate: of Muon and AdamW alike, at the plateau.
        warm_up_steps, decay_from, final_rate: see training.optim.Schedule.
        average_horizon: steps the averaged weights look back on.
        accumulate: batches whose gradients make one step.
        precision: "float32", "bfloat16" (with float32 masters) or "int8" (training/int8.py).
        compile: whether layers are compiled; pays on a GPU.
        evaluate_minutes, save_minutes: intervals on the clock.
        evaluate_lines: of each development set, evenly spread.
    """

    encoder_layers: int
    decoder_layers: int
    d_model: int
    ffn_dim: int
    heads: int
    vocabulary_size: int
    budget_minutes: float
    batch_tokens: int
    round_tokens: int
    max_tokens: int
    learning_rate: float
    phases: tuple[Phase, ...]
    dropout: float = 0.0
    smoothing: float = 0.1
    weight_decay: float = 0.0
    betas: tuple[float, float] = (0.9, 0.98)
    max_norm: float = 1.0
    warm_up_steps: int = 100
    decay_from: float = 0.5
    final_rate: float = 0.05
    average_horizon: float = 500.0
    accumulate: int = 1
    precision: str = "float32"
    compile: bool = False
    evaluate_minutes: float = 15.0
    evaluate_lines: int = 500
    save_minutes: float = 10.0
    seed: int = 1

    @property
    def shape(self) -> ModelShape:
        """The network it trains."""
        return ModelShape(
            vocabulary_size=self.vocabulary_size,
            d_model=self.d_model,
            ffn_dim=self.ffn_dim,
            heads=self.heads,
            encoder_layers=self.encoder_layers,
            decoder_layers=self.decoder_layers,
        )


def load_recipe(path: Path, *, overrides: dict[str, Any] | None = None) -> Recipe:
    """Read a recipe, with some values replaced.

    Raises:
        ValueError: a key or a source is unknown, or the phases do not reach 1.
    """
    values: dict[str, Any] = tomllib.loads(path.read_text("utf-8")) | (overrides or {})
    known = {field.name for field in fields(Recipe)}
    raw_phases = values.pop("phase", [])
    if unknown := sorted(set(values) - (known - {"phases"})):
        raise ValueError(f"{path.name}: unknown key {unknown[0]!r}; known: {sorted(known)}")
    phases = tuple(Phase(until=raw["until"], shares=raw["shares"]) for raw in raw_phases)
    for phase in phases:
        for name in phase.shares:
            get_source(name)
    if not phases or phases[-1].until < 1.0:
        raise ValueError(f"{path.name}: the last phase must end at 1.0")
    if "betas" in values:
        values["betas"] = tuple(values["betas"])
    return Recipe(phases=phases, **values)
