"""Fit the confidence of a model's segments to the chrF that they turned out to have.

    python -m training.confidence MODEL_DIR SET.tsv… [--lines N] [--lowest]

Translates ``French<TAB>English`` lines as the program does, keeps those that are one segment,
and fits their chrF by least squares from what translator/confidence.py measures. Prints the
correlations on every second line, which that fit did not see, and a table of forecast against
chrF; with ``--lowest``, also what the lowest log-probability of a token would add, for one more
pass over every target. Then fits all lines and writes ``confidence.json`` into MODEL_DIR, with
the digest of the weights in its model.toml. New weights need a new fit: until then the program
falls back to its generic one and says so.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from translator.assets import read_model_info, recommended_options
from translator.chrf import measure_chrf
from translator.confidence import (
    CALIBRATION_FILE,
    estimate_confidence,
    measure_segment,
    write_calibration,
)
from translator.decoding.preparation import prepare_source
from translator.engines.loading import load_engine
from translator.evaluate import EvaluationSet, parse_set
from translator.protocols import ScoringEngine, TranslationEngine
from translator.text.normalize import normalize_target
from translator.translate import translate_document
from translator.types import Calibration, DecodingOptions, SegmentTranslation


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A segment, and the chrF of its target against the reference."""

    part: SegmentTranslation
    chrf: float


def gather_examples(
    test_set: EvaluationSet, *, engine: TranslationEngine, options: DecodingOptions
) -> list[Example]:
    """Return the lines of a set that are one segment, were decoded, and went well.

    What was retried is left out: it is rare, and the program takes a fixed amount off.
    """
    translation = translate_document(test_set.document, engine=engine, options=options)
    return [
        Example(part=block.segments[0], chrf=measure_chrf(block.target, reference))
        for block, reference in zip(translation.blocks, test_set.references, strict=True)
        if len(block.segments) == 1
        and measure_segment(block.segments[0]) is not None
        and not block.segments[0].retried
        and not block.segments[0].truncated
    ]


def fit_calibration(examples: list[Example]) -> Calibration:
    """Return the calibration with the least squares of its errors."""
    rows = [(1.0, *(measure_segment(example.part) or ())) for example in examples]
    chrf = np.array([example.chrf for example in examples])
    weights, *_ = np.linalg.lstsq(np.array(rows), chrf, rcond=None)
    intercept, score, length, imbalance = (round(float(weight), 3) for weight in weights)
    return Calibration(intercept=intercept, score=score, length=length, imbalance=imbalance)


def correlate(forecasts: np.ndarray, chrf: np.ndarray) -> tuple[float, float]:
    """Return the Pearson and the Spearman correlation; ties share their mean rank."""
    pearson = float(np.corrcoef(forecasts, chrf)[0, 1])
    spearman = float(np.corrcoef(_rank(forecasts), _rank(chrf))[0, 1])
    return pearson, spearman


def _rank(values: np.ndarray) -> np.ndarray:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    means: np.ndarray = (last - (counts - 1) / 2)[inverse]
    return means


def forecast_all(examples: list[Example], calibration: Calibration) -> np.ndarray:
    """Return the confidence of each example, as the program rounds it."""
    return np.array([estimate_confidence(item.part, calibration) or 0 for item in examples])


def format_levels(forecasts: np.ndarray, chrf: np.ndarray, *, parts: int = 5) -> str:
    """Return a table of the forecasts' fifths with the mean chrF that they came to."""
    lines = ["| confidence | mean | chrF, mean | below chrF 40 |", "|---|---|---|---|"]
    for group in np.array_split(np.argsort(forecasts, kind="stable"), parts):
        found, real = forecasts[group], chrf[group]
        lines.append(
            f"| {found.min():.0f}–{found.max():.0f} | {found.mean():.1f} | {real.mean():.1f} "
            f"| {np.mean(real < 40):.0%} |"
        )
    return "\n".join(lines)


def measure_lowest(
    examples: list[Example], *, engine: TranslationEngine, options: DecodingOptions
) -> tuple[float, float]:
    """Return the held-out correlations with the lowest log-probability of a token beside."""
    if not isinstance(engine, ScoringEngine):
        sys.exit(f"error: engine {engine.info.format} cannot score a given translation")
    likelihoods = engine.score_batch(
        [prepare_source(example.part.segment.text).text for example in examples],
        [normalize_target(example.part.target) for example in examples],
        options,
    )
    rows = np.array(
        [
            (1.0, *(measure_segment(example.part) or ()), likelihood.lowest)
            for example, likelihood in zip(examples, likelihoods, strict=True)
        ]
    )
    chrf = np.array([example.chrf for example in examples])
    weights, *_ = np.linalg.lstsq(rows[::2], chrf[::2], rcond=None)
    return correlate(rows[1::2] @ weights, chrf[1::2])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--lines", type=int, default=0, help="of each set; 0: all")
    parser.add_argument("--lowest", action="store_true", help="measure one more quantity")
    args = parser.parse_args()
    info = read_model_info(args.model)
    if not info.sha256:
        sys.exit(f"error: {args.model} has no model.toml with digests; a calibration needs them")
    engine = load_engine(model=str(args.model))
    options = recommended_options(args.model)
    examples: list[Example] = []
    for path in args.sets:
        test_set = parse_set(path.read_text(encoding="utf-8"), origin=str(path))
        if args.lines:
            test_set = test_set.take_first(args.lines)
        examples += gather_examples(test_set, engine=engine, options=options)
    held_out = examples[1::2]
    forecasts = forecast_all(held_out, fit_calibration(examples[::2]))
    chrf = np.array([example.chrf for example in held_out])
    pearson, spearman = correlate(forecasts, chrf)
    print(f"{len(held_out):,} sentences held out: Pearson {pearson:.3f}, Spearman {spearman:.3f}\n")
    print(format_levels(forecasts, chrf))
    if args.lowest:
        started = time.perf_counter()
        with_lowest = measure_lowest(examples, engine=engine, options=options)
        elapsed_s = time.perf_counter() - started
        print(
            f"\nwith the lowest log-probability of a token: Pearson {with_lowest[0]:.3f}, "
            f"Spearman {with_lowest[1]:.3f}; scoring took {elapsed_s:.1f} s"
        )
    calibration = replace(
        fit_calibration(examples),
        model_sha256=info.sha256,
        test_sets=tuple(path.stem for path in args.sets),
        num_segments=len(examples),
        pearson=round(pearson, 3),
        spearman=round(spearman, 3),
    )
    write_calibration(calibration, args.model / CALIBRATION_FILE)
    print(f"\n{args.model / CALIBRATION_FILE}: {calibration}")


if __name__ == "__main__":
    main()
