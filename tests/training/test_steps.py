"""Steps of a run: several batches in one, and each precision."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import TINY_TEXT

from training import train
from training.batches import Batch, make_batch
from training.recipe import load_recipe
from training.run import Run
from training.vocabulary import Vocabulary, train_vocabulary

RECIPE = Path(train.__file__).parent / "recipes" / "rehearsal.toml"
SIZE = 320


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("words")
    train_vocabulary(TINY_TEXT.splitlines() * 5, size=SIZE, directory=directory, threads=1)
    return directory


def make_run(words: Path, *, precision: str) -> Run:
    """Return a run that has not begun, always with the same weights."""
    sizes = {
        "vocabulary_size": SIZE,
        "d_model": 32,
        "ffn_dim": 64,
        "warm_up_steps": 1,
        "dropout": 0.0,
    }
    recipe = load_recipe(RECIPE, overrides={**sizes, "precision": precision, "compile": False})
    return Run(
        recipe,
        tokens_dir=words,
        vocabulary=Vocabulary(words),
        run_dir=words / "run",
        start_from=None,
        device=torch.device("cpu"),
    )


def make_pairs(count: int, *, length: int) -> list[np.ndarray]:
    rng = np.random.default_rng(length)
    return [np.array([*rng.integers(2, SIZE - 1, length - 1), 0]) for _ in range(count)]


def join(pairs: list[np.ndarray], *more: list[np.ndarray]) -> Batch:
    """Return a batch of pairs whose sides are equal."""
    pairs = sum(more, pairs)
    return make_batch(pairs, pairs, pad_id=SIZE - 1)


def test_steps_of_two_batches_are_those_of_one(words: Path) -> None:
    """A token counts the same in a small batch, in a large one and in both together."""
    short, long = make_pairs(2, length=4), make_pairs(9, length=7)
    apart, together = (make_run(words, precision="float32") for _ in range(2))
    plain, norm = apart.train_step([join(short), join(long)])
    expected_plain, expected_norm = together.train_step([join(short, long)])
    torch.testing.assert_close(plain, expected_plain)
    torch.testing.assert_close(norm, expected_norm)
    assert apart.tokens == together.tokens == 2 * 4 + 9 * 7
    assert apart.steps == together.steps == 1
    for name, weight in apart.model.named_parameters():
        if name.endswith("k_proj.bias"):
            continue  # moves nothing, so that AdamW makes steps of what rounding leaves of it
        torch.testing.assert_close(weight, together.model.get_parameter(name), rtol=1e-3, atol=1e-5)


@pytest.mark.skipif(shutil.which("cc") is None, reason="needs a C compiler")
def test_steps_in_bytes_learn_as_those_in_floats_do(words: Path) -> None:
    """Over forty steps both precisions learn a few sentences by heart, equally fast."""
    batches = [join(make_pairs(16, length=length)) for length in (5, 8)]
    losses: dict[str, list[float]] = {}
    for precision in ("float32", "int8"):
        run = make_run(words, precision=precision)
        torch.manual_seed(3)
        losses[precision] = [run.train_step(batches)[0].item() for _ in range(40)]
    assert losses["int8"][0] == pytest.approx(losses["float32"][0], rel=0.005)
    assert losses["float32"][-1] < 0.6 * losses["float32"][0]
    assert losses["int8"][-1] == pytest.approx(losses["float32"][-1], rel=0.1)
    assert losses["int8"] != losses["float32"]
