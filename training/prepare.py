"""Text to token files: clean, normalize, vary and tokenize every source, with all cores.

    python -m training.prepare DATA_DIR TOKENS_DIR --vocabulary VOCABULARY_DIR [SOURCE…]

Without names it takes every source whose files are there. Sources that are already prepared are
skipped, so the command may be repeated as files arrive.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np

from training.augment import Pair, join_neighbors, vary_pairs
from training.clean import find_fault, make_key, repair_pair
from training.dataset import list_stores, write_store
from training.rare import add_rare
from training.sources import SOURCES, Source, get_source, iter_pairs
from training.vocabulary import Vocabulary
from translator.text.normalize import normalize_source, normalize_target

#: Pairs one worker handles at a time: a second of work, a few megabytes to hand back.
CHUNK_PAIRS = 20_000

_vocabulary: Vocabulary | None = None  # one a worker process, set by _start_worker


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """The prepared pairs of one stretch of a source.

    Attributes:
        tokens: uint16, source and target alternating.
        lengths: (pairs, 2) int64.
        keys: uint64 a pair, equal for pairs that differ in typography only.
        faults: pairs left out, by the rule they broke.
    """

    tokens: np.ndarray
    lengths: np.ndarray
    keys: np.ndarray
    faults: Counter[str]


def prepare_source(
    source: Source,
    *,
    data_dir: Path,
    tokens_dir: Path,
    vocabulary_dir: Path,
    every: int = 1,
    workers: int = 1,
) -> Counter[str]:
    """Write the token files of one source.

    Args:
        every: take one pair in so many; for rehearsals.

    Returns:
        Pairs left out by rule, and under "kept" those written.
    """
    raw = (pair for name in source.files for pair in iter_pairs(data_dir / name))
    tasks = (
        (index, pairs, source)
        for index, pairs in enumerate(_iter_batches(islice(raw, 0, None, every), CHUNK_PAIRS))
    )
    chunks: list[Chunk] = []
    if workers == 1:
        _start_worker(vocabulary_dir)
        chunks.extend(map(_prepare_chunk, tasks))
    else:
        with ProcessPoolExecutor(
            workers, initializer=_start_worker, initargs=(vocabulary_dir,)
        ) as pool:
            chunks.extend(pool.map(_prepare_chunk, tasks))
    counts = sum((chunk.faults for chunk in chunks), Counter[str]())
    kept = _select_pairs(chunks, max_pairs=source.max_pairs, counts=counts)
    write_store(
        tokens_dir,
        source.name,
        tokens=[
            chunk.tokens[np.repeat(keep, chunk.lengths.sum(axis=1))]
            for chunk, keep in zip(chunks, kept, strict=True)
        ],
        lengths=[chunk.lengths[keep].reshape(-1) for chunk, keep in zip(chunks, kept, strict=True)],
    )
    return counts


def _iter_batches(pairs: Iterable[Pair], size: int) -> Iterator[list[Pair]]:
    iterator = iter(pairs)
    while batch := list(islice(iterator, size)):
        yield batch


def _start_worker(vocabulary_dir: Path) -> None:
    global _vocabulary
    _vocabulary = Vocabulary(vocabulary_dir)


def _prepare_chunk(task: tuple[int, list[Pair], Source]) -> Chunk:
    index, raw_pairs, origin = task
    vocabulary = _vocabulary
    assert vocabulary is not None, "the pool runs _start_worker first"
    faults: Counter[str] = Counter()
    rng = Random(index)
    pairs = _iter_clean(raw_pairs, faults)
    if origin.in_order:
        pairs = join_neighbors(pairs, rng=rng)
    pairs = add_rare(pairs, rng=rng)
    tokens: list[int] = []
    lengths: list[tuple[int, int]] = []
    keys: list[int] = []
    for source, target in vary_pairs(pairs, rng=rng):
        source_ids, target_ids = vocabulary.encode(source), vocabulary.encode(target)
        tokens += [*source_ids, vocabulary.end_id, *target_ids, vocabulary.end_id]
        lengths.append((len(source_ids) + 1, len(target_ids) + 1))
        keys.append(_hash_key(source, target, cased=origin.cased))
    return Chunk(
        tokens=np.array(tokens, np.uint16),
        lengths=np.array(lengths, np.int64).reshape(-1, 2),
        keys=np.array(keys, np.uint64),
        faults=faults,
    )


def _iter_clean(pairs: Iterable[Pair], faults: Counter[str]) -> Iterator[Pair]:
    for raw_source, raw_target in pairs:
        source, target = repair_pair(raw_source, raw_target)
        source, target = normalize_source(source), normalize_target(target)
        fault = find_fault(source, target)
        if fault is None:
            yield source, target
        else:
            faults[fault] += 1


def _hash_key(source: str, target: str, *, cased: bool) -> int:
    sides = (source, target) if cased else (make_key(source), make_key(target))
    key = "\t".join(sides)
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def _select_pairs(
    chunks: list[Chunk], *, max_pairs: int | None, counts: Counter[str]
) -> list[np.ndarray]:
    # One boolean array a chunk: the first pair of each key, thinned at random down to the cap.
    keys = np.concatenate([np.zeros(0, np.uint64), *(chunk.keys for chunk in chunks)])
    keep = np.zeros(len(keys), bool)
    keep[np.unique(keys, return_index=True)[1]] = True
    counts["duplicate"] += int((~keep).sum())
    excess = 0 if max_pairs is None else int(keep.sum()) - max_pairs
    if excess > 0:
        rng = np.random.default_rng(0)
        keep[rng.choice(np.flatnonzero(keep), excess, replace=False)] = False
        counts["over the cap"] += excess
    counts["kept"] += int(keep.sum())
    borders = np.cumsum([len(chunk.keys) for chunk in chunks])[:-1]
    return np.split(keep, borders) if chunks else []


def main(argv: list[str] | None = None) -> int:
    """Prepare the sources named on the command line, or all that can be prepared."""
    parser = argparse.ArgumentParser(prog="training.prepare", description=__doc__)
    parser.add_argument("data_dir", type=Path)
    parser.add_argument("tokens_dir", type=Path)
    parser.add_argument("names", nargs="*", metavar="source")
    parser.add_argument("--vocabulary", type=Path, required=True, metavar="DIR")
    parser.add_argument("--every", type=int, default=1, help="take one pair in so many")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    args = parser.parse_intermixed_args(argv)
    sources = [get_source(name) for name in args.names] or [
        source
        for source in SOURCES
        if source.files and all((args.data_dir / name).is_file() for name in source.files)
    ]
    done = set(list_stores(args.tokens_dir))
    for source in sources:
        if source.name in done:
            continue
        start = time.monotonic()
        counts = prepare_source(
            source,
            data_dir=args.data_dir,
            tokens_dir=args.tokens_dir,
            vocabulary_dir=args.vocabulary,
            every=args.every,
            workers=args.workers,
        )
        record = {"source": source.name, "seconds": round(time.monotonic() - start, 1)} | counts
        with (args.tokens_dir / "prepared.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")
        print(json.dumps(record), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
