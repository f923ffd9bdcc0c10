"""Minimum risk training: expected costs, and candidates that become likelier as they cost less."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice
from pathlib import Path

import numpy as np
import pytest
import torch
from conftest import TINY_TEXT

from training import train
from training.candidates import (
    CandidateSet,
    draw_pairs,
    load_candidates,
    make_candidate_set,
    measure_cost,
)
from training.dataset import write_store
from training.recipe import load_recipe
from training.risk import compute_risk, iter_indices, iter_steps, make_risk_batch, train_step
from training.run import Run
from training.vocabulary import Vocabulary, train_vocabulary

RECIPE = Path(train.__file__).parent / "recipes" / "rehearsal.toml"
SIZE = 320
PAD = SIZE - 1


@pytest.fixture(scope="module")
def vocabulary_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("vocabulary")
    train_vocabulary(TINY_TEXT.splitlines() * 5, size=SIZE, directory=directory, threads=1)
    return directory


def make_run(vocabulary_dir: Path, run_dir: Path, **changes: object) -> Run:
    sizes = {"vocabulary_size": SIZE, "d_model": 32, "ffn_dim": 64, "dropout": 0.0}
    recipe = load_recipe(
        RECIPE,
        overrides={**sizes, "precision": "float32", "compile": False, "warm_up_steps": 1} | changes,
    )
    return Run(
        recipe,
        tokens_dir=run_dir,
        vocabulary=Vocabulary(vocabulary_dir),
        run_dir=run_dir,
        start_from=None,
        device=torch.device("cpu"),
    )


def make_candidates(sentences: int, *, count: int = 3) -> CandidateSet:
    """Return sentences of several lengths; the n-th candidate costs n / count."""
    rng = np.random.default_rng(5)

    def make_side() -> list[int]:
        return [*rng.integers(2, PAD, rng.integers(2, 8)).tolist(), 0]

    return make_candidate_set(
        [[make_side() for _ in range(2 + count)] for _ in range(sentences)],
        [[number / count for number in range(count)]] * sentences,
    )


def score_alone(run: Run, source: np.ndarray, side: np.ndarray) -> float:
    """Return the mean log-probability of a target's tokens, nothing beside it in the batch."""
    ids = torch.from_numpy(side.astype(np.int64))
    target = torch.cat([torch.tensor([PAD]), ids[:-1]])
    hidden = run.model(torch.from_numpy(source.astype(np.int64))[None], target[None], None)[0]
    log_probs = (hidden @ run.model.shared.weight.t()).log_softmax(-1)
    return log_probs.gather(-1, ids[:, None]).mean().item()


def test_the_risk_is_the_expected_cost(vocabulary_dir: Path, tmp_path: Path) -> None:
    """Batched, padded and masked, it is what sentences scored one by one come to."""
    run, candidates = make_run(vocabulary_dir, tmp_path), make_candidates(4)
    batch = make_risk_batch(candidates, [2, 0, 3], pad_id=PAD)
    risk, smoothed, plain = compute_risk(run.model, batch, smoothing=0.0)
    risks, losses, tokens = [], 0.0, 0
    for index in (2, 0, 3):
        source, reference, *others = candidates.get_sides(index)
        scores = torch.tensor([score_alone(run, source, side) for side in others])
        risks.append(float(scores.softmax(-1) @ torch.from_numpy(candidates.costs[index])))
        losses -= score_alone(run, source, reference) * len(reference)
        tokens += len(reference)
    assert risk.item() == pytest.approx(np.mean(risks), abs=1e-5)
    assert plain.item() == pytest.approx(losses / tokens, abs=1e-4)
    assert smoothed.item() == pytest.approx(plain.item())


def test_smoothing_spreads_the_references_probability(vocabulary_dir: Path, tmp_path: Path) -> None:
    run, candidates = make_run(vocabulary_dir, tmp_path), make_candidates(2)
    batch = make_risk_batch(candidates, [0, 1], pad_id=PAD)
    _, smoothed, plain = compute_risk(run.model, batch, smoothing=0.1)
    _, even, _ = compute_risk(run.model, batch, smoothing=1.0)
    assert smoothed.item() == pytest.approx(0.9 * plain.item() + 0.1 * even.item(), rel=1e-5)


def test_cheap_candidates_become_likelier(vocabulary_dir: Path, tmp_path: Path) -> None:
    run, candidates = make_run(vocabulary_dir, tmp_path), make_candidates(6)
    batch = make_risk_batch(candidates, range(6), pad_id=PAD)
    with torch.no_grad():
        before, _, _ = compute_risk(run.model, batch, smoothing=0.1)
    risks = [train_step(run, [batch])[0].item() for _ in range(40)]
    assert risks[0] == pytest.approx(before.item(), abs=1e-5)
    assert risks[-1] < 0.8 * risks[0]
    assert run.steps == 40
    assert run.tokens == 40 * len(batch.sides.labels)


def test_every_pass_has_all_sentences_in_another_order() -> None:
    candidates = make_candidates(20)
    batches = iter_indices(candidates, batch_tokens=90, seed=1)
    first: list[list[int]] = []
    while sum(map(len, first)) < 20:
        first.append(next(batches))
        widest = max(len(side) for index in first[-1] for side in candidates.get_sides(index))
        assert widest * 4 * len(first[-1]) <= 90 or len(first[-1]) == 1
    second = list(islice(batches, len(first)))
    assert second != first
    assert sorted(chain(*first)) == sorted(chain(*second)) == list(range(20))
    resumed = iter_indices(candidates, batch_tokens=90, seed=1, start=len(first))
    assert list(islice(resumed, len(first))) == second


def test_a_run_goes_on_where_it_was_stopped(vocabulary_dir: Path, tmp_path: Path) -> None:
    candidates = make_candidates(12)
    run = make_run(vocabulary_dir, tmp_path, budget_minutes=0.02, batch_tokens=60)
    train.run_training(run, development=[], make_steps=partial(iter_steps, candidates=candidates))
    assert (tmp_path / "checkpoint" / "config.json").exists()
    again = make_run(vocabulary_dir, tmp_path, budget_minutes=0.02, batch_tokens=60)
    assert again.resume()
    assert (again.steps, again.tokens) == (run.steps, run.tokens)
    assert again.progress >= 1.0


def test_candidates_come_back_as_they_were_saved(tmp_path: Path) -> None:
    sentences = [[[5, 6, 0], [7, 0], [8, 9, 10, 0], [7, 0]], [[5, 0], [6, 0], [7, 0], [8, 8, 0]]]
    make_candidate_set(sentences, [[0.5, 0.0], [1.0, 0.75]]).save(tmp_path / "c.npz")
    loaded = load_candidates(tmp_path / "c.npz")
    assert [[side.tolist() for side in loaded.get_sides(i)] for i in range(2)] == sentences
    assert loaded.costs.tolist() == [[0.5, 0.0], [1.0, 0.75]]


def test_costs_are_zero_for_the_references_words_and_rise_with_the_distance() -> None:
    reference = "The council adopted its budget on Monday."
    candidates = (reference, "The council adopted the budget Monday.", "A cat sleeps here.")
    same, near, far = (measure_cost(candidate, reference) for candidate in candidates)
    assert same == pytest.approx(0.0, abs=1e-6)
    assert same < near < 0.6 < far <= 1.0


def test_pairs_are_drawn_by_share_without_repetition_and_of_fair_length(tmp_path: Path) -> None:
    def write(name: str, pairs: int, length: int) -> None:
        sides = [np.full(length, 5 + i, np.uint16) for i in range(pairs) for _ in range(2)]
        lengths = [np.array([len(side)]) for side in sides]
        stores[name] = write_store(tmp_path, name, tokens=sides, lengths=lengths)

    stores: dict = {}
    write("news", 50, 10)
    write("web", 50, 12)
    write("words", 50, 3)
    shares = {"news": 0.5, "web": 0.25, "words": 0.25}
    pairs = draw_pairs(stores, shares, count=40, seed=3)
    assert len(pairs) == len({tuple(source) for source, _ in pairs if len(source) == 10}) + 10
    assert sorted({len(source) for source, _ in pairs}) == [10, 12]
