"""Choose the pairs of large sources that read most like the domain, as a source of their own.

    python -m training.select TOKENS_DIR --share 0.25

Most of the parallel text is parliament; the program reads news. Each pair is scored by how much
likelier its pieces are in the domain's text than in the pool's (the difference of two
cross-entropies, on both sides: Moore and Lewis 2010; Axelrod, He and Gao 2011). The models are
bigrams of pieces, because the domain has too little text for more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from training.dataset import TokenStore, list_stores, open_store, write_store

#: What counts as the domain, and what is searched.
DOMAIN = ("news", "news-hypotheses", "commentary")
POOL = ("europarl-1", "europarl-2", "europarl-3", "europarl-4", "europarl-fr", "hansard", "web")
NAME = "near"
#: Weight of a piece's frequency beside its frequency behind another piece, in occurrences.
PRIOR = 20.0
#: Shorter pairs are scored by chance: a greeting looks like anything.
MIN_TOKENS = 10


def count_bigrams(tokens: Iterable[np.ndarray], *, size: int) -> np.ndarray:
    """Return (size, size) float32: how often each piece stands behind each other one."""
    counts = np.zeros(size * size, np.float32)
    for ids in tokens:
        wide = ids.astype(np.int64)
        codes, numbers = np.unique(wide[:-1] * size + wide[1:], return_counts=True)
        counts[codes] += numbers
    return counts.reshape(size, size)


def estimate(counts: np.ndarray) -> np.ndarray:
    """Return (size, size) float32: the log probability of a piece behind another one."""
    single = counts.sum(axis=0) + 0.1
    single /= single.sum()
    table = counts + PRIOR * single[None, :]
    table /= counts.sum(axis=1, keepdims=True) + PRIOR
    return np.log(table, out=table)


def score(store: TokenStore, table: np.ndarray) -> np.ndarray:
    """Return (pairs,) float64: a pair's mean table value per piece; short pairs get -inf.

    The piece before a side's first one is the end mark of the side before it.
    """
    ids = store.tokens.astype(np.int64)
    values = table[np.concatenate([ids[-1:], ids[:-1]]), ids].astype(np.float64)
    starts = store.offsets[:-1:2]
    lengths = store.count_lengths()
    means = np.add.reduceat(values, starts) / lengths.sum(axis=1)
    means[lengths.min(axis=1) < MIN_TOKENS] = -np.inf
    return means


def select(
    directory: Path, *, domain: Sequence[str], pool: Sequence[str], share: float, size: int
) -> TokenStore:
    """Write the best-scored share of the pool's pairs as the source `near`."""
    stores = [open_store(directory, name) for name in pool]
    inside = [open_store(directory, name).tokens for name in domain]
    # As much of the pool as there is of the domain, so that both models know equally much.
    wanted = sum(map(len, inside)) // len(stores)
    outside = [store.tokens[: min(wanted, len(store.tokens))] for store in stores]
    table = estimate(count_bigrams(inside, size=size))
    table -= estimate(count_bigrams(outside, size=size))
    scores = [score(store, table) for store in stores]
    limit = np.quantile(np.concatenate(scores), 1.0 - share)
    chosen = [np.flatnonzero(values > limit) for values in scores]
    tokens, lengths = [], []
    for store, indices in zip(stores, chosen, strict=True):
        tokens += [
            store.tokens[store.offsets[2 * index] : store.offsets[2 * index + 2]]
            for index in indices
        ]
        lengths.append(store.count_lengths()[indices].reshape(-1))
        print(f"{store.name}: {len(indices):,} of {len(store):,} pairs", flush=True)
    return write_store(directory, NAME, tokens=tokens, lengths=lengths)


def main(argv: list[str] | None = None) -> int:
    """Choose among the token files of a directory."""
    parser = argparse.ArgumentParser(prog="training.select", description=__doc__)
    parser.add_argument("tokens_dir", type=Path)
    parser.add_argument("--share", type=float, default=0.25, help="of the pool's pairs to choose")
    parser.add_argument("--size", type=int, default=8202, help="pieces of the vocabulary")
    args = parser.parse_args(argv)
    there = set(list_stores(args.tokens_dir))
    if missing := sorted({*DOMAIN, *POOL} - there):
        parser.error(f"{args.tokens_dir} has no token files of {', '.join(missing)}")
    select(args.tokens_dir, domain=DOMAIN, pool=POOL, share=args.share, size=args.size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
