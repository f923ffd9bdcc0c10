"""Muon for the matrices, AdamW for the rest, and a schedule that follows the clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from training.orthogonal import orthogonalize

#: Scales an orthogonal update to the root mean square of AdamW's (Liu et al., 2025), so that
#: both optimizers take one learning rate.
_UPDATE_SCALE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The learning rate: a rise by steps, a plateau, a straight fall by the clock.

    The fall follows progress, the share of the budget spent (0 to 1), so that a run always ends
    decayed, however fast the machine was. The rise counts steps, because its work is to let the
    moments settle, and because the first steps are slow where layers are compiled.
    """

    peak: float
    warm_up_steps: int
    decay_from: float = 0.5
    final: float = 0.05

    def get_rate(self, *, steps: int, progress: float) -> float:
        """Return the rate for the next step; it ends at ``final`` × peak.

        >>> schedule = Schedule(peak=1.0, warm_up_steps=4, decay_from=0.5, final=0.0)
        >>> [schedule.get_rate(steps=steps, progress=0.1) for steps in (0, 1, 3, 9)]
        [0.25, 0.5, 1.0, 1.0]
        >>> [schedule.get_rate(steps=9, progress=progress) for progress in (0.5, 0.75, 1.0)]
        [1.0, 0.5, 0.0]
        """
        rise = min(1.0, (steps + 1) / max(1, self.warm_up_steps))
        left = min(1.0, max(0.0, 1.0 - progress) / (1.0 - self.decay_from))
        return self.peak * rise * (self.final + (1.0 - self.final) * left)


class Muon(torch.optim.Optimizer):
    """Momentum whose update is made orthogonal, for matrices of hidden layers.

    Matrices of one shape are orthogonalized together in one batched product: a GPU would
    otherwise wait for launches.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        *,
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        product_dtype: torch.dtype = torch.float32,
    ) -> None:
        """Take charge of matrices.

        Args:
            product_dtype: what the products of the orthogonalization are computed in.
        """
        super().__init__(
            parameters,
            {"lr": lr, "momentum": momentum, "weight_decay": weight_decay},
        )
        self._product_dtype = product_dtype

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Apply one update to every parameter that has a gradient."""
        for group in self.param_groups:
            by_shape: dict[torch.Size, list[Tensor]] = {}
            for parameter in group["params"]:
                if parameter.grad is not None:
                    by_shape.setdefault(parameter.shape, []).append(parameter)
            for parameters in by_shape.values():
                self._step_shape(parameters, group)

    def _step_shape(self, parameters: list[Tensor], group: dict[str, Any]) -> None:
        gradients = [p.grad for p in parameters if p.grad is not None]
        moments = [self._get_moment(parameter) for parameter in parameters]
        torch._foreach_lerp_(moments, gradients, 1 - group["momentum"])
        nesterov = torch._foreach_lerp(gradients, moments, group["momentum"])
        stacked = torch.stack(nesterov).to(self._product_dtype)
        updates = orthogonalize(stacked).to(parameters[0].dtype)
        rows, columns = parameters[0].shape
        scale = _UPDATE_SCALE * max(rows, columns) ** 0.5
        if group["weight_decay"]:
            torch._foreach_mul_(parameters, 1 - group["lr"] * group["weight_decay"])
        torch._foreach_add_(parameters, list(updates.unbind()), alpha=-group["lr"] * scale)

    def _get_moment(self, parameter: Tensor) -> Tensor:
        state = self.state[parameter]
        if "moment" not in state:
            state["moment"] = torch.zeros_like(parameter)
        moment: Tensor = state["moment"]
        return moment


class Optimizers:
    """Both optimizers of a network, stepped as one, over float32 master weights.

    A network in float32 is its own master. One in bfloat16 gets a float32 copy here, because
    an update is often smaller than bfloat16 can add to a weight.
    """

    def __init__(
        self,
        model: nn.Module,
        *,
        master: dict[str, Tensor],
        betas: tuple[float, float],
        weight_decay: float,
    ) -> None:
        """Take charge of a network's parameters.

        Args:
            master: the parameters by name in float32, before any rounding.
        """
        self._working = dict(model.named_parameters())
        self.master: dict[str, Tensor] = {
            name: working if working.dtype == torch.float32 else master[name]
            for name, working in self._working.items()
        }
        matrices = [
            tensor
            for name, tensor in self.master.items()
            if tensor.ndim == 2 and name != "shared.weight"
        ]
        others = [
            tensor
            for name, tensor in self.master.items()
            if tensor.ndim != 2 or name == "shared.weight"
        ]
        # A network in bfloat16 runs where such products are fast.
        product_dtype = next(iter(self._working.values())).dtype
        self._muon = Muon(matrices, lr=0.0, weight_decay=weight_decay, product_dtype=product_dtype)
        self._adam = torch.optim.AdamW(
            others, lr=0.0, betas=betas, eps=1e-9, weight_decay=0.0, foreach=True
        )

    def step(self, *, rate: float, max_norm: float) -> Tensor:
        """Clip the gradients, update, clear the gradients; return their norm before clipping."""
        for name, working in self._working.items():
            master = self.master[name]
            if master is not working and working.grad is not None:
                master.grad = working.grad.float()
        norm = torch.nn.utils.clip_grad_norm_(list(self.master.values()), max_norm)
        for optimizer in (self._muon, self._adam):
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        with torch.no_grad():
            for name, working in self._working.items():
                working.grad = None
                if self.master[name] is not working:
                    working.copy_(self.master[name])
        return norm

    def state_dict(self) -> dict[str, Any]:
        """Return what a later run needs to go on: masters, moments."""
        return {
            "master": {name: tensor.detach() for name, tensor in self.master.items()},
            "muon": self._muon.state_dict(),
            "adam": self._adam.state_dict(),
        }

    @torch.no_grad()
    def load_state_dict(self, state: dict[str, Any]) -> None:
        """Go on from a saved state."""
        for name, tensor in state["master"].items():
            self.master[name].copy_(tensor)
            self._working[name].copy_(self.master[name])
        self._muon.load_state_dict(state["muon"])
        self._adam.load_state_dict(state["adam"])
