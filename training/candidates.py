"""Several translations of pairs by a trained model, each with what it costs.

    python -m training.candidates RECIPE TOKENS_DIR VOCABULARY_DIR CT2_DIR OUTPUT.npz --pairs N

``training.risk`` learns from them. Pairs are drawn by the shares of the recipe's last phase;
candidates are the model's own N best by beam search, which taught Edunov et al. (2018,
"Classical Structured Prediction Losses for Sequence to Sequence Learning") more than samples.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from training.dataset import TokenStore, open_store
from training.recipe import load_recipe
from training.vocabulary import END, Vocabulary
from translator.chrf import measure_chrf

if TYPE_CHECKING:
    from sacrebleu import BLEU

#: Candidates of a sentence, the beam's width too. Edunov et al. gained little beyond it.
CANDIDATES = 8
#: Sides of fewer tokens have little to choose from, longer ones take memory times candidates.
SHORTEST, LONGEST = 6, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSet:
    """Sources, references and candidates as token ids, with the candidates' costs.

    Attributes:
        tokens: uint16, all sides one after the other: source, reference, candidates.
        offsets: int64, (sentences, 2 + candidates + 1); side j of sentence i lies in
            tokens[offsets[i, j] : offsets[i, j + 1]].
        costs: float32, (sentences, candidates), 0 (the reference's words) to 1.
    """

    tokens: np.ndarray
    offsets: np.ndarray
    costs: np.ndarray

    def __len__(self) -> int:
        return len(self.costs)

    def get_sides(self, index: int) -> list[np.ndarray]:
        """Return source, reference and candidates of a sentence."""
        return [self.tokens[start:end] for start, end in pairwise(self.offsets[index])]

    def save(self, path: Path) -> None:
        """Write all arrays into one file."""
        np.savez(path, tokens=self.tokens, offsets=self.offsets, costs=self.costs)


def load_candidates(path: Path) -> CandidateSet:
    """Read what ``CandidateSet.save`` wrote."""
    with np.load(path) as arrays:
        return CandidateSet(**{name: arrays[name] for name in ("tokens", "offsets", "costs")})


def make_candidate_set(
    sentences: Sequence[Sequence[Sequence[int]]], costs: Sequence[Sequence[float]]
) -> CandidateSet:
    """Lay sentences, each its source, reference and candidates, into arrays."""
    lengths = np.array([[len(side) for side in sides] for sides in sentences], np.int64)
    ends = np.cumsum(lengths.ravel()).reshape(lengths.shape)
    return CandidateSet(
        tokens=np.concatenate([np.asarray(side) for sides in sentences for side in sides]).astype(
            np.uint16
        ),
        offsets=np.concatenate([ends[:, :1] - lengths[:, :1], ends], axis=1),
        costs=np.array(costs, np.float32),
    )


def draw_pairs(
    stores: dict[str, TokenStore], shares: dict[str, float], *, count: int, seed: int
) -> list[tuple[list[int], list[int]]]:
    """Return pairs of every source by its share, end marks included, without repetition."""
    total = sum(shares[name] for name in stores)
    pairs: list[tuple[list[int], list[int]]] = []
    for number, (name, store) in enumerate(sorted(stores.items())):
        lengths = store.count_lengths()
        usable = np.flatnonzero(((lengths >= SHORTEST) & (lengths <= LONGEST)).all(axis=1))
        wanted = min(len(usable), round(count * shares[name] / total))
        chosen = np.random.default_rng((seed, number)).choice(usable, wanted, replace=False)
        for index in chosen:
            source, target = store.get_pair(index)
            pairs.append((source.tolist(), target.tolist()))
    return pairs


#: One a process, however many sentences it is given at a time.
load_vocabulary = cache(Vocabulary)


@cache
def load_bleu() -> BLEU:
    """Return sacrebleu's BLEU of single sentences."""
    import sacrebleu

    return sacrebleu.BLEU(effective_order=True)


def measure_cost(candidate: str, reference: str) -> float:
    """Return 1 minus the mean of sentence BLEU and chrF2 with the reference."""
    bleu = load_bleu().sentence_score(candidate, [reference]).score
    return 1 - (bleu + measure_chrf(candidate, reference)) / 200


def iter_candidates(
    pairs: Sequence[tuple[list[int], list[int]]],
    *,
    ct2_dir: Path,
    vocabulary_dir: Path,
    threads: int,
    batch: int = 512,
) -> Iterator[list[list[list[int]]]]:
    """Yield, some sentences at a time, their sources, references and candidates."""
    import ctranslate2

    table: dict[str, int] = json.loads((vocabulary_dir / "vocab.json").read_text("utf-8"))
    pieces = {number: piece for piece, number in table.items()}
    translator = ctranslate2.Translator(
        str(ct2_dir), device="cpu", compute_type="int8", inter_threads=1, intra_threads=threads
    )
    for start in range(0, len(pairs), batch):
        part = pairs[start : start + batch]
        results = translator.translate_batch(
            [[pieces[token] for token in source] for source, _ in part],
            beam_size=CANDIDATES,
            num_hypotheses=CANDIDATES,
            max_batch_size=1024,
            batch_type="tokens",
            max_decoding_length=2 * LONGEST,
        )
        yield [
            [
                source,
                target,
                *([*(table[p] for p in tokens), table[END]] for tokens in result.hypotheses),
            ]
            for (source, target), result in zip(part, results, strict=True)
            if len(result.hypotheses) == CANDIDATES
        ]


def measure_costs(
    vocabulary_dir: Path, sentences: Sequence[Sequence[Sequence[int]]]
) -> list[list[float]]:
    """Return the costs of some sentences' candidates; a process of its own can do it."""
    decode = load_vocabulary(vocabulary_dir).decode
    return [
        [measure_cost(decode(side), decode(reference)) for side in sides]
        for _, reference, *sides in sentences
    ]


def main(argv: list[str] | None = None) -> int:
    """Draw pairs, translate them, measure what the candidates cost, write all."""
    parser = argparse.ArgumentParser(prog="training.candidates", description=__doc__)
    parser.add_argument("recipe", type=Path)
    parser.add_argument("tokens_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("ct2_dir", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--pairs", type=int, default=20_000)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args(argv)
    recipe = load_recipe(args.recipe)
    shares = recipe.phases[-1].shares
    stores = {name: open_store(args.tokens_dir, name) for name in shares}
    pairs = draw_pairs(stores, shares, count=args.pairs, seed=recipe.seed)
    pairs.sort(key=lambda pair: len(pair[0]))  # equal lengths together: no padding
    started = time.monotonic()
    sentences: list[list[list[int]]] = []
    costs: list[list[float]] = []
    with ProcessPoolExecutor(args.threads) as pool:
        for made in iter_candidates(
            pairs, ct2_dir=args.ct2_dir, vocabulary_dir=args.vocabulary_dir, threads=args.threads
        ):
            sentences += made
            size = len(made) // args.threads + 1
            parts = [made[start : start + size] for start in range(0, len(made), size)]
            for part in pool.map(measure_costs, repeat(args.vocabulary_dir), parts):
                costs += part
    candidates = make_candidate_set(sentences, costs)
    candidates.save(args.output)
    print(
        json.dumps(
            {
                "sentences": len(candidates),
                "seconds": round(time.monotonic() - started, 1),
                "cost of the best by the model": round(float(candidates.costs[:, 0].mean()), 4),
                "mean cost": round(float(candidates.costs.mean()), 4),
                "lowest cost": round(float(candidates.costs.min(axis=1).mean()), 4),
            }
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
