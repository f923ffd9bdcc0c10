"""Measure target tokens per second and peak memory: the program and its rivals.

The rivals are raw CTranslate2 on pre-tokenized, length-sorted sentences in one call (the limit),
and the loop that every tutorial shows: `generate`, one sentence at a time. The limit takes every
hypothesis as it comes, so a row says what the program does without its second look. Each runs in a process
of its own, and the processes take turns (A B C D, A B C D, …), so that a busy machine is busy for
all. Sentences are not repeated to make a text longer: the program decodes equal ones once.

    python benchmarks/speed.py SET.tsv --checkpoint CHECKPOINT_DIR
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

from translator.decoding import overlap
from translator.engines.loading import load_engine
from translator.text.normalize import normalize_source
from translator.text.sentences import split_block
from translator.translate import translate_document
from translator.types import Block, BlockKind, DecodingOptions, Document

SENTENCES_PER_PARAGRAPH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What all rivals have to translate, and how. ``checkpoint`` is in transformers format."""

    document: Document
    options: DecodingOptions
    threads: int
    checkpoint: Path | None

    @property
    def sentences(self) -> list[str]:
        """The model form of the document's segments, as the program itself splits them."""
        return [
            normalize_source(segment.text)
            for block in self.document.blocks
            for segment in split_block(block)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One rival's turn. ``peak_mb`` is that of its process so far, the model included."""

    tokens: int
    wall_s: float
    cpu_s: float
    peak_mb: float


def make_program(task: Task, *, engine: str, model: str | None) -> Callable[[], int]:
    """Return the program's own way from a document to a translation."""
    loaded = load_engine(model=model, engine=engine, threads=task.threads)

    def run() -> int:
        translation = translate_document(task.document, engine=loaded, options=task.options)
        return translation.num_target_tokens

    return run


def make_ours(task: Task) -> Callable[[], int]:
    """Return translate_document with the embedded model."""
    return make_program(task, engine="ctranslate2", model=None)


def make_ours_once(task: Task) -> Callable[[], int]:
    """Return translate_document without its second look: what a raw engine does, too."""
    run_program = make_program(task, engine="ctranslate2", model=None)

    def run() -> int:
        with patch.object(overlap, "look_again", lambda decodings, **_: decodings):
            return run_program()

    return run


def make_ours_transformers(task: Task) -> Callable[[], int]:
    """Return translate_document with the transformers checkpoint."""
    return make_program(task, engine="transformers", model=str(task.checkpoint))


def make_raw(task: Task) -> Callable[[], int]:
    """Return one call of CTranslate2 with everything prepared before the clock starts."""
    import ctranslate2

    from translator.assets import find_model
    from translator.engines.tokenizer import MarianTokenizer

    model_dir = find_model(None)
    tokenizer = MarianTokenizer(model_dir)
    tokens = sorted((tokenizer.encode(text) for text in task.sentences), key=len, reverse=True)
    # One thread a sentence, the faster way of using them: the limit is to be the true one.
    model = ctranslate2.Translator(
        str(model_dir), compute_type="int8", inter_threads=task.threads, intra_threads=1
    )

    def run() -> int:
        results = model.translate_batch(
            tokens,
            beam_size=task.options.beam_size,
            max_batch_size=task.options.max_batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=task.options.max_decoding_length,
            disable_unk=True,
        )
        return sum(len(result.hypotheses[0]) for result in results)

    return run


def make_loop(task: Task) -> Callable[[], int]:
    """Return a plain loop over `generate`."""
    import torch
    from transformers import MarianMTModel, MarianTokenizer

    torch.set_num_threads(task.threads)
    tokenizer = MarianTokenizer.from_pretrained(str(task.checkpoint))
    model = MarianMTModel.from_pretrained(str(task.checkpoint), dtype=torch.float32).eval()
    sentences = task.sentences

    def run() -> int:
        num_tokens = 0
        for sentence in sentences:
            batch = tokenizer([sentence], return_tensors="pt")
            with torch.inference_mode():
                output = model.generate(
                    **batch, num_beams=task.options.beam_size, max_new_tokens=512
                )
            num_tokens += int((output[0] != tokenizer.pad_token_id).sum()) - 1
        return num_tokens

    return run


RIVALS: dict[str, Callable[[Task], Callable[[], int]]] = {
    "raw CTranslate2, one call": make_raw,
    "translator, ctranslate2 int8": make_ours,
    "translator, without a second look": make_ours_once,
    "translator, transformers": make_ours_transformers,
    "plain generate loop": make_loop,
}
NEEDS_CHECKPOINT = {"translator, transformers", "plain generate loop"}

_rival: Callable[[], int]


def load_rival(name: str, task: Task) -> None:
    """Prepare one rival in its own process."""
    global _rival  # A worker process holds one rival for its whole life.
    _rival = RIVALS[name](task)


def run_rival() -> Run:
    """Let this process's rival translate everything once."""
    wall, cpu = time.perf_counter(), time.process_time()
    tokens = _rival()
    return Run(
        tokens=tokens,
        wall_s=time.perf_counter() - wall,
        cpu_s=time.process_time() - cpu,
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


def measure(task: Task, *, names: list[str], num_runs: int) -> dict[str, list[Run]]:
    """Let the rivals take turns; the first turn of each warms up and is not counted."""
    pools = {
        name: ProcessPoolExecutor(
            max_workers=1,
            mp_context=get_context("spawn"),
            initializer=load_rival,
            initargs=(name, task),
        )
        for name in names
    }
    runs: dict[str, list[Run]] = {name: [] for name in names}
    for _ in range(num_runs + 1):
        for name, pool in pools.items():
            runs[name].append(pool.submit(run_rival).result())
    for pool in pools.values():
        pool.shutdown()
    return {name: done[1:] for name, done in runs.items()}


def format_table(runs: dict[str, list[Run]]) -> str:
    """Return a Markdown table of medians and ratios; CPU seconds are those of all threads."""
    wall = {
        name: statistics.median(r.tokens / r.wall_s for r in done) for name, done in runs.items()
    }
    cpu = {name: statistics.median(r.tokens / r.cpu_s for r in done) for name, done in runs.items()}
    limit, *_, loop = RIVALS
    lines = [
        "| | tokens/s | tokens per CPU second | of the limit (wall, CPU) "
        "| times the loop (wall, CPU) | peak MB |",
        "|---|---|---|---|---|---|",
    ]
    for name, done in runs.items():
        lines.append(
            f"| {name} | {wall[name]:,.0f} | {cpu[name]:,.0f} "
            f"| {_ratio(wall, name, limit)}, {_ratio(cpu, name, limit)} "
            f"| {_ratio(wall, name, loop)}, {_ratio(cpu, name, loop)} "
            f"| {max(run.peak_mb for run in done):,.0f} |"
        )
    return "\n".join(lines)


def _ratio(speeds: dict[str, float], name: str, base: str) -> str:
    return f"{speeds[name] / speeds[base]:.2f}" if base in speeds else "–"


def read_task_document(path: Path, *, first: int, num_sentences: int) -> Document:
    """Return lines of a ``source<TAB>reference`` file as paragraphs of five sentences."""
    lines = path.read_text(encoding="utf-8").splitlines()[first - 1 : first - 1 + num_sentences]
    sentences = list(dict.fromkeys(line.split("\t")[0].strip() for line in lines))
    paragraphs = [
        " ".join(sentences[start : start + SENTENCES_PER_PARAGRAPH])
        for start in range(0, len(sentences), SENTENCES_PER_PARAGRAPH)
    ]
    return Document(
        blocks=tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
            for index, text in enumerate(paragraphs)
        )
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("set", type=Path, help="source<TAB>reference lines")
    parser.add_argument("--first", type=int, default=301, help="first line (default: 301)")
    parser.add_argument("--sentences", type=int, default=200, metavar="N")
    parser.add_argument("--checkpoint", type=Path, help="the same model in transformers format")
    parser.add_argument("--beam-size", type=int, default=DecodingOptions().beam_size, metavar="N")
    parser.add_argument("--threads", type=int, default=1, metavar="N")
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    args = parser.parse_args()
    task = Task(
        document=read_task_document(args.set, first=args.first, num_sentences=args.sentences),
        options=DecodingOptions(beam_size=args.beam_size),
        threads=args.threads,
        checkpoint=args.checkpoint,
    )
    names = [name for name in RIVALS if args.checkpoint or name not in NEEDS_CHECKPOINT]
    print(f"{len(task.sentences)} segments, beam {args.beam_size}, {args.threads} thread(s)\n")
    print(format_table(measure(task, names=names, num_runs=args.runs)))


if __name__ == "__main__":
    main()
