"""The engine without a model and the contract check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.engines.marian_torch import TransformersEngine
from translator.errors import DecodingFailed
from translator.testing import EchoEngine, check_engine
from translator.types import DecodingOptions, Hypothesis


class ReversingEngine(EchoEngine):
    """Mixes up the order of a batch."""

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return super().translate_batch(sources, options)[::-1]


class ForgetfulEngine(EchoEngine):
    """Leaves out what is empty."""

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        return super().translate_batch([text for text in sources if text], options)


class CuttingEngine(EchoEngine):
    """Cuts a long source without a word."""

    def translate_batch(
        self, sources: Sequence[str], options: DecodingOptions
    ) -> list[tuple[Hypothesis, ...]]:
        most = options.max_input_length - 1
        return super().translate_batch(
            [" ".join(text.split()[: most // 2]) for text in sources], options
        )


def test_testing_echo_fulfils_contract() -> None:
    """EchoEngine is a proper engine."""
    check_engine(EchoEngine())


def test_testing_ctranslate2_fulfils_contract(tiny_model: Path) -> None:
    """The default engine is a proper engine."""
    check_engine(CTranslate2Engine(tiny_model))


def test_testing_transformers_fulfils_contract(tiny_checkpoint: Path) -> None:
    """The transformers engine is a proper engine."""
    check_engine(TransformersEngine(tiny_checkpoint))


def test_testing_check_engine_notices_mixed_order() -> None:
    """Results in another order than the sources are reported."""
    with pytest.raises(AssertionError) as caught:
        check_engine(ReversingEngine())
    assert str(caught.value) == (
        "'Le conseil a voté le budget.' alone gives 'Le conseil a voté le budget.', "
        "in a batch 'Il y a 12 ans.': results are out of order or depend on their company"
    )


def test_testing_check_engine_notices_missing_results() -> None:
    """A source without a result is reported with both counts."""
    with pytest.raises(AssertionError) as caught:
        check_engine(ForgetfulEngine())
    assert str(caught.value) == "5 sources gave 4 results; expected one each"


def test_testing_check_engine_notices_cut_sources() -> None:
    """Cutting a source is reported: text would be dropped."""
    with pytest.raises(AssertionError) as caught:
        check_engine(CuttingEngine())
    assert str(caught.value) == (
        "a source longer than max_input_length was translated, so it was cut; "
        "expected DecodingFailed"
    )


def test_testing_echo_gives_replies_and_hypotheses() -> None:
    """Replies replace single texts; further hypotheses are longer and score lower."""
    engine = EchoEngine(replies={"Oui": "Yes"})

    hypotheses = engine.translate_batch(["Oui"], DecodingOptions(num_hypotheses=2))[0]

    assert [hypothesis.text for hypothesis in hypotheses] == ["Yes", "Yes."]
    assert [hypothesis.num_tokens for hypothesis in hypotheses] == [1, 2]
    assert [hypothesis.score for hypothesis in hypotheses] == [-0.1, -0.2]


def test_testing_echo_cuts_endless_replies() -> None:
    """A reply without end has exactly as many tokens as the bound allows."""
    engine = EchoEngine(replies={"Oui": "yes " * 1000})

    hypothesis = engine.translate_batch(["Oui"], DecodingOptions())[0][0]

    assert hypothesis.num_tokens == 138
    assert hypothesis.text == " ".join(["yes"] * 138)


def test_testing_echo_fails_on_request() -> None:
    """A text named in failures raises what a broken engine raises."""
    with pytest.raises(DecodingFailed) as caught:
        EchoEngine(failures=["Non"]).translate_batch(["Oui", "Non"], DecodingOptions())
    assert str(caught.value) == "asked to fail on 'Non'"


def test_testing_echo_remembers_calls() -> None:
    """The batches asked for can be read back, so a test can count them."""
    engine = EchoEngine()
    options = DecodingOptions(beam_size=1)

    engine.translate_batch(["Oui", "Non"], options)

    assert engine.calls == [(("Oui", "Non"), options)]
