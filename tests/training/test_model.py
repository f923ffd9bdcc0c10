"""The training network against transformers' own."""

from __future__ import annotations

import pytest
import torch

from training.batches import make_batch
from training.decode import decode_greedily
from training.model import Marian, from_transformers, to_transformers
from training.shape import ModelShape

SHAPE = ModelShape(
    vocabulary_size=40, d_model=16, ffn_dim=32, heads=2, encoder_layers=3, decoder_layers=2
)
END, PAD = 0, 39


@pytest.fixture(scope="module")
def model() -> Marian:
    network = Marian(SHAPE)
    network.initialize(seed=7)
    with torch.no_grad():  # biases and norms away from 0 and 1, so that each one matters
        for parameter in network.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(1)))
    return network.eval()


@pytest.fixture(scope="module")
def batch() -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    made = make_batch(
        [torch.randint(1, 38, (size,)).numpy() for size in (5, 9, 7)],
        [torch.randint(1, 38, (size,)).numpy() for size in (6, 4, 8)],
        pad_id=PAD,
    )
    assert made.mask is not None
    return made.source, made.target, made.mask


def test_model_logits_equal_those_of_transformers(model: Marian, batch) -> None:
    """The same weights give MarianMTModel's logits, source padding included."""
    from transformers import MarianConfig, MarianMTModel

    source, target, mask = batch
    config = MarianConfig(**SHAPE.to_config(pad_id=PAD, end_id=END))
    reference = MarianMTModel(config).eval()
    missing, unexpected = reference.load_state_dict(
        to_transformers(model.state_dict()), strict=False
    )
    assert unexpected == []
    assert all("embed" in name or name == "lm_head.weight" for name in missing)
    with torch.inference_mode():
        expected = reference(
            input_ids=source, attention_mask=mask[:, 0, 0] == 0, decoder_input_ids=target
        ).logits
        logits = model(source, target, mask) @ model.shared.weight.t()
    torch.testing.assert_close(logits, expected, rtol=1e-4, atol=1e-4)


def test_model_state_survives_the_journey_through_transformers(model: Marian) -> None:
    """Renaming to transformers' keys and back changes nothing."""
    state = model.state_dict()
    back = from_transformers(to_transformers(state))
    assert back.keys() == state.keys()
    assert all(torch.equal(back[name], state[name]) for name in state)


def test_model_shape_survives_its_config() -> None:
    """A config.json gives back the shape it was written from."""
    assert ModelShape.from_config(SHAPE.to_config(pad_id=PAD, end_id=END)) == SHAPE


def test_model_refuses_an_output_bias_it_does_not_have(model: Marian) -> None:
    """A checkpoint whose output bias is not zero would change when continued: it is refused."""
    state = to_transformers(model.state_dict())
    state["final_logits_bias"] = torch.ones(1, 40)
    with pytest.raises(ValueError, match=r"^the checkpoint's final_logits_bias is not zero"):
        from_transformers(state)


def test_decode_greedily_equals_decoding_without_a_memory(model: Marian, batch) -> None:
    """Step by step with stored keys gives what the whole network gives, token by token."""
    source, _, mask = batch
    decoded = decode_greedily(model, source, mask, start_id=PAD, end_id=END)
    for row in range(len(source)):
        tokens = [PAD]
        for expected in decoded[row].tolist():
            target = torch.tensor([tokens])
            hidden = model(source[row : row + 1], target, mask[row : row + 1])
            logits = hidden[0, -1] @ model.shared.weight.t()
            logits[PAD] = -torch.inf
            assert int(logits.argmax()) == expected
            tokens.append(expected)
            if expected == END:
                break
