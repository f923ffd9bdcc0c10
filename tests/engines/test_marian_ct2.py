"""The CTranslate2 engine."""

from __future__ import annotations

from pathlib import Path

from translator.engines.marian_ct2 import CTranslate2Engine
from translator.types import DecodingOptions


def test_marian_ct2_keeps_length_and_order(
    tiny_model: Path, tiny_sentences: tuple[str, ...]
) -> None:
    """Each source has its hypotheses in its own place; "" gives ""."""
    engine = CTranslate2Engine(tiny_model, compute_type="float32")
    options = DecodingOptions(beam_size=1)

    results = engine.translate_batch(["", *tiny_sentences, ""], options)

    alone = [engine.translate_batch([text], options)[0] for text in tiny_sentences]
    assert [result[0].text for result in results] == ["", *(item[0].text for item in alone), ""]
