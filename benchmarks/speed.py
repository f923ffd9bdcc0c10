"""Measure target tokens per second and peak memory: the program and its rivals.

The rivals are raw CTranslate2 on pre-tokenized, length-sorted sentences in one call (the limit),
and the loop that every tutorial shows: `generate`, one sentence at a time. The limit takes every
hypothesis as it comes, so one row has the program decode each sentence once. Each runs in
a process of its own, and the processes take turns (A B C D, A B C D, …), so that a busy machine is
busy for all. Sentences are not repeated to make a text longer: the program decodes equal ones once.

    python -m benchmarks.speed SET.tsv --checkpoint CHECKPOINT_DIR
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

from benchmarks.rivals import NEEDS_CHECKPOINT, RIVALS, Task, read_task_document
from translator.types import DecodingOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One rival's turn. ``peak_mb`` is that of its process so far, the model included."""

    tokens: int
    wall_s: float
    cpu_s: float
    peak_mb: float


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
