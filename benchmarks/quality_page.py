"""Write benchmarks/quality.md: the model as the program uses it, beside others and itself.

    python benchmarks/quality_page.py SET.tsv… --published SCORES.tsv --checkpoint DIR

The first set gives the sentences that are shown. The checkpoint is what the model was converted
from, in transformers format; it decodes slowly in float32, so ``--checkpoint-sample`` compares
the two on a random part of each set. Progress goes to standard error.
"""

from __future__ import annotations

import argparse
import csv
import os
import platform
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from translator.assets import recommended_options
from translator.engines.loading import load_engine
from translator.evaluate import EvaluationResult, EvaluationSet, evaluate_set, parse_set
from translator.protocols import TranslationEngine
from translator.types import DecodingOptions, ModelInfo
from translator.writers.markdown import escape_markdown

#: What conversion to int8 may cost, in BLEU.
MAX_INT8_LOSS = 0.3

#: Sentences shown for the eye, drawn at random with a fixed seed.
SAMPLE_SENTENCES = 40

_SEED = 0
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One result with the setting it was made with."""

    result: EvaluationResult
    model: ModelInfo
    beam_size: int


def read_published(path: Path) -> dict[str, dict[str, float]]:
    """Read published scores: set → system → BLEU."""
    published: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            published.setdefault(row["set"], {})[row["system"]] = float(row["BLEU"])
    return published


def run_sets(
    test_sets: Iterable[EvaluationSet], *, engine: TranslationEngine, options: DecodingOptions
) -> list[Run]:
    """Evaluate each set, and say so."""
    runs = []
    for test_set in test_sets:
        result = evaluate_set(test_set, engine=engine, options=options)
        print(
            f"{engine.info.format} {engine.info.compute_type}, beam {options.beam_size}, "
            f"{test_set.name}: BLEU {result.bleu.value:.2f}, {result.tokens_per_s:.0f} tokens/s",
            file=sys.stderr,
        )
        runs.append(Run(result=result, model=engine.info, beam_size=options.beam_size))
    return runs


def format_scores(runs: Iterable[Run]) -> Iterator[str]:
    """Yield the table of scores and speed, one row a run."""
    yield "| set | lines | engine | compute type | beam | BLEU | chrF2 | target tokens/s |"
    yield "|---|---|---|---|---:|---:|---:|---:|"
    for run in sorted(runs, key=lambda run: run.result.test_set.name):
        result, model = run.result, run.model
        yield (
            f"| {result.test_set.name} | {_describe_lines(result.test_set)} | {model.format} "
            f"| {model.compute_type} | {run.beam_size} | {result.bleu.value:.1f} "
            f"| {result.chrf.value:.1f} | {result.tokens_per_s:,.0f} |"
        )


def format_published(
    runs: Iterable[Run], published: Mapping[str, Mapping[str, float]]
) -> Iterator[str]:
    """Yield a table of systems by BLEU for each whole set that has published scores."""
    for run in runs:
        test_set = run.result.test_set
        systems = published.get(test_set.name)
        if not systems or test_set.selection:
            continue
        ours = f"**{run.model.name}, this program, beam {run.beam_size}**"
        table = {**systems, ours: run.result.bleu.value}
        heading = f"### {test_set.name}, {_describe_lines(test_set)} lines"
        yield from ("", heading, "", "| system | BLEU |", "|---|---:|")
        for system, bleu in sorted(table.items(), key=lambda item: -item[1]):
            yield f"| {system} | {bleu:.1f} |"


def format_precisions(pairs: Iterable[tuple[Run, Run]]) -> Iterator[str]:
    """Yield the table of (converted model, checkpoint) runs on the same lines."""
    yield "| set | lines | beam | converted | checkpoint | difference | identical targets |"
    yield "|---|---|---:|---:|---:|---:|---:|"
    for converted, checkpoint in pairs:
        left, right = converted.result, checkpoint.result
        same = sum(map(str.__eq__, left.targets, right.targets))
        yield (
            f"| {left.test_set.name} | {_describe_lines(left.test_set)} | {converted.beam_size} "
            f"| {left.bleu.value:.2f} | {right.bleu.value:.2f} "
            f"| {left.bleu.value - right.bleu.value:+.2f} | {same / len(left.targets):.0%} |"
        )


def format_sentences(result: EvaluationResult) -> Iterator[str]:
    """Yield random lines, the same ones every time: source, reference, hypothesis."""
    references = result.test_set.draw_lines(SAMPLE_SENTENCES, seed=_SEED)
    targets = replace(result.test_set, references=result.targets)
    hypotheses = targets.draw_lines(SAMPLE_SENTENCES, seed=_SEED).references
    rows = zip(references.sources, references.references, hypotheses, strict=True)
    for number, (source, reference, hypothesis) in enumerate(rows, start=1):
        yield ""
        yield f"**{number}.** {escape_markdown(source)}  "
        yield f"*reference*: {escape_markdown(reference)}  "
        yield f"*program*: {escape_markdown(hypothesis)}"


def format_page(
    runs: Sequence[Run],
    *,
    shipped: Sequence[Run],
    precisions: Sequence[tuple[Run, Run]],
    published: Mapping[str, Mapping[str, float]],
    command: str,
) -> str:
    """Return the page.

    Args:
        runs: every beam on every set.
        shipped: those with the model's own decoding options, one a set.
        precisions: (converted model, checkpoint) on the same lines; may be empty.
        published: set → system → BLEU; may be empty.
        command: how the page was made.
    """
    first = shipped[0]
    result = first.result
    lines = [
        "# Translation quality",
        "",
        f"Made by `{command}`",
        f"on {date.today():%d %B %Y}; {describe_machine()}. Every line goes through",
        "the whole program, as a paragraph of an article does. Speed is by the clock, without the",
        "time to load the model.",
        "",
        f"- `{result.translation.signature}`, {measure_folder(first.model.path):.1f} MB",
        *(f"- {score.metric}: `{score.signature}`" for score in (result.bleu, result.chrf)),
        "",
        "## By beam",
        "",
        *format_scores(runs),
    ]
    if tables := list(format_published(shipped, published)):
        lines += ["", "## Beside published scores", *tables]
    if precisions:
        converted, checkpoint = precisions[0]
        lines += [
            "",
            f"## Conversion: {converted.model.compute_type} beside the checkpoint in "
            f"{checkpoint.model.compute_type}",
            "",
            "The weights as shipped, and what they were converted from, in transformers format "
            f"({measure_folder(checkpoint.model.path):.1f} MB),",
            f"on the same lines. A loss of {MAX_INT8_LOSS} BLEU is accepted.",
            "",
            *format_precisions(precisions),
        ]
    count = min(SAMPLE_SENTENCES, len(result.targets))
    lines += [
        "",
        f"## {count} sentences of {result.test_set.name}",
        "",
        f"Drawn at random with seed {_SEED}, translated with beam {first.beam_size}.",
        *format_sentences(result),
    ]
    return "\n".join(lines) + "\n"


def describe_machine() -> str:
    """Return processor, cores and Python in words."""
    name = platform.processor() or platform.machine()
    cpu_info = Path("/proc/cpuinfo")
    if cpu_info.is_file():
        fields = (line.partition(":") for line in cpu_info.read_text().splitlines())
        name = next((value.strip() for key, _, value in fields if "model name" in key), name)
    return f"{name}, {os.cpu_count()} cores, Python {platform.python_version()}"


def measure_folder(folder: Path) -> float:
    """Return the size of a model's files in megabytes."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) / _MEGABYTE


def _describe_lines(test_set: EvaluationSet) -> str:
    return test_set.selection or f"{len(test_set.sources):,}"


def _describe_command(args: argparse.Namespace) -> str:
    """Return the command without the folders of the machine it ran on."""
    words = ["python", "benchmarks/quality_page.py", *(path.name for path in args.sets)]
    if args.published:
        words += ["--published", args.published.name]
    if args.checkpoint:
        words += ["--checkpoint", "DIR"]
    for flag, value in (("--sample", args.sample), ("--checkpoint-sample", args.checkpoint_sample)):
        words += [flag, str(value)] if value else []
    return " ".join(words)


def main() -> None:
    """Evaluate and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--model", help="a name or folder (default: the embedded model)")
    parser.add_argument("--beams", type=int, nargs="+", default=[1, 2, 4], metavar="N")
    parser.add_argument("--sample", type=int, metavar="N", help="random lines of each set")
    parser.add_argument("--published", type=Path, metavar="SCORES.tsv", help="set, system, BLEU")
    parser.add_argument("--checkpoint", metavar="DIR", help="what the model was converted from")
    parser.add_argument(
        "--checkpoint-sample", type=int, metavar="N", help="random lines to compare"
    )
    parser.add_argument("--threads", type=int, default=0, metavar="N")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/quality.md"))
    args = parser.parse_args()
    published = read_published(args.published) if args.published else {}
    test_sets = [parse_set(path.read_text("utf-8"), origin=str(path)) for path in args.sets]
    if args.sample:
        test_sets = [test_set.draw_lines(args.sample, seed=_SEED) for test_set in test_sets]
    engine = load_engine(model=args.model, threads=args.threads)
    options = recommended_options(engine.info.path)
    runs = [
        run
        for beam_size in sorted({*args.beams, options.beam_size})
        for run in run_sets(test_sets, engine=engine, options=replace(options, beam_size=beam_size))
    ]
    precisions: list[tuple[Run, Run]] = []
    if args.checkpoint:
        parts = [
            test_set.draw_lines(args.checkpoint_sample or len(test_set.sources), seed=_SEED)
            for test_set in test_sets
        ]
        slow = load_engine(model=args.checkpoint, compute_type="float32", threads=args.threads)
        fast = load_engine(model=args.model, threads=args.threads, phrases=False)
        converted = run_sets(parts, engine=fast, options=options)
        checkpoint = run_sets(parts, engine=slow, options=options)
        precisions = list(zip(converted, checkpoint, strict=True))
    page = format_page(
        runs,
        shipped=[run for run in runs if run.beam_size == options.beam_size],
        precisions=precisions,
        published=published,
        command=_describe_command(args),
    )
    args.output.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
