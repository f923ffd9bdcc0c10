"""Score models on development sets and write the page of quality.

    python -m training.evaluate MODEL_DIR… --sets SET.tsv… [--output benchmarks/quality.md]

Decoding is the program's own engine, with its default threads; scores are sacrebleu's with
default settings, whose signatures are printed. A model is never trained on these sets.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from training.sources import read_spread
from translator.text.normalize import normalize_source

#: Sentences shown for the eye, drawn at random with a fixed seed.
SAMPLE_SENTENCES = 40


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
    targets: tuple[str, ...]


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

    engine = load_engine(model=str(model_dir), compute_type=compute_type, threads=threads)
    pairs = read_spread(set_path, max_pairs=max_lines)
    sources = [normalize_source(source) for source, _ in pairs]
    references = [[target for _, target in pairs]]
    start = time.perf_counter()
    options = replace(recommended_options(model_dir), beam_size=beam_size)
    hypotheses = engine.translate_batch(sources, options)
    elapsed_s = time.perf_counter() - start
    targets = tuple(best[0].text for best in hypotheses)
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    return Score(
        model=engine.info.name,
        compute_type=engine.info.compute_type,
        beam_size=beam_size,
        set_name=set_path.stem,
        lines=len(pairs),
        bleu=bleu.corpus_score(list(targets), references).score,
        chrf=chrf.corpus_score(list(targets), references).score,
        tokens_per_second=sum(best[0].num_tokens for best in hypotheses) / elapsed_s,
        signatures=(str(bleu.get_signature()), str(chrf.get_signature())),
        targets=targets,
    )


def read_published(path: Path) -> dict[str, dict[str, float]]:
    """Read published scores: set → system → BLEU."""
    published: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            published.setdefault(row["set"], {})[row["system"]] = float(row["BLEU"])
    return published


def format_page(
    scores: Sequence[Score],
    *,
    published: dict[str, dict[str, float]],
    samples: Sequence[tuple[str, str, str]],
) -> str:
    """Return benchmarks/quality.md.

    Args:
        samples: (source, reference, hypothesis) triples.
    """
    lines = [
        "# Translation quality",
        "",
        "Made by `python -m training.evaluate`. BLEU and chrF2 by sacrebleu:",
        "",
        *(f"- `{signature}`" for signature in scores[0].signatures),
        "",
        "| model | compute type | beam | set | lines | BLEU | chrF2 | target tokens/s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {score.model} | {score.compute_type} | {score.beam_size} | {score.set_name} "
        f"| {score.lines:,} | {score.bleu:.1f} | {score.chrf:.1f} "
        f"| {score.tokens_per_second:,.0f} |"
        for score in scores
    ]
    for name in sorted({score.set_name for score in scores} & set(published)):
        best = max((score for score in scores if score.set_name == name), key=lambda s: s.bleu)
        table = published[name] | {f"**{best.model} (ours, beam {best.beam_size})**": best.bleu}
        lines += ["", f"## Beside published scores: {name}", "", "| system | BLEU |", "|---|---|"]
        lines += [
            f"| {system} | {bleu:.1f} |"
            for system, bleu in sorted(table.items(), key=lambda item: -item[1])
        ]
    if samples:
        lines += ["", f"## {len(samples)} sentences drawn at random", ""]
        for number, (source, reference, hypothesis) in enumerate(samples, start=1):
            lines += [
                f"{number}. fr: {source}  ",
                f"   en: {reference}  ",
                f"   **ours**: {hypothesis}",
            ]
    return "\n".join(lines) + "\n"


def draw_samples(set_path: Path, targets: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return (source, reference, hypothesis) of random lines, the same ones every time."""
    pairs = read_spread(set_path, max_pairs=len(targets))
    chosen = Random(0).sample(range(len(pairs)), min(SAMPLE_SENTENCES, len(pairs)))
    return [(*pairs[index], targets[index]) for index in sorted(chosen)]


def main(argv: list[str] | None = None) -> int:
    """Score models and write the page."""
    parser = argparse.ArgumentParser(prog="training.evaluate", description=__doc__)
    parser.add_argument("models", type=Path, nargs="+", metavar="MODEL_DIR")
    parser.add_argument("--sets", type=Path, nargs="+", required=True, metavar="SET.tsv")
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 4])
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
    parser.add_argument("--published", type=Path, metavar="SCORES.tsv")
    parser.add_argument("--output", type=Path, metavar="PAGE.md")
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
    if args.output:
        shown = next(score for score in reversed(scores) if score.set_name == args.sets[0].stem)
        page = format_page(
            scores,
            published=read_published(args.published) if args.published else {},
            samples=draw_samples(args.sets[0], shown.targets),
        )
        args.output.write_text(page, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
