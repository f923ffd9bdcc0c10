"""Optimizers, schedule and averages."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from training.average import Average
from training.optim import Muon, Optimizers, Schedule


def test_optim_muon_moves_against_the_gradient() -> None:
    """One step lowers a quadratic loss, by an update of the promised size."""
    parameter = nn.Parameter(torch.randn(8, 16, generator=torch.Generator().manual_seed(0)))
    before = parameter.detach().clone()
    muon = Muon([parameter], lr=0.1)
    (parameter**2).sum().backward()
    muon.step()
    after = parameter.detach()
    assert float((after**2).sum()) < float((before**2).sum())
    root_mean_square = float(((after - before) ** 2).mean().sqrt())
    # 8 singular values near 1 over 128 entries, times 0.1 × 0.2 × sqrt(16).
    assert root_mean_square == pytest.approx(0.08 * (8 / 128) ** 0.5, rel=0.25)


@pytest.mark.parametrize(
    ("steps", "progress", "rate"),
    [(0, 0.0, 0.1), (4, 0.4, 0.5), (9, 0.4, 1.0), (50, 0.75, 0.525), (50, 1.0, 0.05)],
)
def test_optim_schedule_rises_stays_and_falls(steps: int, progress: float, rate: float) -> None:
    """The rise counts steps, the fall follows the share of the budget that is spent."""
    schedule = Schedule(peak=1.0, warm_up_steps=10)
    assert schedule.get_rate(steps=steps, progress=progress) == pytest.approx(rate)


def test_optim_schedule_never_falls_below_its_end() -> None:
    """After the end of the budget the rate stays at its final value."""
    schedule = Schedule(peak=2.0, warm_up_steps=10, final=0.05)
    assert schedule.get_rate(steps=99, progress=1.2) == pytest.approx(0.1)


def make_model(dtype: torch.dtype) -> tuple[nn.Module, Optimizers]:
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(6, 8), nn.LayerNorm(8), nn.Linear(8, 2))
    master = {name: p.detach().clone() for name, p in model.named_parameters()}
    model.to(dtype)
    return model, Optimizers(model, master=master, betas=(0.9, 0.98), weight_decay=0.1)


def take_steps(model: nn.Module, optimizers: Optimizers, *, steps: int) -> None:
    generator = torch.Generator().manual_seed(steps)
    for _ in range(steps):
        x = torch.randn(16, 6, generator=generator).to(next(model.parameters()).dtype)
        model(x).float().square().mean().backward()
        optimizers.step(rate=1e-4, max_norm=1.0)


def test_optim_half_precision_keeps_what_it_cannot_add() -> None:
    """Updates too small for a bfloat16 weight gather in its float32 master."""
    model, optimizers = make_model(torch.bfloat16)
    before = {name: tensor.clone() for name, tensor in optimizers.master.items()}
    take_steps(model, optimizers, steps=3)
    for name, parameter in model.named_parameters():
        assert parameter.dtype == torch.bfloat16
        assert not torch.equal(optimizers.master[name], before[name])
        assert torch.equal(parameter, optimizers.master[name].bfloat16())


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_optim_resumed_run_equals_an_uninterrupted_one(dtype: torch.dtype) -> None:
    """Saving and loading in the middle changes nothing in what follows."""
    model, optimizers = make_model(dtype)
    take_steps(model, optimizers, steps=3)
    saved = copy.deepcopy(optimizers.state_dict())
    take_steps(model, optimizers, steps=2)
    other, resumed = make_model(dtype)
    resumed.load_state_dict(saved)
    take_steps(other, resumed, steps=2)
    for name, tensor in optimizers.master.items():
        torch.testing.assert_close(resumed.master[name], tensor)


def test_average_is_swapped_in_and_out() -> None:
    """Inside the block the model has the average; afterwards its own weights again."""
    model = nn.Linear(2, 2)
    average = Average(dict(model.named_parameters()), horizon=4.0)
    with torch.no_grad():
        model.weight.add_(1.0)
    own = model.weight.detach().clone()
    average.update()
    with average.swapped_in(model):
        assert torch.equal(model.weight, average.weights["weight"])
    assert torch.equal(model.weight, own)


def test_average_forgets_the_first_steps() -> None:
    """After many steps at one value the average is that value."""
    weights = {"w": torch.zeros(1)}
    average = Average(weights, horizon=10.0)
    weights["w"].fill_(1.0)
    for _ in range(200):
        average.update()
    assert average.weights["w"].item() == pytest.approx(1.0, abs=1e-3)
