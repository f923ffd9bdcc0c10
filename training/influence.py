"""Which sources teach what the development sets ask for: gradients compared before a run.

    python -m training.influence RECIPE TOKENS_DIR VOCABULARY_DIR CHECKPOINT --development DEV/*.tsv

A small step along a source's gradient changes the loss on a development set by the product of the
two gradients, each parameter weighed by how much it varies from batch to batch, as Adam would.
Most of that product says how sure of itself a network should be, which changes losses and no
translation: an easy source teaches confidence, a hard one doubt. So what the gradients of the
network's *own* translations of the sets have in them is taken out of the sets' gradients first.
What is left tells the references from what the network says now.

Printed is the influence of a token of each source, the largest being 100, and half the distance
between the two halves of the source's batches: what is not larger than that says nothing.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.batches import Cursor, Mixture
from training.dataset import TokenStore, list_stores, open_store
from training.decode import translate_greedily
from training.recipe import load_recipe
from training.run import Run
from training.shape import MAX_POSITIONS
from training.sources import read_spread
from training.vocabulary import Vocabulary
from translator.text.normalize import normalize_source, normalize_target

#: By name of parameter, float32; nats a target token.
Gradient = dict[str, Tensor]

#: Added to every mean square, as a share of the parameter's mean: rows of pieces that hardly
#: occur would otherwise decide.
_DAMPING = 0.01
#: Square of a parameter that no batch has moved.
_SMALLEST = 1e-30


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a source's batches say.

    Attributes:
        halves: gradients of the even and of the odd batches.
        share: of the tokens, the second half's; none where there is one batch.
        loss: smoothed; nats a token.
    """

    halves: tuple[Gradient, Gradient]
    share: float
    loss: float

    @property
    def whole(self) -> Gradient:
        """The gradient of all batches."""
        even, odd = self.halves
        return {name: torch.lerp(even[name], odd[name], self.share) for name in even}


@dataclass(frozen=True, slots=True, kw_only=True)
class Influence:
    """What a token of one source does for each development set, in arbitrary units.

    Attributes:
        loss: smoothed, of the source; nats a token.
        by_set: the influence, and half the distance between those of the two halves.
    """

    source: str
    loss: float
    by_set: dict[str, tuple[float, float]]


class Meter:
    """Gradients of one network, and how much each parameter's varies."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._parameters = dict(run.model.named_parameters())
        self._squares = {name: torch.zeros(p.shape) for name, p in self._parameters.items()}

    def measure(self, store: TokenStore, *, max_tokens: int) -> Measured:
        """Return the gradients of a source, and its loss.

        Raises:
            ValueError: no pair is as short as the recipe asks for.
        """
        recipe = self._run.recipe
        total = int(store.count_lengths()[:, 1].sum())
        mixture = Mixture(
            max_tokens=recipe.max_tokens,
            round_tokens=min(max_tokens, total),
            batch_tokens=recipe.batch_tokens,
            pad_id=self._run.vocabulary.pad_id,
            seed=recipe.seed,
        )
        mixture.add_store(store)
        halves = [{n: torch.zeros(p.shape) for n, p in self._parameters.items()} for _ in range(2)]
        tokens = [0, 0]
        loss = 0.0
        for number, batch in enumerate(mixture.iter_round(Cursor(shares={store.name: 1.0}))):
            count = len(batch.labels)
            loss += self._run.accumulate([batch]).item() * count
            tokens[number % 2] += count
            for name, parameter in self._parameters.items():
                if parameter.grad is not None:
                    gradient = parameter.grad.float()
                    halves[number % 2][name].add_(gradient, alpha=count)
                    self._squares[name].addcmul_(gradient, gradient, value=count)
                    parameter.grad = None
        if not any(tokens):
            raise ValueError(f"{store.name}: no pair of at most {recipe.max_tokens} tokens")
        for half, count in zip(halves, tokens, strict=True):
            for tensor in half.values():
                tensor /= max(1, count)
        return Measured(
            halves=(halves[0], halves[1]),
            share=tokens[1] / sum(tokens),
            loss=loss / sum(tokens),
        )

    def multiply(self, one: Gradient, other: Gradient) -> float:
        """Return the product of two gradients, each parameter over its root mean square."""
        return _dot(one, self.weigh(other))

    def weigh(self, gradient: Gradient) -> Gradient:
        """Return a gradient over the root mean squares that the parameters' have had so far."""
        return {
            name: gradient[name]
            * (squares + _DAMPING * squares.mean()).clamp_min(_SMALLEST).rsqrt()
            for name, squares in self._squares.items()
        }

    def take_out(self, gradient: Gradient, directions: Sequence[Gradient]) -> Gradient:
        """Return what of a gradient is orthogonal to all of some directions."""
        basis: list[Gradient] = []
        for direction in [*directions, gradient]:
            rest = {name: tensor.clone() for name, tensor in direction.items()}
            for known in basis:
                share = self.multiply(rest, known) / self.multiply(known, known)
                for name, tensor in rest.items():
                    tensor.sub_(known[name], alpha=share)
            basis.append(rest)
        return basis[-1]


def make_store(name: str, pairs: Sequence[tuple[str, str]], vocabulary: Vocabulary) -> TokenStore:
    """Return pairs of texts as a source; sides too long for the network are cut."""
    sides = [
        vocabulary.encode_side(text, max_tokens=MAX_POSITIONS - 2)
        for source, target in pairs
        for text in (normalize_source(source), normalize_target(target))
    ]
    offsets = np.cumsum([0, *(len(side) for side in sides)])
    return TokenStore(name=name, tokens=np.concatenate(sides).astype(np.uint16), offsets=offsets)


def measure_influences(
    run: Run,
    stores: Sequence[TokenStore],
    sets: Mapping[str, Sequence[tuple[str, str]]],
    *,
    max_tokens: int,
) -> list[Influence]:
    """Return the influence of every source, the strongest on the first set first.

    Args:
        sets: pairs of French and English by the name of a development set.
        max_tokens: target tokens of each source that are looked at.
    """
    meter = Meter(run)

    def measure_whole(store: TokenStore) -> Gradient:
        return meter.measure(store, max_tokens=len(store.tokens)).whole

    wanted: dict[str, Gradient] = {}
    own: list[Gradient] = []
    for name, pairs in sets.items():
        french = [source for source, _ in pairs]
        run.model.eval()
        said = translate_greedily(run.model, run.vocabulary, [*map(normalize_source, french)])
        wanted[name] = measure_whole(make_store(name, pairs, run.vocabulary))
        said_pairs = list(zip(french, said, strict=True))
        own.append(measure_whole(make_store(name, said_pairs, run.vocabulary)))
    measured = {store.name: meter.measure(store, max_tokens=max_tokens) for store in stores}
    rest = {name: meter.weigh(meter.take_out(all_of_it, own)) for name, all_of_it in wanted.items()}
    influences = []
    for source, found in measured.items():
        by_set = {}
        for name, gradient in rest.items():
            even, odd = (_dot(half, gradient) for half in found.halves)
            by_set[name] = even + found.share * (odd - even), abs(even - odd) / 2
        influences.append(Influence(source=source, loss=found.loss, by_set=by_set))
    return sorted(influences, key=lambda row: -next(iter(row.by_set.values()))[0])


def _dot(one: Gradient, other: Gradient) -> float:
    return sum(float((one[name] * other[name]).sum(dtype=torch.float64)) for name in one)


def print_table(influences: Sequence[Influence]) -> None:
    """Print the influences as a table in Markdown, the largest of all being 100."""
    names = list(influences[0].by_set)
    largest = max(abs(value) for row in influences for value, _ in row.by_set.values())
    print("| source | loss |", " | ".join(names), "|")
    print("|---|---:|" + "---:|" * len(names))
    for row in influences:
        cells = (
            f"{100 * value / largest:.0f} ± {100 * distance / largest:.0f}"
            for value, distance in row.by_set.values()
        )
        print(f"| {row.source} | {row.loss:.2f} |", " | ".join(cells), "|")


def main() -> None:
    """Print a row for each source."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("recipe", type=Path)
    parser.add_argument("tokens_dir", type=Path)
    parser.add_argument("vocabulary_dir", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--development", type=Path, nargs="+", required=True)
    parser.add_argument("--max-pairs", type=int, default=1000, help="of each development set")
    parser.add_argument("--max-tokens", type=int, default=40_000, help="of each source")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(
            load_recipe(args.recipe),
            tokens_dir=args.tokens_dir,
            vocabulary=Vocabulary(args.vocabulary_dir),
            run_dir=Path(folder),
            start_from=args.checkpoint,
            device=torch.device("cpu"),
        )
        stores = [open_store(args.tokens_dir, name) for name in list_stores(args.tokens_dir)]
        sets = {path.stem: read_spread(path, max_pairs=args.max_pairs) for path in args.development}
        print_table(measure_influences(run, stores, sets, max_tokens=args.max_tokens))


if __name__ == "__main__":
    main()
