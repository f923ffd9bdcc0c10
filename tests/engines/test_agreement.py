"""Both engines on the same weights."""

from __future__ import annotations

from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.engines.marian_torch import TransformersEngine
from translator.types import DecodingOptions


@pytest.fixture(scope="module")
def engines(
    tiny_model: Path, tiny_checkpoint: Path
) -> tuple[CTranslate2Engine, TransformersEngine]:
    """Both engines in float32 on the processor."""
    return (
        CTranslate2Engine(tiny_model, device="cpu", compute_type="float32"),
        TransformersEngine(tiny_checkpoint, device="cpu", compute_type="float32"),
    )


@pytest.mark.parametrize(
    "options",
    [
        DecodingOptions(beam_size=1),
        DecodingOptions(beam_size=4, num_hypotheses=4),
        DecodingOptions(beam_size=4, length_penalty=0.6),
        DecodingOptions(beam_size=4, no_repeat_ngram_size=3),
        DecodingOptions(beam_size=2, max_decoding_length=7),
        DecodingOptions(beam_size=2, max_batch_tokens=1),
    ],
    ids=["greedy", "beam", "length-penalty", "no-repeat", "stopped", "one-by-one"],
)
def test_agreement_of_texts_and_lengths(
    engines: tuple[CTranslate2Engine, TransformersEngine],
    tiny_sentences: tuple[str, ...],
    options: DecodingOptions,
) -> None:
    """The engines return the same hypotheses of the same lengths in the same order."""
    ours, reference = (
        [
            [(hypothesis.text, hypothesis.num_tokens) for hypothesis in hypotheses]
            for hypotheses in engine.translate_batch(tiny_sentences, options)
        ]
        for engine in engines
    )

    assert ours == reference


@pytest.mark.parametrize("length_penalty", [0.0, 0.6, 1.0])
@pytest.mark.parametrize("beam_size", [1, 4])
def test_agreement_of_scores(
    engines: tuple[CTranslate2Engine, TransformersEngine],
    tiny_sentences: tuple[str, ...],
    beam_size: int,
    length_penalty: float,
) -> None:
    """Scores are mean log-probabilities in both engines, whatever the length penalty."""
    options = DecodingOptions(beam_size=beam_size, length_penalty=length_penalty)

    ours, reference = (
        [hypotheses[0].score for hypotheses in engine.translate_batch(tiny_sentences, options)]
        for engine in engines
    )

    assert ours == pytest.approx(reference, abs=1e-3)


def test_agreement_of_token_counts(
    engines: tuple[CTranslate2Engine, TransformersEngine], tiny_sentences: tuple[str, ...]
) -> None:
    """Marks of the tokenizer that an article quotes are text to both engines."""
    texts = [*tiny_sentences, "", "</s> et <unk>", ">>fr<< Le pont", "<pad>", "漢字"]

    ours, reference = ([engine.count_tokens(text) for text in texts] for engine in engines)

    assert ours == reference


def test_agreement_of_attention(
    engines: tuple[CTranslate2Engine, TransformersEngine], tiny_sentences: tuple[str, ...]
) -> None:
    """Reading given translations, the engines look at the same tokens, whatever the batch."""
    targets = [*reversed(tiny_sentences)]
    options = DecodingOptions(max_batch_tokens=200)
    ours, reference = (engine.attend_batch(tiny_sentences, targets, options) for engine in engines)
    alone = engines[0].attend_batch(tiny_sentences[:1], targets[:1], options)
    for one, other in [*zip(ours, reference, strict=True), *zip(alone, ours[:1], strict=True)]:
        assert one.source_spans == other.source_spans
        assert one.target_spans == other.target_spans
        assert len(one.weights) == len(other.weights) == len(one.target_spans)
        for row, expected in zip(one.weights, other.weights, strict=True):
            assert row == pytest.approx(expected, abs=1e-4)
