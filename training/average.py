"""Averaged weights: what is evaluated and shipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn


class Average:
    """An exponential moving average of weights, for evaluation and export.

    Early in a run the average forgets faster (a horizon of a tenth of the steps made), so that
    it does not carry the first steps along.
    """

    def __init__(self, master: dict[str, Tensor], *, horizon: float) -> None:
        self._master = master
        self._horizon = horizon
        self.steps = 0
        self.weights = {name: tensor.detach().clone() for name, tensor in master.items()}

    @torch.no_grad()
    def update(self) -> None:
        """Take the current weights in."""
        self.steps += 1
        share = max(1 / self._horizon, min(1.0, 10 / (10 + self.steps)))
        torch._foreach_lerp_(
            list(self.weights.values()), [t.detach() for t in self._master.values()], share
        )

    @contextmanager
    def swapped_in(self, model: nn.Module) -> Iterator[None]:
        """Give ``model`` the averaged weights for the length of a with block."""
        working = dict(model.named_parameters())
        kept = {name: parameter.detach().clone() for name, parameter in working.items()}
        _copy_all(self.weights, working)
        try:
            yield
        finally:
            _copy_all(kept, working)

    def state_dict(self) -> dict[str, Any]:
        """Return what a later run needs to go on."""
        return {"steps": self.steps, "weights": self.weights}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a saved state."""
        self.steps = state["steps"]
        _copy_all(state["weights"], self.weights)


@torch.no_grad()
def _copy_all(origin: Mapping[str, Tensor], target: Mapping[str, Tensor]) -> None:
    for name, tensor in origin.items():
        target[name].copy_(tensor)
