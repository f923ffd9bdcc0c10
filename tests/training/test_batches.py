"""Drawing of pairs and cutting of batches."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch

from training.batches import Cursor, Mixture, cut_by_length, make_batch, select_shares
from training.dataset import TokenStore, list_stores, open_store, write_store

END, PAD = 0, 99


def make_store(directory: Path, name: str, *, pairs: int, seed: int) -> TokenStore:
    rng = np.random.default_rng(seed)
    lengths = rng.integers(2, 12, (pairs, 2))
    tokens = rng.integers(1, 90, int(lengths.sum())).astype(np.uint16)
    tokens[np.cumsum(lengths.reshape(-1)) - 1] = END
    return write_store(directory, name, tokens=[tokens], lengths=[lengths.reshape(-1)])


@pytest.fixture
def stores(tmp_path: Path) -> list[TokenStore]:
    return [make_store(tmp_path, name, pairs=200, seed=i) for i, name in enumerate(["a", "b"])]


def make_mixture(stores: list[TokenStore], *, batch_tokens: int = 64) -> Mixture:
    mixture = Mixture(
        max_tokens=10, round_tokens=600, batch_tokens=batch_tokens, pad_id=PAD, seed=3
    )
    for store in stores:
        mixture.add_store(store)
    return mixture


def test_dataset_store_round_trip(tmp_path: Path) -> None:
    """Written pairs are read back one by one, and the store is listed."""
    store = write_store(
        tmp_path,
        "news",
        tokens=[np.array([5, 0, 7, 8, 0], np.uint16), np.array([6, 0, 9, 0], np.uint16)],
        lengths=[np.array([2, 3]), np.array([2, 2])],
    )
    assert len(store) == 2
    assert [side.tolist() for side in store.get_pair(0)] == [[5, 0], [7, 8, 0]]
    assert [side.tolist() for side in store.get_pair(1)] == [[6, 0], [9, 0]]
    assert store.count_lengths().tolist() == [[2, 3], [2, 2]]
    assert list_stores(tmp_path) == ("news",)
    assert len(open_store(tmp_path, "news")) == 2


def test_batches_make_batch_shifts_targets_and_masks_padding() -> None:
    """The target starts with <pad>, labels skip padding, and the mask hides it."""
    batch = make_batch(
        [np.array([5, 0]), np.array([6, 7, 0])], [np.array([8, 9, 0]), np.array([4, 0])], pad_id=PAD
    )
    assert batch.source.tolist() == [[5, 0, PAD], [6, 7, 0]]
    assert batch.target.tolist() == [[PAD, 8, 9], [PAD, 4, 0]]
    assert batch.labels.tolist() == [8, 9, 0, 4, 0]
    assert batch.kept.tolist() == [0, 1, 2, 3, 4]
    assert batch.mask is not None
    assert batch.mask[0, 0, 0].tolist() == [0, 0, -torch.inf]


def test_batches_make_batch_needs_no_mask_for_one_source_length() -> None:
    """Sources of one length are not padded, so there is nothing to mask."""
    batch = make_batch([np.array([5, 0]), np.array([6, 0])], [np.array([8, 0])] * 2, pad_id=PAD)
    assert batch.mask is None


def test_batches_cut_by_length_respects_the_budget() -> None:
    """No batch exceeds the budget on either side, padding included, and none is empty."""
    rng = np.random.default_rng(0)
    lengths = rng.integers(1, 30, (500, 2))
    lengths = lengths[np.lexsort((lengths[:, 1], lengths[:, 0]))]
    parts = np.split(lengths, cut_by_length(lengths, budget=100))
    assert sum(map(len, parts)) == 500
    assert all(len(part) > 0 and part.max() * len(part) <= 100 for part in parts)


def test_batches_round_holds_the_shares(stores: list[TokenStore]) -> None:
    """A round has about the asked tokens; sides longer than the limit never appear."""
    mixture = make_mixture(stores)
    cursor = Cursor(shares={"a": 0.75, "b": 0.25, "absent": 5.0})
    batches = list(mixture.iter_round(cursor))
    assert 600 <= sum(len(batch.labels) for batch in batches) < 640
    assert max(batch.source.shape[1] for batch in batches) <= 10
    lengths = {store.name: store.count_lengths()[:, 1].mean() for store in stores}
    taken = {name: cursor.positions[name] * lengths[name] for name in "ab"}
    assert taken["a"] / taken["b"] == pytest.approx(3.0, rel=0.25)


def test_batches_passes_use_every_pair_before_repeating(stores: list[TokenStore]) -> None:
    """One pass over a source draws each usable pair exactly once."""
    mixture = make_mixture(stores[:1])
    usable = mixture.count_pairs()["a"]
    drawn = mixture._draw("a", 0, 1_000_000 // 500)
    assert len(set(drawn[:usable].tolist())) == usable


def test_batches_resume_gives_the_batches_that_were_left(stores: list[TokenStore]) -> None:
    """A cursor saved after any batch leads to the same batches as going on would."""
    straight, cursor = make_mixture(stores), Cursor(shares={"a": 1.0, "b": 1.0})
    expected, saved = [], {}
    for _ in range(2):
        for batch in straight.iter_round(cursor):
            expected.append(batch.labels.tolist())
            if len(expected) == 5:
                saved = asdict(cursor) | {"positions": dict(cursor.positions)}
    resumed, cursor = make_mixture(stores), Cursor(**saved)
    rest = [batch.labels.tolist() for _ in range(2) for batch in resumed.iter_round(cursor)]
    assert rest == expected[5:]


def test_batches_select_shares_follows_progress() -> None:
    """A phase lasts until its progress is reached; the last one lasts to the end."""
    phases = [(0.5, {"a": 1.0}), (1.0, {"b": 1.0})]
    assert select_shares(phases, 0.0) == {"a": 1.0}
    assert select_shares(phases, 0.5) == {"b": 1.0}
    assert select_shares(phases, 1.0) == {"b": 1.0}
