"""Both engines tell how likely a given translation is, and agree on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.engines.marian_torch import TransformersEngine
from translator.errors import DecodingFailed
from translator.protocols import ScoringEngine
from translator.testing import EchoEngine
from translator.types import DecodingOptions

TARGETS = (
    "The council has voted the budget.",
    "The people",
    "There are two hundred people.",
    "The mayor promises a school.",
)


def test_engines_agree_on_likelihoods(
    tiny_checkpoint: Path, tiny_model: Path, tiny_sentences: tuple[str, ...]
) -> None:
    """The same weights find the same translations equally likely, token by token."""
    options = DecodingOptions(max_batch_tokens=64)
    fast = CTranslate2Engine(tiny_model, compute_type="float32").score_batch(
        tiny_sentences, TARGETS, options
    )
    slow = TransformersEngine(tiny_checkpoint).score_batch(tiny_sentences, TARGETS, options)
    assert [item.mean for item in fast] == pytest.approx([item.mean for item in slow], abs=1e-3)
    assert [item.lowest for item in fast] == pytest.approx([item.lowest for item in slow], abs=1e-3)
    assert [item.lowest_token for item in fast] == [item.lowest_token for item in slow]
    assert [item.ending for item in fast] == pytest.approx([item.ending for item in slow], abs=1e-3)
    assert all(item.lowest <= item.ending < 0 for item in fast)


def test_score_batch_agrees_with_translate_batch(
    tiny_model: Path, tiny_sentences: tuple[str, ...]
) -> None:
    """A model's own hypothesis, read back, is about as likely as when it was written.

    Its text may be cut into other tokens than the model wrote.
    """
    engine = CTranslate2Engine(tiny_model)
    options = DecodingOptions()
    written = [found[0] for found in engine.translate_batch(tiny_sentences, options)]
    read = engine.score_batch(tiny_sentences, [item.text for item in written], options)
    for own, item in zip(written, read, strict=True):
        assert item.lowest <= item.mean <= 0
        assert own.score is not None
        assert item.mean <= own.score + 0.05


def test_score_batch_refuses_a_target_that_is_too_long(tiny_model: Path) -> None:
    """Nothing is cut to be scored."""
    with pytest.raises(DecodingFailed, match=r"^a source text has \d+ tokens and the model reads"):
        CTranslate2Engine(tiny_model).score_batch(
            ["Oui."], ["Yes, " * 40], DecodingOptions(max_input_length=64)
        )


def test_scoring_is_an_option_of_engines(tiny_model: Path) -> None:
    """An engine without score_batch is still an engine."""
    assert isinstance(CTranslate2Engine(tiny_model), ScoringEngine)
    assert not isinstance(EchoEngine(), ScoringEngine)
