"""Gradients of sources beside those of development sets: what a step along one would do."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from conftest import TINY_TEXT

from training import train
from training.development import measure_loss
from training.influence import Meter, make_store, measure_influences, print_table
from training.recipe import load_recipe
from training.run import Run
from training.vocabulary import Vocabulary, train_vocabulary

RECIPE = Path(train.__file__).parent / "recipes" / "rehearsal.toml"
SIZE = 360
LINES = [line for line in TINY_TEXT.splitlines() if line.strip()]
#: What a source says of every line; the set's own references are its lines.
PAIRS = [(line, line.upper()) for line in LINES]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    words = tmp_path / "vocabulary"
    train_vocabulary(
        [*LINES, *(line.upper() for line in LINES)] * 5, size=SIZE, directory=words, threads=1
    )
    changes = {
        "vocabulary_size": SIZE,
        "d_model": 32,
        "ffn_dim": 64,
        "dropout": 0.0,
        "max_tokens": 250,
        "batch_tokens": 1000,
        "smoothing": 0.0,
        "precision": "float32",
        "compile": False,
    }
    return Run(
        load_recipe(RECIPE, overrides=changes),
        tokens_dir=tmp_path,
        vocabulary=Vocabulary(words),
        run_dir=tmp_path,
        start_from=None,
        device=torch.device("cpu"),
    )


def test_the_product_is_what_a_small_step_changes(run: Run) -> None:
    """Stepping along one source's weighed gradient lowers another's loss by the product."""
    meter = Meter(run)
    one, other = (make_store("news", part, run.vocabulary) for part in (PAIRS[::2], PAIRS[1::2]))
    first, second = (meter.measure(store, max_tokens=100_000).whole for store in (one, other))

    def measure() -> float:
        french, english = zip(*PAIRS[1::2], strict=True)
        run.model.eval()
        return measure_loss(run.model, run.vocabulary, french, english)

    before, size = measure(), 1e-3
    product = meter.multiply(first, second)
    step = size / meter.multiply(first, first)
    weighed = meter.weigh(first)
    with torch.no_grad():
        for name, parameter in run.model.named_parameters():
            parameter -= step * weighed[name]
    assert before - measure() == pytest.approx(step * product, rel=0.1)


def test_what_is_taken_out_is_gone(run: Run) -> None:
    """The rest has no product with any of the directions, also when they are alike."""
    meter = Meter(run)
    stores = [make_store("news", PAIRS[start::3], run.vocabulary) for start in range(3)]
    first, second, third = (meter.measure(store, max_tokens=100_000).whole for store in stores)
    rest = meter.take_out(third, [first, second])
    length = meter.multiply(third, third)
    assert abs(meter.multiply(rest, first)) < 1e-3 * length
    assert abs(meter.multiply(rest, second)) < 1e-3 * length
    assert 0 < meter.multiply(rest, rest) < length


def test_a_source_like_the_set_comes_first(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Capitals are what the set wants; lines that stay as they are teach less of that."""
    stores = [
        make_store("web", [(line, line) for line in LINES], run.vocabulary),
        make_store("news", PAIRS, run.vocabulary),
    ]
    influences = measure_influences(run, stores, {"dev": PAIRS}, max_tokens=100_000)
    assert [row.source for row in influences] == ["news", "web"]
    like, unlike = (row.by_set["dev"][0] for row in influences)
    assert like > 0
    assert unlike < like / 2
    print_table(influences)
    table = capsys.readouterr().out.splitlines()
    assert table[0] == "| source | loss | dev |"
    assert table[2].startswith("| news | ")
    assert " | 100 ± " in table[2]
