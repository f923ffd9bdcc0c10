"""How far a segment can be trusted, 0 to 100, from what its model thought while writing it.

The figure is a forecast of the segment's chrF against a human translation, by a linear model
fitted on development sets (``python -m training.confidence``) and kept beside the weights with
the digest of the weights that it was fitted for. The lowest log-probability of a token was tried
too: with the mean it adds nothing and costs a third of the decoding time
(benchmarks/results.md, "Confidence").
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, fields, replace
from pathlib import Path

from translator.errors import ModelCorrupt
from translator.types import BlockTranslation, Calibration, ModelInfo, SegmentTranslation

#: The file beside the weights.
CALIBRATION_FILE = "confidence.json"

#: Fitted on an embedded model (benchmarks/results.md, "Confidence"); another model's sentences it
#: puts in order, but their level is a guess.
GENERIC = Calibration(intercept=58.8, score=36.9, length=3.9, imbalance=-6.1)

#: A mean below this is as bad as it gets; a stray -8 must not weigh more than everything else.
_LOWEST_SCORE = -3.0
#: Off the forecast where decoding went wrong. Set by hand: on clean text it hardly ever does.
_RETRIED_DEDUCTION = 15
_TRUNCATED_DEDUCTION = 40


def load_calibration(info: ModelInfo) -> Calibration:
    """Return a model's calibration, or the generic one if it has none of its own.

    Raises:
        ModelCorrupt: the file beside the weights is not a calibration.
    """
    path = info.path / CALIBRATION_FILE
    if not info.sha256 or not path.is_file():
        return GENERIC
    calibration = read_calibration(path)
    return calibration if calibration.model_sha256 == info.sha256 else GENERIC


def read_calibration(path: Path) -> Calibration:
    """Read a calibration from its file.

    Raises:
        ModelCorrupt: the file is not a calibration.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        values["test_sets"] = tuple(values["test_sets"])
        calibration = Calibration(**values)
        numbers = (getattr(calibration, name) for name in _WEIGHTS)
        if not all(isinstance(number, int | float) for number in numbers):
            raise TypeError("a weight is not a number")
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelCorrupt(
            f"{path} is not a calibration: {error}; make it again with "
            f"python -m training.confidence {path.parent} SET.tsv…, or remove it"
        ) from error
    return calibration


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a calibration to its file."""
    path.write_text(json.dumps(asdict(calibration), indent=2) + "\n", encoding="utf-8")


def rate_block(block: BlockTranslation, calibration: Calibration) -> BlockTranslation:
    """Return the block with the confidence of each of its segments."""
    return replace(
        block,
        segments=tuple(
            replace(part, confidence=estimate_confidence(part, calibration))
            for part in block.segments
        ),
    )


def estimate_confidence(part: SegmentTranslation, calibration: Calibration) -> int | None:
    """Return the confidence in a segment, 0 to 100; None where nothing was decoded."""
    if part.copied:
        return None
    if not part.target.strip():
        return 0
    quantities = measure_segment(part)
    if quantities is None:
        # An engine that gives no scores can be neither sure nor unsure; one that raised, neither.
        return 0 if part.retried else None
    score, length, imbalance = quantities
    forecast = (
        calibration.intercept
        + calibration.score * score
        + calibration.length * length
        + calibration.imbalance * imbalance
        - _RETRIED_DEDUCTION * part.retried
        - _TRUNCATED_DEDUCTION * part.truncated
    )
    return round(min(max(forecast, 0), 100))


def measure_segment(part: SegmentTranslation) -> tuple[float, float, float] | None:
    """Return what a calibration weighs: score, length and imbalance; None without a score."""
    num_target = part.hypotheses[0].num_tokens
    if part.score is None or not part.source_tokens or not num_target:
        return None
    return (
        max(part.score, _LOWEST_SCORE),
        math.log(part.source_tokens),
        abs(math.log(num_target / part.source_tokens)),
    )


def format_calibration(calibration: Calibration) -> str:
    """Return in one line what confidence means.

    >>> format_calibration(GENERIC)
    'confidence: chrF to expect, 0 to 100; not calibrated for this model, only the order counts'
    """
    head = "confidence: chrF to expect, 0 to 100"
    if calibration.is_generic:
        return f"{head}; not calibrated for this model, only the order counts"
    return (
        f"{head}; calibrated on {calibration.num_segments:,} sentences of "
        f"{' and '.join(calibration.test_sets)}"
    )


_WEIGHTS = tuple(field.name for field in fields(Calibration))[:4]
