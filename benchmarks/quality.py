"""Score the whole program beside the same model decoded plainly.

Plainly means: one line is one source, normalized and nothing else. The program splits each line
into segments, prepares them, mends bad hypotheses and puts everything together again, and must
lose nothing by it.

    python benchmarks/quality.py SET.tsv… [--beam-size N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translator.degeneration import find_repetition, is_too_long, is_too_short
from translator.engines.loading import load_engine
from translator.evaluate import EvaluationSet, evaluate_set, load_metrics, parse_set, score_targets
from translator.protocols import TranslationEngine
from translator.text.normalize import normalize_source
from translator.translate import make_signature
from translator.types import DecodingOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Targets of one test set, one for each line, and how long they took."""

    targets: Sequence[str]
    elapsed_s: float


def decode_plainly(
    test_set: EvaluationSet, *, engine: TranslationEngine, options: DecodingOptions
) -> Result:
    """Decode each line as it is."""
    started = time.perf_counter()
    results = engine.translate_batch([normalize_source(text) for text in test_set.sources], options)
    targets = [hypotheses[0].text for hypotheses in results]
    return Result(targets=targets, elapsed_s=time.perf_counter() - started)


def decode_with_program(
    test_set: EvaluationSet, *, engine: TranslationEngine, options: DecodingOptions
) -> Result:
    """Translate each line as the program translates a paragraph."""
    result = evaluate_set(test_set, engine=engine, options=options)
    return Result(targets=result.targets, elapsed_s=result.translation.elapsed_s)


def format_row(name: str, test_set: EvaluationSet, result: Result) -> str:
    """Return one line of the table."""
    pairs = list(zip(test_set.sources, result.targets, strict=True))
    loops = sum(find_repetition(target, source=source) is not None for source, target in pairs)
    lengths = sum(is_too_short(*pair) or is_too_long(*pair) for pair in pairs)
    bleu, chrf = score_targets(result.targets, test_set=test_set)
    return (
        f"| {test_set.name}: {name} | {bleu.value:.2f} | {chrf.value:.2f} | {loops} | {lengths} "
        f"| {result.elapsed_s:.0f} |"
    )


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--model")
    parser.add_argument("--beam-size", type=int, default=DecodingOptions().beam_size, metavar="N")
    parser.add_argument("--threads", type=int, default=0, metavar="N")
    args = parser.parse_args()
    options = DecodingOptions(beam_size=args.beam_size)
    engine = load_engine(model=args.model, threads=args.threads)
    alone = load_engine(model=args.model, threads=args.threads, phrases=False)
    print(f"{make_signature(engine.info, options)}\n")
    print("| | BLEU | chrF2 | loops | too short or long | seconds |\n|---|---|---|---|---|---|")
    for path in args.sets:
        test_set = parse_set(path.read_text(encoding="utf-8"), origin=str(path))
        results = {
            "plain": decode_plainly(test_set, engine=alone, options=options),
            "program": decode_with_program(test_set, engine=engine, options=options),
            "human reference": Result(targets=test_set.references, elapsed_s=0),
        }
        for name, result in results.items():
            print(format_row(name, test_set, result), flush=True)
    for metric in load_metrics():
        metric.corpus_score(["a"], [["a"]])
        print(f"\n{metric.get_signature()}")


if __name__ == "__main__":
    main()
