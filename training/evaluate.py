"""Score models on development sets, and record the scores in their model.toml.

    python -m training.evaluate MODEL_DIR… --sets SET.tsv… [--record MODEL_DIR]

Every line of a set goes to the engine as one sentence; benchmarks/quality_page.py writes the page
of the program as a user meets it. Scores are sacrebleu's with default settings. A model is never
trained on these sets.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from training.sources import read_spread
from translator.text.normalize import normalize_source


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One model on one set with one setting.

    Attributes:
        tokens_per_second: target tokens, by the wall clock.
    """

    model: str
    compute_type: str
    beam_size: int
    set_name: str
    lines: int
    bleu: float
    chrf: float
    tokens_per_second: float
    signatures: tuple[str, str]


def score_model(
    model_dir: Path,
    set_path: Path,
    *,
    beam_size: int,
    compute_type: str = "auto",
    threads: int = 0,
    max_lines: int | None = None,
) -> Score:
    """Translate a set with the program's engine, by the model's own options, and score it."""
    import sacrebleu

    from translator.assets import recommended_options
    from translator.engines.loading import load_engine

    engine = load_engine(
        model=str(model_dir), compute_type=compute_type, threads=threads, phrases=False
    )
    pairs = read_spread(set_path, max_pairs=max_lines)
    sources = [normalize_source(source) for source, _ in pairs]
    references = [[target for _, target in pairs]]
    start = time.perf_counter()
    options = replace(recommended_options(model_dir), beam_size=beam_size)
    hypotheses = engine.translate_batch(sources, options)
    elapsed_s = time.perf_counter() - start
    targets = [best[0].text for best in hypotheses]
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    return Score(
        model=engine.info.name,
        compute_type=engine.info.compute_type,
        beam_size=beam_size,
        set_name=set_path.stem,
        lines=len(pairs),
        bleu=bleu.corpus_score(targets, references).score,
        chrf=chrf.corpus_score(targets, references).score,
        tokens_per_second=sum(best[0].num_tokens for best in hypotheses) / elapsed_s,
        signatures=(str(bleu.get_signature()), str(chrf.get_signature())),
    )


def main(argv: list[str] | None = None) -> int:
    """Score models and print a line for each setting."""
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL_DIR")
    parser.add_argument("--sets", type=Path, nargs="+", required=True, metavar="SET.tsv")
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--compute-types", nargs="+", default=["auto"])
    parser.add_argument("--max-lines", type=int, help="of each set, evenly spread; all by default")
    parser.add_argument("--threads", type=int, default=0)
    parser.add_argument(
        "--record",
        type=Path,
        nargs="*",
        metavar="MODEL_DIR",
        help="write the scores into these folders' model.toml",
    )
    args = parser.parse_args(argv)
    scores: list[Score] = []
    for model_dir in args.models:
        for set_path in args.sets:
            for compute_type in args.compute_types:
                for beam_size in args.beams:
                    score = score_model(
                        model_dir,
                        set_path,
                        beam_size=beam_size,
                        compute_type=compute_type,
                        threads=args.threads,
                        max_lines=args.max_lines,
                    )
                    scores.append(score)
                    print(
                        f"{model_dir}  {score.compute_type}  beam {beam_size}  {score.set_name}  "
                        f"BLEU {score.bleu:.2f}  chrF2 {score.chrf:.2f}  "
                        f"{score.tokens_per_second:.0f} tokens/s",
                        flush=True,
                    )
    if args.record:
        from training.card import record_scores

        for model_dir in args.record:
            record_scores(model_dir, scores)
    return 0


if __name__ == "__main__":
    sys.exit(main())
