"""A training run that is told to stop, and the same command again: it goes on where it was."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from conftest import TINY_TEXT

from training import train
from training.checkpoint import load_checkpoint
from training.dataset import write_store
from training.recipe import load_recipe
from training.run import Run
from training.state import load_state
from training.vocabulary import Vocabulary, train_vocabulary

RECIPE = Path(train.__file__).parent / "recipes" / "rehearsal.toml"
SIZE = 320
#: Small enough for some steps a second, and a round of more batches than are ever done.
CHANGES: dict[str, Any] = {
    "vocabulary_size": SIZE,
    "d_model": 32,
    "ffn_dim": 64,
    "batch_tokens": 256,
    "round_tokens": 20_000,
    "save_minutes": 0.0,  # after each step
}
#: Minutes that no test lasts, and in seconds how long one waits for a busy machine.
FOREVER = 600.0
PATIENCE_S = 240.0
#: Seconds of training that a resumed run has left.
REST_S = 3.0


class Study:
    """Made-up token files, and runs that learn from them."""

    def __init__(self, folder: Path) -> None:
        self.tokens, self.words = folder / "tokens", folder / "vocabulary"
        self.run_dir = folder / "run"
        sentences = TINY_TEXT.splitlines() * 5
        train_vocabulary(sentences, size=SIZE, directory=self.words, threads=1)
        self.tokens.mkdir()

    def make_tokens(self) -> None:
        """Write token files for two of the recipe's sources."""
        rng = np.random.default_rng(5)
        for name in ("news", "europarl-1"):
            lengths = rng.integers(3, 12, 800)
            tokens = rng.integers(2, SIZE - 1, int(lengths.sum())).astype(np.uint16)
            tokens[np.cumsum(lengths) - 1] = 0
            write_store(self.tokens, name, tokens=[tokens], lengths=[lengths])

    def make_run(self, *, run_dir: Path | None = None, start_from: Path | None = None) -> Run:
        recipe = load_recipe(RECIPE, overrides={**CHANGES, "budget_minutes": FOREVER})
        return Run(
            recipe,
            tokens_dir=self.tokens,
            vocabulary=Vocabulary(self.words),
            run_dir=run_dir or self.run_dir,
            start_from=start_from,
            device=torch.device("cpu"),
        )

    def start(self, *arguments: str, minutes: float) -> subprocess.Popen[str]:
        settings = {**CHANGES, "budget_minutes": minutes}
        command = [
            *("-m", "training.train", RECIPE, self.tokens, self.words, self.run_dir),
            *("--device", "cpu", *arguments),
            *(part for key, value in settings.items() for part in ("--set", f"{key}={value}")),
        ]
        root = Path(__file__).parent.parent.parent
        return subprocess.Popen(
            [sys.executable, *map(str, command)],
            cwd=root,
            env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(root)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def stop_after_steps(self, process: subprocess.Popen[str], steps: int) -> dict[str, Any]:
        """Send SIGTERM once some steps are saved; return the state that is left."""
        with process:
            deadline = time.monotonic() + PATIENCE_S
            while self.count_steps() < steps:
                assert process.poll() is None, process.communicate()
                assert time.monotonic() < deadline, "no step was saved"
                time.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            _, errors = process.communicate(timeout=PATIENCE_S)
        assert (process.returncode, errors) == (0, "")
        return load_state(self.run_dir / "state.pt")

    def count_steps(self) -> int:
        path = self.run_dir / "state.pt"
        return int(load_state(path)["steps"]) if path.exists() else 0


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return Study(tmp_path)


def assert_same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> None:
    assert first.keys() == second.keys()
    for name, tensor in first.items():
        assert torch.equal(tensor, second[name]), name


@pytest.mark.slow
@pytest.mark.parametrize("begins", ["afresh", "from-a-checkpoint"])
def test_training_stopped_by_a_signal_goes_on(study: Study, begins: str) -> None:
    """Steps, tokens, clock, weights and the place in the data are those at which it stopped."""
    study.make_tokens()
    arguments: tuple[str, ...] = ()
    checkpoint = study.run_dir.parent / "checkpoint"
    if begins == "from-a-checkpoint":
        study.make_run().export(checkpoint)
        arguments = ("--start-from", str(checkpoint))
    state = study.stop_after_steps(study.start(*arguments, minutes=FOREVER), steps=3)
    assert not (study.run_dir / "checkpoint").exists()  # it is not finished
    if begins == "from-a-checkpoint":
        # Some steps away from it, and no more needed.
        shutil.rmtree(checkpoint)

    again = study.make_run(start_from=checkpoint if arguments else None)
    assert again.resume()
    assert (again.steps, again.tokens) == (state["steps"], state["tokens"])
    assert state["elapsed_s"] <= again.elapsed_s < state["elapsed_s"] + PATIENCE_S
    assert_same(again.optimizers.master, state["optimizers"]["master"])
    assert_same(again.average.weights, study_average(state))
    assert state["cursor"]["batches_done"] == state["steps"]  # all of them in the first round
    # The next batch is the one that a run which nobody stops would have after those steps.
    unstopped = study.make_run(run_dir=study.run_dir.parent / "other")
    expected = next(islice(unstopped.iter_batches(), state["steps"], None))
    found = next(again.iter_batches())
    assert torch.equal(found.source, expected.source)
    assert torch.equal(found.labels, expected.labels)

    minutes = (state["elapsed_s"] + REST_S) / 60
    process = study.start(*arguments, minutes=minutes)
    output, errors = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, errors) == (0, "")
    assert re.fullmatch(rf"resumed at step {state['steps']}, \d+\.\d% of the budget\n", output), (
        output
    )
    last = load_state(study.run_dir / "state.pt")
    assert last["steps"] > state["steps"]
    assert last["tokens"] > state["tokens"]
    # The clock went on as well: the second run had seconds, and not its whole budget again.
    assert 60 * minutes <= last["elapsed_s"] < 60 * minutes + PATIENCE_S
    weights = load_checkpoint(study.run_dir / "checkpoint")
    assert all(torch.isfinite(tensor).all() for tensor in weights.values())


def study_average(state: dict[str, Any]) -> dict[str, torch.Tensor]:
    """Return the averaged weights in a saved state."""
    average: dict[str, torch.Tensor] = state["average"]["weights"]
    return average


@pytest.mark.slow
def test_training_waits_for_its_data_until_it_is_told_to_stop(study: Study) -> None:
    """A run that was begun before its first token file ends when asked to, as any other."""
    process = study.start(minutes=FOREVER)
    with process:
        deadline = time.monotonic() + PATIENCE_S
        # Its log is opened when it is ready, and its state is written when it ends.
        while not is_ready(process.pid):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, errors) == (0, "")
    assert study.count_steps() == 0
    assert (study.run_dir / "state.pt").exists()


def is_ready(pid: int) -> bool:
    """Tell whether a process heeds SIGTERM itself; by its own word where the system has none."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("needs /proc to see that the program is ready")
    caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", status.read_text(), re.MULTILINE)
    return caught is not None and bool(int(caught[1], 16) >> (signal.SIGTERM - 1) & 1)


def test_training_resumes_without_the_checkpoint_it_began_with(study: Study) -> None:
    """The state has its own weights, which are not those of the checkpoint any more."""
    study.make_tokens()
    fresh = study.make_run()
    checkpoint = study.run_dir.parent / "checkpoint"
    fresh.export(checkpoint)
    run = study.make_run(start_from=checkpoint)
    assert_same(dict(run.optimizers.master), load_checkpoint(checkpoint))
    for batch in islice(run.iter_batches(), 2):
        run.train_step([batch])
    study.run_dir.mkdir()
    run.save()
    shutil.rmtree(checkpoint)
    again = study.make_run(start_from=checkpoint)
    assert again.resume()
    assert_same(again.optimizers.master, run.optimizers.master)
    assert any(
        not torch.equal(tensor, fresh.optimizers.master[name].half().float())
        for name, tensor in again.optimizers.master.items()
    )


def test_training_feed_ends_its_waiting(study: Study) -> None:
    """Without a token file there is no batch, and nobody has to wait for one for ever."""
    run = study.make_run()
    asked: list[bool] = []

    def is_over() -> bool:
        asked.append(len(asked) > 1)
        return asked[-1]

    assert list(run.iter_batches(is_over=is_over)) == []
    assert asked == [False, False, True]
    study.make_tokens()
    assert next(study.make_run().iter_batches(is_over=lambda: True)).source.numel() > 0
