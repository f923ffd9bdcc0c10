"""A network grown from a smaller one computes what that one did."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from training.grow import grow, place_dimensions
from training.model import Marian, make_positions
from training.shape import ModelShape

SMALL = ModelShape(
    vocabulary_size=60, d_model=64, ffn_dim=96, heads=4, encoder_layers=2, decoder_layers=1
)


@pytest.fixture(scope="module")
def small() -> Marian:
    network = Marian(SMALL)
    network.initialize(seed=3)
    generator = torch.Generator().manual_seed(5)
    with torch.no_grad():  # biases and norms away from 0 and 1, so that each one matters
        for parameter in network.parameters():
            if parameter.ndim == 1:
                parameter.add_(torch.randn(parameter.shape, generator=generator) * 0.1)
    return network.eval()


def log_probabilities(network: Marian) -> Tensor:
    generator = torch.Generator().manual_seed(9)
    source = torch.randint(1, 58, (8, 7), generator=generator)
    target = torch.randint(1, 58, (8, 9), generator=generator)
    with torch.inference_mode():
        hidden = network.eval()(source, target, None)
        return (hidden @ network.shared.weight.t()).log_softmax(-1)


def grown(small: Marian, **sizes: int) -> Marian:
    return grow(small.state_dict(), old=SMALL, new=replace(SMALL, **sizes), seed=1)


def distance(small: Marian, other: Marian) -> float:
    """Kullback–Leibler divergence from the small network's predictions, nats a token."""
    before, after = log_probabilities(small), log_probabilities(other)
    return float((before.exp() * (before - after)).sum(-1).mean())


def test_grow_of_the_feed_forward_layer_changes_nothing(small: Marian) -> None:
    """New units are read by nobody at first."""
    torch.testing.assert_close(
        log_probabilities(grown(small, ffn_dim=200)), log_probabilities(small)
    )


@pytest.mark.parametrize(
    "sizes",
    [
        {"encoder_layers": 3},
        {"encoder_layers": 4, "decoder_layers": 2},
        {"d_model": 96, "heads": 6, "ffn_dim": 144},
        {"d_model": 128, "heads": 8, "ffn_dim": 192},
    ],
    ids=["deeper", "both-sides-deeper", "wider-by-half", "twice-as-wide"],
)
def test_grow_stays_near_where_a_fresh_network_is_far(small: Marian, sizes: dict[str, int]) -> None:
    """Depth and width keep the computation nearly; the rest is for the first steps."""
    fresh = Marian(replace(SMALL, **sizes))
    fresh.initialize(seed=1)
    assert distance(small, grown(small, **sizes)) < 0.1 * distance(small, fresh)


def test_grow_leaves_room_that_learns_from_the_first_step(small: Marian) -> None:
    """What stands behind new units is zero, and no gradient there is."""
    network = grown(small, d_model=96, heads=6, ffn_dim=144, encoder_layers=3).train()
    source, target = torch.arange(1, 57).reshape(8, 7), torch.arange(3, 59).reshape(8, 7)
    loss = (network(source, target, None) @ network.shared.weight.t()).logsumexp(-1).mean()
    torch.autograd.backward(loss)
    for name, parameter in network.named_parameters():
        if name.endswith("out_proj.weight"):
            assert parameter.grad is not None
            assert (parameter.grad.abs().sum(0) > 0).all(), name


@pytest.mark.parametrize(("old", "new"), [(256, 384), (256, 512), (64, 96)])
def test_grow_places_dimensions_by_their_position_rates(old: int, new: int) -> None:
    """No two meet, and positions near the start of a sentence look as before."""
    places = place_dimensions(old, new)
    assert len(set(places.tolist())) == old
    before, after = make_positions(old)[:4], make_positions(new)[:4]
    assert float((before - after[:, places]).abs().max()) < 0.25


@pytest.mark.parametrize(
    ("sizes", "complaint"),
    [
        ({"d_model": 32, "heads": 2}, "cannot shrink"),
        ({"vocabulary_size": 80}, "vocabulary"),
        ({"d_model": 128}, "head"),
    ],
)
def test_grow_refuses_what_it_cannot_keep(
    small: Marian, sizes: dict[str, int], complaint: str
) -> None:
    """A smaller side, another vocabulary and other heads are refused by name."""
    with pytest.raises(ValueError, match=complaint):
        grown(small, **sizes)
