"""How fast each precision learns on this machine, step by step in turn.

    python -m training.pace RECIPE TOKENS_DIR VOCABULARY_DIR [--precisions float32 int8]

All precisions are given the same batches, one after the other, so that a machine whose speed
changes is as fast for each. Printed are medians: target tokens a second of the two passes, and
seconds of the optimizers' step.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import torch

from training.batches import Batch
from training.recipe import load_recipe
from training.run import Run
from training.vocabulary import Vocabulary

#: Tokens of the only round that is drawn.
_ROUND_TOKENS = 300_000


def time_step(run: Run, batches: Sequence[Batch]) -> tuple[float, float]:
    """Return the seconds of both passes over some batches, and of the step behind them."""
    started = time.perf_counter()
    run.accumulate(batches)
    passed = time.perf_counter()
    run.optimizers.step(rate=1e-6, max_norm=1.0)
    return passed - started, time.perf_counter() - passed


def main() -> None:
    """Print a row for each precision."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("tokens_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("--precisions", nargs="+", default=["float32", "int8"])
    parser.add_argument("--steps", type=int, default=5)
    args = parser.parse_args()
    runs: dict[str, Run] = {}
    with tempfile.TemporaryDirectory() as folder:
        for precision in args.precisions:
            changes = {"precision": precision, "round_tokens": _ROUND_TOKENS}
            runs[precision] = Run(
                load_recipe(args.recipe, overrides=changes),
                tokens_dir=args.tokens_dir,
                vocabulary=Vocabulary(args.vocabulary_dir),
                run_dir=Path(folder),
                start_from=None,
                device=torch.device("cpu"),
            )
    some = next(iter(runs.values()))
    batches = some.iter_batches()
    passes: dict[str, list[float]] = {precision: [] for precision in runs}
    steps: dict[str, list[float]] = {precision: [] for precision in runs}
    for number in range(args.steps + 1):
        taken = list(islice(batches, some.recipe.accumulate))
        tokens = sum(len(batch.labels) for batch in taken)
        for precision, run in runs.items():
            learned, stepped = time_step(run, taken)
            if number:  # the first one also compiles and allocates
                passes[precision].append(tokens / learned)
                steps[precision].append(stepped)
    print("| precision | target tokens a second | seconds a step |")
    print("|---|---:|---:|")
    for precision in runs:
        pace, step = statistics.median(passes[precision]), statistics.median(steps[precision])
        print(f"| {precision} | {pace:,.0f} | {step:.2f} |")


if __name__ == "__main__":
    main()
