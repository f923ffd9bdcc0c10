"""Results of an evaluation as JSON, version 1: additions are allowed, renames are not.

    {"version": 1, "signature": {…}, "model": {…}, "complete": true,
     "sets": [{"path", "lines", "selection",
               "scores": [{"metric", "value", "signature"}, …],
               "segments", "source_tokens", "target_tokens", "elapsed_s", "tokens_per_s"}, …]}

``signature`` says how the sources were translated, a score's own how it was computed. ``scores``
are BLEU and chrF2, from 0 to 100. ``selection`` says which lines were taken; "" means all.
``complete`` is false where the run was interrupted and only the first sets are here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from translator.evaluate import EvaluationResult
from translator.types import ModelInfo
from translator.writers.json import VERSION, format_model_info, format_stats
from translator.writers.json_text import encode_json


def write_evaluation(
    results: Sequence[EvaluationResult], stream: TextIO, *, model: ModelInfo, is_complete: bool
) -> None:
    """Write one JSON object and a line end; there is at least one result."""
    values = format_evaluation(results, model=model, is_complete=is_complete)
    stream.write(encode_json(values, indent=2) + "\n")


def format_evaluation(
    results: Sequence[EvaluationResult], *, model: ModelInfo, is_complete: bool
) -> dict[str, Any]:
    """Return results of one model as plain values."""
    return {
        "version": VERSION,
        "signature": dict(results[0].translation.signature.pairs),
        "model": format_model_info(model),
        "complete": is_complete,
        "sets": [_format_result(result) for result in results],
    }


def _format_result(result: EvaluationResult) -> dict[str, Any]:
    return {
        "path": result.test_set.origin,
        "lines": len(result.test_set.sources),
        "selection": result.test_set.selection,
        "scores": [
            {"metric": score.metric, "value": round(score.value, 2), "signature": score.signature}
            for score in (result.bleu, result.chrf)
        ],
        **format_stats(result.translation),
    }
