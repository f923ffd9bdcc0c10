"""Measure whether a process that goes on for long grows or slows down.

Two lives: one document of many sentences, and many small requests through the Python API, each
read, translated and checked. Memory is what the process holds then (not its peak), after the
first minute or tenth, whichever is later, and at the end; speed is that of the second and of the
last tenth, per second of the processor.

    python -m benchmarks.long_run [--sentences N] [--requests N] [--beam-size N]
"""

from __future__ import annotations

import argparse
import gc
import resource
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from benchmarks.machine import describe_machine
from translator import load_engine, process, read_document
from translator.checks import run_checks
from translator.translate import iter_block_translations
from translator.types import Block, BlockKind, DecodingOptions, Document

FIRST_MINUTE_S = 60.0
SENTENCES_PER_PARAGRAPH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """How far a life is, and what it holds and took by then."""

    done: int
    wall_s: float
    cpu_s: float
    held_mb: float


def make_sentence(number: int) -> str:
    """Return a sentence unlike that of any other number, of 10 to 40 words."""
    middle = " et que la commune ne paiera pas" * (number % 4)
    return (
        f"La conseillère numéro {number} a dit hier que le budget de {number * 7 % 9973} euros "
        f"sera voté{middle}, malgré les réserves de l'opposition."
    )


def hold_mb() -> float:
    """Return the resident memory of this process, or its peak where the system tells no more."""
    path = Path("/proc/self/statm")
    if path.is_file():
        return int(path.read_text().split()[1]) * resource.getpagesize() / 1e6
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_document(num_sentences: int, options: DecodingOptions) -> list[Moment]:
    """Translate one document; a moment each paragraph."""
    engine = load_engine()
    texts = (
        " ".join(make_sentence(first + number) for number in range(SENTENCES_PER_PARAGRAPH))
        for first in range(0, num_sentences, SENTENCES_PER_PARAGRAPH)
    )
    document = Document(
        blocks=tuple(
            Block(index=index, kind=BlockKind.PARAGRAPH, text=text)
            for index, text in enumerate(texts)
        )
    )

    def live() -> Iterator[int]:
        for block in iter_block_translations(document, engine=engine, options=options):
            run_checks([block])
            yield len(block.segments)

    return _watch(live())


def run_requests(num_requests: int, options: DecodingOptions) -> list[Moment]:
    """Translate small articles of two sentences; a moment each."""
    engine = load_engine()

    def live() -> Iterator[int]:
        for number in range(num_requests):
            document = read_document(f"{make_sentence(2 * number)} {make_sentence(2 * number + 1)}")
            process(document, engine=engine, summarizer=None, options=options)
            yield 1

    return _watch(live())


def _watch(steps: Iterator[int]) -> list[Moment]:
    started, cpu = time.perf_counter(), time.process_time()
    moments, done = [], 0
    for step in steps:
        done += step
        moments.append(
            Moment(
                done=done,
                wall_s=time.perf_counter() - started,
                cpu_s=time.process_time() - cpu,
                held_mb=hold_mb(),
            )
        )
    gc.collect()
    return moments


def format_row(name: str, moments: list[Moment]) -> str:
    """Return what the table says of one life."""
    last = moments[-1]
    tenth = len(moments) // 10
    after_minute = next(
        (number for number, moment in enumerate(moments) if moment.wall_s >= FIRST_MINUTE_S), 0
    )
    early = max(tenth, after_minute)
    # The median of some moments, since what a moment holds depends on where a window ends.
    held = statistics.median(moment.held_mb for moment in moments[early : early + tenth])
    at_end = statistics.median(moment.held_mb for moment in moments[-tenth:])
    speeds = [
        (moments[end].done - moments[start].done) / (moments[end].cpu_s - moments[start].cpu_s)
        for start, end in ((tenth, 2 * tenth), (len(moments) - 1 - tenth, len(moments) - 1))
    ]
    return (
        f"| {name} | {last.wall_s:.0f} | {held:.0f} | {at_end:.0f} | {at_end / held - 1:+.1%} "
        f"| {speeds[0]:.0f} | {speeds[1]:.0f} | {speeds[1] / speeds[0]:.2f} |"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sentences", type=int, default=20_000, metavar="N")
    parser.add_argument("--requests", type=int, default=2_000, metavar="N")
    parser.add_argument("--beam-size", type=int, default=1, metavar="N")
    args = parser.parse_args()
    options = DecodingOptions(beam_size=args.beam_size)
    print(f"{describe_machine()}; beam {args.beam_size}\n")
    print(
        "| | s | MB after the first minute | MB at the end | growth "
        "| per CPU second, early | late | ratio |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    )
    lives = (
        (f"{args.sentences:,} sentences, one document", run_document, args.sentences),
        (f"{args.requests:,} requests of two sentences", run_requests, args.requests),
    )
    for name, live, count in lives:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            print(format_row(name, pool.submit(live, count, options).result()), flush=True)


if __name__ == "__main__":
    main()
