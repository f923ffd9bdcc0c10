"""Train a network by a recipe, within a budget of wall-clock time.

    python -m training.train RECIPE TOKENS_DIR VOCABULARY_DIR RUN_DIR [--development SET.tsv…]

RUN_DIR receives state.pt (everything needed to go on: run the same command again), log.csv,
development.csv and, at the end, checkpoint/. The run ends by itself when its budget is spent,
with the learning rate decayed; SIGTERM or SIGINT saves and ends it early.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Protocol

import torch
from torch import Tensor

from training.recipe import load_recipe
from training.run import Run
from training.runlog import CsvLog, Window
from training.state import StopRequest
from training.vocabulary import Vocabulary

LOG_EVERY_S = 20.0


class Alarm:
    """Rings once every so many seconds of a run's own clock."""

    def __init__(self, run: Run, *, every_s: float) -> None:
        self._run = run
        self._every_s = every_s
        self._last_s = run.elapsed_s

    @property
    def age_s(self) -> float:
        """Seconds since it last rang."""
        return self._run.elapsed_s - self._last_s

    def rings(self) -> bool:
        """Return whether the interval has passed, and begin the next one if so."""
        if self.age_s < self._every_s:
            return False
        self._last_s = self._run.elapsed_s
        return True


class Steps(Protocol):
    """Makes the steps of a run, one each time the next is asked for."""

    def __call__(self, run: Run, *, is_over: Callable[[], bool]) -> Iterator[Mapping[str, Tensor]]:
        """Yield what each step measured, by the names of the log's columns.

        Args:
            is_over: true where nobody waits for a further step.
        """


def iter_steps(run: Run, *, is_over: Callable[[], bool]) -> Iterator[Mapping[str, Tensor]]:
    """Learn from the run's own batches, step after step."""
    batches = run.iter_batches(is_over=is_over)
    while taken := list(islice(batches, run.recipe.accumulate)):
        loss, norm = run.train_step(taken)
        yield {"loss": loss, "gradient_norm": norm}


def run_training(run: Run, *, development: Sequence[Path], make_steps: Steps = iter_steps) -> None:
    """Train until the budget is spent or a signal asks to stop; log, evaluate, save."""
    recipe, stop = run.recipe, StopRequest()
    log = CsvLog(run.run_dir / "log.csv")
    development_log = CsvLog(run.run_dir / "development.csv")
    logging = Alarm(run, every_s=LOG_EVERY_S)
    saving = Alarm(run, every_s=60 * recipe.save_minutes)
    evaluating = Alarm(run, every_s=60 * recipe.evaluate_minutes)
    window, window_tokens = Window(), run.tokens
    steps = make_steps(run, is_over=lambda: bool(stop) or run.progress >= 1.0)
    while run.progress < 1.0 and not stop:
        measured = next(steps, None)
        if measured is None:
            break
        window.add(measured)
        age_s = logging.age_s
        if logging.rings():
            log.write([_describe(run, window, speed=(run.tokens - window_tokens) / age_s)])
            window, window_tokens = Window(), run.tokens
        if saving.rings():
            run.save()
        if evaluating.rings():
            development_log.write(run.evaluate(development))
    run.save()
    if not stop:
        run.export(run.run_dir / "checkpoint")
        development_log.write(run.evaluate(development))


def _describe(run: Run, window: Window, *, speed: float) -> dict[str, object]:
    return {
        "seconds": round(run.elapsed_s),
        "steps": run.steps,
        "tokens": run.tokens,
        "progress": round(run.progress, 4),
        "rate": f"{run.rate:.2e}",
        **window.summarize(),
        "tokens_per_second": round(speed),
    }


def make_parser(
    prog: str, description: str | None, *, data: str, must_start_from: bool = False
) -> argparse.ArgumentParser:
    """Return the command line of a run.

    Args:
        data: name of the argument behind the recipe, the path of what is learned from.
        must_start_from: whether weights to begin with have to be named.
    """
    parser = argparse.ArgumentParser(prog=prog, description=description)
    parser.add_argument("recipe", type=Path)
    parser.add_argument(data, type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("run_dir", type=Path)
    parser.add_argument("--development", type=Path, nargs="*", default=[], metavar="SET.tsv")
    parser.add_argument(
        "--start-from", type=Path, required=must_start_from, metavar="CHECKPOINT_DIR"
    )
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="KEY=VALUE",
        help="replace a value of the recipe",
    )
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return parser


def open_run(args: argparse.Namespace, *, tokens_dir: Path) -> Run:
    """Return the run of a command line, where it stands if it was begun before."""
    recipe = load_recipe(args.recipe, overrides=tomllib.loads("\n".join(args.set)))
    args.run_dir.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")  # tensor cores for what stays float32 on a GPU
    run = Run(
        recipe,
        tokens_dir=tokens_dir,
        vocabulary=Vocabulary(args.vocabulary_dir),
        run_dir=args.run_dir,
        start_from=args.start_from,
        device=torch.device(args.device),
    )
    if run.resume():
        print(f"resumed at step {run.steps}, {run.progress:.1%} of the budget", flush=True)
    return run


def main(argv: list[str] | None = None) -> int:
    """Train, or go on training."""
    args = make_parser("training.train", __doc__, data="tokens_dir").parse_args(argv)
    run_training(open_run(args, tokens_dir=args.tokens_dir), development=args.development)
    return 0


if __name__ == "__main__":
    sys.exit(main())
